"""The shape of products.yaml and toxins.csv, for the strict reading of them."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from nightdesk.runbook.strictly import Strict
from nightdesk.triage.pets.knowledge.fields import Word


def _blank(value: Any) -> Any:
    return None if value == "" else value


Threshold = Annotated[Annotated[float, Field(ge=0)] | None, BeforeValidator(_blank)]


class ProductEntry(Strict):
    """One product of products.yaml."""

    name: str
    es: str = ""
    toxin: str
    cat: str | None = None
    per_gram: float = Field(gt=0)
    each: float = Field(gt=0)
    package: float = Field(gt=0)
    sizes: dict[str, Annotated[float, Field(gt=0)]]
    names: list[str]
    answers: list[str] = Field(default_factory=list)
    medicine: bool = False
    eaten_only: bool = False
    named_like: bool = False
    touched: bool = False
    instead_of: str = ""
    prescribed: bool = False
    seasoning: bool = False
    unsure: bool = False


class ProductsFile(Strict):
    """products.yaml."""

    products: list[ProductEntry]
    units: dict[str, list[str]]
    containers: list[Word]
    foods: list[Word]
    signs_of_poisoning: list[str]
    signs_of_upset: list[str]
    drowsy_killers: list[str]
    signs_of_drowsiness: list[str]
    fast_killers: list[str]
    fast_killers_with_signs: list[str]
    delayed_killers: list[str]
    capped_at_sev2: list[str]
    poisons_people: list[str]
    poisons_children: list[str]
    medicines: list[str]


class ToxinRow(Strict):
    """One line of toxins.csv. says, says_es: what people call it; reviewer: the vet who signed the row."""

    toxin: str = Field(min_length=1)
    says: str = Field(min_length=1)
    says_es: str = Field(min_length=1)
    aliases: str
    species: str = Field(pattern=r"^(dog|cat|all)$")
    unit: str = Field(min_length=1)
    threshold_low: Threshold
    threshold_moderate: Threshold
    threshold_severe: Threshold
    concentration_notes: str
    onset: str
    induce_vomiting_contraindicated: str = Field(pattern=r"^(vet_directed_only|yes_never_at_home|n/a(_wash\w+)?)$")
    source: str = Field(min_length=1)
    reviewer: str = ""
