"""What becomes of one alarm that arrives: the same answer live and for a recorded stream."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.grouping.correlation import Joins, Opens, Repeats, place
from nightdesk.triage.ops.grouping.resolution import Clears, Remembers, settle, was_overtaken
from nightdesk.triage.ops.grouping.standing import Standing
from nightdesk.triage.ops.grouping.tie import WINDOW, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """It is over already, for its end came first: no ghost is opened for it. where: what is open that it belongs to."""

    where: Joins | Repeats | None = None


Arrival = Opens | Joins | Repeats | Overtaken | Clears | Remembers


def arrive(
    alarm: Alarm,
    *,
    board_open: Sequence[Standing],
    ended_at: datetime | None,
    catalogue: Catalogue,
    now: datetime,
    window: Window = WINDOW,
) -> Arrival:
    """One alarm, firing or resolved, among what is open. ended_at: when an end of it came that ended nothing."""
    if alarm.state == "resolved":
        return settle(alarm, board_open=board_open, now=now)
    placed = place(alarm, board_open=board_open, catalogue=catalogue, now=now, window=window)
    if was_overtaken(alarm, ended_at=ended_at, now=now):
        return Overtaken(where=None if isinstance(placed, Opens) else placed)
    return placed
