"""What passes between owner and vet: the owner's words as a vet reads them, and what a vet hears about her own."""

from collections.abc import Sequence

from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, typed
from nightdesk.incident.severity import Severity
from nightdesk.persona.wording.composing import Part, brief, compose, sentence

_WIDTH = 250


def owner_says(incident: Incident, words: Sequence[str], *, reader: Phone, raised_from: Severity | None = None) -> str:
    """
    The owner's words, newest last, numbers cut down to their last digits; a raised case says so first.

    At most two segments: of several texts the newest keeps its place longest.
    """
    name = name_of(incident.id)
    parts: list[Part] = []
    if raised_from is not None:
        head = f"RAISED {raised_from.name} to {incident.severity.name} {name}: {sentence(brief(incident.title, 110))}"
        parts.append((0, head))
    parts.append((0, f"Owner {name}:"))
    newest = len(words) - 1
    parts += [(newest - at, f'"{brief(said, _WIDTH)}"') for at, said in enumerate(words)]
    return compose(parts, at_most=2, keep=f"Answer: say {typed(incident, reader)} + your words.")


def passed_on(incident: Incident, *, waiting: str) -> str:
    """Their words went to the owner. waiting: the code of a question of the owner's that still waits for them."""
    code = short_code(incident.id)
    sent = f"Sent to the owner of INC-{code}."
    if incident.is_opted_out:
        sent = f"The owner of INC-{code} cannot be texted and is on the phone: they hear it at the next pause."
    if waiting:
        return f"{sent} Their question still waits: say {waiting} + words, or no {waiting}."
    return f"{sent} What they answer comes to you."


def no_owner(incident: Incident, *, reader: Phone) -> str:
    """There is nobody to pass words on to."""
    instead = f"note {typed(incident, reader)} and your words keeps them on record."
    return f"{name_of(incident.id)} has no owner to text. Nothing was sent. {instead}"


def held_by(incident: Incident, *, reader: Phone) -> str:
    """Somebody else talks to the owner."""
    name = incident.ack.name if incident.ack else "Nobody"
    talks = f"{name} has {name_of(incident.id)} and talks to the owner."
    return f"{talks} Nothing was sent. Reply take {typed(incident, reader)} to take it over first."
