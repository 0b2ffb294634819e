"""Over everything owners were ever imagined to say: what the desk says by itself holds its own rules."""

import json
from functools import cache

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.incident.severity import Severity
from nightdesk.persona.guarding import guard
from nightdesk.persona.guarding.allowed import phones
from nightdesk.persona.owner import pets, speech
from nightdesk.persona.wording.language import language_of
from nightdesk.persona.wording.order import sentences
from nightdesk.settings import library
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.verdict import Verdict
from tests.unit.persona.test_pets import CLINIC, PAGED, incident


@cache
def corpus() -> tuple[tuple[str, Verdict], ...]:
    """(the owner's last words, the verdict on all of them)."""
    lines = (library() / "tests" / "evals" / "pets" / "corpus.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    turns = [tuple(row.get("turns") or [row["text"]]) for row in rows]
    return tuple((said[-1], judge(said)) for said in turns)


WAKING = {"en": ("waking our vet", "telling"), "es": ("despertando", "aviso")}


@pytest.mark.parametrize("waking", [True, False])
def test_every_reflex_is_short_and_an_emergency_opens_with_an_order(waking: bool) -> None:
    for heard, verdict in corpus():
        text = pets.reflex(verdict, clinic=CLINIC, waking=waking)

        assert segments(text).encoding == "GSM-7"
        assert segments(text).count <= 3
        if verdict.severity is Severity.SEV0:
            assert len(text.split(". ")[0]) <= 160
            assert not text.startswith(("I am not", "I'm software", "Soy un programa"))
        if verdict.severity <= Severity.SEV2 and "being told" not in verdict.first_step:
            assert any(word in text for word in WAKING[verdict.language]) == waking, heard


def test_a_person_in_danger_gets_a_number_and_no_vet() -> None:
    for heard, verdict in corpus():
        if verdict.human_route:
            text = pets.reflex(verdict, clinic="", waking=True)

            assert "vet" not in text.lower().replace("veterin", ""), heard
            assert "clinic" not in text.lower()


def test_nobody_is_told_to_make_two_calls() -> None:
    for heard, verdict in corpus():
        if verdict.severity is Severity.SEV0 and not verdict.human_route:
            text = pets.reflex(verdict, clinic=CLINIC, waking=True)

            assert len(set(phones(text))) == 1, heard


def test_every_reply_passes_the_guard_that_watches_the_model() -> None:
    failed = {}
    for heard, verdict in corpus():
        for case in (None, incident(verdict.severity, pages=(PAGED,))):
            text = pets.reply(verdict, incident=case, heard=heard)
            terms = pets.guard_terms(verdict, incident=case, plain=text, heard=heard)
            outcome = guard.check(text, **terms, segments=2)
            if text and isinstance(outcome, guard.Failed):
                failed[heard] = outcome.reasons

    assert failed == {}


def test_the_second_message_adds_to_the_first() -> None:
    for heard, verdict in corpus():
        first = sentences(pets.reflex(verdict, clinic=CLINIC, waking=True))
        second = sentences(pets.reply(verdict, incident=incident(verdict.severity, pages=(PAGED,)), heard=heard))

        if verdict.human_route is None:
            assert not second or set(second) - set(first), heard
            assert len([part for part in second if part in first]) <= 2, heard


def test_no_text_is_left_in_another_language() -> None:
    for heard, verdict in corpus():
        for text in (
            pets.reflex(verdict, clinic="", waking=True),
            pets.reply(verdict, incident=None, heard=heard),
            speech.reflex(verdict, waking=True),
        ):
            assert language_of(text) == verdict.language or not text, (heard, text)


def test_no_sentence_is_said_twice() -> None:
    for heard, verdict in corpus():
        for text in (
            pets.reflex(verdict, clinic=CLINIC, waking=True),
            pets.reply(verdict, incident=None, heard=heard),
            speech.reflex(verdict, waking=True),
        ):
            said = [part.strip(" .!?").lower() for part in text.replace("? ", ". ").split(". ")]
            assert len(said) == len(set(said)), text


def test_every_text_is_easy_to_read_at_three_in_the_morning() -> None:
    """Short sentences of short words: textstat 0.7.3 gave these texts a median grade of 3 and a highest of 5."""
    for heard, verdict in corpus():
        for text in (pets.reflex(verdict, clinic="", waking=True), pets.reply(verdict, incident=None, heard=heard)):
            for sentence in sentences(text):
                assert len(sentence.split()) <= 30, sentence
            words = text.split()
            assert sum(len(word) for word in words) <= 6.2 * max(len(words), 1), text
