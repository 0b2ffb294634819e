"""Signs of life: a beat is kept and ends its alarm; silence, looked for every minute, raises one."""

from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading.reading import fingerprint
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import NightdeskError, Stale
from nightdesk.incident.severity import Severity
from nightdesk.runbook.heartbeat import Heartbeat
from nightdesk.store.store import Pulse

RINGS_AGAIN = timedelta(hours=1)
"""What stays silent is told again, no more often than this: its incident may have been closed on a hunch."""


def beat(kit: Kit, heartbeat: Heartbeat) -> datetime:
    """Keep one beat, and end the alarm of its silence; returns by when the next is wanted."""

    def once() -> datetime:
        now = kit.now()
        pulse = kit.store.pulses([heartbeat.name]).get(heartbeat.name) or Pulse(name=heartbeat.name, since=now)
        if pulse.rung_at:
            # First the alarm: should this die before the beat is kept, the sender tries again and nothing is lost. An
            # alarm that is still on its way then finds that its end came first.
            over = alarm_of(heartbeat, pulse, ended_at=now)
            raise_alarm(kit, kit.catalogue, over, once=f"beat:{heartbeat.name}:{pulse.rung_at.isoformat()}")
        kit.store.save_pulse(replace(pulse, beat_at=now, rung_at=None, is_raised=False))
        return now + heartbeat.patience

    return decide_again_if_stale(once)


def listen(kit: Kit, heartbeats: tuple[Heartbeat, ...]) -> tuple[str, ...]:
    """Ring for every heartbeat that is silent for too long, one read for all of them. Returns what failed."""
    if not heartbeats:
        return ()
    pulses = kit.store.pulses([heartbeat.name for heartbeat in heartbeats])
    failed: list[str] = []
    for heartbeat in heartbeats:
        try:
            _listen_to(kit, heartbeat, pulses.get(heartbeat.name))
        except Stale:
            pass  # it beat just now
        except NightdeskError as error:
            failed.append(f"heartbeat {heartbeat.name}: {error}")
    return tuple(failed)


def _listen_to(kit: Kit, heartbeat: Heartbeat, pulse: Pulse | None) -> None:
    now = kit.now()
    if pulse is None:
        kit.store.save_pulse(Pulse(name=heartbeat.name, since=now))
        return
    if pulse.rung_at and pulse.is_raised:
        if now - pulse.rung_at < max(heartbeat.patience, RINGS_AGAIN):
            return
        pulse = replace(pulse, rung_at=None)
    if pulse.rung_at is None:
        if now < _missed_at(heartbeat, pulse):
            return
        pulse = replace(pulse, rung_at=now, is_raised=False)
        kit.store.save_pulse(pulse)
        pulse = replace(pulse, version=pulse.version + 1)
    rung_at = pulse.rung_at or now
    raise_alarm(
        kit, kit.catalogue, alarm_of(heartbeat, pulse), once=f"heartbeat:{heartbeat.name}:{rung_at.isoformat()}"
    )
    kit.store.save_pulse(replace(pulse, is_raised=True))


def _missed_at(heartbeat: Heartbeat, pulse: Pulse) -> datetime:
    return (pulse.beat_at or pulse.since) + heartbeat.patience


def alarm_of(heartbeat: Heartbeat, pulse: Pulse, *, ended_at: datetime | None = None) -> Alarm:
    """The alarm of one silence, and with `ended_at` its end."""
    last = f"the last came {pulse.beat_at:%Y-%m-%d %H:%M} UTC" if pulse.beat_at else "none ever came"
    wanted = f"one every {heartbeat.every_minutes:g} min is expected ({heartbeat.grace_minutes:g} min of grace)"
    what = f"{heartbeat.what}: " if heartbeat.what else ""
    return Alarm(
        source="heartbeat",
        fingerprint=fingerprint("heartbeat", heartbeat.name),
        service=heartbeat.service,
        resource=heartbeat.name,
        name=f"heartbeat missed: {heartbeat.name}",
        state="resolved" if ended_at else "firing",
        claimed_severity=Severity[heartbeat.severity],
        summary=f"{what}no sign of life; {last}, {wanted}",
        started_at=_missed_at(heartbeat, pulse),
        ended_at=ended_at,
        labels={"heartbeat": heartbeat.name},
        raw="{}",
    )
