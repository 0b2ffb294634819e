"""All of a pet's case that fits into three segments: for a vet who asks for more."""

from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, typed
from nightdesk.persona.owner.household import health_line
from nightdesk.persona.wording.composing import Part, brief, clock, compose, sentence, told
from nightdesk.persona.wording.order import mandatory


def casefile(incident: Incident, *, reader: Phone) -> str:
    """The facts with their doses, the owner's last words, what the owner was told last, and what waits."""
    code, head = typed(incident, reader), f"{incident.severity.name} {name_of(incident.id)}"
    reasons = "; ".join(reason for reason in incident.reasons if reason.lower() not in incident.title.lower())
    newest, *earlier = [*reversed(incident.told), mandatory(incident.first_step)]
    waiting = [ask.plan.why for ask in incident.advice if ask.state is AskState.PENDING]
    parts: list[Part] = [
        (0, f"{head} since {clock(incident.opened_at)}: {sentence(incident.title)}"),
        (1, health_line(incident.health, but=incident.title)),
        (1, told(brief(reasons, 150))),
        (2, f'Owner last: "{brief(incident.owner_said[-1], 80)}".' if incident.owner_said else ""),
        (1, f'Owner was told: "{brief(newest, 110)}".' if newest else ""),
        (4, f'Before that: "{brief(earlier[0], 80)}".' if earlier and earlier[0] else ""),
        (2, f"First aid: {incident.following.said}." if incident.following else ""),
        (2, f'Unanswered: "{brief(waiting[-1], 60)}".' if waiting else ""),
        (3, f"Clinic: {incident.clinic}." if incident.clinic else ""),
        (3, f"{incident.ack.name} has it since {clock(incident.ack.at)}." if incident.ack else "Nobody has it yet."),
    ]
    mine = f"pass {code}, close {code}" if incident.ack else f"ack {code}, escalate {code}"
    return compose(parts, at_most=3, keep=f"say {code} + words, join {code}, {mine}.")
