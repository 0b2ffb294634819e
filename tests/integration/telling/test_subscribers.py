"""Customers who asked for it hear when it breaks and when it works, each once, and never in the way of an emergency."""

from datetime import timedelta

import pytest

from nightdesk.channel.fitting import fold, segments
from nightdesk.contact.contact import Consent
from nightdesk.desk.telling.subscribers import AT_A_TIME, MOST_A_DAY
from nightdesk.incident.desk import Phone
from nightdesk.persona.wording.words import Language
from nightdesk.public import news
from tests.integration.desk.acts import ANA, BOOKS, CHOCOLATE, OWNER, raises
from tests.integration.telling.outside import Outside


@pytest.fixture
def world() -> Outside:
    return Outside(BOOKS, to=("status page", "subscribers"))


def phone(number: int) -> str:
    return f"+1202556{number:04d}"


def news_of(world: Outside, to: str) -> list[str]:
    return [text for text in world.channel.texts_to(to) if "SUBSCRIBE" not in text and "Msg&data" not in text]


def contact(world: Outside, number: str):  # type: ignore[no-untyped-def]  # the store's own
    return world.store.standing(Phone(number)).contact


def test_a_subscriber_hears_when_it_breaks_and_when_it_works(world: Outside) -> None:
    world.texts(phone(1), "subscribe", sid="SMplease")
    raises(world)
    world.passes(minutes=4)
    world.texts(ANA, "resolve done")
    world.passes(minutes=2)

    began, ended = news_of(world, phone(1))
    assert began.startswith("Acme: Online shop and Checkout and payment: ") or "Checkout and payment" in began
    assert "https://status.example" in began
    assert "work again" in ended
    assert contact(world, phone(1)).subscribed_by == "SMplease"
    assert news_of(world, phone(2)) == []


def twice(world: Outside) -> None:
    """Checkout breaks, which the shop leans on; a while later also the search, on which it leans too."""
    world.texts(phone(1), "subscribe")
    raises(world, "checkout")
    world.passes(minutes=4)
    raises(world, "catalog")
    world.passes(minutes=4)


def test_nothing_works_again_while_another_trouble_hurts_it(world: Outside) -> None:
    twice(world)
    world.texts(ANA, "resolve INC-007001 done")
    world.passes(minutes=3)
    world.texts(ANA, "resolve INC-007002 done")
    world.passes(minutes=3)

    *_, first, second = news_of(world, phone(1))
    assert first.startswith("Acme: Checkout and payment works again.")
    assert second.startswith("Acme: Online shop and Product search work again.")
    assert len(news_of(world, phone(1))) == 4


def test_whoever_was_told_of_the_first_only_hears_of_the_rest_with_the_second(world: Outside) -> None:
    raises(world, "catalog")
    world.texts(phone(2), "subscribe")
    world.passes(minutes=4)
    world.texts(phone(2), "news off")
    raises(world, "checkout")
    world.texts(phone(1), "subscribe")
    world.passes(minutes=4)
    world.texts(phone(2), "subscribe")
    world.texts(ANA, "resolve INC-007001 done")
    world.passes(minutes=3)
    world.texts(ANA, "resolve INC-007002 done")
    world.passes(minutes=3)

    assert [text.split(" It lasted")[0] for text in news_of(world, phone(2))[-2:]] == [
        "Acme: Product search works again.",
        "Acme: Online shop and Checkout and payment work again.",
    ]


def test_what_became_part_of_another_works_again_when_that_does(world: Outside) -> None:
    twice(world)
    world.texts(ANA, "merge INC-007002 INC-007001")
    world.passes(minutes=4)
    assert not any("again" in text for text in news_of(world, phone(1)))

    world.texts(ANA, "resolve INC-007001 done")
    world.passes(minutes=4)

    *_, last = news_of(world, phone(1))
    assert "Online shop, Checkout and payment and Product search work again." in last
    assert len(news_of(world, phone(1))) == 3


def test_what_is_over_within_two_minutes_wakes_no_customer(world: Outside) -> None:
    world.texts(phone(1), "subscribe")
    raises(world)
    world.texts(ANA, "resolve done")
    world.passes(minutes=5)

    assert news_of(world, phone(1)) == []


def test_asking_twice_is_asked_once_and_answered_once_a_minute(world: Outside) -> None:
    for n in range(5):
        world.texts(phone(1), "subscribe", sid=f"SM{n}")
        world.texts(phone(1), "subscribe", sid=f"SM{n}")

    assert len(world.channel.texts_to(phone(1))) == 1
    assert len(list(world.store.subscribers())) == 1


@pytest.mark.parametrize("last_word", ["news off", "unsubscribe", "STOP", "updates off", "Unsubscribe me please"])
def test_whoever_asked_for_an_end_gets_no_more(world: Outside, last_word: str) -> None:
    world.texts(phone(1), "subscribe")
    world.waits(minutes=2)
    world.texts(phone(1), last_word)
    raises(world)
    world.passes(minutes=5)

    assert news_of(world, phone(1)) == []
    assert contact(world, phone(1)).subscribed_at is None


def test_only_a_stop_ends_all_texts(world: Outside) -> None:
    world.texts(phone(1), "subscribe")
    world.texts(phone(1), "news off")
    assert contact(world, phone(1)).consent is Consent.IMPLIED

    world.texts(phone(1), "unsubscribe")
    assert contact(world, phone(1)).consent is Consent.STOPPED


@pytest.mark.parametrize(
    "cry",
    [
        "subscribe my dog is choking",
        "subscribe?? he collapsed",
        "please subscribe, not breathing",
        "updates: cat ate a lily",
        "status of my dog: seizing",
        "subscribe 30kg chocolate",
    ],
)
def test_a_cry_for_help_is_never_a_subscription(world: Outside, cry: str) -> None:
    world.texts(OWNER, cry)

    assert contact(world, OWNER).subscribed_at is None
    assert not any("status text" in text for text in world.channel.texts_to(OWNER))


def test_an_owner_in_an_emergency_is_heard_and_not_subscribed(world: Outside) -> None:
    world.texts(OWNER, CHOCOLATE)
    world.texts(OWNER, "subscribe")

    assert contact(world, OWNER).subscribed_at is None


def test_a_subscriber_in_an_emergency_is_left_in_peace(world: Outside) -> None:
    world.texts(OWNER, "subscribe")
    world.texts(OWNER, CHOCOLATE)
    raises(world)
    world.passes(minutes=5)

    assert not [
        text for text in world.channel.texts_to(OWNER) if text.startswith("Acme: ") and "status.example" in text
    ]


def test_many_are_told_a_few_at_a_time_each_once_and_pages_go_first(world: Outside) -> None:
    for n in range(AT_A_TIME * 2 + 5):
        world.texts(phone(n), "subscribe")
    raises(world)
    assert world.channel.texts_to(ANA)
    world.passes(minutes=3)

    told = sum(bool(news_of(world, phone(n))) for n in range(AT_A_TIME * 2 + 5))
    assert 0 < told <= AT_A_TIME * 2

    world.passes(minutes=6)

    assert [len(news_of(world, phone(n))) for n in range(AT_A_TIME * 2 + 5)] == [1] * (AT_A_TIME * 2 + 5)


def test_a_bad_day_is_told_of_a_few_times_and_not_all_night(world: Outside) -> None:
    world.texts(phone(1), "subscribe")
    for n in range(MOST_A_DAY + 3):
        world.now += timedelta(minutes=20)
        raises(world, "checkout" if n % 2 else "catalog")
        world.passes(minutes=4)
        world.texts(ANA, f"resolve {int(world.incident().id.removeprefix('INC-'))} done")
        world.passes(minutes=2)

    begun = [text for text in news_of(world, phone(1)) if "We are on it" in text]
    assert len(begun) == MOST_A_DAY


def test_somebody_who_is_forgotten_is_off_the_list(world: Outside) -> None:
    world.texts(OWNER, "subscribe")
    world.texts(OWNER, "forget me")
    world.texts(OWNER, "forget")
    raises(world)
    world.passes(minutes=5)

    assert list(world.store.subscribers()) == []
    assert not [text for text in world.channel.texts_to(OWNER) if "We are on it" in text]


def test_without_status_texts_the_word_is_for_somebody_who_helps() -> None:
    world = Outside(BOOKS, to=("status page",))

    world.texts(phone(1), "subscribe")

    assert contact(world, phone(1)).subscribed_at is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_words_of_the_status_text_fit_a_phone(world: Outside, language: Language) -> None:
    names = ["Online shop", "Checkout and payment"]

    texts = [
        news.opened("Acme", names, "partial", world.now, "https://status.acme.example", language=language),
        news.subscribed("Acme", is_again=False, language=language),
        news.subscribed("Acme", is_again=True, language=language),
        news.unsubscribed("Acme", was_on=True, language=language),
    ]

    assert [segments(fold(text)).count for text in texts] == [1, 1, 1, 1]


@pytest.mark.parametrize("words", ["quiero suscribirme", "Suscribir por favor", "avisos s\u00ed"])
def test_whoever_asks_in_spanish_is_told_in_spanish(world: Outside, words: str) -> None:
    world.texts(phone(1), words)
    world.texts(phone(2), "subscribe")
    raises(world)
    world.passes(minutes=4)
    world.texts(ANA, "resolve done")
    world.passes(minutes=2)

    asked, began, ended = world.channel.texts_to(phone(1))
    assert asked.startswith("Acme: te escribimos cuando falla y cuando vuelve.")
    assert " desde las 03:0" in began
    assert began.endswith("AVISOS NO termina esto.")
    assert "https://status.example" in began
    assert "funcionan de nuevo. Duro " in ended
    assert {segments(text).encoding for text in (asked, began, ended)} == {"GSM-7"}
    assert "Reply NEWS OFF" in news_of(world, phone(2))[0]


def test_the_words_that_the_spanish_texts_teach_end_them(world: Outside) -> None:
    world.texts(phone(1), "suscribir")
    world.waits(minutes=2)
    world.texts(phone(1), "AVISOS NO")

    assert world.channel.texts_to(phone(1))[-1].startswith("Acme: no mas avisos. SUSCRIBIR los trae de vuelta.")
    assert contact(world, phone(1)).subscribed_at is None
    world.waits(minutes=2)
    world.texts(phone(1), "SUSCRIBIR")
    assert contact(world, phone(1)).subscribed_in == "es"


def test_a_word_that_is_of_no_language_changes_none(world: Outside) -> None:
    world.texts(phone(1), "suscribir")
    world.waits(minutes=2)
    world.texts(phone(1), "news off")

    assert "no mas avisos" in world.channel.texts_to(phone(1))[-1]
