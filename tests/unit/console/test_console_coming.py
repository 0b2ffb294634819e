"""What the console says will happen next."""

from dataclasses import replace
from datetime import timedelta

from nightdesk.console.coming import coming
from nightdesk.incident.ask import Ask, AskState, StepState, StepTaken
from nightdesk.incident.incident import Ack, Status
from nightdesk.incident.severity import Severity
from tests.unit.console.incidents import OPENED, PLAN, ROSTER, open_incident


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def test_who_is_woken_is_said_rather_than_which_promise_is_broken_by_it() -> None:
    following = coming(open_incident(pages=()), roster=ROSTER, now=OPENED, pace=minutes)

    assert following == {"at": (OPENED + minutes(10)).isoformat(), "what": "tier 2 is woken: Ben Sato"}


def test_what_is_overdue_comes_at_any_moment() -> None:
    late = OPENED + minutes(11)

    following = coming(open_incident(pages=()), roster=ROSTER, now=late, pace=minutes)

    assert following == {"at": late.isoformat(), "what": "tier 2 is woken: Ben Sato"}


def test_a_holder_is_asked_whether_they_still_have_it() -> None:
    ack = Ack(person="ana", name="Ana Duarte", at=OPENED, channel="sms")
    incident = open_incident(severity=Severity.SEV3, status=Status.ACKNOWLEDGED, ack=ack, first_acked_at=OPENED)
    incident = replace(incident, policy=replace(incident.policy, nudge_minutes={"SEV3": 5.0}))

    following = coming(incident, roster=ROSTER, now=OPENED, pace=minutes)

    assert following == {
        "at": (OPENED + minutes(5)).isoformat(),
        "what": "whoever has it is asked whether they still do",
    }


def test_an_approved_step_is_said_to_begin_while_it_can_be_stopped() -> None:
    ask = Ask(
        id="ask",
        plan=PLAN,
        digest="",
        asked=(),
        asked_at=OPENED,
        expires_at=OPENED + minutes(15),
        state=AskState.GRANTED,
        answered_at=OPENED,
        not_before=OPENED + minutes(1),
    )

    held = coming(open_incident(pages=(), ask=ask), roster=ROSTER, now=OPENED, pace=minutes)
    begun = StepTaken(id="s", plan=PLAN, state=StepState.BACKED_UP, started_at=OPENED + minutes(1))
    running = coming(open_incident(pages=(), ask=ask, steps=(begun,)), roster=ROSTER, now=OPENED, pace=minutes)

    at = (OPENED + minutes(1)).isoformat()
    assert held == {"at": at, "what": f"it begins, unless somebody stops it: {PLAN.title}"}
    assert running
    assert "it begins" not in running["what"]


def test_nothing_comes_after_the_end() -> None:
    assert coming(open_incident(status=Status.RESOLVED), roster=ROSTER, now=OPENED, pace=minutes) is None
