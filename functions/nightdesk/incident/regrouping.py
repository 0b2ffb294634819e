"""Two incidents become one, or one becomes two. Pure, like changes.py."""

from dataclasses import replace
from datetime import datetime

from nightdesk.incident.changes import resolved
from nightdesk.incident.crowd import folded
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import AlarmSeen, Incident, Status
from nightdesk.incident.numbering import with_numbers_of


def absorbing(winner: Incident, loser: Incident) -> Incident:
    """
    The winner with the loser's alarms, services, people and their numbers for it. Whoever had the loser has it, unless
    somebody has it.

    How far up the ladder either had climbed is kept: nobody is woken again for what they have been told already. It is
    held only if both were. A new watch is wanted.
    """
    known = {alarm.fingerprint for alarm in winner.alarms}
    more = tuple(replace(alarm, came_from=loser.id) for alarm in loser.alarms if alarm.fingerprint not in known)
    higher = max((winner, loser), key=lambda one: one.tier)
    acked = [at for at in (winner.first_acked_at, loser.first_acked_at) if at]
    alarms, crowd = folded((*winner.alarms, *more), tuple(dict.fromkeys((*winner.crowd, *loser.crowd))))
    joined = replace(
        winner,
        alarms=alarms,
        crowd=crowd,
        services=tuple(dict.fromkeys((*winner.services, *loser.services))),
        reasons=tuple(dict.fromkeys((*winner.reasons, *loser.reasons))),
        links=tuple(dict.fromkeys((*winner.links, *loser.links, loser.id))),
        also_told=tuple(dict.fromkeys((*winner.also_told, *loser.told_people))),
        first_anomaly_at=min(winner.first_anomaly_at, loser.first_anomaly_at),
        ack=winner.ack or loser.ack,
        first_acked_at=min(acked, default=None),
        tier=higher.tier,
        tier_at=higher.tier_at,
        quiet_times=max(winner.quiet_times, loser.quiet_times),
        flapping=tuple(dict.fromkeys((*winner.flapping, *loser.flapping))),
        hold=winner.hold if loser.hold else None,
        generation=winner.generation + 1,
    )
    return _standing(with_numbers_of(joined, loser), at=None)


def absorbed(loser: Incident, winner: IncidentId, *, at: datetime, by: str, verb: str = "merged into") -> Incident:
    """What is left of the other: over, and saying where it went."""
    closed = resolved(loser, at=at, how=f"{verb} {winner} by {by}")
    return replace(closed, merged_into=winner, links=tuple(dict.fromkeys((*loser.links, winner))), hold=None)


def without(incident: Incident, moved: tuple[AlarmSeen, ...], *, to: IncidentId, at: datetime) -> Incident:
    """The incident without these alarms and the services that only they told of. What is left may all have ended."""
    gone = {alarm.fingerprint for alarm in moved}
    left = tuple(alarm for alarm in incident.alarms if alarm.fingerprint not in gone)
    theirs = {alarm.service for alarm in moved} - {alarm.service for alarm in left}
    parted = replace(
        incident,
        alarms=left,
        services=tuple(name for name in incident.services if name not in theirs),
        links=tuple(dict.fromkeys((*incident.links, to))),
        parted=(*incident.parted, to),
        generation=incident.generation + 1,
    )
    return _standing(parted, at=at)


def _standing(incident: Incident, *, at: datetime | None) -> Incident:
    """Its status by what fires: watched for a while once nothing does, and never closed by being regrouped."""
    if any(alarm.is_firing for alarm in incident.alarms) or incident.crowd:
        status = Status.ACKNOWLEDGED if incident.ack else Status.OPEN
        return replace(incident, status=status, recovered_at=None)
    if incident.recovered_at or at is None:
        return incident
    return replace(incident, status=Status.MONITORING, recovered_at=at)
