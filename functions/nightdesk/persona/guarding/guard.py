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
from nightdesk.persona.guarding import forbidden, softening
from nightdesk.persona.guarding.allowed import LINK, PHONE, QUANTITY, Allowed, phones, quantities
from nightdesk.persona.guarding.claims import claims_in, untold
from nightdesk.persona.guarding.disguise import disguises
from nightdesk.persona.guarding.medicines import is_medicine
from nightdesk.persona.guarding.shapes import unshaped
from nightdesk.persona.guarding.vocabulary import flat, strange
from nightdesk.persona.guarding.vocabulary import plain as flattened
from nightdesk.persona.wording.order import mandatory, sentences
from nightdesk.persona.wording.words import Language
from nightdesk.triage.verdict import Verdict

FIRST_SENTENCE = 160
_AROUND = 30
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
    plain: str
    language: Language


def check(
    text: str,
    *,
    allowed: Allowed,
    must_say: tuple[str, ...],
    segments: int,
    verdict: Verdict | None = None,
    incident: Incident | None = None,
    plain: str = "",
) -> Passed | Failed:
    """
    Judge a text against its case; one of verdict and incident must be given, and the worse severity of the two counts.

    must_say: phrases that have to be in it, whatever their case and spacing. segments: the longest it may be. plain:
    what the desk would say by itself; its sentences have been read by people and may be said again.
    """
    judged = [it.severity for it in (verdict, incident) if it is not None]
    desk = incident.desk if incident else verdict.desk if verdict else Desk.PETS
    case = _Case(
        desk=desk,
        severity=worst_of(*judged) if judged else Severity.SEV0,
        allowed=allowed,
        must_say=must_say,
        segments=segments,
        step=flattened(mandatory(verdict.first_step)) if verdict else "",
        plain=re.sub(r"\bdr\. ", "dr ", flattened(plain)),
        language=verdict.language if verdict else "en",
    )
    visible = _visible(text)
    folded = fitting.fold(visible)
    rules = chain(
        _carriable(visible, folded),
        _complete(folded, case),
        _contents(folded, case),
        _manners(_own(flat(folded), case), case),
        _for_owners(text, visible, folded, case) if desk is Desk.PETS else (),
    )
    reasons = tuple(dict.fromkeys(rules))
    return Failed(reasons) if reasons else Passed(folded)


def _visible(text: str) -> str:
    """Compatibility forms made plain and invisible characters dropped, so that nothing hides from the rules below."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(
        char for char in normal if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Cn"}
    )


def _own(text: str, case: _Case) -> str:
    """What is left of a flat text without the sentences that are the desk's."""
    # "Dr. Reyes" is one name, not the end of a sentence.
    return " ".join(said for said in sentences(re.sub(r"\bdr\. ", "dr ", text)) if said not in case.plain)


def _carriable(visible: str, folded: str) -> Iterator[str]:
    if not folded:
        yield "empty: nothing left to say"
    if any(unicodedata.category(char) in {"So", "Sk"} and ord(char) > 0xFF for char in visible):
        yield "emoji: pictures are not sent"
    if folded.count("?") > visible.count("?"):
        yield "script: letters a text cannot carry"


def _complete(folded: str, case: _Case) -> Iterator[str]:
    """Long enough to carry what it must, short enough to be read, and as urgent as the case."""
    text = flat(folded)
    if (count := fitting.segments(folded).count) > case.segments:
        yield f"length: {count} segments, at most {case.segments}"
    for phrase in case.must_say:
        if flattened(phrase).rstrip(".!") not in text:
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
        if len(first) > FIRST_SENTENCE or not (opens_with_step or _NOW.search(flat(first))):
            yield "opening: the first sentence is not a short order to act now"
        if forbidden.DISCLAIMER.search(flat(first)):
            yield "opening: begins with a disclaimer"


def _contents(folded: str, case: _Case) -> Iterator[str]:
    allowed = case.allowed
    text = flat(folded)
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
    """What no desk may say, whoever asked for it."""
    if forbidden.LEAK.search(text):
        yield "leak: speaks of its instructions"
    yield from (f"command: {match.group()[:40]!r}" for match in forbidden.COMMAND.finditer(text))
    yield from (f"silencing: {words[:40]!r}" for words in forbidden.asserted(forbidden.SILENCING, text))
    if case.severity <= Severity.SEV2:
        eased = softening.softened(text, about_a_pet=case.desk is Desk.PETS)
        yield from (f"softened: {words[:40]!r}" for words in eased if words not in case.step)


def _for_owners(written: str, visible: str, folded: str, case: _Case) -> Iterator[str]:
    """What somebody with an ill animal must never read from us."""
    text, known = flat(folded), case.allowed.words
    own, is_urgent = _own(text, case), case.severity <= Severity.SEV2
    yield from disguises(written, visible)
    broken = forbidden.broken(own, is_urgent=is_urgent)
    yield from (f"{rule}: {words[:40]!r}" for rule, words in broken if words not in case.step)
    if is_urgent:
        yield from (f"claim: {words[:60]!r}" for words in untold(own) if not _is_true(words, case.allowed))
        strangers = (said for said in sentences(own) if not _is_true(said, case.allowed) and not _is_due(said, case))
        yield from (f"shape: {said[:60]!r}" for said in unshaped(strangers, language=case.language))
    if case.severity is Severity.SEV3:
        yield from (f"softened: {words[:40]!r}" for words in softening.talks_out_of_the_vet(text))
    yield from (f"drug: {word}" for word in _new_medicines(text, case.allowed))
    if _WORD_DOSE.search(text):
        yield "number: an amount in words"
    if known is not None:
        yield from (
            f"word: {word[:20]!r}"
            for word in strange(QUANTITY.sub(" ", text), language=case.language, is_urgent=is_urgent, known=known)
        )


def _is_true(words: str, allowed: Allowed) -> bool:
    """That somebody by name has the case, once somebody has answered."""
    return "answered" in allowed.claims and re.search(r"\bdr\b.* has (?:your|answered|everything)?", words) is not None


def _is_due(said: str, case: _Case) -> bool:
    """A sentence that is what has to be said, with at most a few words around it."""
    due = max((flattened(phrase).rstrip(".!") for phrase in case.must_say), key=len, default="")
    return bool(due) and due in said and len(said) - len(due) < _AROUND


def _new_medicines(text: str, allowed: Allowed) -> Iterator[str]:
    joined = re.sub(r"(?<=[a-z])[-._'](?=[a-z])", "", text)
    for word in dict.fromkeys(re.findall(r"[a-z1]{3,}", f"{text} {joined}")):
        if is_medicine(word) and word not in allowed.drugs:
            yield word
