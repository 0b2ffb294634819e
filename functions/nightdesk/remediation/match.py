"""From a hypothesis to the plan that a human can judge in one text."""

from collections.abc import Mapping

from nightdesk.errors import Misconfigured
from nightdesk.incident.ask import AskState, Plan, Risk
from nightdesk.incident.incident import Hypothesis, Incident
from nightdesk.remediation.risk import assess
from nightdesk.runbook.runbook import Matches, Runbook, Step

FROM_CHANGE = "$"
MOST_REASONS = 2


def match(incident: Incident, runbooks: tuple[Runbook, ...], *, floors: Mapping[str, Risk]) -> Plan | None:
    """
    The first step of the runbook that fits best, None when none fits or there is no hypothesis to act upon.

    floors: each registered action's own risk. Of several that fit, the one that asks most of the evidence wins. What
    was already tried on this incident, or denied by a human, is not proposed again.
    """
    hypothesis = incident.hypothesis
    if hypothesis is None or hypothesis.is_abstained:
        return None
    fitting = (one for one in runbooks if fits(one.matches, hypothesis))
    for runbook in sorted(fitting, key=lambda one: (-one.matches.min_confidence, one.name)):
        plan = draw_up(incident, hypothesis, runbook, runbook.steps[0], floors=floors)
        if plan is not None and not _is_spent(incident, plan):
            return plan
    return None


def fits(matches: Matches, hypothesis: Hypothesis) -> bool:
    """Kind, confidence, and everything the steps will need to know about the change."""
    return (
        hypothesis.kind in matches.kinds
        and hypothesis.confidence >= matches.min_confidence
        and all(hypothesis.change.get(need) for need in matches.change_needs)
    )


def draw_up(
    incident: Incident, hypothesis: Hypothesis, runbook: Runbook, step: Step, *, floors: Mapping[str, Risk]
) -> Plan | None:
    """One step with its parameters filled in; None when the hypothesis does not hold one of them."""
    floor = floors.get(step.action)
    if floor is None:
        raise Misconfigured(f"runbooks/ops/{runbook.name}.md: steps: {step.action!r} is not a registered action")
    parameters = {name: _resolved(value, hypothesis.change) for name, value in step.parameters.items()}
    if not all(parameters.values()):
        return None
    return Plan(
        runbook=runbook.name,
        action=step.action,
        parameters=parameters,
        title=f"{runbook.title}: {hypothesis.origin}",
        risk=assess(step, floor=floor, confidence=hypothesis.confidence),
        why=_why(hypothesis),
        impact=_impact(step, hypothesis.origin, tuple(dict.fromkeys((*incident.services, *incident.blast_radius)))),
        rollback=step.rollback,
        service=hypothesis.origin,
    )


def step_of(plan: Plan, runbooks: tuple[Runbook, ...]) -> Step:
    """The step a plan was drawn up from, with its verification. Misconfigured when the library has lost it since."""
    for runbook in runbooks:
        for step in runbook.steps:
            if runbook.name == plan.runbook and step.action == plan.action:
                return step
    raise Misconfigured(f"runbooks/ops/{plan.runbook}.md: no step {plan.action!r} any more")


def _resolved(value: str, change: Mapping[str, str]) -> str:
    return change.get(value.removeprefix(FROM_CHANGE), "") if value.startswith(FROM_CHANGE) else value


def _why(hypothesis: Hypothesis) -> str:
    # The first sentence about a blamed change says what the summary says.
    skip = 1 if hypothesis.change and len(hypothesis.evidence) > 1 else 0
    reasons = "; ".join(hypothesis.evidence[skip : skip + MOST_REASONS])
    return f"{hypothesis.summary} ({hypothesis.confidence:.0%} sure). {reasons}".strip()


def _impact(step: Step, service: str, blast_radius: tuple[str, ...]) -> str:
    """Every plan states its blast radius, also when that is nobody else."""
    others = [name for name in blast_radius if name != service]
    leaning = f"leaned on by {', '.join(others)}" if others else "no other service leans on it"
    return f"{step.impact} Touches {service}; {leaning}."


def _is_spent(incident: Incident, plan: Plan) -> bool:
    tried = [taken.plan for taken in incident.steps]
    if incident.ask is not None and incident.ask.state is AskState.DENIED:
        tried.append(incident.ask.plan)
    return any(one.action == plan.action and one.parameters == plan.parameters for one in tried)
