"""What the console says will happen next."""

from dataclasses import replace
from datetime import timedelta

from nightdesk.console.coming import coming
from nightdesk.incident.incident import Ack, Status
from nightdesk.incident.severity import Severity
from tests.unit.console.incidents import OPENED, ROSTER, open_incident


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


def test_nothing_comes_after_the_end() -> None:
    assert coming(open_incident(status=Status.RESOLVED), roster=ROSTER, now=OPENED, pace=minutes) is None
