"""Grouping held to storms with known truth; `python -m tests.evals.ops.storm_report` has the whole figures."""

from tests.evals.ops.storm_report import HELD_OUT, Pairs, grouped, measured, pairs
from tests.evals.ops.storms import storm


def test_held_out_storms_are_grouped_as_they_were_made() -> None:
    total, mean = measured(HELD_OUT[:40])

    assert total.precision >= 0.85
    assert total.recall >= 0.9
    assert mean >= 0.88


def test_a_seed_makes_one_storm_for_ever() -> None:
    assert storm(7).lines == storm(7).lines
    assert storm(7).lines != storm(8).lines


def test_every_line_of_a_storm_is_placed_and_says_why() -> None:
    made = storm(11)

    placed = grouped(made)

    assert [one.id for one in placed] == [line["id"] for line in made.lines]
    assert all(one.why for one in placed)


def test_pairs_are_counted_as_by_hand() -> None:
    truth = {"a": "x", "b": "x", "c": "x", "d": "y"}

    assert pairs(truth, {"a": "1", "b": "1", "c": "2", "d": "2"}) == Pairs(right=1, wrong=1, missed=2)
    assert pairs(truth, {"a": None, "b": None, "c": None, "d": None}) == Pairs(right=0, wrong=0, missed=3)
