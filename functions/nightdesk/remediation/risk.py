"""How much a step may do by itself."""

from nightdesk.incident.ask import Risk
from nightdesk.runbook.runbook import Step

ORDER = (Risk.LOW, Risk.MEDIUM, Risk.HIGH)
SURE_ENOUGH = 0.6
"""Below this a cause is a guess, and a guess is not acted on without asking."""


def assess(step: Step, *, floor: Risk, confidence: float) -> Risk:
    """
    The risk a step is run under: never below the runbook's word nor the action's own (`floor`).

    MEDIUM promises a ready rollback and a good reason; without either it becomes HIGH, and a human is asked.
    """
    risk = max(step.risk, floor, key=ORDER.index)
    if risk is Risk.MEDIUM and (step.undo == "none" or confidence < SURE_ENOUGH):
        return Risk.HIGH
    return risk
