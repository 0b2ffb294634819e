"""Dose arithmetic: exact, rounded up, and moving the right way when an amount or a weight moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.errors import ImplausibleWeight
from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.dose import band, dose, severity
from nightdesk.triage.pets.knowledge.nouns import Said, Toxin

grams = st.floats(min_value=0.01, max_value=5000)
kilos = st.floats(min_value=0.02, max_value=150)
strengths = st.floats(min_value=0.001, max_value=1000)


@given(grams, grams, strengths, kilos)
def test_more_eaten_is_never_a_smaller_dose(one: float, other: float, strength: float, weight: float) -> None:
    less, more = sorted((one, other))

    assert dose(grams=less, per_gram=strength, weight_kg=weight) <= dose(
        grams=more, per_gram=strength, weight_kg=weight
    )


@given(grams, strengths, kilos, kilos)
def test_a_heavier_animal_never_has_a_larger_dose(amount: float, strength: float, one: float, other: float) -> None:
    light, heavy = sorted((one, other))

    assert dose(grams=amount, per_gram=strength, weight_kg=heavy) <= dose(
        grams=amount, per_gram=strength, weight_kg=light
    )


@given(grams, strengths, kilos)
def test_a_dose_is_never_understated_and_exact_to_one_percent(amount: float, strength: float, weight: float) -> None:
    exact = amount * strength / weight

    got = dose(grams=amount, per_gram=strength, weight_kg=weight)

    assert exact * (1 - 1e-6) <= got <= exact * 1.01


@pytest.mark.parametrize(
    ("amount_g", "per_gram", "weight_kg", "expected"),
    [(200, 5.7, 30, 38.0), (2 * 28.349523, 16, 22 * 0.45359237, 90.91), (2.0, 1000, 20, 100.0)],
)
def test_known_doses_come_out_exactly(amount_g: float, per_gram: float, weight_kg: float, expected: float) -> None:
    assert dose(grams=amount_g, per_gram=per_gram, weight_kg=weight_kg) == pytest.approx(expected, rel=0.001)


def test_an_impossible_weight_is_refused() -> None:
    with pytest.raises(ImplausibleWeight):
        dose(grams=1, per_gram=1, weight_kg=0)


def _row(low: float | None, moderate: float | None, severe: float | None, *, confirmed: bool) -> Toxin:
    return Toxin(
        toxin="t",
        species="dog",
        unit="mg/kg",
        low=low,
        moderate=moderate,
        severe=severe,
        onset="",
        vomiting="",
        is_confirmed=confirmed,
        says=Said(en="t", es="t"),
    )


def test_bands_give_the_four_classes_of_the_rule() -> None:
    row = _row(20, 40, 60, confirmed=True)

    classes = [severity(amount, row) for amount in (60, 20, 10, 9.9)]

    assert classes == [Severity.SEV0, Severity.SEV1, Severity.SEV2, Severity.SEV3]
    assert [band(a, row) for a in (60, 45, 20, 5)] == ["severe", "moderate", "low", "below"]


@given(st.floats(min_value=0, max_value=1000))
def test_a_row_resting_on_general_knowledge_never_reassures(amount: float) -> None:
    assert severity(amount, _row(20, 40, 60, confirmed=False)) <= Severity.SEV2
    assert severity(amount, _row(None, None, None, confirmed=False)) <= Severity.SEV2
