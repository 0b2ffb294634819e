"""How a benchmark tells its numbers: ratios first, for they travel from one machine to another; then the raw ones."""

from collections.abc import Iterable, Sequence
from statistics import median, quantiles

Cell = str | int | float


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, notes: Sequence[str] = ()) -> None:
    """Print one table, its first column left-aligned, the others right."""
    lines = [list(heads), *([_written(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    print(f"\n\n{title}")
    for number, line in enumerate(lines):
        rest = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        print("  " + "  ".join([line[0].ljust(widths[0]), *rest]))
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))
    for note in notes:
        print(f"  {note}")


def p95(values: Sequence[float]) -> float:
    """The value that 19 in 20 stay below."""
    return quantiles(values, n=20, method="inclusive")[-1]


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Median, smallest and largest."""
    return median(values), min(values), max(values)


def _written(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}" if abs(cell) < 100 else f"{cell:.0f}"
    return str(cell)
