"""The net under the rules: it may raise, never lower, and nobody can talk it down."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.hearing.reading import read
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.knowledge.at_hand import rules
from nightdesk.triage.pets.knowledge.resemblance import Likeness, Resemblance, resemblance
from tests.evals.pets.report import cases

TABLE = {
    "": Likeness(0, -3.0, -3.0),
    "gasping": Likeness(4.0, 6.0, 6.0),
    "fine": Likeness(3.0, -6.0, -6.0),
    "sofa": Likeness(4.0, 0.0, 0.0),
    "on": Likeness(1.0, 0.0, 0.0),
    "the": Likeness(1.0, 0.0, 0.0),
}
DEAF = replace(rules(), likeness={})


def _read(text: str) -> Severity:
    return resemblance(read((text,), rules()).row, TABLE, rules().marks["hearsay"]).severity()


def test_telling_words_raise_and_are_named() -> None:
    found = resemblance(read(("gasping on the sofa",), rules()).row, TABLE, frozenset())

    assert found.severity() is Severity.SEV0
    assert found.words[0] == "gasping"


def test_words_that_nothing_was_learned_of_say_nothing() -> None:
    assert _read("the quick brown fox") is Severity.SEV4
    assert _read("") is Severity.SEV4


def test_a_rule_that_knows_its_thresholds_is_overruled_only_when_it_is_surer() -> None:
    found = Resemblance(urgent=0.9, grave=0.7)

    assert found.severity(was=Severity.SEV2) is Severity.SEV0
    assert found.severity(was=Severity.SEV1) is Severity.SEV1


def test_what_others_think_of_it_is_left_out() -> None:
    assert _read("gasping on the sofa") is Severity.SEV0
    assert _read("my friend says fine fine fine, gasping on the sofa") is Severity.SEV0


def test_too_few_words_are_left_to_the_rules() -> None:
    assert _read("gasping") is Severity.SEV4


@pytest.mark.parametrize("part", ["dev", "held"])
def test_it_never_lowers_a_severity(part: str) -> None:
    lowered = [
        case.id
        for case in cases()
        if case.split == part and judge(case.turns).severity > judge(case.turns, rules=DEAF).severity
    ]

    assert lowered == []


def test_it_has_no_say_where_a_dose_was_computed() -> None:
    text = "my 40 kg dog ate 5 g of milk chocolate"

    assert judge((text,)).severity == judge((text,), rules=DEAF).severity


def test_it_catches_on_unseen_parts_what_the_rules_alone_miss() -> None:
    unseen = [case for case in cases() if case.split == "sealed" and case.expected <= Severity.SEV1]

    with_it = sum(judge(case.turns).severity <= Severity.SEV1 for case in unseen)
    without = sum(judge(case.turns, rules=DEAF).severity <= Severity.SEV1 for case in unseen)

    assert with_it > without


@given(st.text(max_size=300))
def test_any_text_has_shares_between_0_and_1(text: str) -> None:
    found = resemblance(read((text,), rules()).row, rules().likeness, rules().marks["hearsay"])

    assert 0 <= found.urgent <= 1
    assert 0 <= found.grave <= 1
