"""
The watch: one pure function says what is due for an incident and when to look again.

Step Functions is only its clock. Whatever happens in between (an answer, a raised severity, a failed fix) calls it
at once; a sleeper that wakes late or twice finds nothing due, because what was done is in the incident.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.escalation.actions import (
    Breach,
    CheckIn,
    Close,
    ExpireAdvice,
    ExpireAsk,
    Heed,
    HoldBroken,
    HolderGone,
    HoldOver,
    Nudge,
    OwnerSilent,
    Release,
    RingBack,
    SendHeld,
    Update,
    WriteBack,
)
from nightdesk.escalation.held import holding_due
from nightdesk.escalation.pages import Call, pages_due
from nightdesk.escalation.promises import promises_due
from nightdesk.escalation.relief import Relieve, relief_due
from nightdesk.escalation.tiers import Climb, tiers_due
from nightdesk.incident.ask import AskState, StepState
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.owner_call import wants_ringing
from nightdesk.incident.severity import Severity
from nightdesk.roster.roster import Roster

Pace = Callable[[float], timedelta]
"""How long a policy's minutes really take."""
TOGETHER = timedelta(seconds=20)
"""An owner's texts this close to the last one sent on are sent on together."""
MOST_SILENCES = 2
"""What follows a check-in that nobody answers: a call to the owner, then a word to the vet."""
RING_BACK_MINUTES, WRITE_BACK_MINUTES = 1 / 3, 1.5
VERIFYING = timedelta(minutes=30)
"""Metrics keep their own time; no verification is given more patience than this."""


Action = (
    Climb
    | Call
    | Relieve
    | Heed
    | Nudge
    | Release
    | HolderGone
    | Breach
    | ExpireAsk
    | ExpireAdvice
    | SendHeld
    | CheckIn
    | OwnerSilent
    | RingBack
    | WriteBack
    | Update
    | HoldOver
    | HoldBroken
    | Close
)
Moment = tuple[datetime, Action]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What to do now, in order, and when to look again (None: nothing will come by itself)."""

    actions: tuple[Action, ...]
    wake_at: datetime | None


def next_due(incident: Incident, *, roster: Roster, now: datetime, pace: Pace) -> Due:
    """Everything that is due at `now`, earliest first, and the first moment after it."""
    if not incident.is_open:
        return Due(actions=(), wake_at=None)
    moments = sorted(_moments(incident, roster, now, pace), key=lambda moment: moment[0])
    later = [at for at, _ in moments if at > now]
    return Due(actions=tuple(action for at, action in moments if at <= now), wake_at=later[0] if later else None)


def _moments(incident: Incident, roster: Roster, now: datetime, pace: Pace) -> Iterator[Moment]:
    is_calm = incident.status is Status.MONITORING and incident.recovered_at is not None
    if incident.ack and not is_calm and not roster.has(incident.ack.person):
        yield now, HolderGone()
    elif incident.hold and incident.urged:
        yield now, HoldBroken()
    elif is_calm:
        yield _closing(incident, pace), Close()
        if _is_wanted(incident):
            yield from _waking(incident, roster, now, pace)
    elif incident.hold:
        yield incident.hold.until, HoldOver()
        if not incident.hold.window:
            yield from promises_due(incident, pace=pace)
    else:
        yield from _waking(incident, roster, now, pace)
        yield from _looking_after(incident, now, pace)


def _is_wanted(incident: Incident) -> bool:
    """
    Whether somebody must come although every alarm is over: it was passed on since. Of itself that wakes nobody; if an
    alarm comes back the status does too.
    """
    recovered_at, tier_at = incident.recovered_at, incident.tier_at
    return bool(incident.urged) or bool(recovered_at and tier_at and tier_at > recovered_at)


def _waking(incident: Incident, roster: Roster, now: datetime, pace: Pace) -> Iterator[Moment]:
    yield from tiers_due(incident, roster=roster, now=now, pace=pace)
    yield from pages_due(incident, roster=roster, pace=pace)
    yield from relief_due(incident, roster=roster, now=now)


def _looking_after(incident: Incident, now: datetime, pace: Pace) -> Iterator[Moment]:
    yield from holding_due(incident, now=now, pace=pace)
    yield from promises_due(incident, pace=pace)
    if incident.ask and incident.ask.state is AskState.PENDING:
        yield incident.ask.expires_at, ExpireAsk()
    for advice in incident.advice:
        if advice.state is AskState.PENDING:
            yield advice.expires_at, ExpireAdvice(advice.id)
    if incident.unrelayed and incident.relayed_at:
        yield incident.relayed_at + TOGETHER, SendHeld()
    if incident.check_in_at:
        yield incident.check_in_at, CheckIn()
    yield from _silence(incident, pace)
    yield from _ringing_back(incident, pace)
    yield from _updates(incident, pace)


def _closing(incident: Incident, pace: Pace) -> datetime:
    """After the quiet time; later while a fix is still being verified, which closes the incident or is undone."""
    quiet = (incident.recovered_at or incident.opened_at) + pace(incident.policy.quiet_minutes * incident.quiet_times)
    unverified = [step.ended_at for step in incident.steps if step.state is StepState.ACTED and step.ended_at]
    return max([quiet, *(ended_at + VERIFYING for ended_at in unverified)])


def _silence(incident: Incident, pace: Pace) -> Iterator[Moment]:
    """Only of a life in danger: anybody else who does not answer at night is asleep."""
    if incident.severity is Severity.SEV0 and incident.asked_owner_at and incident.silences < MOST_SILENCES:
        patience = incident.policy.ack_sla_minutes(incident.severity)
        yield incident.asked_owner_at + pace(patience * (incident.silences + 1)), OwnerSilent()


def _ringing_back(incident: Incident, pace: Pace) -> Iterator[Moment]:
    """Somebody may have hung up by mistake, or to press with both hands: a moment, then the phone rings."""
    call = incident.owner_call
    if call is None or not wants_ringing(incident):
        return
    if call.hung_up_at and call.rung_at is None:
        yield call.hung_up_at + pace(RING_BACK_MINUTES), RingBack()
    if call.rung_at and not call.is_followed:
        # The phone rings for half a minute, and a mailbox talks as long.
        yield call.rung_at + pace(WRITE_BACK_MINUTES), WriteBack()


def _updates(incident: Incident, pace: Pace) -> Iterator[Moment]:
    minutes = incident.policy.update_minutes.get(incident.severity.name)
    if minutes is not None and incident.tier:
        yield (incident.last_update_at or incident.opened_at) + pace(minutes), Update()
