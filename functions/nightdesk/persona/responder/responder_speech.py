"""What somebody on call hears beyond the page itself: the keys, the case in a few sentences, what became of a key."""

import re
from collections.abc import Sequence

from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import spoken
from nightdesk.persona.owner.speech import plain, within
from nightdesk.persona.wording.composing import brief, clock, sentence, told
from nightdesk.roster.roster import Person

CASE_SECONDS = 20.0
"""Whoever asks for more listens longer than somebody who was just woken."""
NEXT_CASE = "Press 7 for the next case."
ONLY_BY_TEXT = "A request waits for your answer. I take that by text only, with its code, never by phone."
SURE = "Press 6 again to close it. Any other key leaves it open."
SAME_SEVERITY = "It keeps its severity."
MORE_KEYS = "Also: 0 joins the call, 8 says who is on it, 9 sets the severity."
NO_SUCH_KEY = "That key does nothing here."
HIDDEN = "The owner hides the number, so nobody can ring them."
LEFT_OPEN = "It stays open."
NOTHING_OPEN = "Nothing is open for you."
_TYPED = re.compile(r"(?:^|(?<=[.!?] ))(?:Reply|say \d+)\b[^.!?]*[.!?]\s*", re.IGNORECASE)


def keys(incident: Incident, person: Person, *, after: str = "") -> str:
    """The keys that do something now, for this person. after: what was just said; who has it is not said twice."""
    talk = ", 1 to talk to the owner" if incident.desk is Desk.PETS and incident.owner else ", 1 to join the call"
    if incident.ack is None:
        return f"Press 4 to acknowledge{talk}, 5 to pass it on, 2 for more, star to hear it again."
    if incident.ack.person == person.id:
        return f"It is yours. Press 5 to pass it on{talk}, 6 to close it, 2 for more, star to hear it again."
    by = (
        ""
        if f"{plain(incident.ack.name)} has " in after
        else f"{incident.ack.name} has it since {clock(incident.ack.at)}. "
    )
    return plain(f"{by}Press 3 to take it over, 0 to join the call, 2 for more, star to hear it again.")


def which_severity(incident: Incident) -> str:
    """Before a digit sets it."""
    now = int(incident.severity)
    return f"It is severity {now}. Press the new one, 0 to 4, 0 being the worst. Any other key leaves it."


def standing(status: str, woken: Sequence[str], on_call: str) -> str:
    """How it stands, who was woken, and who talks on its call."""
    return aloud(" ".join(filter(None, (status, f"Woken so far: {', '.join(woken)}." if woken else "", on_call))))


def taken(incident: Incident, person: Person) -> str:
    """It is theirs now; who has it when somebody else was faster."""
    code = spoken(incident, person.phone)
    if incident.ack and incident.ack.person != person.id:
        return plain(f"{incident.ack.name} has case {code} since {clock(incident.ack.at)}.")
    knows = " The owner is told." if incident.owner else ""
    return f"Case {code} is yours, {plain(person.name)}.{knows} {MORE_KEYS}"


def aloud(text: str) -> str:
    """What a text would answer, without what can only be typed."""
    return plain(_TYPED.sub("", text))


def case(incident: Incident, person: Person) -> str:
    """Everything that matters and can be listened to: what, what was told, what the owner said last, who has it."""
    code = spoken(incident, person.phone)
    waits = any(
        asked.person == person.id
        for ask in (*incident.advice, *((incident.ask,) if incident.ask else ()))
        if ask.state is AskState.PENDING
        for asked in ask.asked
    )
    reasons = "; ".join(
        reason for reason in incident.reasons if reason.lower().removeprefix("is ") not in incident.title.lower()
    )
    cause = incident.hypothesis
    return within(
        [
            (0, f"Case {code}, {incident.severity.label} severity, since {clock(incident.opened_at)}."),
            (0, sentence(brief(incident.title, 140))),
            (3, told(brief(reasons, 120))),
            (1, f"The owner said last: {sentence(brief(incident.owner_said[-1], 80))}" if incident.owner_said else ""),
            (2, f"They were told: {sentence(brief(incident.first_step, 100))}" if incident.first_step else ""),
            (1, f"First aid: {sentence(incident.following.said)}" if incident.following else ""),
            (1, f"Probable cause: {sentence(brief(cause.summary, 120))}" if cause and not cause.is_abstained else ""),
            (0, ONLY_BY_TEXT if waits else ""),
            (2, MORE_KEYS),
        ],
        "en",
        most=CASE_SECONDS,
    )


def how_many(count: int) -> str:
    """Before the newest of several cases is read out."""
    return f"You have {count} open cases. The newest first."
