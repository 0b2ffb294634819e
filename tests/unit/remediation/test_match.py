from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.incident.ask import Ask, AskState, Plan, Risk, StepState, StepTaken
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Hypothesis, Incident, Status
from nightdesk.incident.policy import Policy
from nightdesk.incident.severity import Severity
from nightdesk.remediation.match import match, step_of
from nightdesk.remediation.risk import assess
from nightdesk.runbook.runbook import Matches, Runbook, Step, Verification

NOW = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)
FLOORS = {"lambda.rollback_alias": Risk.HIGH, "cache.invalidate": Risk.MEDIUM}
NEEDS = ("function", "alias", "to_version", "from_version")
STEP = Step(
    action="lambda.rollback_alias",
    parameters={name: f"${name}" for name in NEEDS},
    risk=Risk.HIGH,
    impact="Traffic goes back.",
    rollback="The alias goes back.",
    verify=Verification(metrics=("errors",)),
)
ROLLBACK = Runbook(
    name="deployment-rollback",
    title="Roll back a bad deployment",
    matches=Matches(kinds=("deployment",), min_confidence=0.6, change_needs=NEEDS),
    steps=(STEP,),
)
BLAMED = Hypothesis(
    summary="checkout broke 15 s after version 7",
    origin="checkout",
    kind="deployment",
    confidence=0.9,
    evidence=("checkout errors 0.4% -> 41% at 03:12:20 UTC",),
    change={"function": "shop-checkout", "alias": "live", "to_version": "7", "from_version": "6"},
)


def incident(hypothesis: Hypothesis | None = BLAMED) -> Incident:
    return Incident(
        id=IncidentId("INC-000042"),
        desk=Desk.OPS,
        title="checkout errors",
        severity=Severity.SEV1,
        status=Status.OPEN,
        first_anomaly_at=NOW,
        detected_at=NOW,
        opened_at=NOW,
        policy=Policy(name="ops", desk=Desk.OPS, rungs=()),
        blast_radius=("checkout", "storefront"),
        hypothesis=hypothesis,
    )


def proposed(of: Incident, *runbooks: Runbook) -> Plan | None:
    return match(of, runbooks or (ROLLBACK,), floors=FLOORS)


def test_a_blamed_deployment_becomes_a_plan_that_says_what_why_and_how_it_is_undone() -> None:
    plan = proposed(incident())

    assert plan == Plan(
        runbook="deployment-rollback",
        action="lambda.rollback_alias",
        parameters={"function": "shop-checkout", "alias": "live", "to_version": "7", "from_version": "6"},
        title="Roll back a bad deployment: checkout",
        risk=Risk.HIGH,
        why="checkout broke 15 s after version 7 (90% sure). checkout errors 0.4% -> 41% at 03:12:20 UTC",
        impact="Traffic goes back. Touches checkout; leaned on by storefront.",
        rollback="The alias goes back.",
        service="checkout",
    )


@pytest.mark.parametrize(
    "hypothesis",
    [
        None,
        replace(BLAMED, is_abstained=True),
        replace(BLAMED, confidence=0.59),
        replace(BLAMED, kind="resource"),
        replace(BLAMED, change={**BLAMED.change, "from_version": ""}),
        replace(BLAMED, change={}),
    ],
)
def test_no_plan_without_a_sure_cause_of_the_right_kind_with_all_it_needs(hypothesis: Hypothesis | None) -> None:
    assert proposed(incident(hypothesis)) is None


def test_what_was_tried_is_not_proposed_again() -> None:
    plan = proposed(incident())
    assert plan is not None
    taken = StepTaken(id="s1", plan=plan, state=StepState.UNDONE, started_at=NOW)

    assert proposed(replace(incident(), steps=(taken,))) is None


@pytest.mark.parametrize(("state", "again"), [(AskState.DENIED, False), (AskState.EXPIRED, True)])
def test_a_no_is_final_and_a_silence_is_not(state: AskState, again: bool) -> None:
    plan = proposed(incident())
    assert plan is not None
    ask = Ask(id="a1", plan=plan, digest="", asked=(), asked_at=NOW, expires_at=NOW, state=state)

    assert (proposed(replace(incident(), ask=ask)) is not None) is again


def test_of_two_that_fit_the_one_that_asks_more_of_the_evidence_wins() -> None:
    loose = replace(ROLLBACK, name="a-loose", matches=replace(ROLLBACK.matches, min_confidence=0.3))

    plan = proposed(incident(), loose, ROLLBACK)

    assert plan is not None
    assert plan.runbook == "deployment-rollback"


def test_a_runbook_cannot_talk_an_actions_risk_down() -> None:
    daring = replace(ROLLBACK, steps=(replace(STEP, risk=Risk.LOW),))

    plan = proposed(incident(), daring)

    assert plan is not None
    assert plan.risk is Risk.HIGH


@pytest.mark.parametrize(
    ("risk", "undo", "confidence", "is_run_under"),
    [
        (Risk.LOW, "none", 0.1, Risk.LOW),
        (Risk.MEDIUM, "backup", 0.9, Risk.MEDIUM),
        (Risk.MEDIUM, "backup", 0.5, Risk.HIGH),
        (Risk.MEDIUM, "none", 0.9, Risk.HIGH),
        (Risk.HIGH, "backup", 1.0, Risk.HIGH),
    ],
)
def test_medium_needs_a_way_back_and_a_good_reason(
    risk: Risk, undo: str, confidence: float, is_run_under: Risk
) -> None:
    step = replace(STEP, risk=risk, undo=undo)

    assert assess(step, floor=Risk.LOW, confidence=confidence) is is_run_under


def test_the_step_behind_a_plan_is_found_again() -> None:
    plan = proposed(incident())
    assert plan is not None

    assert step_of(plan, (ROLLBACK,)) is STEP
    with pytest.raises(Misconfigured):
        step_of(plan, ())


def test_a_step_whose_action_is_not_registered_is_our_mistake() -> None:
    with pytest.raises(Misconfigured):
        match(incident(), (ROLLBACK,), floors={})
