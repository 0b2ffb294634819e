"""What whoever hands a case over reads."""

from collections.abc import Sequence

from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, typed
from nightdesk.persona.wording.composing import compose, sentence


def offer(incident: Incident, giver: str, *, reader: Phone) -> str:
    """To whom it is handed: by whom, what, and how to take it."""
    code = typed(incident, reader)
    parts = [(0, f"{giver} hands you {name_of(incident.id)}, {incident.severity.name}: {sentence(incident.title)}")]
    return compose(parts, at_most=2, keep=f"Reply take {code} to have it, more {code} for the case.")


def handed(incident: Incident, name: str, *, moves_call: bool) -> str:
    """It is on its way to somebody, and whose it is meanwhile."""
    code = short_code(incident.id)
    call = "The owner's call goes to them now." if moves_call else ""
    stays = "It stays yours until they take it." if incident.ack else "It is theirs once they take it."
    return compose([(0, f"INC-{code}: waking {name}."), (0, call), (0, stays)], at_most=1)


def nobody(incident: Incident, typed: str, names: Sequence[str]) -> str:
    """No such person, or more than one."""
    code = short_code(incident.id)
    first = f"INC-{code}: I know no one person called {sentence(typed[:40])}"
    return compose([(0, first), (0, f"Nothing was changed. There is {', '.join(names)}.")], at_most=2)
