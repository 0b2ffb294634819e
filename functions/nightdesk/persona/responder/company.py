"""To whoever has an incident: who else is being woken for it, and why."""

from collections.abc import Sequence

from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, typed
from nightdesk.persona.wording.composing import Part, compose, sentence


def woken_beside(incident: Incident, names: Sequence[str], *, why: str, reader: Phone) -> str:
    """That it stays theirs, how bad it is by now, and what made others necessary."""
    code = typed(incident, reader)
    parts: list[Part] = [
        (0, f"{name_of(incident.id)}, yours, {incident.severity.name}: {sentence(why)}"),
        (1, f"Waking {', '.join(names)} too."),
    ]
    return compose(parts, at_most=2, keep=f"Reply status {code}, more {code} or join {code}.")
