"""A Twilio that refuses the account, at the wire: what was to be said leaves through AWS, and the night goes on."""

import json
from typing import Any

import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sns.models import sns_backends

from nightdesk import wiring
from nightdesk.cli.__main__ import main
from nightdesk.incident.incident import PageState
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack, time_passes

ANA, OWNER = "+12025550121", "+12025550180"
EMERGENCY = "my 30kg lab ate 200g of dark chocolate 20 min ago and is shaking"


@pytest.fixture
def lost(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """The desk with a second way, and a Twilio that says what it says to an account it has suspended."""
    monkeypatch.setenv("NIGHTDESK_SECOND_WAY", "sms")
    wiring.forget()
    stack.carrier.status = 401
    stack.carrier.body = {"code": 20003, "message": "Authenticate", "status": 401}
    return stack


def by_aws(phone: str) -> list[str]:
    """Texts that SNS took for this phone."""
    sent: dict[str, tuple[str, str]] = sns_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sms_messages
    return [body for to, body in sent.values() if to == phone]


def metric(out: str, name: str) -> list[Any]:
    return [told[name] for line in out.splitlines() if line.startswith("{") and name in (told := json.loads(line))]


def test_a_page_reaches_the_phone_and_its_end_says_how(lost: Stack) -> None:
    lost.run("alarm_raised", events.queue(events.sns(events.cloudwatch())))
    lost.delivers()

    page, *calls = by_aws(ANA)
    assert "REPLIES DON'T REACH US" in page
    assert all(call.startswith("CALL NOT POSSIBLE") for call in calls)
    (incident,) = lost.incidents()
    assert {page.state for page in incident.pages} == {PageState.DIVERTED}
    assert lost.carrier.texts_to(ANA)  # it was asked first


def test_the_same_stream_record_again_sends_nothing_more(lost: Stack) -> None:
    lost.run("alarm_raised", events.queue(events.sns(events.cloudwatch())))
    (incident,) = lost.incidents()
    lost.delivers()
    before = len(by_aws(ANA))

    for page in incident.pages:
        lost.run("deliver", events.stream(page.outbox))

    assert len(by_aws(ANA)) == before


def test_an_owner_reads_the_first_step_and_the_clinic(lost: Stack) -> None:
    lost.texted(OWNER, EMERGENCY)
    lost.delivers()

    said = by_aws(OWNER)[0]
    assert "emergency vet now" in said
    assert "can't read replies" in said


def test_a_text_that_was_accepted_and_then_lost_with_the_account_goes_by_aws(lost: Stack) -> None:
    lost.carrier.status, lost.carrier.body = 201, None
    lost.run("alarm_raised", events.queue(events.sns(events.cloudwatch())))
    lost.delivers()
    assert by_aws(ANA) == []
    page = lost.incidents()[0].pages[0]
    receipt = {"MessageSid": "SM" + "1" * 32, "MessageStatus": "failed", "ErrorCode": "30002"}

    for _ in range(2):
        answer = lost.run("delivery_status", events.twilio(f"/twilio/status/{page.outbox}", receipt))
        lost.delivers()

    assert answer == {"statusCode": 204}
    assert len(by_aws(ANA)) == 1


def test_a_token_that_was_just_rotated_is_read_anew_before_the_carrier_counts_as_lost(
    lost: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost.run("alarm_raised", events.queue(events.sns(events.cloudwatch())))
    wiring.twilio_tokens()
    time_passes(monkeypatch, seconds=60)
    lost.change_secret("nightdesk/twilio", account_sid="AC" + "9" * 32, auth_token="new")
    lost.carrier.only_for = "AC" + "9" * 32

    lost.delivers()

    assert by_aws(ANA) == []
    assert lost.carrier.texts_to(ANA)


def test_the_minutes_audit_counts_it_as_unsent_and_does_not_beat(
    lost: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    lost.run("alarm_raised", events.queue(events.sns(events.cloudwatch())))
    lost.delivers()

    found = lost.run("audit_chains", events.SCHEDULE)

    assert found["diverted"] == len(by_aws(ANA))
    assert metric(capsys.readouterr().out, "StuckErrands")[-1] == [float(found["stuck"] + found["diverted"])]


def test_the_doctor_says_what_it_means_that_there_is_none(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])

    said = capsys.readouterr().out
    assert "ok    second way, texts: not set up: when Twilio suspends the account, no text leaves" in said
    assert "ok    second way, e-mail: not set up" in said
