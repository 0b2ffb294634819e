"""What a caller hears: texts made for the ear, and the fixed sentences of a call."""

import re
from collections.abc import Sequence

from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.lore.at_hand import answer_to
from nightdesk.persona.owner.opening import contact_of
from nightdesk.persona.owner.reply import parts
from nightdesk.persona.owner.turn import turn_of
from nightdesk.persona.wording.composing import Part, capital, pick
from nightdesk.persona.wording.dosing import dose_line
from nightdesk.persona.wording.language import WORDS
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.persona.wording.urgency import people_first, pet_words, urgency
from nightdesk.persona.wording.words import Language
from nightdesk.triage.verdict import Verdict

PRESS_ANY = SPOKEN["en"].press_any
CONNECTING = SPOKEN["en"].connecting
OUR_VET = SPOKEN["en"].our_vet
NOBODY_YET = SPOKEN["en"].nobody_yet
AFTER_CALL = SPOKEN["en"].after_call
LOST = SPOKEN["en"].lost
OWNER_MISSED = SPOKEN["en"].owner_missed

TURN_SECONDS = 25.0
"""Longer than that nobody in a fright listens."""
ANSWER_SECONDS = 18.0
"""Of these, so that there is time for the keys."""
LETTERS_A_SECOND = 14.0
FEW_WORDS = 6
_LONE_DIGIT = re.compile(r"(?<!\S)\d(?=[\s,.]|$)")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|www\.|\barn:)\S+", re.IGNORECASE)
_MAP = re.compile(r"\bMapa?: \S+\s*")
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


def reflex(verdict: Verdict, *, waking: bool, heard: str = "", most: float = ANSWER_SECONDS) -> str:
    """
    The first answer of a call: people first, then the order and the first step, then whether our vet is woken.

    A caller gets no second message, so that a question in general is answered at once when `heard` is given. most:
    seconds it may take; the order and the first step are said however long they are.
    """
    words = WORDS[verdict.language]
    pet = pet_words(verdict.pet_name, verdict.species, words)
    if kind := contact_of(verdict):
        known = " ".join(answer_to(heard, verdict.language, species=verdict.species)).strip().format(pet=pet)
        opening = pick(words.contact.get(kind, ()), verdict.subject).format(pet=pet)
        none = pick(words.no_answer, heard).format(pet=pet) if kind == "question" else ""
        unclear = SPOKEN[verdict.language].unclear if kind == "unclear" else ""
        return within([(0, known or none or unclear or opening or verdict.first_step)], verdict.language, most=most)
    if verdict.human_route:
        told = words.human_told if waking and "being told" not in verdict.first_step else ""
        told_first = [*people_first(verdict, words), (2, told), (1, verdict.question or "")]
        spoken = within(told_first, verdict.language, most=most)
        # "nine one one", never "nine hundred and eleven".
        return _SHORT_NUMBER.sub(lambda number: " ".join(number.group()), spoken)
    ours = "" if not waking else words.waking if verdict.severity <= Severity.SEV1 else words.telling
    return within([*urgency(verdict, words, pet), (2, ours), (1, verdict.question or "")], verdict.language, most=most)


def further(verdict: Verdict, *, incident: Incident | None, heard: str, most: float = ANSWER_SECONDS) -> str:
    """What answers a further turn that made nothing worse: thanks, what it changed, and the next question."""
    if contact_of(verdict) == "unclear":
        return SPOKEN[verdict.language].unclear
    asks = verdict.question if verdict.question and not verdict.human_route else ""
    if verdict.severity <= Severity.SEV1 and not verdict.human_route and (short := _short(verdict, heard)):
        return within([*short, (0, asks or "")], verdict.language, most=most)
    said = parts(verdict, incident=incident, heard=heard)
    return within([*said, (1, asks or "")], verdict.language, most=most) or SPOKEN[verdict.language].go_on


def _short(verdict: Verdict, heard: str) -> list[Part]:
    """To a bare answer or a few words: the order was heard a moment ago, and only what is new is worth the time."""
    words, turn = WORDS[verdict.language], turn_of(heard)
    if turn == "news" and len(heard.split()) > FEW_WORDS:
        return []
    pet = pet_words(verdict.pet_name, verdict.species, words)
    said = pick(words.urgent_turn["fact" if turn == "news" else turn], heard).format(pet=pet)
    return [(0, said), (1, dose_line(verdict, words) if turn in {"fact", "news"} else "")]


def way(text: str, language: Language) -> str:
    """The text that shows the way, without the map nobody can see with a phone at the ear."""
    return within([(0, _MAP.sub("", text))], language)


def within(said: Sequence[Part], language: Language, *, most: float = ANSWER_SECONDS) -> str:
    """As it is read aloud, least important left out until it is short enough to be listened to."""
    kept = list(dict.fromkeys((rank, plain(text, language)) for rank, text in said if text.strip()))
    while True:
        whole = capital(" ".join(text for _, text in kept))
        worst = max((rank for rank, _ in kept), default=0)
        if worst == 0 or seconds(whole) <= most:
            return whole if seconds(whole) <= most else _shortened(whole, most)
        del kept[max(index for index, (rank, _) in enumerate(kept) if rank == worst)]


def seconds(text: str) -> float:
    """About how long it takes to say this, at our rate: fourteen letters a second, a digit alone a quarter more."""
    return len(text) / LETTERS_A_SECOND + len(_LONE_DIGIT.findall(text)) / 4


def _shortened(text: str, most: float) -> str:
    """Whole sentences while they last, and always the first."""
    first, *others = _SENTENCE.split(text)
    for sentence in others:
        if seconds(f"{first} {sentence}") > most:
            break
        first = f"{first} {sentence}"
    return first


def _digits(number: str) -> str:
    """Digits apart, with a breath between groups of three: + 1, 202, 555, 0142."""
    digits = re.sub(r"\D", "", number)[-10:]
    groups = (digits[:-7], digits[-7:-4], digits[-4:])
    return ", ".join(" ".join(group) for group in groups if group)
