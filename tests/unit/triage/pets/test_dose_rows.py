"""
Every row of toxins.csv that has numbers, counted again by hand: judge()'s dose against amount x strength / weight.

The strengths are copied from the row's own notes (concentration_notes), not read from products.yaml: a slip in either
shows. Weights are told in pounds and in kilograms.
"""

import csv
from pathlib import Path

import pytest

from nightdesk.triage.pets.judging.judge import judge

ROWS = Path(__file__).parents[4] / "runbooks" / "pets" / "toxins.csv"
LB, OZ = 0.45359237, 28.349523125
WEIGHTS = (("22 lb", 22 * LB), ("7.5 kg", 7.5), ("9 lb 6 oz", 9.375 * LB))

CHOCOLATE = {
    "chocolate_milk": ("milk chocolate", 2.3),
    "chocolate_semisweet_dark": ("dark chocolate", 5.7),
    "chocolate_bakers": ("baking chocolate", 16.0),
    "cocoa_powder": ("cocoa powder", 28.5),
    "cocoa_bean_hulls": ("cocoa mulch", 9.1),
    "chocolate_white": ("white chocolate", 0.04),
}
"""What owners call it, and mg of methylxanthine in a gram (white: insignificant)."""

SOLID = (("4 oz of {}", 4 * OZ), ("150 g of {}", 150.0), ("a quarter pound of {}", 113.398), ("0.2 kg of {}", 200.0))


def _tablets(name: str, each_mg: float) -> list[tuple[str, float]]:
    return [
        (f"3 {name} {each_mg:g} mg", 3 * each_mg),
        (f"two {each_mg:g}mg {name} tablets", 2 * each_mg),
        (f"{2.5 * each_mg:g} mg of {name}", 2.5 * each_mg),
        (f"{0.004 * each_mg:g} g of {name}", 4 * each_mg),
        (f"one and a half {each_mg:g} mg {name}", 1.5 * each_mg),
    ]


AMOUNTS: dict[str, list[tuple[str, float]]] = {
    toxin: [(phrase.format(name), grams * strength) for phrase, grams in SOLID]
    for toxin, (name, strength) in CHOCOLATE.items()
} | {
    "chocolate_any": [
        ("4 oz of dark chocolate", 4 * OZ * 5.7),
        ("3 squares of dark chocolate", 30 * 5.7),
        ("50 g of milk chocolate", 50 * 2.3),
        ("half an ounce of baking chocolate", OZ / 2 * 16),
    ],
    "caffeine": [("3 caffeine pills 200 mg", 600.0), ("500 mg of caffeine", 500.0), ("8 oz of coffee", 120.0)],
    "xylitol": [
        ("5 pieces of sugar free gum", 5000.0),
        ("2 g of xylitol", 2000.0),
        ("half an ounce of xylitol", 14175),
    ],
    "grapes": [("6 grapes", 30.0), ("2 dozen grapes", 120.0), ("a pound of grapes", 453.6), ("200 g of grapes", 200.0)],
    "raisins": [("20 raisins", 20.0), ("1 1/2 oz of raisins", 1.5 * OZ), ("60 g of raisins", 60.0)],
    "onion": [("half an onion", 75.0), ("3 oz of onion", 3 * OZ), ("50 g of onion", 50.0), ("2 onions", 300.0)],
    "garlic": [("3 cloves of garlic", 18.0), ("1 oz of garlic", OZ), ("10 g of garlic", 10.0)],
    "ibuprofen": _tablets("ibuprofen", 200),
    "naproxen": _tablets("naproxen", 220),
    "aspirin": _tablets("aspirin", 325),
    "acetaminophen": _tablets("tylenol", 325),
    "ethylene_glycol": [("30 ml of antifreeze", 30.0), ("2 tbsp of antifreeze", 30.0), ("1 oz of antifreeze", OZ)],
    "rodenticide_anticoagulant": [
        ("30 g of rat poison", 1.5),
        ("2 oz of rat poison", 2.835),
        ("3 blocks of rat poison", 4.2),
    ],
    "rodenticide_bromethalin": [
        ("28 g of bromethalin", 2.8),
        ("1 oz of bromethalin bait", 2.835),
        ("2 blocks of tomcat", 5.6),
    ],
    "rodenticide_cholecalciferol": [
        ("20 g of vitamin d bait", 15.0),
        ("1 oz of quintox", 21.26),
        ("1 block of quintox", 21.0),
    ],
    "vitamin_d_supplement": [
        ("20 vitamin d 5000 iu", 2.5),
        ("50,000 IU of vitamin D", 1.25),
        ("2 mg of vitamin d3", 2.0),
    ],
    "fluorouracil_5fu": [("2 g of efudex", 100.0), ("1 oz of efudex", OZ * 50), ("0.5 g of fluorouracil", 25.0)],
    "amphetamine_adhd": _tablets("adderall", 20),
    "ssri_fluoxetine": _tablets("prozac", 20),
    "atomoxetine": _tablets("strattera", 40),
    "pseudoephedrine": _tablets("sudafed", 30),
    "baclofen": _tablets("baclofen", 10),
    "nicotine": [("3 cigarettes", 90.0), ("half a pack of cigarettes", 300.0), ("10 ml of 36 mg/ml vape juice", 360.0)],
    "thc_cannabis": [("2 g of weed", 2.0), ("an ounce of weed", OZ), ("2 weed brownies", 2.0)],
    "macadamia": [("10 macadamia nuts", 24.0), ("2 oz of macadamia nuts", 2 * OZ), ("40 g of macadamia nuts", 40.0)],
    "ethanol": [("50 ml of vodka", 25.0), ("2 shots of vodka", 44.0), ("half a liter of beer", 40.0)],
    "salt": [("2 tbsp of salt", 36.0), ("1 oz of salt", OZ), ("20 g of salt", 20.0)],
    "zinc_pennies": [("2 pennies", 2.0), ("a penny", 1.0), ("half a dozen pennies", 6.0)],
    "iron": _tablets("ferrous sulfate", 65),
    "metaldehyde": [("2 tsp of slug bait", 2.0), ("1 tbsp of slug bait", 3.0), ("20 g of slug bait", 4.0)],
}
"""Toxin -> what an owner says, and how much of the row's unit that is before it is shared out over the body."""


def counted_rows() -> list[tuple[str, str, str]]:
    """(toxin, species, unit) of every row whose thresholds are numbers above zero and told per something."""
    with ROWS.open() as file:
        return [
            (row["toxin"], kind, row["unit"])
            for row in csv.DictReader(file)
            if float(row["threshold_severe"] or 0) > 0
            for kind in (("dog", "cat") if row["species"] == "all" else (row["species"],))
        ]


def test_every_row_with_numbers_is_counted_here_in_three_ways() -> None:
    assert {toxin for toxin, _, _ in counted_rows()} == set(AMOUNTS)
    assert all(len(ways) >= 3 for ways in AMOUNTS.values())


@pytest.mark.parametrize(("toxin", "species", "unit"), counted_rows())
def test_the_dose_of_a_row_is_exact_to_one_percent(toxin: str, species: str, unit: str) -> None:
    for amount, total in AMOUNTS[toxin]:
        for said, kg in WEIGHTS:
            per = kg if unit.endswith("/kg") else kg / (10 * LB) if unit.endswith("/10lb") else 1.0

            verdict = judge([f"my {species} weighs {said} and ate {amount}"])

            assert verdict.dose is not None, amount
            assert verdict.dose.dose == pytest.approx(total / per, rel=0.01), f"{species}, {said}, {amount}"
