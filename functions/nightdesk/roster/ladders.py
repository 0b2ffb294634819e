"""Reads runbooks/policies.yaml, strictly: a ladder may only name roles that the roster has."""

from itertools import pairwise
from pathlib import Path

from nightdesk.incident.desk import Desk
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import PROMISES, Severity
from nightdesk.roster.roster import Roster
from nightdesk.roster.shapes import PoliciesShape, PolicyShape
from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile

FOUR_TIERS: dict[Desk, tuple[tuple[str, ...], ...]] = {
    Desk.OPS: (
        ("on-call engineer",),
        ("senior on-call", "team lead"),
        ("engineering manager", "director"),
        ("vp engineering", "executives"),
    ),
    Desk.PETS: (("on-call vet",), ("second vet", "desk lead"), ("head vet",), ("owner of the practice",)),
}
"""Who is woken on a desk whose policy does not say: the mission's four tiers."""
THRESHOLDS = (0.0, 15.0, 30.0, 60.0)
"""Minutes of silence from which each of those tiers is woken at the latest: the mission's table."""
LEAST = 1.0
"""Minutes. Nobody reads, let alone answers, in less."""
LONGEST = 7 * 24 * 60
"""Minutes. What waits longer than a week for anything is forgotten."""


def read_policies(path: Path, *, roster: Roster) -> dict[str, Policy]:
    """The policies in this file by name. Raises Misconfigured naming file, line, field and why, for each defect."""
    file = DataFile(path)
    shape = file.model(PoliciesShape)
    found: dict[str, Policy] = {}
    names = [one.name.casefold() for one in shape.policies]
    for i, one in enumerate(shape.policies):
        if names[i] in names[:i]:
            file.refuse(("policies", i, "name"), "is used twice")
        found[one.name] = _policy(file, ("policies", i), one, roster)
    for desk in Desk:
        # An incident whose service names no policy, or one that is gone, has the desk's own.
        own = found.get(desk.value)
        if own is None:
            file.refuse(("policies",), f"none is called {desk.value}, which is the ladder of that desk")
        elif own.desk is not desk:
            place = ("policies", names.index(desk.value), "desk")
            file.refuse(place, f"is {own.desk.value}, but {own.name} is the ladder of the desk {desk.value}")
    file.settle()
    return found


def _policy(file: DataFile, place: Place, shape: PolicyShape, roster: Roster) -> Policy:
    for field in ("ack_minutes", "nudge_minutes", "check_in_minutes", "update_minutes"):
        _minutes(file, (*place, field), getattr(shape, field))
    _promises(file, (*place, "ack_minutes"), shape.ack_minutes)
    return Policy(
        name=shape.name,
        desk=shape.desk,
        rungs=_rungs(file, place, shape, roster),
        **shape.model_dump(exclude={"name", "desk", "rungs"}),  # the shape mirrors the words
    )


def _rungs(file: DataFile, place: Place, shape: PolicyShape, roster: Roster) -> tuple[Rung, ...]:
    if shape.rungs is None:
        rungs = tuple(
            Rung(tier=tier, roles=roles, label=" and ".join(roles), from_minutes=THRESHOLDS[tier - 1])
            for tier, roles in enumerate(FOUR_TIERS[shape.desk], start=1)
        )
    else:
        rungs = tuple(Rung(tier=r.tier, roles=r.roles, label=r.label, from_minutes=r.from_minutes) for r in shape.rungs)
    if [rung.tier for rung in rungs] != list(range(1, len(rungs) + 1)):
        file.refuse((*place, "rungs"), "tiers must count up from 1 without a gap")
    if rungs[0].from_minutes:
        file.refuse((*place, "rungs", 0, "from_minutes"), "must be 0: the first tier is woken at once")
    told = [rung.from_minutes for rung in rungs if rung.from_minutes is not None]
    if any(later <= earlier for earlier, later in pairwise(told)):
        file.refuse((*place, "rungs"), "from_minutes must grow from tier to tier")
    for i, rung in enumerate(rungs):
        if len(set(rung.roles)) != len(rung.roles):
            file.refuse((*place, "rungs", i, "roles"), "names one twice")
        for role in rung.roles:
            if role not in roster.schedules:
                file.refuse((*place, "rungs", i, "roles"), f"no schedule {role!r}")
                continue
            for person in dict.fromkeys((*roster.schedules[role].people, *roster.planned_on(role))):
                if not roster.may_work(roster.person(person), shape.desk):
                    why = f"{role} is held by {person}, who is not of the desk {shape.desk.value} and could not answer"
                    file.refuse((*place, "rungs", i, "roles"), why)
    return rungs


def _minutes(file: DataFile, place: Place, minutes: dict[str, float]) -> None:
    for severity, value in minutes.items():
        if severity not in Severity.__members__ or not 0 < value <= LONGEST:
            file.refuse((*place, severity), f"needs SEV0-SEV4 and a number above 0, at most {LONGEST} (a week)")
        elif value < LEAST:
            file.refuse((*place, severity), f"is less than {LEAST:g} minute, in which nobody reads a page")


def _promises(file: DataFile, place: Place, minutes: dict[str, float]) -> None:
    """A ladder that is still silent when the incident should be over is none."""
    for severity, value in minutes.items():
        known = Severity.__members__.get(severity)
        over = PROMISES[known].resolve if known is not None else None
        if over is not None and over < value <= LONGEST:
            file.refuse((*place, severity), f"is more than {over:g}, in which a {severity} is to be resolved")
    waits = {severity: minutes.get(severity.name, PROMISES[severity].acknowledge) for severity in Severity}
    for graver, milder in pairwise(Severity):
        if waits[graver] > waits[milder]:
            told = graver if graver.name in minutes else milder
            why = f"lets a {graver.name} wait for {waits[graver]:g} minutes"
            file.refuse((*place, told.name), f"{why}, longer than a {milder.name} ({waits[milder]:g})")
