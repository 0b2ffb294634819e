"""What webhooks did not bring is read from the carrier's own lists, at the wire."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from nightdesk import wiring
from nightdesk.desk.rounds.reconcile import reconcile
from nightdesk.incident.incident import Incident, PageState
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack
from tests.integration.handlers.test_alarms_arrive import queued

ACCOUNT = f"/2010-04-01/Accounts/AC{'0' * 32}"
OWNER, NUMBER = "+12025550180", "+12025550100"


@pytest.fixture(autouse=True)
def no_texts(stack: Stack) -> None:
    serves(stack, "/Messages.json", {"messages": []})


def serves(stack: Stack, path: str, answer: dict[str, Any]) -> None:
    stack.carrier.served[f"{ACCOUNT}{path}"] = json.dumps(answer).encode()


def listed(body: str, *, minutes_ago: float, sid: str = "SM" + "7" * 32, **more: str) -> dict[str, str]:
    at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    row = {"sid": sid, "from": OWNER, "to": NUMBER, "body": body, "direction": "inbound"}
    return {**row, "date_created": format_datetime(at), **more}


def reconciled() -> tuple[list[str], tuple[str, ...]]:
    ills, failed = reconcile(wiring.kit(), wiring.ledger)
    return [ill.kind for ill in ills], failed


def test_a_text_whose_webhook_was_lost_is_heard_late_and_once(stack: Stack) -> None:
    serves(stack, "/Messages.json", {"messages": [listed("my dog is not breathing", minutes_ago=5)]})

    first, second = reconciled(), reconciled()

    assert (first, second) == ((["text lost"], ()), ([], ()))
    assert [incident.owner for incident in stack.incidents()] == [OWNER]


def test_a_text_that_came_by_itself_is_not_heard_again(stack: Stack) -> None:
    sid = "SM" + "8" * 32
    stack.texted(OWNER, "my dog is not breathing", sid=sid)
    serves(stack, "/Messages.json", {"messages": [listed("my dog is not breathing", minutes_ago=5, sid=sid)]})

    assert reconciled() == ([], ())
    assert len(stack.incidents()) == 1


@pytest.mark.parametrize(
    "row",
    [
        lambda: listed("my dog is not breathing", minutes_ago=0.5),
        lambda: listed("my dog is not breathing", minutes_ago=600),
        lambda: listed("Call 911", minutes_ago=5, direction="outbound-api"),
        lambda: {"sid": "", "from": OWNER, "direction": "inbound", "date_created": "yesterday"},
    ],
    ids=["still on its way", "long ago", "our own", "unreadable"],
)
def test_what_is_not_a_lost_text_is_left_alone(stack: Stack, row: Callable[[], dict[str, str]]) -> None:
    serves(stack, "/Messages.json", {"messages": [row()]})

    assert reconciled() == ([], ())
    assert stack.incidents() == ()


def test_a_stop_that_was_heard_is_not_taken_for_lost_each_minute(stack: Stack) -> None:
    serves(stack, "/Messages.json", {"messages": [listed("STOP", minutes_ago=5)]})
    reconciled()

    assert reconciled() == ([], ())


def test_a_page_whose_receipt_was_lost_is_looked_up(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    queued(stack, events.sns(events.cloudwatch()))
    stack.delivers()
    (opened,) = stack.incidents()
    page = next(page for page in opened.pages if page.channel == "sms")
    row = wiring.kit().store.errand(page.outbox)
    assert row is not None
    serves(stack, f"/Messages/{row.sid}.json", {"sid": row.sid, "status": "undelivered", "error_code": 30003})
    for call in (one for one in opened.pages if one.channel == "call"):
        taken = wiring.kit().store.errand(call.outbox)
        assert taken is not None
        serves(stack, f"/Calls/{taken.sid}.json", {"sid": taken.sid, "status": "in-progress"})
        serves(stack, f"/Messages/{taken.sid}.json", {"sid": taken.sid, "status": "sent"})
    later = datetime.now(UTC) + timedelta(minutes=4)
    object.__setattr__(wiring.kit(), "now", lambda: later)

    kinds, failed = reconciled()

    after = next(one for one in stack.incidents()[0].pages if one.outbox == page.outbox)
    assert (kinds, failed) == (["receipt lost"], ())
    assert after.state is PageState.FAILED


def test_a_carrier_that_does_not_answer_is_a_trouble_and_nothing_else(stack: Stack) -> None:
    stack.carrier.served.clear()

    kinds, failed = reconciled()

    assert kinds == []
    assert len(failed) == 1


CONFERENCE, CALL = "CF" + "7" * 32, "CA" + "1" * 32


def shows(stack: Stack, *calls: str) -> None:
    """Twilio's lists of conferences and of those in one; none when nobody is."""
    rooms = [{"sid": CONFERENCE, "friendly_name": stack.incidents()[0].id, "status": "in-progress"}] if calls else []
    serves(stack, "/Conferences.json", {"conferences": rooms})
    since = format_datetime(datetime.now(UTC) - timedelta(minutes=9))
    rows = [{"call_sid": one, "label": f"ana.{one}", "status": "connected", "date_created": since} for one in calls]
    ringing = {"call_sid": "CA" + "8" * 32, "label": "ben.x", "status": "ringing", "date_created": since}
    serves(stack, f"/Conferences/{CONFERENCE}/Participants.json", {"participants": [*rows, ringing]})


def audited(monkeypatch: pytest.MonkeyPatch, stack: Stack, *, minutes: int) -> dict[str, Any]:
    later = datetime.now(UTC) + timedelta(minutes=minutes)
    object.__setattr__(wiring.kit(), "now", lambda: later)
    found: dict[str, Any] = stack.run("audit_chains", events.SCHEDULE)
    return found


def on_the_call(stack: Stack) -> tuple[str, ...]:
    room = stack.incidents()[0].war_room
    return room.inside if room else ()


def ana_joins(stack: Stack) -> Incident:
    """An alarm has opened an incident, and Ana came onto its call by a key."""
    queued(stack, events.sns(events.cloudwatch()))
    stack.delivers()
    (incident,) = stack.incidents()
    ana = next(one.phone for one in wiring.kit().roster.people if one.id == "ana")
    form = events.call(NUMBER, sid=CALL, Direction="outbound-api", Digits="1", To=ana)
    stack.run("inbound_voice", events.twilio(f"/twilio/voice/room/{incident.id}/ana/key", form))
    return incident


def test_who_is_on_a_call_is_read_from_the_carrier_when_its_callbacks_are_lost(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = ana_joins(stack)

    shows(stack, CALL)
    audited(monkeypatch, stack, minutes=1)
    audited(monkeypatch, stack, minutes=2)
    assert on_the_call(stack) == ("ana",)

    shows(stack)
    audited(monkeypatch, stack, minutes=3)
    audited(monkeypatch, stack, minutes=4)
    assert on_the_call(stack) == ()
    told = [e.text for e in wiring.kit().store.entries(incident.id) if e.kind.value in {"joined", "left"}]
    assert [text.partition(", found")[0] for text in told] == [
        "Ana Duarte joined the call",
        "Ana Duarte left the call",
        "the call ended",
    ]


def test_a_carrier_that_shows_no_calls_is_no_failure_of_the_minute(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = ana_joins(stack)
    before = stack.incidents()[0].war_room

    found = audited(monkeypatch, stack, minutes=1)

    assert not [one for one in found["failed"] if "Conference" in one or incident.id in one]
    assert stack.incidents()[0].war_room == before
    assert "nobody could say who is on a call" in stack.logged.getvalue()
