"""The timeline as a chart: where each milestone lies between the first anomaly and the end, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.persona.wording.composing import clock, elapsed
from nightdesk.report.timeline import Milestone

WIDTH = 900
LEFT, RIGHT = 20, 20
ROW = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One milestone. anchor: which side of the dot its label is written on, so that it stays inside the picture."""

    x: float
    y: int
    label: str
    anchor: str
    text_x: float
    text_dy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """height: of the whole picture. dots: one row each, in order of time. ticks: (x, words) along the bottom."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]


def chart(marks: Sequence[Milestone]) -> Chart | None:
    """Lay out what happened; None when fewer than two moments are known, because that is no timeline."""
    known = sorted(((mark.at, mark.label) for mark in marks if mark.at is not None), key=lambda pair: pair[0])
    if len(known) < 2:
        return None
    start, end = known[0][0], known[-1][0]
    whole = max(end - start, timedelta(seconds=1))
    dots = tuple(_dot(row, at, label, start, whole) for row, (at, label) in enumerate(known))
    ticks = tuple((_x(share), f"+{elapsed(whole * share)}") for share in (0.0, 0.25, 0.5, 0.75, 1.0))
    return Chart(width=WIDTH, height=ROW * (len(dots) + 2), dots=dots, ticks=ticks)


def _dot(row: int, at: datetime, label: str, start: datetime, whole: timedelta) -> Dot:
    share = (at - start) / whole
    is_left = share < 0.6
    x = _x(share)
    return Dot(
        x=x,
        y=ROW * (row + 1),
        label=f"{label.removesuffix(' by')}, {clock(at)} (+{elapsed(at - start)})",
        anchor="start" if is_left else "end",
        text_x=round(x + 12 if is_left else x - 12, 1),
        text_dy=4 if is_left else -7,  # a label on the line's side stands above it
    )


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)
