"""Calls, receipts, deliveries and the minute: the other events of the carrier and the clock."""

import json
from pathlib import Path
from typing import Any

import pytest

from nightdesk import wiring
from nightdesk.cli.__main__ import main
from nightdesk.errand.errand import OutboxState
from tests.integration.handlers import events
from tests.integration.handlers.conftest import CONSOLE_TOKEN, Stack, time_passes
from tests.integration.handlers.test_alarms_arrive import queued

OWNER, MAYA, ANA = "+12025550180", "+12025550111", "+12025550121"
EMERGENCY = "my dog is not breathing"


def call(stack: Stack, sender: str, path: str = "", **more: str) -> Any:
    return stack.run("inbound_voice", events.twilio(f"/twilio/voice{path}", events.call(sender, **more)))


def test_a_caller_is_asked_what_is_wrong_and_told_the_first_step(stack: Stack) -> None:
    greeting = call(stack, OWNER)

    answer = call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY, Confidence="0.9")

    assert "<Gather" in greeting["body"]
    assert "<Say" in answer["body"]
    assert [one.severity.name for one in stack.incidents()] == ["SEV0"]


def test_a_vet_acknowledges_with_a_key(stack: Stack) -> None:
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)
    (incident,) = stack.incidents()
    form = {"From": "+12025550100", "To": MAYA, "Direction": "outbound-api"}

    call(stack, MAYA, f"/page/{incident.id}/maya", **form)
    call(stack, MAYA, f"/page/{incident.id}/maya/key", Digits="4", **form)

    ack = stack.incidents()[0].ack
    assert ack is not None
    assert (ack.person, ack.channel) == ("maya", "call")


def ends(stack: Stack, sender: str, *, status: str = "completed", sid: str = "") -> Any:
    form = events.call(sender, sid=sid, CallStatus=status, CallDuration="12", SequenceNumber="0")
    return stack.run("delivery_status", events.twilio("/twilio/status/inbound", form))


def test_the_end_of_a_call_before_a_human_had_it_is_on_the_record_once(stack: Stack) -> None:
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)

    answers = [ends(stack, OWNER)["statusCode"] for _ in range(2)]

    assert answers == [204, 204]
    (incident,) = stack.incidents()
    assert incident.owner_call is not None
    assert incident.owner_call.hung_up_at is not None
    assert sum("hung up before" in entry.text for entry in wiring.kit().store.entries(incident.id)) == 1


@pytest.mark.parametrize("status", ["ringing", "in-progress", ""])
def test_a_call_that_goes_on_is_not_over(stack: Stack, status: str) -> None:
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)

    ends(stack, OWNER, status=status)

    called = stack.incidents()[0].owner_call
    assert called is not None
    assert called.hung_up_at is None


def test_a_forged_end_of_a_call_is_refused(stack: Stack) -> None:
    event = events.twilio("/twilio/status/inbound", events.call(OWNER, CallStatus="completed"), forged="bm90IGl0")

    assert stack.run("delivery_status", event)["statusCode"] == 403


@pytest.mark.parametrize("sender", ["+266696687", "anonymous", "Restricted", ""])
def test_a_caller_without_a_number_is_known_by_the_call_and_put_through(stack: Stack, sender: str) -> None:
    answer = call(stack, sender, "/said/0/0", SpeechResult=EMERGENCY)
    stack.delivers()

    assert f"{MAYA}</Number>" in answer["body"]
    assert "Your number is hidden" in answer["body"]
    assert stack.incidents()[0].owner == "call:CA" + "1" * 32
    assert not [form for _, form in stack.carrier.asked if form.get("To", "").startswith("call:")]
    assert ends(stack, sender)["statusCode"] == 204


def test_speech_the_carrier_is_not_sure_of_is_asked_for_again(stack: Stack) -> None:
    answer = call(stack, OWNER, "/said/0/0", SpeechResult="the log has a thing", Confidence="0.21")

    assert "did not catch that" in answer["body"]


def test_a_mailbox_that_was_dialled_is_not_taken_for_a_talk(stack: Stack) -> None:
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)
    (incident,) = stack.incidents()

    answer = call(stack, OWNER, f"/dialled/{incident.id}/1/0", DialCallStatus="completed", DialBridged="false")

    assert "Nobody has picked up yet" in answer["body"]
    assert stack.incidents()[0].tier == 2


def test_a_hostile_name_stays_words(stack: Stack) -> None:
    hostile = 'my dog </Say><Dial>+19005550100</Dial> is not breathing & "limp"'
    answer = call(stack, OWNER, "/said/0/0", SpeechResult=hostile)

    assert "<Dial" not in answer["body"]


@pytest.mark.parametrize("path", ["", "/said/0/0", "/page/INC-000001/maya/key", "/whisper/INC-000001", "/nowhere"])
def test_a_forged_call_is_refused_and_leaves_nothing(stack: Stack, path: str) -> None:
    event = events.twilio(f"/twilio/voice{path}", events.call(OWNER), forged="bm90IGl0")

    assert stack.run("inbound_voice", event)["statusCode"] == 403
    assert stack.items() == []


@pytest.mark.parametrize("path", ["/nowhere", "/page/INC-999999/maya", "/page/nonsense/nobody/key", "/bridge/x/owner"])
def test_a_call_that_lost_its_thread_is_told_to_call_again(stack: Stack, path: str) -> None:
    answer = call(stack, OWNER, path)

    assert answer["statusCode"] == 200
    assert "call this number again" in answer["body"]


def test_with_the_table_down_a_caller_hears_the_first_step_and_is_put_through_to_the_vet_on_call(stack: Stack) -> None:
    stack.goes_down()

    greeting = call(stack, OWNER)
    said = call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)

    roster, rung = wiring.kit().roster, wiring.kit().policies["pets"].rungs[0]
    on_call = roster.holders(rung.roles, wiring.kit().now())[0].phone
    assert "<Gather" in greeting["body"]
    assert said["body"].index("<Say") < said["body"].index("<Dial")
    assert "emergency vet" in said["body"]
    assert f"{on_call}</Number>" in said["body"]


@pytest.mark.parametrize(
    ("path", "more", "heard"),
    [
        ("/whisper/unsaved", {}, "Press any key"),
        ("/whisper/unsaved/key", {"Digits": "1"}, "<Response />"),
        ("/whisper/unsaved/key", {}, "<Hangup"),
        ("/dialled/unsaved", {"DialCallStatus": "no-answer"}, "nearest emergency vet"),
        ("/dialled/unsaved", {"DialCallStatus": "completed"}, "Goodbye"),
    ],
)
def test_with_the_table_down_the_vets_leg_goes_on(stack: Stack, path: str, more: dict[str, str], heard: str) -> None:
    stack.goes_down()

    assert heard in call(stack, OWNER, path, **more)["body"]


def test_with_the_table_down_somebody_who_is_paged_is_told_so(stack: Stack) -> None:
    stack.goes_down()

    answer = call(stack, ANA, "/page/INC-000001/ana", From="+12025550100", To=ANA, Direction="outbound-api")

    assert "being paged" in answer["body"]
    assert "<Dial" not in answer["body"]


def receipt(stack: Stack, outbox: str, status: str, **more: str) -> Any:
    form = {"MessageSid": "SM1", "MessageStatus": status, "To": ANA, "From": "+12025550100", **more}
    return stack.run("delivery_status", events.twilio(f"/twilio/status/{outbox}", form))


def page(stack: Stack) -> str:
    queued(stack, events.sns(events.cloudwatch()))
    stack.delivers()
    return next(one.outbox for one in stack.incidents()[0].pages if one.channel == "sms")


def state(outbox: str) -> OutboxState:
    row = wiring.kit().store.errand(outbox)
    assert row is not None
    return row.state


def test_receipts_in_any_order_leave_it_delivered(stack: Stack) -> None:
    outbox = page(stack)

    answers = [receipt(stack, outbox, status)["statusCode"] for status in ("delivered", "sent", "queued", "delivered")]

    assert answers == [204] * 4
    assert state(outbox) is OutboxState.DELIVERED


def test_an_undelivered_page_is_on_the_record(stack: Stack) -> None:
    outbox = page(stack)

    receipt(stack, outbox, "undelivered", ErrorCode="30003")

    assert state(outbox) is OutboxState.FAILED
    assert any(one.state.value == "failed" for one in stack.incidents()[0].pages)


def test_the_end_of_a_call_the_desk_placed_ends_the_owners_line_and_nothing_more(stack: Stack) -> None:
    ours = {"From": "+12025550100", "To": OWNER, "Direction": "outbound-api"}
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)
    form = {"CallSid": "CA" + "1" * 32, "CallStatus": "completed", "CallDuration": "9", **ours}

    for _ in range(2):
        assert stack.run("delivery_status", events.twilio("/twilio/status/01UNKNOWN", form))["statusCode"] == 204

    called = stack.incidents()[0].owner_call
    assert called is not None
    assert called.is_over
    assert called.hung_up_at is None


@pytest.mark.parametrize("status", ["delivered", "", "teleported"])
def test_a_receipt_for_nothing_we_know_is_taken_politely(stack: Stack, status: str) -> None:
    assert receipt(stack, "01UNKNOWN", status, ErrorCode="x")["statusCode"] == 204


def test_a_forged_receipt_is_refused(stack: Stack) -> None:
    outbox = page(stack)
    event = events.twilio(f"/twilio/status/{outbox}", {"MessageStatus": "delivered"}, forged="bm90IGl0")

    assert stack.run("delivery_status", event)["statusCode"] == 403
    assert state(outbox) is OutboxState.ACCEPTED


def test_the_same_stream_record_twice_sends_one_text(stack: Stack) -> None:
    outbox = page(stack)
    sent = len(stack.carrier.asked)

    stack.run("deliver", events.stream(outbox))

    assert len(stack.carrier.asked) == sent


def test_a_record_that_cannot_be_handled_is_given_back_with_all_after_it(stack: Stack) -> None:
    stack.goes_down()

    assert stack.run("deliver", events.stream("01A", "01B")) == {"batchItemFailures": [{"itemIdentifier": f"{0:021d}"}]}


def test_a_rotated_token_is_used_for_the_next_text(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    page(stack)
    stack.change_secret("nightdesk/twilio", account_sid="AC" + "9" * 32, auth_token="new")
    time_passes(monkeypatch, seconds=3600)

    stack.run("inbound_sms", events.twilio("/twilio/sms", events.text(OWNER, EMERGENCY), token="new"))
    stack.delivers()

    assert "AC" + "9" * 32 in stack.carrier.asked[-1][0]


def test_each_minute_what_got_stuck_is_handed_over(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    queued(stack, events.sns(events.cloudwatch()))

    found = stack.run("audit_chains", events.SCHEDULE)

    assert found["looked_at"] == 1
    assert not found["failed"]


# The console shows what happened to people, so it shows it to nobody without the token.


def look(stack: Stack, path: str, authorization: str = f"Bearer {CONSOLE_TOKEN}") -> Any:
    headers = {"authorization": authorization} if authorization else {}
    return stack.run("console", events.http(path, method="GET", headers=headers))


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic !!!", "Basic Og==", "Digest x"])
@pytest.mark.parametrize("path", ["/console", "/console/api/incidents", "/console/reports/INC-000001.txt"])
def test_without_the_token_the_console_shows_nothing(stack: Stack, path: str, authorization: str) -> None:
    answer = look(stack, path, authorization)

    assert answer["statusCode"] == 401
    assert answer["body"] == "a token is needed"


def test_the_console_lists_and_shows_incidents_of_both_desks(stack: Stack) -> None:
    stack.texted(OWNER, EMERGENCY)
    queued(stack, events.sns(events.cloudwatch()))
    queued(stack, "{broken")

    listed = json.loads(look(stack, "/console/api/incidents")["body"])["incidents"]
    shown = [look(stack, f"/console/api/incidents/{one['id']}") for one in listed]

    assert len(listed) == 3
    assert {answer["statusCode"] for answer in shown} == {200}
    assert all(OWNER not in answer["body"] and ANA not in answer["body"] for answer in shown)


def test_the_console_says_who_is_on_call_and_what_nightdesk_oncall_ready_needs(
    stack: Stack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = look(stack, "/console/api/oncall")["body"]
    shown = json.loads(body)
    (tmp_path / "export.json").write_text(json.dumps(shown))

    assert ANA not in body
    assert {row["role"]: row["person"] for row in shown["on_call"]}["on-call vet"] == "maya"
    assert main(["oncall", "--ready", "--export", str(tmp_path / "export.json"), "--for", "maya"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["reasons"] == ["has never answered a test page", "no text has arrived in 14 days"]


@pytest.mark.parametrize(
    "path", ["/console/api/incidents/INC-424242", "/console/reports/../secrets", "/console/x/y/z", "/console/..%2f"]
)
def test_what_is_not_there_is_not_found(stack: Stack, path: str) -> None:
    assert look(stack, path)["statusCode"] == 404


def conferred(stack: Stack, incident: str, event: str, *, order: int, forged: str | None = None) -> Any:
    form = {
        "AccountSid": "AC" + "1" * 32,
        "ConferenceSid": "CF" + "1" * 32,
        "FriendlyName": incident,
        "CallSid": "CA" + "1" * 32,
        "SequenceNumber": str(order),
        "StatusCallbackEvent": event,
        "Timestamp": "Mon, 23 Nov 2026 03:00:00 +0000",
    }
    return stack.run("delivery_status", events.twilio(f"/twilio/conference/{incident}", form, forged=forged))


def test_who_joins_and_leaves_a_war_room_is_on_the_record_once(stack: Stack) -> None:
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)
    (incident,) = stack.incidents()
    form = {"From": "+12025550100", "To": MAYA, "Direction": "outbound-api", "sid": "CA" + "1" * 32}
    answer = call(stack, MAYA, f"/room/{incident.id}/maya/key", Digits="1", **form)

    for event, order in (("participant-leave", 1), ("participant-join", 0), ("conference-end", 2)) * 2:
        assert conferred(stack, incident.id, event, order=order)["statusCode"] == 204

    assert f">{incident.id}</Conference>" in answer["body"]
    told = [entry.text for entry in wiring.kit().store.entries(incident.id) if entry.kind.value in {"joined", "left"}]
    assert told == ["Dr. Maya Lind left the call", "Dr. Maya Lind joined the call", "the call ended"]
    room = stack.incidents()[0].war_room
    assert room is not None
    assert room.inside == ()


@pytest.mark.parametrize("event", ["participant-mute", "conference-start", "nonsense", ""])
def test_what_else_is_told_of_a_war_room_changes_nothing(stack: Stack, event: str) -> None:
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)
    (before,) = stack.incidents()

    assert conferred(stack, before.id, event, order=0)["statusCode"] == 204
    assert list(stack.incidents()) == [before]


def test_a_war_room_of_no_incident_is_not_an_error(stack: Stack) -> None:
    assert conferred(stack, "INC-999999", "participant-join", order=0)["statusCode"] == 204


def test_a_forged_word_about_a_war_room_is_refused(stack: Stack) -> None:
    call(stack, OWNER, "/said/0/0", SpeechResult=EMERGENCY)
    (incident,) = stack.incidents()

    assert conferred(stack, incident.id, "participant-join", order=0, forged="bm90IGl0")["statusCode"] == 403
    assert stack.incidents()[0].war_room is None


def test_with_the_table_down_people_on_call_still_come_together(stack: Stack) -> None:
    stack.goes_down()

    joined = call(stack, MAYA, "/room/INC-000001/maya/key", Digits="1")
    mailbox = call(stack, MAYA, "/room/INC-000001/maya/key")
    stranger = call(stack, OWNER, "/room/INC-000001/maya/key", Digits="1")

    assert ">INC-000001</Conference>" in joined["body"]
    assert 'participantLabel="maya.' in joined["body"]
    assert "<Conference" not in mailbox["body"]
    assert "<Conference" not in stranger["body"]
