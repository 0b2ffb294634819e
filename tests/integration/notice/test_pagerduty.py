"""PagerDuty's own client against a server at the wire."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nightdesk.errors import Misconfigured, NoticeUnavailable
from nightdesk.incident.desk import IncidentId
from nightdesk.notice.notice import Event
from nightdesk.notice.pagerduty import PagerDutyEvents, PagerDutySchedules
from stacks.local.faults import Breakage, NoticeFault
from stacks.local.pagerduty_server import PagerDutyServer
from tests.integration.notice.wire import breaks, serving

ROUTING, API = "R" * 32, "api-key-of-the-account"
AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TRIGGER = Event(
    action="trigger",
    key=IncidentId("INC-000042"),
    summary="SEV1 checkout: errors 41%",
    source="nightdesk checkout",
    severity="error",
    at=AT,
    component="checkout",
    details={"why": "errors"},
    links=(("https://desk.example/console#INC-000042", "Incident"),),
)


@pytest.fixture
def breakage() -> Breakage:
    return Breakage()


@pytest.fixture
def account(breakage: Breakage) -> PagerDutyServer:
    return PagerDutyServer(routing_key=ROUTING, api_key=API, webhook_secret="whs", fault=breakage.pagerduty)


@pytest.fixture
def url(account: PagerDutyServer) -> Iterator[str]:
    with serving(account.routes()) as address:
        yield address


def events(url: str, routing_key: str = ROUTING) -> PagerDutyEvents:
    return PagerDutyEvents(routing_key, url, pause_seconds=0.01)


def schedules(url: str, api_key: str = API) -> PagerDutySchedules:
    return PagerDutySchedules(api_key, url, pause_seconds=0.01)


def on_call(schedule: str, name: str, hours: int, *, lasts: int = 8, email: str = "") -> dict[str, Any]:
    start = AT + timedelta(hours=hours)
    return {
        "user": {
            "id": f"P{abs(hash(name)) % 10000:04d}",
            "type": "user",
            "summary": name,
            "name": name,
            "email": email,
        },
        "schedule": {"id": schedule, "type": "schedule_reference", "summary": schedule},
        "escalation_policy": {"id": "PESC", "type": "escalation_policy_reference"},
        "escalation_level": 1,
        "start": start.isoformat().replace("+00:00", "Z"),
        "end": (start + timedelta(hours=lasts)).isoformat().replace("+00:00", "Z"),
    }


def test_an_event_arrives_with_everything_a_woken_person_needs(account: PagerDutyServer, url: str) -> None:
    events(url).send(TRIGGER)

    (incident,) = account.incidents
    sent = incident.events[0]
    assert incident.key == "INC-000042"
    assert sent["payload"]["severity"] == "error"
    assert sent["payload"]["custom_details"] == {"why": "errors"}
    assert sent["payload"]["component"] == "checkout"
    assert sent["links"] == [{"href": "https://desk.example/console#INC-000042", "text": "Incident"}]


def test_events_of_one_key_are_one_incident_however_often_they_come(account: PagerDutyServer, url: str) -> None:
    pager = events(url)

    for action in ("trigger", "trigger", "acknowledge", "acknowledge", "resolve", "resolve"):
        pager.send(replace(TRIGGER, action=action))

    assert [one.status for one in account.incidents] == ["resolved"]


def test_a_summary_longer_than_they_take_is_cut_and_not_refused(account: PagerDutyServer, url: str) -> None:
    events(url).send(replace(TRIGGER, summary="x" * 3000))

    assert len(account.incidents[0].events[0]["payload"]["summary"]) == 1024


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_stumble_is_tried_again_at_once(account: PagerDutyServer, url: str, breakage: Breakage, status: int) -> None:
    breaks(breakage, pagerduty=NoticeFault(status=status, times=2))

    events(url).send(TRIGGER)

    assert len(account.incidents) == 1


@pytest.mark.parametrize(("status", "is_final"), [(429, False), (500, False), (503, False), (403, True)])
def test_whoever_stays_away_is_given_up_and_says_whether_waiting_helps(
    url: str, breakage: Breakage, status: int, is_final: bool
) -> None:
    breaks(breakage, pagerduty=NoticeFault(status=status, retry_after_s=40))

    with pytest.raises(NoticeUnavailable, match=f"PagerDuty answered {status}") as given_up:
        events(url).send(TRIGGER)

    assert given_up.value.is_final == is_final
    assert given_up.value.retry_seconds == 40


def test_an_answer_lost_after_acceptance_makes_no_second_incident(
    account: PagerDutyServer, url: str, breakage: Breakage
) -> None:
    breaks(breakage, pagerduty=NoticeFault(status=0, after_accept=True, times=1))

    events(url).send(TRIGGER)

    assert len(account.incidents) == 1
    assert len(account.incidents[0].events) == 2


def test_a_routing_key_that_is_no_more_is_final_and_is_not_shown(url: str) -> None:
    with pytest.raises(NoticeUnavailable) as refused:
        events(url, "0" * 32).send(TRIGGER)

    assert refused.value.is_final
    assert "0000" not in str(refused.value)


def test_nobody_at_the_address_is_said_so() -> None:
    with pytest.raises(NoticeUnavailable, match="did not answer"):
        events("http://127.0.0.1:9").send(TRIGGER)


def test_every_page_of_the_on_calls_is_read(account: PagerDutyServer, url: str) -> None:
    account.on_calls = [on_call("PSCHED1", f"Person {n}", n, email=f"p{n}@acme.example") for n in range(230)]

    found = schedules(url).on_call(("PSCHED1",), since=AT, until=AT + timedelta(days=14))

    assert len(found) == 230
    assert len(account.asked) == 3
    assert found[7].called[1:] == ("Person 7", "p7@acme.example")
    assert found[7].starts_at == AT + timedelta(hours=7)


def test_somebody_always_on_call_is_on_call_for_as_long_as_was_asked(account: PagerDutyServer, url: str) -> None:
    always = on_call("PSCHED1", "Ana Duarte", 0) | {"start": None, "end": None}
    nobody = on_call("PSCHED1", "x", 0) | {"user": None}
    account.on_calls = [always, nobody]

    (found,) = schedules(url).on_call(("PSCHED1",), since=AT, until=AT + timedelta(days=1))

    assert (found.starts_at, found.ends_at) == (AT, AT + timedelta(days=1))


def test_a_rate_limit_in_the_middle_of_the_pages_loses_none(
    account: PagerDutyServer, url: str, breakage: Breakage
) -> None:
    account.on_calls = [on_call("PSCHED1", f"Person {n}", n) for n in range(150)]
    breaks(breakage, pagerduty=NoticeFault(status=429, times=2))

    found = schedules(url).on_call(("PSCHED1",), since=AT, until=AT + timedelta(days=14))

    assert len({one.called for one in found}) == 150


def test_a_schedule_that_there_is_not_and_a_key_that_holds_no_more_are_told_apart(
    account: PagerDutyServer, url: str
) -> None:
    account.on_calls = [on_call("PSCHED1", "Ana", 0)]

    with pytest.raises(Misconfigured, match="no such schedule"):
        schedules(url).on_call(("PWRONG1",), since=AT, until=AT + timedelta(days=1))
    with pytest.raises(NoticeUnavailable, match="401") as refused:
        schedules(url, "revoked").on_call(("PSCHED1",), since=AT, until=AT + timedelta(days=1))

    assert refused.value.is_final
    assert "abilities" in schedules(url).may_read()


def test_a_key_is_never_sent_unencrypted_beyond_this_machine() -> None:
    with pytest.raises(Misconfigured, match="https"):
        events("http://events.example")
