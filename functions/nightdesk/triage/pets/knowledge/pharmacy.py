"""Reading toxins.csv and products.yaml: the poisons, and what owners call them."""

from collections.abc import Mapping, Sequence

from nightdesk.runbook.strictly import DataFile
from nightdesk.triage.pets.knowledge.nouns import Product, Said, Sign, Toxin
from nightdesk.triage.pets.knowledge.reader import Reader
from nightdesk.triage.pets.knowledge.schema_poisons import ProductEntry, ProductsFile, ToxinRow


def toxins(file: DataFile) -> tuple[Toxin, ...]:
    """Every row. Raises Misconfigured when bands do not rise, or a toxin is there twice for a species."""
    out: list[Toxin] = []
    seen: set[tuple[str, str]] = set()
    for line, row in file.rows(ToxinRow):
        bands = (row.threshold_low, row.threshold_moderate, row.threshold_severe)
        given = [b for b in bands if b is not None]
        if given != sorted(given) or len(given) not in {0, 3}:
            raise file.wrong(("thresholds",), f"must rise, and be all given or all blank: {bands}", line=line)
        if (row.toxin, row.species) in seen:
            raise file.wrong((row.toxin,), f"is there twice for {row.species}", line=line)
        seen.add((row.toxin, row.species))
        out.append(_toxin(row))
    return tuple(out)


def _toxin(row: ToxinRow) -> Toxin:
    words = f"{row.source} {row.concentration_notes}".lower()
    return Toxin(
        toxin=row.toxin,
        species=row.species,
        unit=row.unit,
        low=row.threshold_low,
        moderate=row.threshold_moderate,
        severe=row.threshold_severe,
        onset=row.onset,
        vomiting=row.induce_vomiting_contraindicated,
        is_confirmed=bool(row.reviewer) or "general knowledge" not in words,
        says=Said(en=row.says, es=row.says_es),
    )


def products(shop: ProductsFile, rows: Sequence[Toxin], reader: Reader, file: DataFile) -> tuple[Product, ...]:
    """Every product. Raises Misconfigured when its toxin has no row."""
    known = {t.toxin for t in rows}
    out = []
    named = [entry.name for entry in shop.products]
    for at, entry in enumerate(shop.products):
        if entry.name in named[:at]:
            raise file.wrong(("products", at, "name"), f"{entry.name} is there twice")
        for field, toxin in (("toxin", entry.toxin), ("cat", entry.cat)):
            if toxin is not None and toxin not in known:
                raise file.wrong(("products", at, field), f"{entry.name}: {toxin} is not in toxins.csv")
        out.append(_product(entry, reader, file, at))
    return tuple(out)


def _product(entry: ProductEntry, reader: Reader, file: DataFile, at: int) -> Product:
    return Product(
        name=entry.name,
        says_es=entry.es,
        toxin=entry.toxin,
        cat=entry.cat,
        per_gram=entry.per_gram,
        each=entry.each,
        package=entry.package,
        sizes=entry.sizes,
        patterns=reader.names(entry.names, file, ("products", at, "names")),
        answers=frozenset(entry.answers),
        medicine=entry.medicine,
        eaten_only=entry.eaten_only,
        named_like=entry.named_like,
        touched=entry.touched,
        instead_of=entry.instead_of,
        prescribed=entry.prescribed,
        seasoning=entry.seasoning,
        unsure=entry.unsure,
    )


def check_sets(
    sets: Mapping[str, Sequence[str]], signs: Mapping[str, Sign], rows: Sequence[Toxin], file: DataFile
) -> None:
    """Raises Misconfigured when a set of signs or of toxins names one that is not there."""
    known = {t.toxin for t in rows}
    for name, members in sets.items():
        for at, member in enumerate(members):
            if member not in (signs if name.startswith("signs") else known):
                raise file.wrong((name, at), f"there is no {member}")
