"""The confusion matrix as a picture: an SVG written by hand, so that nothing has to be installed to see it."""

from collections import Counter
from collections.abc import Iterable
from html import escape

from nightdesk.incident.severity import Severity

CELL, LEFT, TOP = 92, 130, 96


def svg(pairs: Iterable[tuple[Severity, Severity]], *, title: str) -> str:
    """
    Rows are what a careful vet expects, columns what was judged; the darker a cell, the larger its share of the row.

    Left of the diagonal is more urgent than expected; right of it, red, is less: the costly side.
    """
    counts = Counter(pairs)
    size = len(Severity)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + size * CELL + 20}" height="{TOP + size * CELL + 20}" '
        'font-family="sans-serif" font-size="14">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="16" y="28" font-size="17" font-weight="600">{escape(title)}</text>',
        f'<text x="{LEFT}" y="56" fill="#555">judged</text>',
        f'<text x="16" y="{TOP + 8}" fill="#555">expected</text>',
    ]
    for expected in Severity:
        row = sum(counts[expected, judged] for judged in Severity)
        y = TOP + expected * CELL
        parts.append(f'<text x="16" y="{y + CELL / 2 + 5}">{expected.name} ({row})</text>')
        parts.append(f'<text x="{LEFT + expected * CELL + 24}" y="{TOP - 12}">{expected.name}</text>')
        parts += [
            _cell(counts[expected, judged], row, x=LEFT + judged * CELL, y=y, over=judged - expected)
            for judged in Severity
        ]
    return "\n".join([*parts, "</svg>\n"])


def _cell(count: int, row: int, *, x: float, y: float, over: int) -> str:
    share = count / row if row else 0.0
    colour = "#1b7f4d" if over == 0 else "#b3261e" if over > 0 else "#c77700"
    ink = "#fff" if share > 0.5 else "#222"
    said = f"{count}" if not count else f"{count} ({share:.0%})"
    return (
        f'<rect x="{x}" y="{y}" width="{CELL - 4}" height="{CELL - 4}" rx="6" fill="{colour}" '
        f'fill-opacity="{max(share, 0.06 if count else 0.02):.2f}"/>'
        f'<text x="{x + (CELL - 4) / 2}" y="{y + CELL / 2 + 3}" text-anchor="middle" fill="{ink}">{said}</text>'
    )
