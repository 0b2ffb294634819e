"""Which alarms leave an incident when it is split, and the incident they make."""

from dataclasses import replace

from nightdesk.desk.kit import Kit
from nightdesk.desk.seen import alarm_of
from nightdesk.desk.watching.holding import hold_for
from nightdesk.incident.desk import Desk, incident_id
from nightdesk.incident.incident import AlarmSeen, Incident, Status
from nightdesk.triage.ops.harm.blast import blast_radius
from nightdesk.triage.ops.judging.case import from_alarms
from nightdesk.triage.ops.judging.severity import judge
from nightdesk.triage.ops.judging.title import subject, title_of


def chosen(incident: Incident, name: str) -> tuple[AlarmSeen, ...]:
    """
    The alarms that are meant: of the service of that name, else of the one service whose name begins so, else whose
    own name has it. Without a name, those of the incident that was merged in last. None when nothing fits.
    """
    wanted = name.casefold()
    if not wanted:
        merged = [link for link in incident.links if any(alarm.came_from == link for alarm in incident.alarms)]
        return tuple(alarm for alarm in incident.alarms if merged and alarm.came_from == merged[-1])
    exact = tuple(alarm for alarm in incident.alarms if alarm.service.casefold() == wanted)
    if exact:
        return exact
    begun = {alarm.service for alarm in incident.alarms if alarm.service.casefold().startswith(wanted)}
    if len(begun) == 1:
        return tuple(alarm for alarm in incident.alarms if alarm.service in begun)
    return tuple(alarm for alarm in incident.alarms if not begun and wanted in alarm.name.casefold())


def new_incident(kit: Kit, old: Incident, moved: tuple[AlarmSeen, ...]) -> Incident:
    """The incident of these alarms. Its time of detection is when the first of them was, not when it was split off."""
    now, catalogue = kit.now(), kit.catalogue
    alarms = tuple(alarm_of(alarm) for alarm in moved)
    firing = tuple(alarm_of(alarm) for alarm in moved if alarm.is_firing)
    verdict = judge(from_alarms(firing or alarms, catalogue, now=now))
    services = tuple(dict.fromkeys(alarm.service for alarm in moved if alarm.service))
    service = next((found for name in services if (found := catalogue.get(name))), None)
    policy = kit.policies.get(service.policy) if service and service.policy else None
    hold = hold_for(kit, catalogue, firing, severity=verdict.severity, now=now) if old.hold else None
    # Asked about the old one is not asked about this one.
    ack = replace(old.ack, nudged_at=None) if old.ack else None
    return Incident(
        id=incident_id(kit.store.next_number()),
        desk=Desk.OPS,
        title=title_of(alarms),
        subject=subject(alarms),
        severity=verdict.severity,
        status=Status.MONITORING if not firing else Status.ACKNOWLEDGED if ack else Status.OPEN,
        first_anomaly_at=min(alarm.first_at for alarm in moved),
        detected_at=max(old.detected_at, min(alarm.first_at for alarm in moved)),
        opened_at=now,
        policy=policy or old.policy,
        reasons=verdict.reasons,
        services=services,
        blast_radius=blast_radius(services, catalogue),
        alarms=tuple(replace(alarm, came_from="") for alarm in moved),
        links=(old.id,),
        parted=(old.id,),
        # Whoever has the old one has this one too: the ladder begins where it stood, and nobody is woken for it.
        ack=ack,
        first_acked_at=old.first_acked_at if ack else None,
        tier=old.tier if ack else 0,
        tier_at=now if ack else None,
        also_told=(ack.person,) if ack else (),
        recovered_at=None if firing else now,
        hold=hold,
        held_in=hold.window if hold else "",
    )
