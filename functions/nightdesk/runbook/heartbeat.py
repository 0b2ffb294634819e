"""Signs of life that somebody must give: a backup that ran, a queue that was emptied. Silence is the alarm."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from nightdesk.runbook.service import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """
    name: as in POST /alarms/heartbeat/{name}. It rings when `every_minutes` and then `grace_minutes` have passed
    without a beat, of real time at any speed of the desk. severity: as its owner claims it; what: for people.
    """

    name: str
    every_minutes: float
    grace_minutes: float
    service: str = ""
    severity: Literal["SEV0", "SEV1", "SEV2", "SEV3", "SEV4"] = "SEV2"
    what: str = ""

    @property
    def patience(self) -> timedelta:
        """How long it may be silent."""
        return timedelta(minutes=self.every_minutes + self.grace_minutes)


def load(path: Path, *, catalogue: Catalogue) -> tuple[Heartbeat, ...]:
    """The heartbeats of this file; none when there is no file. Raises Misconfigured with file, line, field and why."""
    if not path.exists():
        return ()
    from nightdesk.runbook.heartbeat_shape import Heartbeats  # pydantic, which a webhook does without
    from nightdesk.runbook.strictly import DataFile

    file = DataFile(path)
    told = file.model(Heartbeats).heartbeats
    names = [one.name for one in told]
    for i, one in enumerate(told):
        if one.name in names[:i]:
            file.refuse(("heartbeats", i, "name"), f"{one.name!r} is used twice")
        if one.service and catalogue.get(one.service) is None:
            file.refuse(("heartbeats", i, "service"), f"no service named {one.service!r}")
    file.settle()
    return tuple(Heartbeat(**one.model_dump()) for one in told)


def named(heartbeats: Collection[Heartbeat], name: str) -> Heartbeat | None:
    """The heartbeat of that name, if it is declared."""
    return next((one for one in heartbeats if one.name == name), None)
