"""What the desk says by itself over the whole corpus of owners' texts, measured text by text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Literal

import textstat

from nightdesk.channel.fitting import segments
from nightdesk.incident.severity import Severity
from nightdesk.persona.guarding import guard
from nightdesk.persona.owner import pets
from nightdesk.persona.wording.order import sentences
from nightdesk.settings import library
from nightdesk.triage.pets.judging.judge import judge
from tests.evals.persona.stage import case_of

ACTS = frozenset(
    """
    go get take call prevent press push clear cool cover keep move put lay wash rinse stop turn head drive carry pull
    check start give hold wrap warm leave lift open do rush remove stay bring please straight set wet look come
    continue ve lleva llama presiona empuja despeja enfria cubre manten pon lava quita para sal abre mira no
    sigue moja aleja retira carga envuelve comprime people primero i'm gracias continua saca apaga aparta
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""First words of an order, or of a person put first."""

Kind = Literal["first text", "second text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text of the desk. grade: years of school, by Flesch-Kincaid for English and by Crawford for Spanish."""

    kind: Kind
    language: Literal["en", "es"]
    severity: Severity
    text: str
    passes: bool
    parts: int
    grade: float
    opens_with_an_order: bool
    opening: int


@cache
def everything() -> tuple[Said, ...]:
    """Every reflex and every reply to the last turn of each row of the pets corpus."""
    return tuple(_all())


def _all() -> Iterator[Said]:
    for line in (library() / "tests" / "evals" / "pets" / "corpus.jsonl").read_text().splitlines():
        row = json.loads(line)
        turns = row.get("turns") or [row["text"]]
        verdict, heard = judge(turns), turns[-1]
        case = case_of(verdict)
        clinic = case.clinic if case and not verdict.human_route else ""
        first = pets.reflex(verdict, clinic=clinic, waking=case is not None, heard=heard)
        second = pets.reply(verdict, incident=case, heard=heard)
        kinds: tuple[tuple[Kind, str], ...] = (("first text", first), ("second text", second))
        for kind, text in kinds:
            if not text:
                continue
            terms = pets.guard_terms(verdict, incident=case, plain=text, heard=heard)
            opening = sentences(text)[0]
            yield Said(
                kind=kind,
                language=verdict.language,
                severity=verdict.severity,
                text=text,
                passes=isinstance(guard.check(text, **terms, segments=3), guard.Passed),
                parts=segments(text).count,
                grade=grade(text, verdict.language),
                opens_with_an_order=_orders(opening),
                opening=len(opening),
            )


def grade(text: str, language: Literal["en", "es"]) -> float:
    """How many years of school it takes to read a text."""
    textstat.set_lang(language)
    measured: float = textstat.crawford(text) if language == "es" else textstat.flesch_kincaid_grade(text)
    return measured


def _orders(opening: str) -> bool:
    first = opening.lower().split()[0].strip(",.:;!?\"'")
    said = opening.lower()
    return first in ACTS or " now" in said or "ahora" in said or re.search(r"\bya\b", said) is not None


def table() -> list[tuple[str, int, float, float, float, float, float, float]]:
    """
    A row for each kind of text, language and severity.

    Texts, share that pass the guard, mean and most segments, median and 95th centile of the grade, share that open with
    an order of at most 160 characters.
    """
    found = []
    for kind in ("first text", "second text"):
        for language in ("en", "es"):
            for severity in Severity:
                said = [s for s in everything() if (s.kind, s.language, s.severity) == (kind, language, severity)]
                if said:
                    found.append((f"{kind}, {language}, {severity.name}", *_row(said)))
    return found


def _row(said: list[Said]) -> tuple[int, float, float, float, float, float, float]:
    count, grades = len(said), sorted(s.grade for s in said)
    return (
        count,
        sum(s.passes for s in said) / count,
        sum(s.parts for s in said) / count,
        float(max(s.parts for s in said)),
        median(grades),
        grades[int(0.95 * (count - 1))],
        sum(s.opens_with_an_order and s.opening <= 160 for s in said) / count,
    )


HEADS = ("text", "count", "guard", "segments", "most", "grade", "grade p95", "opens")
