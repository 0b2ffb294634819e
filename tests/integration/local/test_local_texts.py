"""Texts between phones and a desk, over real HTTP, with Twilio's own validator and client as independent checks."""

from datetime import UTC, datetime, timedelta

import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]  # twilio ships no types
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]  # twilio ships no types
from twilio.http.response import Response  # type: ignore[import-untyped]  # twilio ships no types
from twilio.rest import Client  # type: ignore[import-untyped]  # twilio ships no types

from stacks.local.pace import Pace
from tests.integration.local.conftest import Opens
from tests.integration.local.desk import ACCOUNT, DESK, TOKEN, Desk, Network, eventually

ANA = "+12025550121"
RECEIPTS = "https://desk.example/twilio/status"


class LocalHttp(TwilioHttpClient):  # type: ignore[misc]  # twilio ships no types
    """Twilio's client, sent to another address."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=10)
        self.url = url

    def request(self, method: str, url: str, *args: object, **kwargs: object) -> Response:
        return super().request(method, url.replace("https://api.twilio.com", self.url), *args, **kwargs)


def test_a_phones_text_reaches_the_desk_as_a_signed_form_with_its_blanks(desk: Desk, network: Network) -> None:
    answer = network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "he's shaking + 20 € & <b>"}).json()

    [posted] = desk.posted
    assert answer["status"] == 200
    assert answer["twiml"] == "<Response/>"
    assert posted.is_signed
    assert posted.path == "/twilio/sms"
    assert posted.form["Body"] == "he's shaking + 20 € & <b>"
    assert posted.form["MessageSid"] == answer["sid"]
    assert posted.form["FromCity"] == ""
    assert posted.form["NumMedia"] == "0"


def test_a_picture_is_named_in_the_form(desk: Desk, network: Network) -> None:
    picture = "https://photos.example/paw.png"

    network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "", "media": [picture]})

    [posted] = desk.posted
    assert posted.is_signed
    assert (posted.form["NumMedia"], posted.form["MediaUrl0"]) == ("1", picture)
    assert posted.form["MediaContentType0"] == "image/png"
    assert posted.form["MessageSid"].startswith("MM")


def test_a_message_in_the_answer_is_delivered_to_the_phone(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/sms"] = "<Response><Message>Call <Body>me &amp; wait</Body></Message></Response>"

    network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "hello"})

    def arrived() -> list[str]:
        texts = network.sim("GET", f"/phones/{ANA}").json()["texts"]
        return [text["body"] for text in texts if text["direction"] == "in" and text["status"] == "delivered"]

    assert eventually(arrived) == ["Callme & wait"]


@pytest.mark.parametrize(("status", "content_type", "code"), [(500, "text/xml", 11200), (200, "text/plain", 12300)])
def test_a_desk_that_answers_badly_is_complained_about(
    desk: Desk, network: Network, status: int, content_type: str, code: int
) -> None:
    desk.status, desk.content_type = status, content_type

    answer = network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "hello"}).json()

    assert (answer["status"], answer["error"]) == (status, code)
    assert network.sim("GET", "/state").json()["complaints"][-1]["code"] == code


def test_a_desk_that_is_down_is_status_zero(opens: Opens) -> None:
    network = opens(stack_url="http://127.0.0.1:9")

    answer = network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "hello"}).json()

    assert (answer["status"], answer["error"]) == (0, 11200)


def test_a_text_goes_from_queued_to_delivered_and_says_so_in_order(desk: Desk, network: Network) -> None:
    created = network.create("Messages", To=ANA, Body="INC-000042 checkout down", StatusCallback=RECEIPTS)

    eventually(lambda: len(desk.receipts()) == 3)
    assert created.status_code == 201
    assert created.json()["status"] == "queued"
    assert [receipt["MessageStatus"] for receipt in desk.receipts()] == ["sending", "sent", "delivered"]
    assert all(posted.is_signed for posted in desk.posted)
    assert network.text(ANA, created.json()["sid"])["direction"] == "in"


def test_a_messaging_service_accepts_before_it_queues(desk: Desk, network: Network) -> None:
    created = network.create("Messages", To=ANA, Body="hello", StatusCallback=RECEIPTS, MessagingServiceSid="MG1")

    eventually(lambda: len(desk.receipts()) == 4)
    assert created.json()["status"] == "accepted"
    assert [receipt["MessageStatus"] for receipt in desk.receipts()] == ["queued", "sending", "sent", "delivered"]


@pytest.mark.parametrize(
    ("behaviour", "status", "code"),
    [("undelivered", "undelivered", "30003"), ("failed:30006", "failed", "30006"), ("stuck", "failed", "30036")],
)
def test_a_phone_that_takes_no_texts_is_reported_with_the_reason(
    desk: Desk, network: Network, behaviour: str, status: str, code: str
) -> None:
    network.sim("PUT", f"/phones/{ANA}/behaviour", texts=behaviour)

    network.create("Messages", To=ANA, Body="hello", StatusCallback=RECEIPTS, ValidityPeriod="10")

    last = eventually(lambda: [r for r in desk.receipts() if r["MessageStatus"] == status])
    assert isinstance(last, list)
    assert last[0]["ErrorCode"] == code


def test_a_silent_phone_never_sends_a_receipt_of_delivery(desk: Desk, network: Network) -> None:
    network.sim("PUT", f"/phones/{ANA}/behaviour", texts="silent")
    network.create("Messages", To=ANA, Body="first", StatusCallback=RECEIPTS)
    network.sim("PUT", "/phones/+12025550122/behaviour", texts="delivered")

    network.create("Messages", To="+12025550122", Body="second", StatusCallback=RECEIPTS)

    eventually(lambda: any(r["MessageStatus"] == "delivered" for r in desk.receipts()))
    assert [r["MessageStatus"] for r in desk.receipts() if r["To"] == ANA] == ["sending", "sent"]


def test_what_waits_longer_than_its_validity_fails(desk: Desk, opens: Opens) -> None:
    network = opens(pace=Pace(speed=60.0, hop=0.005, segments_per_second=0.1))
    network.create("Messages", To=ANA, Body="a" * 306, StatusCallback=RECEIPTS)

    late = network.create("Messages", To=ANA, Body="too late", StatusCallback=RECEIPTS, ValidityPeriod="5").json()

    shown = eventually(lambda: network.text(ANA, late["sid"])["error_code"])
    assert shown == 30036


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"To": "12025550121", "Body": "x"}, 400, 21211),
        ({"To": "+0123", "Body": "x"}, 400, 21211),
        ({"Body": "x"}, 400, 21604),
        ({"To": ANA, "Body": ""}, 400, 21602),
        ({"To": ANA, "Body": "x" * 1601}, 400, 21617),
        ({"To": ANA, "Body": "x", "From": "+12025550199"}, 400, 21606),
        ({"To": DESK, "Body": "x"}, 400, 21266),
        ({"To": ANA, "Body": "x", "ValidityPeriod": "0"}, 400, 20001),
    ],
)
def test_a_bad_message_is_refused_in_twilios_words(
    network: Network, form: dict[str, str], status: int, code: int
) -> None:
    refused = network.create("Messages", **form)

    assert refused.status_code == status
    assert refused.json()["code"] == code
    assert set(refused.json()) == {"code", "message", "more_info", "status"}


def test_a_wrong_token_is_refused(network: Network) -> None:
    url = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"

    refused = network.client.post(url, data={"To": ANA, "From": DESK, "Body": "x"}, auth=(ACCOUNT, "wrong"))

    assert (refused.status_code, refused.json()["code"]) == (401, 20003)


def test_stop_mutes_the_phone_until_start_and_both_still_reach_the_desk(desk: Desk, network: Network) -> None:
    network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": " Cancel "})
    refused = network.create("Messages", To=ANA, Body="hello")
    network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "START"})
    taken = network.create("Messages", To=ANA, Body="hello")

    assert (refused.status_code, refused.json()["code"]) == (400, 21610)
    assert taken.status_code == 201
    assert [posted.form["OptOutType"] for posted in desk.posted] == ["STOP", "START"]
    carriers = [text for text in network.sim("GET", f"/phones/{ANA}").json()["texts"] if text["carrier"]]
    assert len(carriers) == 2


def test_a_word_of_the_carrier_within_a_sentence_mutes_nobody(desk: Desk, network: Network) -> None:
    network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "please stop it"})

    assert "OptOutType" not in desk.posted[0].form
    assert network.create("Messages", To=ANA, Body="hello").status_code == 201


def test_duplicates_carry_the_same_sid_and_the_same_idempotency_token(desk: Desk, network: Network) -> None:
    network.sim("PUT", "/faults", callbacks={"duplicate": True})

    network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "hello"})
    network.create("Messages", To=ANA, Body="hello", StatusCallback=RECEIPTS)

    eventually(lambda: len(desk.receipts()) == 6)
    texts = [posted for posted in desk.posted if posted.path == "/twilio/sms"]
    assert len({posted.form["MessageSid"] for posted in texts}) == 1
    assert len({posted.headers["i-twilio-idempotency-token"] for posted in texts}) == 1
    assert len(texts) == 2


def test_reordered_receipts_come_last_first(desk: Desk, network: Network) -> None:
    network.sim("PUT", "/faults", callbacks={"reorder": True, "delay_s": 0.05})

    network.create("Messages", To=ANA, Body="hello", StatusCallback=RECEIPTS)

    eventually(lambda: len(desk.receipts()) == 3)
    assert [receipt["MessageStatus"] for receipt in desk.receipts()] == ["delivered", "sent", "sending"]


def test_a_fault_lasts_as_many_times_as_asked(network: Network) -> None:
    network.sim("PUT", "/faults", twilio={"status": 429, "times": 2})

    answers = [network.create("Messages", To=ANA, Body="hello") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [429, 429, 201]
    assert answers[0].json()["code"] == 20429


def test_a_text_may_have_been_taken_although_the_answer_was_an_error(network: Network) -> None:
    network.sim("PUT", "/faults", twilio={"status": 500, "times": 1, "after_accept": True})

    answer = network.create("Messages", To=ANA, Body="taken all the same")

    found = network.client.get(
        f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", params={"To": ANA}, auth=(ACCOUNT, TOKEN)
    ).json()
    assert answer.status_code == 500
    assert [message["body"] for message in found["messages"]] == ["taken all the same"]


def test_twilios_own_client_can_send_find_and_read_texts(network: Network) -> None:
    client = Client(ACCOUNT, TOKEN, http_client=LocalHttp(network.serving.url))
    before = datetime.now(UTC) - timedelta(seconds=2)
    network.create("Messages", To="+12025550122", Body="to another phone")

    sent = client.messages.create(to=ANA, from_=DESK, body="by the SDK", validity_period=120)

    found = client.messages.list(to=ANA, date_sent_after=before)
    assert [(message.sid, message.body, message.direction) for message in found] == [
        (sent.sid, "by the SDK", "outbound-api")
    ]
    assert client.messages.list(to=ANA, date_sent_after=datetime.now(UTC) + timedelta(hours=1)) == []
    assert client.messages(str(sent.sid)).fetch().num_segments == "1"
    with pytest.raises(TwilioRestException) as refused:
        client.messages("SM404").fetch()
    assert refused.value.code == 20404


def test_a_restart_keeps_the_phones_and_the_revision_grows(desk: Desk, opens: Opens) -> None:
    first = opens()
    sid = first.create("Messages", To=ANA, Body="before the restart").json()["sid"]
    first.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "STOP"})
    eventually(lambda: first.text(ANA, sid)["status"] == "delivered")
    seen = first.sim("GET", "/state").json()["revision"]
    first.serving.stop()

    second = opens()

    assert second.text(ANA, sid)["body"] == "before the restart"
    assert second.create("Messages", To=ANA, Body="x").json()["code"] == 21610
    assert second.sim("GET", "/state").json()["revision"] > seen


def test_a_text_left_in_the_queue_is_delivered_after_the_restart(desk: Desk, opens: Opens) -> None:
    first = opens(pace=Pace(speed=1.0, hop=30.0))
    sid = first.create("Messages", To=ANA, Body="late", StatusCallback=RECEIPTS).json()["sid"]
    first.serving.stop()

    second = opens()

    eventually(lambda: second.text(ANA, sid)["status"] == "delivered")
    eventually(lambda: any(r["MessageStatus"] == "delivered" for r in desk.receipts()))


def test_a_receipt_is_tried_again_only_as_its_url_asks(desk: Desk, network: Network) -> None:
    desk.status = 500
    asks = f"{RECEIPTS}/again#rc=2&rp=5xx,ct,rt"

    network.create("Messages", To=ANA, Body="tried again", StatusCallback=asks)
    network.create("Messages", To=ANA, Body="tried once", StatusCallback=f"{RECEIPTS}/once")

    eventually(lambda: len(desk.posted) == 12)
    again, once = desk.receipts("/twilio/status/again"), desk.receipts("/twilio/status/once")
    assert [receipt["MessageStatus"] for receipt in once] == ["sending", "sent", "delivered"]
    assert [receipt["MessageStatus"] for receipt in again] == [
        status for status in ("sending", "sent", "delivered") for _ in range(3)
    ]
    assert all(posted.is_signed for posted in desk.posted)
    assert len({posted.headers["i-twilio-idempotency-token"] for posted in desk.posted}) == 6
