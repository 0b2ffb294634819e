"""What a subscriber is texted, in the language they asked in. Fixed sentences, as on the page; names stay names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nightdesk.incident.trouble import Level, Trouble
from nightdesk.persona.wording.words import Language
from nightdesk.public import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """
    The sentences of one language. over, all_over: of one part and of several. and_more: of those that are not named.

    subscribed and the three after it answer whoever asks for texts, or for their end, with how to change that.
    """

    states: dict[Level, str]
    and_: str
    and_more: str
    opened: str
    how_to_end: str
    over: str
    all_over: str
    days: str
    subscribed: str
    already: str
    unsubscribed: str
    was_not: str


_ENDS = "Msg&data rates may apply. NEWS OFF ends it. Need help? Just say what happened."
_BACK = "SUBSCRIBE brings them back. You can still text us when you need help."
_TERMINA = "Puede haber costo por mensaje. AVISOS NO los termina. Si necesitas ayuda, di qué pasó."
_VUELVE = "SUSCRIBIR los trae de vuelta. Si necesitas ayuda, escríbenos igual."
NEWS: dict[Language, News] = {
    "en": News(
        states={level: f"{words[0].lower()}{words[1:]}" for level, words in wording.STATES.items()},
        and_="and",
        and_more="more",
        opened="{name}: {parts}: {state} since {at} UTC. We are on it.",
        how_to_end="Reply NEWS OFF to end these.",
        over="{name}: {parts} works again. It lasted {lasted}. Sorry.",
        all_over="{name}: {parts} work again. It lasted {lasted}. Sorry.",
        days="days",
        subscribed="{name}: we text you when it breaks and when it works. " + _ENDS,
        already="{name}: you get our status texts already. " + _ENDS,
        unsubscribed="{name}: no more status texts. " + _BACK,
        was_not="{name}: you get no status texts. " + _BACK,
    ),
    "es": News(
        states={
            "maintenance": "en mantenimiento",
            "recovering": "recuperándose",
            "degraded": "lento o con fallos",
            "partial": "en parte fuera de servicio",
            "major": "fuera de servicio",
        },
        and_="y",
        and_more="más",
        opened="{name}: {parts}: {state} desde las {at} UTC. Estamos en ello.",
        how_to_end="AVISOS NO termina esto.",
        over="{name}: {parts} funciona de nuevo. Duró {lasted}. Disculpa.",
        all_over="{name}: {parts} funcionan de nuevo. Duró {lasted}. Disculpa.",
        days="días",
        subscribed="{name}: te escribimos cuando falla y cuando vuelve. " + _TERMINA,
        already="{name}: ya recibes nuestros avisos. " + _TERMINA,
        unsubscribed="{name}: no más avisos. " + _VUELVE,
        was_not="{name}: no recibes avisos. " + _VUELVE,
    ),
}


def opened(name: str, names: Sequence[str], level: Level, at: datetime, url: str, *, language: Language) -> str:
    """When customers begin to be affected."""
    news = NEWS[language]
    told = news.opened.format(
        name=name, parts=_listed(names, news), state=news.states[level], at=f"{at.astimezone(UTC):%H:%M}"
    )
    return " ".join(filter(None, (told, url, news.how_to_end)))


def resolved(name: str, names: Sequence[str], trouble: Trouble, url: str, *, language: Language) -> str:
    """When it is over."""
    news = NEWS[language]
    sentence = news.over if len(names) == 1 else news.all_over
    lasted = wording.lasted(trouble).replace("days", news.days)
    return f"{sentence.format(name=name, parts=_listed(names, news), lasted=lasted)} {url}".rstrip()


def subscribed(name: str, *, is_again: bool, language: Language) -> str:
    """To somebody who asked for texts: says how to end them, as carriers want it said."""
    news = NEWS[language]
    return (news.already if is_again else news.subscribed).format(name=name)


def unsubscribed(name: str, *, was_on: bool, language: Language) -> str:
    """To somebody who asked them to end."""
    news = NEWS[language]
    return (news.unsubscribed if was_on else news.was_not).format(name=name)


def _listed(names: Sequence[str], news: News) -> str:
    return wording.listed(names, and_=news.and_, and_more=news.and_more)
