"""What a caller hears: texts made for the ear, and the fixed sentences of a call."""

import re

from nightdesk.incident.severity import Severity
from nightdesk.persona.composing import pick
from nightdesk.persona.language import WORDS
from nightdesk.persona.lore import answer_to
from nightdesk.persona.opening import contact_of
from nightdesk.persona.phrases import SPOKEN
from nightdesk.persona.urgency import people_first, pet_words, urgency
from nightdesk.persona.words import Language
from nightdesk.triage.verdict import Verdict

GREETING = SPOKEN["en"].greeting
SILENCE = SPOKEN["en"].silence
GO_ON = SPOKEN["en"].go_on
PRESS_ONE = SPOKEN["en"].press_one
PRESS_ANY = SPOKEN["en"].press_any
CONNECTING = SPOKEN["en"].connecting
OUR_VET = SPOKEN["en"].our_vet
NOBODY_YET = SPOKEN["en"].nobody_yet
AFTER_CALL = SPOKEN["en"].after_call
LOST = SPOKEN["en"].lost
PRESS_ONE_OWNER = "Press 1 to be connected with the owner now, or hang up."

_MOST_SENTENCES = 4
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|www\.|\barn:)\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, flags), said)
    for pattern, said, flags in (
        (r"\bINC-0*(\d+)", r"incident \1", 0),
        (r"\bSEV\s?([0-4])\b", r"severity \1", 0),
        (r"(?<![\d-])(\d{1,3})-(\d{1,3})(?![\d-])", r"\1 to \2", 0),
        (r"(\d)\s*mg/kg\b", r"\1 milligrams per kilogram", 0),
        (r"(\d)\s*g/kg\b", r"\1 grams per kilogram", 0),
        (r"(\d)\s*ml/kg\b", r"\1 milliliters per kilogram", re.IGNORECASE),
        (r"(\d)\s*mcg\b", r"\1 micrograms", 0),
        (r"(\d)\s*mg\b", r"\1 milligrams", 0),
        (r"(\d)\s*kg\b", r"\1 kilogram", 0),
        (r"(\d)\s*g\b", r"\1 grams", 0),
        (r"(\d)\s*ml\b", r"\1 milliliters", re.IGNORECASE),
        (r"(\d)\s*lbs?\b", r"\1 pounds", 0),
        (r"(\d)\s*oz\b", r"\1 ounces", 0),
        (r"(\d)\s*ms\b", r"\1 milliseconds", 0),
        (r"(\d)\s*s\b", r"\1 seconds", 0),
        (r"(\d)\s*min\b", r"\1 minutes", 0),
        (r"(\d)\s*h\b", r"\1 hours", 0),
        (r"(\d)\s*d\b", r"\1 days", 0),
        (r"(\d)\s*%", r"\1 percent", 0),
        (r"\b([45])xx\b", r"\1 hundred", re.IGNORECASE),
        (r"\bp(9\d|50)\b", r"p \1", 0),
        (r"\bER\b", "emergency room", 0),
        (r"\bUTC\b", "U T C", 0),
        (r"\bDr\.(?=\s)", "Doctor", 0),
        (r"\bvs\.?\b", "versus", 0),
        (r"~\s*(?=\d)", "about ", 0),
        (r"\s*->\s*", " to ", 0),
        (r"\s*&\s*", " and ", 0),
        (r"(?<=\w)[_/](?=\w)", " ", 0),
    )
)
_SPOKEN_ES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"(?<![\d-])(\d{1,3})-(\d{1,3})(?![\d-])", r"\1 a \2"),
        (r"(\d)\s*mg/kg\b", r"\1 miligramos por kilo"),
        (r"(\d)\s*mg\b", r"\1 miligramos"),
        (r"(\d)\s*kg\b", r"\1 kilos"),
        (r"(\d)\s*%", r"\1 por ciento"),
    )
)
_SHORT_NUMBER = re.compile(r"(?<![\d-])\d{3}(?![\d-])")
_DIALLED = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){9,14}(?!\d)")


def plain(text: str, language: Language = "en") -> str:
    """
    A text as it is read aloud: units in words, telephone numbers digit by digit, no links, no stumbling marks.

    What came from outside may hold markup; it is dropped.
    """
    spoken = _LINK.sub(" ", _TAG.sub(" ", text))
    spoken = _DIALLED.sub(lambda number: _digits(number.group()), spoken)
    for pattern, said in _SPOKEN if language == "en" else _SPOKEN_ES:
        spoken = pattern.sub(said, spoken)
    spoken = re.sub(r"[<>{}\[\]|\\^`*#~=\"]+", " ", spoken)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(spoken.split()))


def reflex(verdict: Verdict, *, waking: bool, heard: str = "") -> str:
    """
    The first answer of a call: people first, then the order and the first step, then whether our vet is woken.

    A caller gets no second message, so that a question in general is answered at once when `heard` is given.
    """
    words = WORDS[verdict.language]
    pet = pet_words(verdict.pet_name, verdict.species, words)
    if kind := contact_of(verdict):
        known = " ".join(answer_to(heard, verdict.language, species=verdict.species)).strip().format(pet=pet)
        opening = pick(words.contact.get(kind, ()), verdict.subject).format(pet=pet)
        none = pick(words.no_answer, heard).format(pet=pet) if kind == "question" else ""
        return plain(known or none or opening or verdict.first_step, verdict.language)
    if verdict.human_route:
        told = words.human_told if waking and "being told" not in verdict.first_step else ""
        said = [text for _, text in people_first(verdict, words)][:_MOST_SENTENCES]
        spoken = plain(" ".join(filter(None, (*said, told, verdict.question or ""))), verdict.language)
        # "nine one one", never "nine hundred and eleven".
        return _SHORT_NUMBER.sub(lambda number: " ".join(number.group()), spoken)
    said = [text for _, text in urgency(verdict, words, pet)][:_MOST_SENTENCES]
    ours = "" if not waking else words.waking if verdict.severity <= Severity.SEV1 else words.telling
    return plain(" ".join(filter(None, (*said, ours, verdict.question or ""))), verdict.language)


def _digits(number: str) -> str:
    """Digits apart, with a breath between groups of three: + 1, 202, 555, 0142."""
    digits = re.sub(r"\D", "", number)[-10:]
    groups = (digits[:-7], digits[-7:-4], digits[-4:])
    return ", ".join(" ".join(group) for group in groups if group)
