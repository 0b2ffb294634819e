"""Which texts ask for status texts, and which only look like it."""

import pytest

from nightdesk.channel.replies.news import language_of, wish

ON = (
    "subscribe",
    "Subscribe",
    "SUBSCRIBE.",
    " subscribe! ",
    "please subscribe me",
    "Subscribe me to status updates please",
    "subscribe to your updates",
    "I would like to subscribe",
    "subscription please",
    "\u201csubscribe\u201d",
    "sign me up: subscribe".replace(":", ","),
    "news on",
    "updates on",
    "status on",
    "Hi, subscribe me please. Thanks",
    "suscribir",
    "suscripci\u00f3n por favor",
    "quiero suscribirme",
    "avisos si",
    "subscribe me\n",
    "suscr\u00edbeme",
    "suscr\u00edbanme por favor",
)
OFF = (
    "no more updates",
    "please stop the updates",
    "turn off the news",
    "no more status texts please",
    "cancel my subscription",
    "remove me from the alerts",
    "no m\u00e1s avisos",
    "no quiero recibir m\u00e1s avisos",
    "no me manden m\u00e1s avisos por favor",
    "cancelar la suscripci\u00f3n",
    "quiero terminar los avisos",
    "unsubscribe",
    "Unsubscribe me please",
    "unsubscribe me from status updates",
    "news off",
    "NEWS OFF",
    "updates off",
    "updates stop",
    "stop updates",
    "no updates",
    "alerts off",
    "desuscribirme",
    "quiero darme de baja de los avisos",
    "dar de baja por favor",
    "avisos no",
    "subscribe off",
)
NEITHER = (
    "",
    "yes",
    "no",
    "on",
    "off",
    "up",
    "hi",
    "help",
    "status",
    "update",
    "news",
    "updates",
    "text me",
    "call me",
    "can you text me",
    "get me help",
    "subscribe my dog is choking",
    "baja",
    "muy baja",
    "mi perra esta de baja",
    "subscribe??? he ate chocolate",
    "please subscribe he is not breathing",
    "subscribe 2",
    "+12025550142 subscribe",
    "updates on my dog",
    "news of rex",
    "is there news",
    "any update on my cat",
    "status update on rex please",
    "is the vet on",
    "no news from the vet",
    "no news from you?",
    "any news",
    "any more news",
    "send me more updates",
    "hay mas noticias",
    "no puede parar",
    "cancel",
    "cancelar",
    "parar",
    "stop sending",
    "no updates, he is worse",
    "the bleeding is on and off",
    "subscribe\U0001f62d",
    "subscribe https://evil.example",
    "what does subscribe do",
    "subscribe " * 20,
    "unsubscribe my cat from life",
    "my dog wants to subscribe",
    "service dog collapsed",
    "my service dog",
    "sign of poison",
    "up and down, off food",
)


@pytest.mark.parametrize("body", ON)
def test_a_wish_to_hear_is_understood(body: str) -> None:
    assert wish(body) == "on"


@pytest.mark.parametrize("body", OFF)
def test_a_wish_not_to_hear_is_understood(body: str) -> None:
    assert wish(body) == "off"


@pytest.mark.parametrize("body", NEITHER)
def test_everything_else_is_for_somebody_who_helps(body: str) -> None:
    assert wish(body) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("subscribe", "en"),
        ("unsubscribe me please", "en"),
        ("Quiero suscribirme, por favor", "es"),
        ("suscripci\u00f3n", "es"),
        ("AVISOS NO", "es"),
        ("darme de baja", "es"),
        ("hola, subscribe", "es"),
        ("NEWS OFF", None),
        ("status on", None),
    ],
)
def test_a_wish_tells_its_language_or_none(text: str, language: str | None) -> None:
    assert wish(text) is not None
    assert language_of(text) == language
