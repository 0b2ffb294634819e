"""
The watch: one pure function says what is due for an incident and when to look again.

Step Functions is only its clock. Whatever happens in between (an answer, a raised severity, a failed fix) calls it
at once; a sleeper that wakes late or twice finds nothing due, because what was done is in the incident.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from nightdesk.escalation.pages import Call, Climb, pages_due, tiers_due
from nightdesk.escalation.relief import Relieve, relief_due
from nightdesk.incident.ask import AskState, StepState
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.owner_call import wants_ringing
from nightdesk.incident.severity import PROMISES, Severity
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


@dataclass(frozen=True, slots=True)
class Nudge:
    """Ask whoever has it whether they still do."""


@dataclass(frozen=True, slots=True)
class Release:
    """Whoever has it did not answer that question."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise of the severity was not kept."""

    promise: Literal["acknowledge", "resolve"]


@dataclass(frozen=True, slots=True)
class ExpireAsk:
    """Nobody answered a request for permission in time."""


@dataclass(frozen=True, slots=True)
class ExpireAdvice:
    """No vet answered an owner's question in time. ask: its id."""

    ask: str


@dataclass(frozen=True, slots=True)
class SendHeld:
    """The owner's texts that were held back for company are sent on to whoever has the case."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Ask the owner how the pet is."""


@dataclass(frozen=True, slots=True)
class OwnerSilent:
    """An emergency's owner did not answer a check-in, or not the call after it either."""


@dataclass(frozen=True, slots=True)
class RingBack:
    """The owner hung up on an emergency before a human had it: they are rung, once."""


@dataclass(frozen=True, slots=True)
class WriteBack:
    """The owner did not take that call: they are written to, and that is all."""


@dataclass(frozen=True, slots=True)
class Update:
    """Tell everyone involved where things stand."""


@dataclass(frozen=True, slots=True)
class HoldOver:
    """The time for which nobody was to be woken is over."""


@dataclass(frozen=True, slots=True)
class Close:
    """Every alarm has been over for long enough."""


Action = (
    Climb
    | Call
    | Relieve
    | Nudge
    | Release
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
    if incident.status is Status.MONITORING and incident.recovered_at:
        # Nobody is woken for what is over; if an alarm comes back the status does too.
        yield _closing(incident, pace), Close()
        return
    if incident.hold:
        yield incident.hold.until, HoldOver()
        return
    yield from tiers_due(incident, roster=roster, now=now, pace=pace)
    yield from pages_due(incident, roster=roster, pace=pace)
    yield from relief_due(incident, roster=roster, now=now)
    yield from _holding(incident, pace)
    yield from _promises(incident, pace)
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


def _holding(incident: Incident, pace: Pace) -> Iterator[Moment]:
    """Acknowledged, then forgotten: ask, and when even that is not answered, take it away again."""
    minutes = incident.policy.nudge_minutes.get(incident.severity.name)
    if incident.ack is None or minutes is None:
        return
    # Words to the owner show that it is not forgotten, as an answer to the question would.
    active_at = max(incident.ack.at, incident.vet_said_at or incident.ack.at)
    if incident.ack.nudged_at is None or incident.ack.nudged_at < active_at:
        yield active_at + pace(minutes), Nudge()
    else:
        patience = incident.policy.ack_sla_minutes(incident.severity)
        yield incident.ack.nudged_at + pace(patience), Release()


def _promises(incident: Incident, pace: Pace) -> Iterator[Moment]:
    promise = PROMISES[incident.severity]
    since = max(incident.detected_at, incident.held_until or incident.detected_at)
    is_silent = incident.first_acked_at is None and incident.policy.wakes(incident.severity)
    if is_silent and "acknowledge" not in incident.breached:
        yield since + pace(promise.acknowledge), Breach("acknowledge")
    if promise.resolve is not None and "resolve" not in incident.breached and incident.desk is Desk.OPS:
        yield since + pace(promise.resolve), Breach("resolve")


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
