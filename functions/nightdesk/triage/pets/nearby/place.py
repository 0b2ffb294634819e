"""Where an owner is, as far as their words or their carrier say: a ZIP code, a town, or a place nobody here knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from nightdesk.triage.pets.knowledge.atlas import Atlas
from nightdesk.triage.pets.nearby.clinics import STATES

LONGEST = 1000
"""Characters of a text in which a place is looked for."""
ALONE = 4
"""Words of a text that is nothing but a place."""

_ZIP = re.compile(
    r"(?<![\d$#.,/-])(\d{5})(?:-\d{4})?(?![\d/-]|[.,]\d|\s?(?:mg|mcg|g|kg|ml|l|iu|ui|units?|unidades|lbs?|oz|x|%)\b)",
    re.IGNORECASE,
)
_ZIP_CUE = re.compile(
    r"\b(?:zip(?: ?code)?|postal|postcode|cp|c\.p\.|in|near|at|from|around|live|area|en|cerca de|por|desde|is|es|"
    rf"{'|'.join(sorted(STATES))})\W{{1,3}}(?:is |es |to |[a-z]{{3,20}},? (?:[a-z]{{3,20}},? )?)?$",
    re.IGNORECASE,
)
_AROUND_ZIP = re.compile(
    r"\b(?:i'?m|we'?re|in|near|at|my|mi|the|el|it'?s|its|zip|code|zipcode|postal|codigo|código|cp|is|es|estoy|en|"
    r"vivo|us|usa)\b|[^\w]+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z\u00c0-\u017f][A-Za-z\u00c0-\u017f.']*|[,;:!?\n]|\d+")
_NEAR = frozenset({"in", "near", "at", "from", "outside", "around", "by", "to", "en", "cerca", "de", "desde", "por"})
_HERE = re.compile(
    r"\b(?i:i'?m|i am|we'?re|we are|i live|we live|live|located|staying|estoy|estamos|vivo|vivimos|me encuentro)"
    r" (?i:just |right now |currently |ahora )?(?i:in|near|at|outside|by|from|en|cerca de)"
    r" ([A-Z][\w'.]+(?: [A-Z][\w'.]+){0,2})(?:,? ([A-Z]{2})\b)?"
)
_NOT_A_PLACE = frozenset(
    {"i", "im", "my", "the", "a", "bed", "work", "home", "casa", "help", "god", "dr", "pain", "labor", "tears", "shock"}
)
_ASKS = re.compile(
    r"\bhow far\b|\bwhere (?:do|should|can|would|to|is|are|s)\b.{0,24}\b(?:go|take|bring|drive|clinic|hospital|vet|er|"
    r"it|closest|nearest)\b|\bwhere to go\b|\b(?:which|what|closest|nearest) (?:vet|clinic|hospital|er|emergency)\b|"
    r"\b(?:closest|nearest) (?:one|open)\b|\b(?:vet|clinic|hospital|er) (?:near|close to|nearby)\b|"
    r"\b(?:send|text|give|need|get|resend|have|got)\b.{0,16}\b(?:map|address|directions|clinic|link to it)\b|"
    r"^\W*(?:the )?(?:map|address|directions|clinic)(?: please| pls)?\W*$|\bdirections to\b|"
    r"\bwhat'?s? (?:is )?(?:the|their) address\b|"
    r"\b(?:a |que )?(?:d[oó]nde) (?:voy|vamos|ir|lo llevo|la llevo|queda|est[aá]|hay)\b|"
    r"\bqu[eé] tan lejos\b|\ba cu[aá]nto (?:queda|est[aá])\b|"
    r"\b(?:manda|env[ií]a|dame|p[aá]same|necesito)(?:me)?\b.{0,16}\b(?:mapa|direcci[oó]n|ubicaci[oó]n)\b|"
    r"\b(?:cl[ií]nica|veterinari[oa]|urgencias?) (?:m[aá]s )?(?:cerca|cercan[oa]|abierta?)\b|^\W*(?:el )?mapa\W*$",
    re.IGNORECASE,
)
MOST_WORDS = 16
"""A longer text tells a story; a question about the way inside it is not all it wants."""

Source = Literal["told", "carrier", "abroad", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """
    place: as `clinics.find` reads it. source: "told" by the owner now or before; "carrier": where the number is from,
    which may be far from where they are; "abroad": a number of a country with no clinic of ours; "unknown".
    """

    place: str = ""
    source: Source = "unknown"


def stated(text: str, atlas: Atlas, *, names: frozenset[str] = frozenset()) -> str:
    """
    The place a text says the owner is at, as "62565" or "shelbyville, il"; empty when it says none.

    names: towns and quarters that clinics go by. A place nobody here knows is still a place ("boston"): whoever says so
    must not be sent to a clinic elsewhere.
    """
    text = text[:LONGEST].replace("\u2019", "'")
    return zip_in(text) or _town(text, atlas, names) or _elsewhere(text)


def zip_in(text: str) -> str:
    """A ZIP code that is said to be one; not 10000 IU, not $20000."""
    for found in _ZIP.finditer(text):
        rest = _AROUND_ZIP.sub("", text.replace(found.group(), ""))
        if not rest or _ZIP_CUE.search(text[: found.start()]):
            return found[1]
    return ""


def without_zip(text: str) -> str:
    """The text without its ZIP code, which read as a number of anything else would be a monstrous dose."""
    code = zip_in(text)
    if not code:
        return text
    rest = re.sub(rf"\b(?:zip(?: ?code)?(?: is)?|c[oó]digo postal|cp)?\W{{0,2}}{code}(?:-\d{{4}})?", " ", text, count=1)
    return rest.strip() if _AROUND_ZIP.sub("", rest) else ""


def asks_the_way(text: str) -> bool:
    """Whether it asks where to go, how far it is, or for the map."""
    return len(text.split()) <= MOST_WORDS and bool(_ASKS.search(text))


def told_by_carrier(hints: Mapping[str, str]) -> Whereabouts:
    """
    What the carrier says of the number (FromZip, FromCity, FromState, FromCountry): where it was given out.

    Most are empty, and people keep their numbers when they move.
    """
    if hints.get("FromCountry", "US") not in {"", "US", "PR"}:
        return Whereabouts(place=hints["FromCountry"].lower(), source="abroad")
    code, city, state = (hints.get(name, "").strip() for name in ("FromZip", "FromCity", "FromState"))
    place = code if re.fullmatch(r"\d{5}", code) else ", ".join(filter(None, (city.lower(), state.lower())))
    return Whereabouts(place=place, source="carrier") if place else Whereabouts()


def _town(text: str, atlas: Atlas, names: frozenset[str]) -> str:
    words = _WORDS.findall(text)
    is_alone = len([word for word in words if word[0].isalpha()]) <= ALONE
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size]).lower()
            if name not in atlas.towns and name not in names:
                continue
            state = _state(words[start + size :])
            # "Normal, IL" and "in Paris" are towns; "not breathing in normal rhythm" holds none.
            is_plain = name in atlas.wordy and not state and not words[start][0].isupper()
            is_led = start > 0 and words[start - 1].lower() in _NEAR
            is_all = is_alone and start == 0 and len(words) - size <= 2
            if not is_plain and (is_led or state or is_all):
                return f"{name}, {state}" if state else name
    return ""


def _state(after: list[str]) -> str:
    """A state right after a town: written in capitals, or after a comma at the end."""
    rest = after[1:] if after[:1] == [","] else after
    word = rest[0] if rest else ""
    is_state = word.upper() in STATES and (word.isupper() or (rest is not after and len(rest) == 1))
    return word.lower() if is_state else ""


def _elsewhere(text: str) -> str:
    found = None if text.isupper() else _HERE.search(text)
    if not found or found[1].split()[0].lower() in _NOT_A_PLACE:
        return ""
    return ", ".join(filter(None, (found[1].lower(), (found[2] or "").lower())))
