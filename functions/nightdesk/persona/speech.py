"""What a caller hears: texts made for the ear, and the fixed sentences of a call."""

import re

from nightdesk.incident.severity import Severity
from nightdesk.persona.language import WORDS
from nightdesk.persona.urgency import people_first, pet_words, urgency
from nightdesk.persona.words import Language
from nightdesk.triage.verdict import Verdict

GREETING = (
    "This is Nightdesk. Tell me in a few words what is wrong with your pet. You can press 1 at any time for our vet."
)
SILENCE = "I did not hear you. Say what is happening, or press 1 for our vet."
GO_ON = "I'm listening. What do you see now?"
PRESS_ONE = "Press 1 to talk to our vet, or tell me what you see now."
PRESS_ONE_OWNER = "Press 1 to be connected with the owner now, or hang up."
PRESS_ANY = "Press any key to take the call."
CONNECTING = "One moment, I'm connecting you. Stay on the line."
OUR_VET = "This is Nightdesk. Our vet is on the line for you."
NOBODY_YET = (
    "Nobody has picked up yet. I keep trying and will call you back. Do not wait for us: go to the nearest "
    "emergency vet."
)
AFTER_CALL = "The other side has hung up. You can call this number again at any time. Goodbye."
LOST = "Sorry, I lost the thread of this call. Please call this number again."

_MOST_SENTENCES = 4
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|www\.|\barn:)\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, flags), said)
    for pattern, said, flags in (
        (r"\bINC-0*(\d+)", r"incident \1", 0),
        (r"\bSEV\s?([0-4])\b", r"severity \1", 0),
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
_DIALLED = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){9,14}(?!\d)")


def plain(text: str) -> str:
    """
    A text as it is read aloud: units in words, telephone numbers digit by digit, no links, no stumbling marks.

    What came from outside may hold markup; it is dropped.
    """
    spoken = _LINK.sub(" ", _TAG.sub(" ", text))
    spoken = _DIALLED.sub(lambda number: _digits(number.group()), spoken)
    for pattern, said in _SPOKEN:
        spoken = pattern.sub(said, spoken)
    spoken = re.sub(r"[<>{}\[\]|\\^`*#~=\"]+", " ", spoken)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(spoken.split()))


def reflex(verdict: Verdict, *, waking: bool, language: Language = "en") -> str:
    """The first answer of a call: people first, then the order and the first step, then whether our vet is woken."""
    words = WORDS[language]
    pet = pet_words(verdict.pet_name, verdict.species, words)
    parts = people_first(verdict, words) if verdict.human_route else urgency(verdict, words, pet)
    said = [text for _, text in parts][:_MOST_SENTENCES]
    ours = words.waking if waking and verdict.severity <= Severity.SEV2 else ""
    return plain(" ".join(filter(None, (*said, ours, verdict.question or ""))))


def _digits(number: str) -> str:
    """Digits apart, with a breath between groups of three: + 1, 202, 555, 0142."""
    digits = re.sub(r"\D", "", number)[-10:]
    groups = (digits[:-7], digits[-7:-4], digits[-4:])
    return ", ".join(" ".join(group) for group in groups if group)
