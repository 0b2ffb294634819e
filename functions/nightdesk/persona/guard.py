"""
The last look at a text that a model wrote, before it is sent.

A text passes only if nothing in it goes beyond what code has decided: not softer than the severity, with the
mandatory step, without numbers, telephones, links, medicines, diagnoses, blame, codes or claims of its own. Whoever
gets a Failed sends the deterministic text and counts it. It errs towards Failed, which costs a warmer sentence only.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from nightdesk.channel import fitting
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity, worst_of
from nightdesk.persona import forbidden
from nightdesk.persona.allowed import LINK, PHONE, Allowed, phones, quantities
from nightdesk.persona.claims import claims_in
from nightdesk.persona.order import mandatory
from nightdesk.triage.verdict import Verdict

FIRST_SENTENCE = 160
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_CODE = re.compile(rf"(?<![\w-])(?=\S*\d)[{CODE_ALPHABET}]{{{CODE_LENGTH}}}(?![\w-])")
_ORDER = re.compile(rf"\b(?:go|no)\s+[{CODE_ALPHABET}]{{{CODE_LENGTH}}}\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|immediately|right away|at once|straight|hour|ahora|ya|de inmediato|hora)\b")
_TODAY = re.compile(r"\b(?:today|tonight|same day|this morning|this afternoon|now|soon|hoy|esta noche|ahora)\b")
_DIGIT_WORDS = re.compile(
    r"(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b\W*){5,}"
)
_WORD_DOSE = re.compile(
    r"\b(?:half|one|two|three|four|five|six|ten|a|an|medio|media|una?|dos|tres) (?:of an? |an? |de )?"
    r"(?:tablets?|pills?|capsules?|drops?|teaspoons?|tablespoons?|spoons?|milligrams?|mil+il+it(?:er|re)s?|ml|mg|pastillas?"
    r"|tabletas?|cucharad\w+|gotas)\b"
)
_SEVERITY = re.compile(r"\bsev\s?-?([0-9])\b")


@dataclass(frozen=True, slots=True)
class Passed:
    """Fit to be sent, as folded into what a text can carry."""

    text: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Not to be sent. reasons: for the log and the metric; each begins with the rule's name."""

    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    desk: Desk
    severity: Severity
    allowed: Allowed
    must_say: tuple[str, ...]
    segments: int
    step: str


def check(
    text: str,
    *,
    allowed: Allowed,
    must_say: tuple[str, ...],
    segments: int,
    verdict: Verdict | None = None,
    incident: Incident | None = None,
) -> Passed | Failed:
    """
    Judge a text against its case; one of verdict and incident must be given, and the worse severity of the two counts.

    must_say: phrases that have to be in it, whatever their case and spacing. segments: the longest it may be.
    """
    judged = [it.severity for it in (verdict, incident) if it is not None]
    desk = incident.desk if incident else verdict.desk if verdict else Desk.PETS
    case = _Case(
        desk=desk,
        severity=worst_of(*judged) if judged else Severity.SEV0,
        allowed=allowed,
        must_say=must_say,
        segments=segments,
        step=_plain(fitting.fold(mandatory(verdict.first_step))) if verdict else "",
    )
    visible = _visible(text)
    folded = fitting.fold(visible)
    rules = chain(
        _carriable(visible, folded), _complete(folded, case), _contents(folded, case), _manners(_plain(folded), case)
    )
    reasons = tuple(dict.fromkeys(rules))
    return Failed(reasons) if reasons else Passed(folded)


def _visible(text: str) -> str:
    """Compatibility forms made plain and invisible characters dropped, so that nothing hides from the rules below."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(
        char for char in normal if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Cn"}
    )


def _plain(folded: str) -> str:
    """Lower case, without accents, one line."""
    bare = unicodedata.normalize("NFKD", folded.lower())
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def _carriable(visible: str, folded: str) -> Iterator[str]:
    if not folded:
        yield "empty: nothing left to say"
    if any(unicodedata.category(char) in {"So", "Sk"} and ord(char) > 0xFF for char in visible):
        yield "emoji: pictures are not sent"
    if folded.count("?") > visible.count("?"):
        yield "script: letters a text cannot carry"


def _complete(folded: str, case: _Case) -> Iterator[str]:
    """Long enough to carry what it must, short enough to be read, and as urgent as the case."""
    text = _plain(folded)
    if (count := fitting.segments(folded).count) > case.segments:
        yield f"length: {count} segments, at most {case.segments}"
    for phrase in case.must_say:
        if _plain(fitting.fold(phrase)).rstrip(".!") not in text:
            yield f"missing: {phrase[:60]!r}"
    for level in _SEVERITY.findall(text):
        if int(level) != case.severity:
            yield f"severity: says SEV{level}, is {case.severity.name}"
    if case.desk is Desk.PETS:
        yield from _urgent(folded, text, case)


def _urgent(folded: str, text: str, case: _Case) -> Iterator[str]:
    """As urgent in its words as the case is; the step that code decided carries its own urgency."""
    first = re.split(r"(?<=[.!?])\s", folded, maxsplit=1)[0]
    has_step = bool(case.step) and case.step in text
    if case.severity <= Severity.SEV1 and not has_step and not _NOW.search(text):
        yield "urgency: nothing in it says now"
    if case.severity is Severity.SEV2 and not has_step and not _TODAY.search(text):
        yield "urgency: nothing in it says today"
    if case.severity is Severity.SEV0:
        opens_with_step = has_step and text.startswith(case.step)
        if len(first) > FIRST_SENTENCE or not (opens_with_step or _NOW.search(_plain(first))):
            yield "opening: the first sentence is not a short order to act now"
        if forbidden.DISCLAIMER.search(_plain(first)):
            yield "opening: begins with a disclaimer"


def _contents(folded: str, case: _Case) -> Iterator[str]:
    allowed = case.allowed
    text = _plain(folded)
    for number in phones(folded):
        if number not in allowed.phones:
            yield f"phone: ***{number[-4:]}"
    for link in LINK.findall(folded):
        if link.rstrip(".,") not in allowed.links:
            yield f"link: {link[:40]}"
    without = LINK.sub(" ", PHONE.sub(" ", folded))
    bare = {known.split()[0] for known in allowed.numbers}
    for quantity in quantities(without):
        if quantity not in allowed.numbers and (" " in quantity or quantity not in bare):
            yield f"number: {quantity}"
    if _DIGIT_WORDS.search(text):
        yield "phone: spelled out in words"
    if _CODE.search(folded) or _ORDER.search(folded):
        yield "code: looks like an approval code"
    for claim, words in claims_in(text):
        if claim not in allowed.claims:
            yield f"claim: {words[:60]!r}"


def _manners(text: str, case: _Case) -> Iterator[str]:
    """What each desk must never say, whoever asked for it."""
    if forbidden.LEAK.search(text):
        yield "leak: speaks of its instructions"
    yield from (f"command: {match.group()[:40]!r}" for match in forbidden.COMMAND.finditer(text))
    yield from (f"silencing: {words[:40]!r}" for words in forbidden.asserted(forbidden.SILENCING, text))
    if case.severity <= Severity.SEV2:
        yield from (f"softened: {words[:40]!r}" for words in forbidden.softened(text))
    if case.desk is Desk.OPS:
        return
    yield from (f"treatment: {words[:40]!r}" for words in forbidden.asserted(forbidden.TREATMENT, text))
    yield from (f"diagnosis: {words[:40]!r}" for words in forbidden.asserted(forbidden.DIAGNOSIS, text))
    yield from (f"blame: {match.group()[:40]!r}" for match in forbidden.BLAME.finditer(text))
    yield from (f"drug: {word}" for word in re.findall(r"[a-z]{3,}", text) if _is_new_drug(word, case.allowed))
    if _WORD_DOSE.search(text):
        yield "number: an amount in words"


def _is_new_drug(word: str, allowed: Allowed) -> bool:
    return word in forbidden.DRUGS and word not in allowed.drugs
