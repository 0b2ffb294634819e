"""
What people on call read, on both desks: pages, answers to their words, and what became of it.

Numbers and names first, at most two segments, and the words that answer are never cut off.
"""

from collections.abc import Sequence

from nightdesk.channel.fitting import fit
from nightdesk.channel.replies.targets import Context
from nightdesk.incident.desk import Desk, Phone, short_code
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.numbering import name_of, typed
from nightdesk.persona.model.briefing import incident_terms, incident_values, summary_values
from nightdesk.persona.responder.page import page, page_speech
from nightdesk.persona.responder.permission import (
    already_answered,
    approved,
    approved_by,
    ask,
    ask_expired,
    denied,
    expired,
    has_begun,
    locked,
    not_yours,
    taken_back,
    wrong_code,
)
from nightdesk.persona.responder.standing import cause_of, more, status_line, who
from nightdesk.persona.wording.composing import Part, brief, clock, compose, elapsed, sentence, told

__all__ = [
    "acked",
    "already",
    "already_answered",
    "already_resolved",
    "approved",
    "approved_by",
    "ask",
    "ask_expired",
    "bridging",
    "denied",
    "expired",
    "has_begun",
    "help_text",
    "incident_terms",
    "incident_values",
    "locked",
    "more",
    "no_room",
    "not_yet",
    "not_yours",
    "noted",
    "nudge",
    "page",
    "page_speech",
    "passed_on",
    "resolved",
    "stand_down",
    "status_line",
    "summary_values",
    "taken_back",
    "unknown_code",
    "unknown_sender",
    "who",
    "wrong_code",
]

WORDS = "ack, take, pass, status, who, more, join, sev, merge, split, note, say, snooze, resolve"
ROTA_WORDS = "Reply oncall for who is on, cover me until 6am to find somebody in your place, or swap with and a name."
"""What works while nothing is open."""


def acked(incident: Incident, name: str, *, reader: Phone) -> str:
    """To whoever just took it: that it is theirs, and what they can do next."""
    code = typed(incident, reader)
    parts: list[Part] = [
        (0, f"{name_of(incident.id)} is yours, {name}."),
        (1, sentence(incident.title)),
        (2, cause_of(incident, width=100)),
    ]
    if incident.desk is Desk.PETS:
        words = f"say {code} + words texts them, join {code} calls; more {code}, pass {code}, close {code}"
        keep = f"The owner knows. {words}."
    else:
        keep = f"Reply status {code}, more {code}, escalate {code} or resolve {code}."
    return compose(parts, at_most=2, keep=keep)


def already(incident: Incident, *, reader: Phone) -> str:
    """Somebody was first, by name and time, and how to take it over."""
    name, code, ack = name_of(incident.id), typed(incident, reader), incident.ack
    if ack is None:
        return f"{name} is acknowledged by nobody. Reply ack {code} to take it."
    return f"{name}: already acknowledged by {ack.name} at {clock(ack.at)}. Reply take {code} to take it over."


def already_resolved(incident: Incident) -> str:
    """Late words about something that is over."""
    at = f" at {clock(incident.resolved_at)}" if incident.resolved_at else ""
    first = f"INC-{short_code(incident.id)} was resolved{at}."
    return compose(
        [(0, first), (1, told(incident.resolution, names=incident.services)), (0, "Nothing to do.")], at_most=2
    )


def same_pet(incident: Incident, other: Incident, name: str, *, reader: Phone) -> str:
    """To the vet who has one of two cases that may be about one animal: two owners, one pet, or two of one name."""
    both = f"{name_of(incident.id)} and {name_of(other.id)}"
    said = f"{both} may be the same pet: both owners name {name}, at one place, within the hour."
    apart = f"They are kept apart. Reply more {typed(other, reader)} to see the other."
    return compose([(0, said), (1, apart)], at_most=2)


def stand_down(incident: Incident, name: str = "") -> str:
    """To everyone else who was woken: they may sleep."""
    ack = incident.ack
    by = name or (ack.name if ack else "")
    held = f"{by} has it" + (f" since {clock(ack.at)}" if ack else "") if by else "it is taken care of"
    parts: list[Part] = [(0, f"Stand down, INC-{short_code(incident.id)}: {held}."), (1, sentence(incident.title))]
    return compose([*parts, (0, "Nothing for you to do.")], at_most=2)


def passed_on(incident: Incident, *, reader: Phone) -> str:
    """It is no longer theirs; somebody else is being woken."""
    woken = f"tier {incident.tier} is being woken" if incident.tier else "the next tier is being woken"
    return f"Passed on: {name_of(incident.id)}, {woken}. Reply take {typed(incident, reader)} to have it back."


def nudge(incident: Incident, *, reader: Phone) -> str:
    """To somebody who acknowledged and went quiet."""
    code = typed(incident, reader)
    keep = f"Reply ack {code} to keep it or escalate {code} to pass it on. Silence wakes the next tier."
    return compose([(0, f"Still on {name_of(incident.id)}?"), (1, sentence(incident.title))], at_most=2, keep=keep)


def resolved(incident: Incident) -> str:
    """Over: how, after how long, and where the record is."""
    at, code = incident.resolved_at, short_code(incident.id)
    after = f" after {elapsed(at - incident.detected_at)}" if at else ""
    parts: list[Part] = [
        (0, f"Resolved: INC-{code}{after}."),
        (1, sentence(incident.title)),
        (0, told(brief(incident.resolution, 140), names=incident.services)),
        (2, f"Report: {incident.report_uri}" if incident.report_uri else ""),
    ]
    return compose(parts, at_most=2)


def bridging(incident: Incident) -> str:
    """A vet asked to talk to the owner."""
    pet = f" about {incident.pet_name}" if incident.pet_name else ""
    to = f"the owner of {name_of(incident.id)}{pet}"
    return f"I'm calling you now to connect you with {to}. Both numbers stay hidden."


def no_room(incident: Incident, *, reader: Phone) -> str:
    """There is no call to join."""
    code = typed(incident, reader)
    instead = f"Reply who {code} to see who is on it, or note {code} and your words."
    return f"{name_of(incident.id)} has no call to join. {instead}"


def noted(incident: Incident, *, others: Sequence[str] = ()) -> str:
    """Their note stands in the timeline. others: the codes it may have been meant for, where it said none."""
    where = f"Noted on {name_of(incident.id)}"
    if not others:
        return f"{where}."
    elsewhere = f"For another: {' or '.join(f'note {code}: ...' for code in others[:2])}"
    return compose([(0, f"{where}, your last page: {sentence(incident.title)}")], at_most=1, keep=elsewhere)


def help_text(context: Context) -> str:
    """The words that work, with the numbers they can be used on now."""
    still_open = [f"{ref.code} {sentence(ref.title)}".strip() for ref in context.open if ref.state != Status.RESOLVED]
    asks = [f"go {ref.code} or no {ref.code}." for ref in context.asks]
    listed = f"Open: {' '.join(still_open)}" if still_open else "Nothing is open for you."
    waiting = f"Waiting for your answer: {' '.join(asks)}" if asks else ""
    if not (context.open or context.asks):
        return f"{listed} {ROTA_WORDS}"
    number = context.open[0].code if context.open else "42"
    return fit(f"{listed} {waiting}", segments=2, keep=f"I know {WORDS}, each with a number: ack {number}.")


def unknown_code(target: str | None) -> str:
    """No such incident for this person. It does not say whether there is one for somebody else."""
    digits = short_code_of(target)
    named = f"incident {digits}" if digits else "such incident"
    return f"No {named} is open for you. Nothing was changed. Reply menu for the words I know."


def short_code_of(target: str | None) -> str:
    """INC-000042 or 42 -> 42; anything else -> nothing, so that a stranger's words are not sent back."""
    digits = (target or "").upper().removeprefix("INC-").lstrip("0")
    return digits if digits.isascii() and digits.isdigit() and len(digits) <= 6 else ""


def not_yet(verb: str) -> str:
    """A word the grammar knows and that cannot be carried out here: a pet's case is never quiet, for somebody waits."""
    return f"I understand {verb}, but not on this case. Nothing was changed. Pass it on with pass, or reply menu."


def unknown_sender() -> str:
    """A number that is on no roster used a word of ours."""
    return "This number is on no on-call roster, so nothing was changed. If a pet is in trouble, tell me what you see."
