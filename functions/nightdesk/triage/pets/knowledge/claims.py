"""Reading red_flags.yaml: what a flag claims of the facts, refused when it names a sign or field that is not there."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile
from nightdesk.triage.pets.knowledge.nouns import Flag, Leaf, Said, Sign
from nightdesk.triage.pets.knowledge.schema import FlagEntry, FlagsFile

_NUMBERS = "age_months weight_kg temperature_c breaths troubles graves"
_CHOICES = {"sex": frozenset({"male", "female"}), "build": frozenset({"deep", "flat"})}
FIELDS = "species sex age_months weight_kg build temperature_c breaths toxin unplaced troubles graves"
"""What a red flag may ask for besides signs."""

_LEAF = re.compile(r"^(not )?([a-z_.]+)(?: (>=|<|is) (.+))?$")
_ACTS = re.compile(r"\b(now|at once|press|push|check|wet|hold)\b", re.IGNORECASE)


def flags(model: FlagsFile, signs: Mapping[str, Sign], species: Collection[str], file: DataFile) -> tuple[Flag, ...]:
    """Red flags, then look-alikes. Raises Misconfigured."""
    placed = [("red_flags", at, f) for at, f in enumerate(model.red_flags)]
    placed += [("look_alikes", at, f) for at, f in enumerate(model.look_alikes)]
    ids: set[str] = set()
    for group, at, entry in placed:
        if entry.id in ids:
            raise file.wrong((group, at, "id"), f"{entry.id} is there twice")
        ids.add(entry.id)
    reading = _Reading(signs, {**_CHOICES, "species": frozenset(species)}, file)
    return tuple(_flag(entry, reading, ids, (group, at)) for group, at, entry in placed)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a claim may name. choices: field -> what it may be."""

    signs: Mapping[str, Sign]
    choices: Mapping[str, frozenset[str]]
    file: DataFile


def _flag(entry: FlagEntry, reading: _Reading, ids: set[str], loc: Place) -> Flag:
    file = reading.file
    for other in entry.quiets:
        if other not in ids:
            raise file.wrong((*loc, "quiets"), f"{entry.id}: there is no {other}")
    if (entry.question is None) is not (entry.question_es is None):
        raise file.wrong((*loc, "question"), f"{entry.id}: a question needs every language")
    if entry.severity == 0 and not _ACTS.search(entry.first_step):
        raise file.wrong((*loc, "first_step"), f"{entry.id}: a SEV0 begins with an action")
    when = tuple(
        tuple(_leaf(written, reading, (*loc, "when", at)) for written in line.split(" | "))
        for at, line in enumerate(entry.when)
    )
    asked = Said(en=entry.question, es=entry.question_es) if entry.question and entry.question_es else None
    return Flag(
        id=entry.id,
        severity=entry.severity,
        when=when,
        reason=entry.reason,
        first_step=Said(en=entry.first_step, es=entry.first_step_es),
        question=asked,
        source=entry.source,
        reviewer=entry.reviewer,
        quiets=tuple(entry.quiets),
    )


def _leaf(written: str, reading: _Reading, loc: Place) -> Leaf:
    file, found = reading.file, _LEAF.match(written.strip())
    if not found:
        raise file.wrong(loc, f"{written!r} is not a claim")
    field, relation, value = found[2], found[3] or "", found[4]
    base, _, part = field.partition(".")
    if (base not in reading.signs and base not in FIELDS.split()) or part not in {
        "",
        "count",
        "minutes",
        "now",
        "ended",
    }:
        raise file.wrong(loc, f"there is no sign or field {field}")
    _check_relation(base, part, relation, value, reading, loc)
    try:
        typed: str | float | None = float(value) if relation in {">=", "<"} else value
    except (TypeError, ValueError) as error:
        raise file.wrong(loc, f"{written!r} needs a number") from error
    return Leaf(field=field, relation=relation, value=typed, wanted=not found[1])


def _check_relation(base: str, part: str, relation: str, value: str, reading: _Reading, loc: Place) -> None:
    """Raises Misconfigured when a claim compares what cannot be compared, and so could never hold."""
    if base in reading.choices:
        if relation != "is" or value not in reading.choices[base]:
            raise reading.file.wrong(loc, f"{base} is one of {', '.join(sorted(reading.choices[base]))}")
    elif base in _NUMBERS.split() or part in {"count", "minutes"}:
        if relation not in {">=", "<"}:
            raise reading.file.wrong(loc, f"{base} needs >= or < and a number")
    elif relation:
        raise reading.file.wrong(loc, f"{base} is there or not, and compares with nothing")
