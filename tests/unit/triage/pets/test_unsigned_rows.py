"""A row of toxins.csv that rests on general knowledge may raise an answer; until a vet signs it, it never reassures."""

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.dose import row_for
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.knowledge.at_hand import rules
from nightdesk.triage.pets.knowledge.nouns import Product, Toxin

NAMES = {
    product.name: " ".join(element.any_of[0].lstrip("=") for element in product.patterns[0].parts[0])
    for product in rules().products
}
HEAVY = {"dog": "80 kg", "cat": "12 kg"}


def unsigned() -> list[tuple[Product, str, Toxin]]:
    """Every product whose row for the animal has no source for all its numbers, and no reviewer."""
    out = []
    for product in rules().products:
        for species in HEAVY:
            toxin = (product.cat or product.toxin) if species == "cat" else product.toxin
            row = row_for(toxin, species, rules().toxins)
            if row and not row.is_confirmed:
                out.append((product, species, row))
    return out


UNSIGNED = unsigned()


def test_there_are_unsigned_rows_to_hold_to_this() -> None:
    assert {row.toxin for _, _, row in UNSIGNED} >= {"silica_gel", "poinsettia", "salt", "iron", "naproxen"}


@pytest.mark.parametrize(("product", "species", "row"), UNSIGNED, ids=lambda v: v if isinstance(v, str) else v.toxin)
@pytest.mark.parametrize("amount", ["0.001 g of", "a tiny bit of", "one lick of"])
def test_the_least_of_an_unsigned_row_in_the_largest_animal_is_still_for_a_vet_today(
    product: Product, species: str, row: Toxin, amount: str
) -> None:
    verdict = judge([f"my {HEAVY[species]} {species} ate {amount} {NAMES[product.name]}. acting totally fine, it's ok"])

    assert verdict.dose is not None, f"{NAMES[product.name]} was not heard"
    assert verdict.severity <= Severity.SEV2, f"{product.name}: {row.toxin} for a {species}"
