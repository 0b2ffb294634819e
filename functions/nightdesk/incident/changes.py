"""
How an incident changes. Pure: each function returns a new incident and touches nothing else.

The facts that go with a change are noted by whoever makes it, because they know why.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from nightdesk.incident.ask import Ask, AskState, StepTaken
from nightdesk.incident.crowd import listed, mark
from nightdesk.incident.incident import Ack, AlarmSeen, Hold, Incident, Page, PageState, Status
from nightdesk.incident.severity import Severity

_RANK = {
    PageState.QUEUED: 0,
    PageState.ACCEPTED: 1,
    PageState.WAITING: 1,
    PageState.BUNDLED: 2,
    PageState.DIVERTED: 3,
    PageState.DELIVERED: 3,
    PageState.FAILED: 9,
    PageState.DROPPED: 9,
    PageState.UNANSWERED: 9,
    PageState.ANSWERED: 9,
}

MOST_ENDS = 64
"""Ends of one alarm that are remembered: of one that flaps every half minute, the last half hour."""
MOST_ADVICE = 12
"""Requests that are remembered; older ones stand in the timeline."""


def climbed(incident: Incident, *, tier: int, at: datetime, pages: Iterable[Page], is_again: bool = False) -> Incident:
    """A tier was woken: its silence is timed from `at`, and whatever urged it is dealt with."""
    loops = incident.loops + is_again
    return replace(incident, tier=tier, tier_at=at, urged="", loops=loops, pages=(*incident.pages, *pages))


def paged(incident: Incident, pages: Iterable[Page]) -> Incident:
    """Somebody was tried once more, without waking a new tier."""
    return replace(incident, pages=(*incident.pages, *pages))


def page_became(incident: Incident, outbox: str, state: PageState) -> Incident:
    """
    What became of the page that this outbox row carries. A later state is never overwritten by an earlier one.

    A receipt may be faster than our own note that the carrier took it: that note must not undo "delivered".
    """
    pages = tuple(
        replace(page, state=state) if page.outbox == outbox and _RANK[state] > _RANK[page.state] else page
        for page in incident.pages
    )
    return replace(incident, pages=pages)


def acknowledged(
    incident: Incident, *, person: str, name: str, at: datetime, channel: Literal["sms", "call", "console", "pagerduty"]
) -> Incident:
    """Somebody has it. The first acknowledgement is remembered for the measures."""
    return replace(
        incident,
        status=Status.ACKNOWLEDGED if incident.status is Status.OPEN else incident.status,
        ack=Ack(person=person, name=name, at=at, channel=channel),
        first_acked_at=incident.first_acked_at or at,
        urged="",
    )


def nudged(incident: Incident, *, at: datetime) -> Incident:
    """Whoever has it was asked whether they still do."""
    return replace(incident, ack=replace(incident.ack, nudged_at=at)) if incident.ack else incident


def released(incident: Incident, *, why: str) -> Incident:
    """
    Nobody has it any more, and the next tier is wanted at once. The silence of those who were woken before counts for
    nothing by now: they were told to stand down.
    """
    status = Status.OPEN if incident.status is Status.ACKNOWLEDGED else incident.status
    return replace(incident, status=status, ack=None, urged=why, tier_at=None)


def passed_on(incident: Incident, *, person: str, at: datetime, why: str) -> Incident:
    """Somebody cannot or will not; whoever has it no longer does. The next tier is wanted at once."""
    is_holder = incident.ack is not None and incident.ack.person == person
    left = released(incident, why=why) if is_holder else urged(incident, why=why)
    return replace(left, passed_on={**incident.passed_on, person: at})


def urged(incident: Incident, *, why: str) -> Incident:
    """The next tier must be woken at once, whoever has it."""
    return replace(incident, urged=why) if incident.is_open else incident


def worsened(incident: Incident, *, severity: Severity, reasons: tuple[str, ...], is_triage: bool = False) -> Incident:
    """
    A raised severity escalates: the next tier is urged and, because its promises are shorter, a new watch is wanted.

    is_triage: the first picture is still being taken, so the first tier is told better instead of the second woken.
    A milder severity changes nothing here: lowering needs a human (see `set_by_human`).
    """
    fresh = tuple(reason for reason in reasons if reason not in incident.reasons)
    if severity >= incident.severity:
        return replace(incident, reasons=(*incident.reasons, *fresh))
    return replace(
        incident,
        severity=severity,
        reasons=(*incident.reasons, *fresh),
        urged=incident.urged
        if is_triage or not incident.tier
        else f"severity raised from {incident.severity.name} to {severity.name}",
        generation=incident.generation + 1,
    )


def set_by_human(incident: Incident, *, severity: Severity) -> Incident:
    """
    A responder set the severity, up or down. Only raising it urges the next tier; and what somebody says is worse than
    it looked is not over, whatever the alarms say, so it does not close itself any more.
    """
    if severity < incident.severity:
        return reopened(worsened(incident, severity=severity, reasons=()))
    if severity == incident.severity:
        return incident
    return replace(incident, severity=severity, generation=incident.generation + 1)


def reopened(incident: Incident) -> Incident:
    """It is not only watched until it closes."""
    if incident.status is not Status.MONITORING:
        return incident
    return replace(incident, status=Status.ACKNOWLEDGED if incident.ack else Status.OPEN, recovered_at=None)


def held(incident: Incident, hold: Hold) -> Incident:
    """Nobody is woken until then. The watch must notice when it ends."""
    return replace(
        incident,
        hold=hold,
        held_in=hold.window or incident.held_in,
        generation=incident.generation + bool(incident.version),
    )


def unheld(incident: Incident, *, at: datetime) -> Incident:
    """
    People may be woken again. After a maintenance window what was promised counts from now on; quiet that somebody
    asked for has not put off any promise.
    """
    if incident.hold is None:
        return incident
    is_window = bool(incident.hold.window) or (bool(incident.held_in) and incident.held_until is None)
    held_until = at if is_window else incident.held_until
    return replace(incident, hold=None, held_until=held_until, generation=incident.generation + bool(incident.version))


def heeded(incident: Incident) -> Incident:
    """What urged the next tier is dealt with."""
    return replace(incident, urged="")


def breached(incident: Incident, promise: str) -> Incident:
    """A promise of the severity was not kept; noted once."""
    return replace(incident, breached=(*incident.breached, promise))


def asking(incident: Incident, ask: Ask) -> Incident:
    """Permission was asked for; the watch must notice when it expires."""
    return replace(incident, ask=ask, generation=incident.generation + 1)


def answered(incident: Incident, *, state: AskState, by: str, at: datetime) -> Incident:
    """The pending request was decided. Anything but a pending one stays as it is."""
    if incident.ask is None or incident.ask.state is not AskState.PENDING:
        return incident
    return replace(incident, ask=replace(incident.ask, state=state, answered_by=by, answered_at=at))


def advice_became(incident: Incident, ask: Ask) -> Incident:
    """
    A question to vets was asked or got further; questions are known by their id. The watch must notice when it
    expires, so a new one wants a new generation.
    """
    if any(old.id == ask.id for old in incident.advice):
        advice = tuple(ask if old.id == ask.id else old for old in incident.advice)
        return replace(incident, advice=advice)
    return replace(incident, advice=(*incident.advice, ask)[-MOST_ADVICE:], generation=incident.generation + 1)


def step_became(incident: Incident, step: StepTaken) -> Incident:
    """A step was started or got further; steps are known by their id."""
    known = any(old.id == step.id for old in incident.steps)
    steps = tuple(step if old.id == step.id else old for old in incident.steps) if known else (*incident.steps, step)
    return replace(incident, steps=steps)


def resolved(incident: Incident, *, at: datetime, how: str) -> Incident:
    """
    Over. A waiting request is withdrawn, and so is one whose step has not begun; a new watch writes the report without
    waiting for the old one.
    """
    ask = incident.ask
    if ask and (ask.state is AskState.PENDING or incident.about_to_run):
        ask = replace(ask, state=AskState.WITHDRAWN, answered_by="desk", answered_at=at)
    advice = tuple(
        replace(one, state=AskState.WITHDRAWN, answered_by="desk", answered_at=at)
        if one.state is AskState.PENDING
        else one
        for one in incident.advice
    )
    return replace(
        incident,
        status=Status.RESOLVED,
        resolved_at=at,
        resolution=how,
        ask=ask,
        advice=advice,
        urged="",
        check_in_at=None,
        asked_owner_at=None,
        generation=incident.generation + 1,
    )


def with_alarm(incident: Incident, alarm: AlarmSeen) -> Incident:
    """An alarm fired (again) or joined: counted once per fingerprint, and recovery starts from nothing."""
    known = next((old for old in incident.alarms if old.fingerprint == alarm.fingerprint), None)
    if known is None:
        alarms = (*incident.alarms, alarm)
    else:
        again = replace(
            alarm,
            first_at=known.first_at,
            times=known.times + 1,
            why_joined=known.why_joined,
            since=alarm.since if alarm.since or not known.is_firing else known.since,
            ends=known.ends,
            came_from=known.came_from,
        )
        alarms = tuple(again if old.fingerprint == alarm.fingerprint else old for old in incident.alarms)
    status, generation = incident.status, incident.generation
    if status is Status.MONITORING:
        # The watch sleeps until it would have closed, which may be long: a new one looks at once.
        status, generation = Status.ACKNOWLEDGED if incident.ack else Status.OPEN, generation + 1
    services = tuple(dict.fromkeys((*incident.services, *((alarm.service,) if alarm.service else ()))))
    alarms, crowd = listed(alarms, incident.crowd) if known is None else (alarms, incident.crowd)
    return replace(
        incident,
        alarms=alarms,
        crowd=crowd,
        services=services,
        status=status,
        generation=generation,
        recovered_at=None,
    )


def alarm_ended(incident: Incident, fingerprint: str, *, at: datetime) -> Incident:
    """
    An alarm stopped. When it was the last one the incident is watched for a while before it closes: never early.

    The watch has to close it, so a new generation is wanted.
    """
    alarms = tuple(_ended(old, at) if old.fingerprint == fingerprint else old for old in incident.alarms)
    calmed = replace(incident, alarms=alarms, crowd=tuple(one for one in incident.crowd if one != mark(fingerprint)))
    if any(alarm.is_firing for alarm in alarms) or calmed.crowd or incident.recovered_at or not incident.is_open:
        return calmed
    return replace(calmed, status=Status.MONITORING, recovered_at=at, generation=incident.generation + 1)


def _ended(alarm: AlarmSeen, at: datetime) -> AlarmSeen:
    if not alarm.is_firing:
        return alarm
    return replace(alarm, is_firing=False, last_at=at, ends=(*alarm.ends, at)[-MOST_ENDS:])
