"""Whether an incident's plan may run now. Read from the table each time; nothing is remembered."""

from datetime import datetime
from math import ceil

from nightdesk.approval.reply import is_same_plan
from nightdesk.incident.ask import AskState, Plan, Risk
from nightdesk.incident.incident import Incident


def refusal_of(incident: Incident, plan: Plan) -> str:
    """Why this plan may not run now; empty when it may. What runs must be exactly what was shown and granted."""
    if plan.risk is not Risk.HIGH:
        return ""
    ask = incident.ask
    if ask is None or ask.state is not AskState.GRANTED:
        return "nobody approved it"
    return "" if is_same_plan(ask, plan) else "the plan changed after it was approved"


def is_taken_back(incident: Incident) -> bool:
    """Said no to after a yes: on record already, and no failure of the fix."""
    return incident.ask is not None and incident.ask.plan == incident.plan and incident.ask.state is AskState.DENIED


def held_for(incident: Incident, *, now: datetime) -> int:
    """Whole seconds until what is approved may begin."""
    ask = incident.ask
    if ask is None or ask.not_before is None or ask.state is not AskState.GRANTED:
        return 0
    return max(0, ceil((ask.not_before - now).total_seconds()))
