"""Over everything owners were ever imagined to say: what the desk says by itself holds its own rules."""

import json
from functools import cache

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.incident.severity import Severity
from nightdesk.persona import guard, pets, speech
from nightdesk.settings import library
from nightdesk.triage.pets.judge import judge
from nightdesk.triage.verdict import Verdict
from tests.unit.persona.test_pets import CLINIC


@cache
def corpus() -> tuple[tuple[str, Verdict], ...]:
    """(the owner's last words, the verdict on all of them)."""
    lines = (library() / "tests" / "evals" / "pets" / "corpus.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    turns = [tuple(row.get("turns") or [row["text"]]) for row in rows]
    return tuple((said[-1], judge(said)) for said in turns)


@pytest.mark.parametrize("waking", [True, False])
def test_every_reflex_is_short_and_an_emergency_opens_with_an_order(waking: bool) -> None:
    for _, verdict in corpus():
        text = pets.reflex(verdict, clinic=CLINIC, waking=waking)

        assert segments(text).encoding == "GSM-7"
        assert segments(text).count <= 3
        if verdict.severity is Severity.SEV0:
            assert len(text.split(". ")[0]) <= 160
            assert not text.startswith("I am not")
        assert ("waking our vet" in text) == waking


def test_every_reply_passes_the_guard_that_watches_the_model() -> None:
    failed = {
        heard: outcome.reasons
        for heard, verdict in corpus()
        if isinstance(
            outcome := guard.check(
                pets.reply(verdict, incident=None, heard=heard),
                **pets.guard_terms(verdict, incident=None),
                segments=3,
            ),
            guard.Failed,
        )
    }

    assert failed == {}


def test_no_sentence_is_said_twice() -> None:
    for heard, verdict in corpus():
        for text in (
            pets.reflex(verdict, clinic=CLINIC, waking=True),
            pets.reply(verdict, incident=None, heard=heard),
            speech.reflex(verdict, waking=True),
        ):
            said = [part.strip(" .!?").lower() for part in text.replace("? ", ". ").split(". ")]
            assert len(said) == len(set(said)), text
