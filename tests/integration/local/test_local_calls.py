"""Calls between phones and a desk, over real HTTP."""

from typing import Any

import pytest

from tests.integration.local.conftest import Opens
from tests.integration.local.desk import ACCOUNT, DESK, TOKEN, Desk, Network, eventually

OWNER, VET, OTHER_VET = "+12025550150", "+12025550111", "+12025550112"
VOICE, RECEIPTS = "https://desk.example/twilio/page/7", "https://desk.example/twilio/status"
ASKS = (
    '<Response><Gather input="speech dtmf" numDigits="1" timeout="8" action="../turn" actionOnEmptyResult="true" '
    'hints="chocolate"><Say>What happened? <break time="1s"/>Press 1 for the vet.</Say></Gather></Response>'
)
SCREENED = (
    '<Response><Dial callerId="+12025550100" answerOnBridge="true" timeout="20" action="/twilio/after">'
    '<Number url="/twilio/whisper">+12025550111</Number></Dial></Response>'
)
WHISPER = (
    '<Response><Gather numDigits="1" action="/twilio/accept"><Say>An owner is waiting. Press 5.</Say></Gather>'
    "<Hangup/></Response>"
)


def rings(network: Network, **form: str | list[str]) -> str:
    """Have the desk call the vet; the sid."""
    asked: dict[str, str | list[str]] = {"To": VET, "Url": VOICE, "StatusCallback": RECEIPTS, **form}
    created = network.create("Calls", **asked)
    assert created.status_code == 201, created.text
    return str(created.json()["sid"])


def rung(network: Network, number: str) -> str:
    """The sid of the call on this phone, once there is one."""
    calls = eventually(lambda: network.sim("GET", f"/phones/{number}").json()["calls"])
    assert isinstance(calls, list)
    return str(calls[0]["sid"])


def until(network: Network, sid: str, **is_so: Any) -> dict[str, Any]:
    """The call, once these of its facts are so; `waits_for` is the kind of what it awaits."""
    waits_for = is_so.pop("waits_for", None)

    def look() -> dict[str, Any] | None:
        call = network.call(sid)
        awaited = call["awaiting"]["kind"] if isinstance(call["awaiting"], dict) else None
        return call if all(call[k] == v for k, v in is_so.items()) and waits_for in (None, awaited) else None

    found = eventually(look)
    assert isinstance(found, dict)
    return found


def test_a_caller_hears_the_desk_and_answers_by_speech_then_by_key(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = ASKS.replace("../turn", "/twilio/turn")
    desk.answers["/twilio/turn"] = lambda form: (
        "<Response><Say>Bye</Say></Response>" if form.get("Digits") == "1" else ASKS.replace("../turn", "turn")
    )
    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()

    spoken = network.sim("POST", f"/calls/{call['sid']}/speech", text="my dog ate chocolate").json()
    pressed = network.sim("POST", f"/calls/{call['sid']}/digits", digits="1").json()

    assert call["said"] == ["What happened? Press 1 for the vet."]
    assert call["awaiting"]["hints"] == "chocolate"
    assert spoken["awaiting"]["input"] == ["speech", "dtmf"]
    assert pressed["said"][-1] == "Bye"
    assert pressed["status"] == "completed"
    asked, heard, keyed = (posted for posted in desk.posted if posted.path != "/twilio/status/inbound")
    assert (asked.form["Direction"], asked.form["CallStatus"]) == ("inbound", "ringing")
    assert (heard.form["SpeechResult"], heard.form["Confidence"]) == ("my dog ate chocolate", "0.9200")
    assert (keyed.path, keyed.form["Digits"], keyed.form["CallStatus"]) == ("/twilio/turn", "1", "in-progress")
    eventually(lambda: desk.receipts("/twilio/status/inbound"))
    assert all(posted.is_signed for posted in desk.posted)


def test_silence_reaches_the_desk_only_when_it_asked_for_empty_results(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = ASKS.replace("../turn", "/twilio/turn")
    desk.answers["/twilio/turn"] = (
        '<Response><Gather timeout="1"><Say>Still there?</Say></Gather><Say>Goodbye.</Say></Response>'
    )

    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()

    over = until(network, call["sid"], status="completed")
    assert over["said"][1:] == ["Still there?", "Goodbye."]
    assert desk.receipts("/twilio/turn")[0]["Digits"] == ""


def test_several_keys_are_one_answer_and_the_hash_ends_it(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = '<Response><Gather action="/twilio/turn"><Say>Code?</Say></Gather></Response>'

    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()
    network.sim("POST", f"/calls/{call['sid']}/digits", digits="481516#")

    [turn] = desk.receipts("/twilio/turn")
    assert (turn["Digits"], turn["FinishedOnKey"]) == ("481516", "#")


def test_a_page_by_call_is_acknowledged_with_a_key(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = ASKS
    desk.answers["/twilio/turn"] = "<Response><Say>Thank you.</Say><Hangup/></Response>"
    events = ["initiated", "ringing", "answered", "completed"]
    sid = rings(network, StatusCallbackEvent=events)
    until(network, sid, waits_for="gather")

    network.sim("POST", f"/calls/{sid}/digits", digits="1")

    eventually(lambda: len(desk.receipts()) == 4)
    assert [r["CallStatus"] for r in desk.receipts()] == ["initiated", "ringing", "in-progress", "completed"]
    assert [r["SequenceNumber"] for r in desk.receipts()] == ["0", "1", "2", "3"]
    assert int(desk.receipts()[-1]["CallDuration"]) >= 1
    assert desk.receipts("/twilio/turn")[0]["Digits"] == "1"
    assert all(posted.is_signed for posted in desk.posted)
    assert network.call(sid)["direction"] == "in"


@pytest.mark.parametrize(("behaviour", "status"), [("busy", "busy"), ("no-answer", "no-answer")])
def test_a_phone_that_does_not_answer_never_hears_the_document(
    desk: Desk, network: Network, behaviour: str, status: str
) -> None:
    network.sim("PUT", f"/phones/{VET}/behaviour", calls=behaviour)

    sid = rings(network, Timeout="5")

    eventually(lambda: desk.receipts())
    assert desk.receipts()[0]["CallStatus"] == status
    assert desk.receipts()[0]["CallDuration"] == "0"
    assert desk.receipts("/twilio/page/7") == []
    assert network.call(sid)["said"] == []


def test_a_call_of_no_duration_completed_without_ever_ringing_through(desk: Desk, network: Network) -> None:
    network.sim("PUT", f"/phones/{VET}/behaviour", calls="zero-duration")

    rings(network)

    eventually(lambda: desk.receipts())
    assert (desk.receipts()[0]["CallStatus"], desk.receipts()[0]["CallDuration"]) == ("completed", "0")
    assert desk.receipts("/twilio/page/7") == []


def test_a_voicemail_completes_the_call_and_presses_nothing(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = (
        '<Response><Gather numDigits="1" timeout="1" action="/twilio/turn"><Say>Page for you.</Say></Gather></Response>'
    )
    network.sim("PUT", f"/phones/{VET}/behaviour", calls="voicemail")

    sid = rings(network)

    over = until(network, sid, status="completed")
    assert over["voicemail"] == "Page for you."
    assert desk.receipts("/twilio/turn") == []
    assert "AnsweredBy" not in desk.receipts("/twilio/page/7")[0]


def test_who_answered_is_told_only_when_asked(desk: Desk, network: Network) -> None:
    network.sim("PUT", f"/phones/{VET}/behaviour", calls="voicemail")

    until(network, rings(network, MachineDetection="Enable"), status="completed")

    assert desk.receipts("/twilio/page/7")[0]["AnsweredBy"] == "machine_start"


def test_a_screened_bridge_shows_the_desks_number_and_joins_after_the_key(desk: Desk, network: Network) -> None:
    desk.answers |= {"/twilio/voice": SCREENED, "/twilio/whisper": WHISPER, "/twilio/accept": "<Response/>"}
    desk.answers["/twilio/after"] = "<Response><Say>The vet has left.</Say></Response>"
    owner = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()
    vet = rung(network, VET)
    until(network, vet, waits_for="gather")
    assert network.call(owner["sid"])["status"] == "ringing"

    network.sim("POST", f"/calls/{vet}/digits", digits="5")
    bridged = until(network, vet, bridged_with=owner["sid"])
    network.sim("POST", f"/calls/{owner['sid']}/speech", text="he is shaking")
    network.sim("POST", f"/calls/{vet}/hangup")
    over = until(network, owner["sid"], status="completed")

    assert bridged["other"] == DESK
    assert bridged["said"][0] == "An owner is waiting. Press 5."
    assert network.call(vet)["said"][-1] == "he is shaking"
    assert over["said"] == ["The vet has left."]
    assert {"DialCallStatus": "completed", "DialBridged": "true"}.items() <= desk.receipts("/twilio/after")[0].items()
    assert desk.receipts("/twilio/whisper")[0]["ParentCallSid"] == owner["sid"]


def test_a_vet_who_does_not_press_the_key_is_not_bridged(desk: Desk, network: Network) -> None:
    desk.answers |= {"/twilio/voice": SCREENED, "/twilio/whisper": WHISPER}
    network.sim("PUT", f"/phones/{VET}/behaviour", calls="voicemail")

    owner = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()

    until(network, owner["sid"], answered_at=None, bridged_with=None, awaiting=None)
    eventually(lambda: desk.receipts("/twilio/after"))
    assert desk.receipts("/twilio/after")[0]["DialCallStatus"] == "no-answer"
    assert desk.receipts("/twilio/after")[0]["DialBridged"] == "false"


def test_when_two_vets_ring_the_first_to_accept_is_joined_and_the_other_let_go(desk: Desk, network: Network) -> None:
    both = f'<Number url="/twilio/whisper">{OTHER_VET}</Number></Dial>'
    desk.answers |= {"/twilio/voice": SCREENED.replace("</Dial>", both), "/twilio/accept": "<Response/>"}
    desk.answers["/twilio/whisper"] = WHISPER
    network.sim("POST", "/calls", **{"from": OWNER, "to": DESK})
    maya, omar = rung(network, VET), rung(network, OTHER_VET)
    until(network, maya, waits_for="gather")
    until(network, omar, waits_for="gather")

    network.sim("POST", f"/calls/{omar}/digits", digits="5")

    until(network, omar, waits_for="bridge")
    until(network, maya, status="canceled")


def test_a_caller_who_hangs_up_while_it_rings_stops_the_ringing(desk: Desk, network: Network) -> None:
    desk.answers |= {"/twilio/voice": SCREENED, "/twilio/whisper": WHISPER}
    owner = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()
    vet = rung(network, VET)

    network.sim("POST", f"/calls/{owner['sid']}/hangup")

    assert until(network, vet)["status"] is not None
    eventually(lambda: network.call(vet)["ended_at"])
    eventually(lambda: [r for r in desk.receipts("/twilio/status/inbound") if r["CallSid"] == owner["sid"]])


def test_people_in_a_conference_hear_each_other(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = "<Response><Dial><Conference>INC-000042</Conference></Dial></Response>"
    maya, omar = rings(network), rings(network, To=OTHER_VET)
    until(network, maya, conference="INC-000042")
    until(network, omar, conference="INC-000042")

    network.sim("POST", f"/calls/{maya}/speech", text="rolling back now")

    until(network, omar, said=["rolling back now"])


def test_the_desk_can_change_what_a_call_hears_and_end_it(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = ASKS
    sid = rings(network)
    until(network, sid, waits_for="gather")
    url = f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{sid}.json"

    new = "<Response><Say>Stand down.</Say><Pause length='60'/></Response>"
    changed = network.client.post(url, data={"Twiml": new}, auth=(ACCOUNT, TOKEN))
    until(network, sid, waits_for="pause")
    ended = network.client.post(url, data={"Status": "completed"}, auth=(ACCOUNT, TOKEN))
    again = network.client.post(url, data={"Twiml": new}, auth=(ACCOUNT, TOKEN))

    assert changed.status_code == 200
    assert ended.json()["status"] == "completed"
    assert network.call(sid)["said"] == ["What happened? Press 1 for the vet.", "Stand down."]
    assert (again.status_code, again.json()["code"]) == (400, 21220)


def test_a_document_that_cannot_be_read_is_apologised_for(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = "<Response><Say>oops</Response>"

    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()

    assert "application error" in call["said"][0]
    assert network.sim("GET", "/state").json()["complaints"][-1]["code"] == 12100


def test_keys_nobody_waits_for_are_refused_with_a_reason(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = '<Response><Pause length="3600"/></Response>'
    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()

    refused = network.sim("POST", f"/calls/{call['sid']}/digits", digits="1")

    assert refused.status_code == 409
    assert "waits for: pause" in refused.json()["error"]


def test_a_rejected_caller_hears_nothing(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = '<Response><Reject reason="busy"/></Response>'

    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()

    assert (call["status"], call["said"], call["duration"]) == ("busy", [], 0)


def test_a_call_does_not_survive_a_restart_but_its_memory_does(desk: Desk, opens: Opens) -> None:
    desk.answers["/twilio/page/7"] = ASKS
    first = opens()
    sid = rings(first)
    until(first, sid, waits_for="gather")
    first.serving.stop()

    second = opens()

    assert second.call(sid)["status"] == "failed"
    assert second.call(sid)["said"] == ["What happened? Press 1 for the vet."]
    assert desk.receipts() == []


def test_a_hidden_number_is_shown_as_carriers_show_it(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = ASKS

    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK, "hidden": True}).json()

    asked = desk.posted[0].form
    assert (asked["From"], asked["Caller"]) == ("+266696687", "+266696687")
    assert OWNER not in str(asked)
    assert call["phone"] == OWNER


def test_silence_stands_in_the_transcript(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/voice"] = '<Response><Gather timeout="1"><Say>Hello?</Say></Gather><Say>Bye.</Say></Response>'

    call = network.sim("POST", "/calls", **{"from": OWNER, "to": DESK}).json()

    over = until(network, call["sid"], status="completed")
    told = [(line["by"], line["text"]) for line in over["lines"]]
    assert told == [("desk", "Hello?"), ("me", "[silence]"), ("desk", "Bye.")]
