"""The tail of a distribution as a picture: an SVG written by hand, so that nothing has to be installed to see it."""

import math
from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 560, 300, 70, 50, 50


def svg(values: Sequence[float], *, title: str) -> str:
    """The share of values above x, on a logarithmic scale: what happens one time in a thousand is still seen."""
    ranked, most = sorted(values), max(values, default=1.0) or 1.0
    floor = -math.log10(max(len(ranked), 10))

    def place(value: float, share: float) -> str:
        x = LEFT + value / most * (WIDTH - LEFT - 20)
        y = TOP + math.log10(share) / floor * (HEIGHT - TOP - BOTTOM)
        return f"{x:.1f},{y:.1f}"

    points = " ".join(place(value, 1 - at / len(ranked)) for at, value in enumerate(ranked))
    shares = [10.0**power for power in range(0, math.floor(floor) - 1, -1) if power >= floor]
    ticks = [
        f'<text x="8" y="{float(place(0, share).split(",")[1]) + 5:.0f}" fill="#555">{share:g}</text>'
        for share in shares
    ]
    ends = [
        f'<text x="{float(place(value, 1).split(",")[0]) - 12:.0f}" y="{HEIGHT - BOTTOM + 20}">{value:.2g}</text>'
        for value in (0, most / 2, most)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
            'font-size="13">',
            '<rect width="100%" height="100%" fill="#fff"/>',
            f'<text x="16" y="26" font-size="16" font-weight="600">{escape(title)}</text>',
            *ticks,
            *ends,
            f'<text x="{LEFT}" y="{HEIGHT - 10}" fill="#555">lateness / patience; up: share that is later</text>',
            f'<polyline points="{points}" fill="none" stroke="#1b5e9f" stroke-width="2"/>',
            "</svg>\n",
        ]
    )
