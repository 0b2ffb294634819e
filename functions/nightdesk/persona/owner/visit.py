"""The visit summary as a text: what an owner shows the emergency vet, readable in ten seconds."""

from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import short_code
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner.household import health_line
from nightdesk.persona.wording.composing import Part, brief, clock, compose, sentence, told
from nightdesk.persona.wording.order import mandatory

_WANTED = frozenset({"summary", "visit summary", "send summary", "my summary", "resumen", "el resumen", "mi resumen"})


def is_wanted(heard: str) -> bool:
    """Whether the owner asks for it, in those words and no others."""
    return heard.strip(" .!?\u00bf\u00a1").lower() in _WANTED


def summary(incident: Incident, *, opening: str) -> str:
    """
    opening: a sentence to the owner in their language; the rest is for a vet, in English, and no diagnosis.

    Three segments: the facts stay, the owner's words and the first advice give way.
    """
    reasons = "; ".join(reason for reason in incident.reasons if reason.lower() not in incident.title.lower())
    end = f", closed {clock(incident.resolved_at)}" if incident.resolved_at else ""
    parts: list[Part] = [
        (0, opening),
        (0, f"INC-{short_code(incident.id)}, first text {clock(incident.opened_at)}{end}. {sentence(incident.title)}"),
        (1, health_line(incident.health, but=incident.title)),
        (3, told(brief(reasons, 120))),
        (0, _ruled(incident)),
        (4, f'Owner last: "{brief(incident.owner_said[-1], 60)}".' if incident.owner_said else ""),
        (2, sentence(f"First advice: {mandatory(incident.first_step)}") if incident.first_step else ""),
        (1, f"Vet on call: {incident.ack.name}." if incident.ack else "No vet on call was reached."),
        (0, "Nobody from this desk examined the animal."),
    ]
    return compose(parts, at_most=3)


def _ruled(incident: Incident) -> str:
    """What a vet allowed, in her words: whoever treats the animal must know of it."""
    given = [ask for ask in incident.advice if ask.state is AskState.GRANTED and ask.answered_at]
    if not given:
        return ""
    last = given[-1]
    at = f" at {clock(last.answered_at)}" if last.answered_at else ""
    return f'Vet\'s word{at}: "{brief(last.plan.parameters["words"], 110)}".'
