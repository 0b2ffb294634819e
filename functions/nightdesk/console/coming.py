"""What the watch will do next by itself, so that whoever looks knows how much time is left."""

from datetime import datetime
from typing import Any

from nightdesk.escalation.pages import Call, Climb
from nightdesk.escalation.watch import (
    Action,
    Breach,
    CheckIn,
    Close,
    ExpireAsk,
    Nudge,
    Pace,
    Release,
    Update,
    next_due,
)
from nightdesk.incident.incident import Incident
from nightdesk.roster.roster import Roster


def coming(incident: Incident, *, roster: Roster, now: datetime, pace: Pace) -> dict[str, Any] | None:
    """{at, what} of the next thing that happens if nobody does anything; None when nothing will."""
    wake_at = next_due(incident, roster=roster, now=now, pace=pace).wake_at
    if wake_at is None:
        return None
    # The watch asked at that moment tells what it will do then; whatever is overdue now comes before it.
    actions = next_due(incident, roster=roster, now=wake_at, pace=pace).actions
    return {"at": wake_at.isoformat(), "what": _words(actions[-1])} if actions else None


def _words(action: Action) -> str:
    match action:
        case Climb(tier=tier, people=people):
            return f"tier {tier} is woken: {', '.join(person.name for person in people)}"
        case Call(person=person):
            return f"{person.name} is called"
        case Nudge():
            return "whoever has it is asked whether they still do"
        case Release():
            return "it is taken from a holder who fell silent"
        case Breach(promise=promise):
            return f"the promise to {promise} in time is broken"
        case ExpireAsk():
            return "the request for approval expires"
        case CheckIn():
            return "the owner is asked how the pet is"
        case Update():
            return "everyone involved gets a status update"
        case Close():
            return "it closes, if every alarm stays quiet"
