"""What a text about this case may contain, gathered from what code has decided."""

import re
from dataclasses import dataclass, field

UNITS = (
    r"mg/kg|g/kg|ml/kg|mcg/kg|ug/kg|mcg|mg|ml|kg|lbs?|oz|cc|g|%|ms|s|"
    r"tablets?|pills?|capsules?|drops?|teaspoons?|tablespoons?|tsp|tbsp|cups?|"
    r"minutes?|mins?|min|hours?|hrs?|h|days?|seconds?|secs?|weeks?|"
    r"pastillas?|tabletas?|gotas?|cucharadas?|cucharaditas?|minutos?|horas?|dias?"
)
QUANTITY = re.compile(rf"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s*((?:{UNITS})(?![\w/]))?", re.IGNORECASE)
PHONE = re.compile(r"\+?\d(?:(?:[ .-]|\) ?| ?\()?\d){6,14}(?!\d)")
LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|www\.)\S+|\b(?:[a-z0-9-]+\.)+(?!\d)[a-z]{2,}(?:/\S*)?\b", re.IGNORECASE)

Claim = str
"""Something said to have been done: "woken", "answered", "bridged", "acted", "resolved"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """
    numbers: as `quantities` writes them, "30 kg" or "911". phones: last ten digits (or all of a short one). links:
    as written. claims: what has really been done. drugs: names that were spoken of already, such as what was eaten.
    words: of the case, beside the vocabulary; None where the vocabulary does not bind.
    """

    numbers: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    links: frozenset[str] = field(default_factory=frozenset)
    claims: frozenset[Claim] = field(default_factory=frozenset)
    drugs: frozenset[str] = field(default_factory=frozenset)
    words: frozenset[str] | None = None


def quantities(text: str) -> tuple[str, ...]:
    """Every number with its unit, written one way: "1,200 mg" -> "1200 mg", "38.0mg/kg" -> "38 mg/kg"."""
    found = []
    for number, unit in QUANTITY.findall(text):
        plain = f"{float(number.replace(',', '')):.6f}".rstrip("0").rstrip(".")
        found.append(f"{plain} {unit.lower()}".strip())
    return tuple(found)


def phones(text: str) -> tuple[str, ...]:
    """The last ten digits of everything that could be dialled."""
    return tuple(re.sub(r"\D", "", number)[-10:] for number in PHONE.findall(text))


def allowed_from(
    *sources: str,
    claims: frozenset[Claim] = frozenset(),
    drugs: frozenset[str] = frozenset(),
    words: frozenset[str] | None = None,
) -> Allowed:
    """Whatever stands in these texts, all of which were written by code or data files, may be said again."""
    joined = " | ".join(filter(None, sources))
    return Allowed(
        numbers=frozenset(quantities(PHONE.sub(" ", joined))),
        phones=frozenset(phones(joined)),
        links=frozenset(LINK.findall(joined)),
        claims=claims,
        drugs=drugs,
        words=words,
    )
