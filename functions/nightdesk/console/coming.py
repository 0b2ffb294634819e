"""What the watch will do next by itself, so that whoever looks knows how much time is left."""

from datetime import datetime, timedelta
from typing import Any

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
from nightdesk.escalation.pages import Call
from nightdesk.escalation.relief import Relieve
from nightdesk.escalation.tiers import Climb
from nightdesk.escalation.watch import Action, Pace, next_due
from nightdesk.incident.incident import Incident
from nightdesk.roster.roster import Roster

_AT_ONCE = timedelta(seconds=1)
"""What lies closer together happens in one breath: a broken promise and the tier it wakes."""


def coming(incident: Incident, *, roster: Roster, now: datetime, pace: Pace) -> dict[str, Any] | None:
    """{at, what} of the next thing that happens if nobody does anything; None when nothing will."""
    if ask := incident.about_to_run:
        begins = max(ask.not_before or now, now)
        return {"at": begins.isoformat(), "what": f"it begins, unless somebody stops it: {ask.plan.title}"}
    due = next_due(incident, roster=roster, now=now, pace=pace)
    at = now if due.actions else due.wake_at
    if at is None:
        return None
    # The watch asked about that moment tells what it will do then.
    actions = next_due(incident, roster=roster, now=at + _AT_ONCE, pace=pace).actions
    return {"at": at.isoformat(), "what": _words(min(actions, key=_rank))}


def _rank(action: Action) -> int:
    """Who is woken matters more than which promise is broken by it."""
    return 0 if isinstance(action, Climb | Call | Relieve) else 2 if isinstance(action, Breach) else 1


def _words(action: Action) -> str:
    match action:
        case Climb(tier=tier, people=people):
            return f"tier {tier} is woken: {', '.join(person.name for person in people)}"
        case Call(person=person):
            return f"{person.name} is called"
        case Relieve(person):
            return f"{person.name} comes on call and is woken too"
        case Nudge():
            return "whoever has it is asked whether they still do"
        case HolderGone():
            return "it is taken from a holder who has left the roster"
        case Heed(why=why):
            return f"nobody is left to wake: {why}"
        case Release():
            return "it is taken from a holder who fell silent"
        case Breach(promise=promise):
            return f"the promise to {promise} in time is broken"
        case ExpireAsk():
            return "the request for approval expires"
        case CheckIn():
            return "the owner is asked how the pet is"
        case ExpireAdvice():
            return "the question to the vet expires"
        case SendHeld():
            return "what the owner wrote meanwhile is passed to the vet"
        case OwnerSilent():
            return "the owner, who has not answered, is called"
        case RingBack() | WriteBack():
            return "the owner who hung up is called back"
        case HoldOver():
            return "the maintenance is over: what still fires pages"
        case HoldBroken():
            return "the quiet is broken, and the next tier woken"
        case Update():
            return "everyone involved gets a status update"
        case Close():
            return "it closes, if every alarm stays quiet"
