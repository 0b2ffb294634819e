"""
Does a whole text ask for status texts, or ask them to end? Everything else is for somebody who helps.

Only texts that consist of nothing but such words: "subscribe, and my dog is choking" is a cry for help.
"""

import re
from typing import Literal

Wish = Literal["on", "off"]

_ON = frozenset(
    {"subscribe", "subscribing", "subscription", "suscribir", "suscribirme", "suscribete", "suscribeme", "suscribanme"}
    | {"suscripcion"}
)
_OFF = frozenset({"unsubscribe", "unsubscribing", "desuscribir", "desuscribirme"})
_BAJA = re.compile(r"\b(?:dar(?:me)?|denme|dame|quiero(?: la)?) (?:de )?baja\b")
"""To leave a list, in Spanish; "baja" alone may be how somebody feels."""
_TOPIC = frozenset({"news", "updates", "update", "alerts", "status", "avisos", "noticias"})
_ENDING = frozenset(
    {"off", "stop", "end", "no", "cancel", "remove", "quit"}
    | {"cancelar", "cancela", "cancelen", "anular", "anula", "quitar", "quita", "terminar", "termina", "parar", "paren"}
)
_SWITCH: dict[str, Wish] = {"on": "on", "si": "on", **dict.fromkeys(_ENDING, "off")}
_MORE = frozenset(
    {"more", "any", "turn", "send", "sending", "receive", "receiving", "getting", "all", "these"}
    | {"mas", "la", "el", "mi", "estos", "esos", "recibir", "manden", "mandes", "mandar", "envien", "envies", "enviar"}
)
"""Beside the end of something: no more updates, turn off the news, no quiero recibir mas avisos."""
_SPANISH = frozenset(
    {word for word in _ON if word.startswith("sus")}
    | {"desuscribir", "desuscribirme", "avisos", "noticias", "si", "mas"}
    | {"de", "los", "las", "por", "favor", "quiero", "gracias", "hola"}
)
_FILLER = frozenset(
    {"please", "pls", "plz", "me", "to", "for", "the", "your", "you", "from", "i", "want", "wanna", "would", "like"}
    | {"can", "could", "text", "texts", "sms", "page", "messages", "a", "my", "yes", "hi", "hello", "thanks", "thank"}
    | {"service", "outage", "get", "sign", "up", "de", "los", "las", "por", "favor", "quiero", "gracias", "hola"}
)
_WORD = re.compile(r"[a-z]+")
_QUOTES = re.compile("[\"'\u201c\u201d\u2018\u2019`]")
_ACCENTS = str.maketrans("áéíóúüñ", "aeiouun")
LONGEST = 80


def wish(body: str) -> Wish | None:
    """What it asks for, None when anything else is in it as well: a word, a number, a picture."""
    said = _BAJA.sub("desuscribirme", _plain(body))
    if not said or len(said) > LONGEST or not re.fullmatch(r"[a-z\s.,!?()-]+", said):
        return None
    words = _WORD.findall(said)
    if any(word not in _ON | _OFF | _TOPIC | _FILLER | _MORE | _SWITCH.keys() for word in words):
        return None
    if any(word in _OFF for word in words):
        return "off"
    switches = {_SWITCH[word] for word in words if word in _SWITCH}
    has_topic = any(word in _TOPIC for word in words)
    # Asked as a question it may be about somebody's pet: no news from you?
    if switches == {"off"} and has_topic and "?" not in said:
        return "off"
    if any(word in _MORE for word in words) and switches != {"off"}:
        return None
    if any(word in _ON for word in words):
        return "off" if "off" in switches else "on"
    if has_topic and len(switches) == 1 and not any(word in _FILLER for word in words):
        return next(iter(switches))
    return None


def language_of(body: str) -> Literal["en", "es"] | None:
    """The language of such a wish; None when its words tell none ("news off", and no more, is what our texts say)."""
    words = set(_WORD.findall(_BAJA.sub("desuscribirme", _plain(body))))
    if words & _SPANISH:
        return "es"
    return "en" if words & (_ON | _OFF) else None


def _plain(body: str) -> str:
    return _QUOTES.sub("", body.strip().lower()).translate(_ACCENTS)
