"""POST /twilio/sms as Twilio posts it, on good nights and on bad ones."""

import json
import re
from typing import Any

import pytest

from nightdesk import wiring
from nightdesk.contact.contact import Message
from nightdesk.incident.desk import Phone
from tests.integration.handlers import events
from tests.integration.handlers.conftest import OLD_TOKEN, TOKEN, Stack, time_passes

OWNER, ANA = "+12025550180", "+12025550121"
CHOCOLATE = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def post(stack: Stack, body: str = CHOCOLATE, **how: Any) -> Any:
    return stack.run("inbound_sms", events.twilio("/twilio/sms", events.text(OWNER, body), **how))


def test_a_text_is_saved_and_answered_with_an_empty_document(stack: Stack) -> None:
    answer = post(stack)

    assert (answer["statusCode"], answer["body"]) == (200, EMPTY)
    assert answer["headers"]["content-type"].startswith("text/xml")
    assert [one.severity.name for one in stack.incidents()] == ["SEV0"]


@pytest.mark.parametrize("forged", ["", "bm90IGl0", "ü", "A" * 5000], ids=["missing", "wrong", "not ASCII", "huge"])
def test_a_forged_text_is_refused_and_leaves_nothing(stack: Stack, forged: str) -> None:
    answer = post(stack, forged=forged)

    assert (answer["statusCode"], answer["body"]) == (403, "")
    assert stack.items() == []


def test_a_text_changed_on_its_way_is_refused(stack: Stack) -> None:
    event = events.twilio("/twilio/sms", events.text(OWNER, CHOCOLATE))
    event["body"] = event["body"].replace("180", "121")

    assert stack.run("inbound_sms", event)["statusCode"] == 403
    assert stack.items() == []


@pytest.mark.parametrize("token", [TOKEN, OLD_TOKEN])
def test_both_tokens_hold_while_one_is_rotated(stack: Stack, token: str) -> None:
    assert post(stack, token=token)["statusCode"] == 200


def test_a_token_rotated_a_moment_ago_is_read_anew_before_a_text_is_refused(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(stack, "hello")
    stack.change_secret("nightdesk/twilio", account_sid="AC", auth_token="token-of-tomorrow", previous_auth_token=TOKEN)
    time_passes(monkeypatch, seconds=60)

    answer = stack.run(
        "inbound_sms",
        events.twilio("/twilio/sms", events.text(OWNER, CHOCOLATE, sid="SM2"), token="token-of-tomorrow"),
    )

    assert answer["statusCode"] == 200
    assert len(stack.incidents()) == 1


@pytest.mark.parametrize(
    "how",
    [{"is_base64": True}, {"stage": "prod"}, {"query": "source=primary&empty="}],
    ids=["base64", "behind a stage", "with a query"],
)
def test_a_signature_holds_however_the_gateway_hands_the_text_over(stack: Stack, how: dict[str, Any]) -> None:
    assert post(stack, **how)["statusCode"] == 200


def test_repeated_keys_and_unknown_parameters_are_signed_like_any_other(stack: Stack) -> None:
    form = [*events.text(OWNER, CHOCOLATE).items(), ("Tag", "b"), ("Tag", "a"), ("Tag", "b"), ("NewIn2027", "")]

    assert stack.run("inbound_sms", events.twilio("/twilio/sms", form))["statusCode"] == 200


def test_the_same_text_again_is_answered_the_same_and_changes_nothing(stack: Stack) -> None:
    first = post(stack)
    before = stack.items()

    assert post(stack) == first
    assert stack.items() == before


HOSTILE = {
    "empty": "",
    "blank": " \n\t ",
    "emoji only": "🐶🍫😱🆘",
    "binary": "".join(map(chr, range(1, 256))),
    "NUL": "my dog \x00 ate\x00 chocolate",
    "zalgo": "d̸̢̛͇̗͖o̷͓͔͝g̵̛̯ ̴" * 50,
    "right to left": "\u202emy dog is not breathing\u202c עזרה",
    "a million letters": "help " * 200_000,
    "a million different words": " ".join(map(str, range(150_000))),
    "markup": "<Response><Say>hello</Say></Response> ${jndi:ldap://x} {{7*7}} %s %n",
    "lone surrogate": "dog \ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_texted_is_kept_and_answered_sanely(stack: Stack, body: str) -> None:
    answer = post(stack, body)
    stack.delivers()

    (kept,) = wiring.kit().store.messages(Phone(OWNER))
    assert answer["statusCode"] == 200
    assert kept.body == body[:50_000]
    said = stack.carrier.texts_to(OWNER)
    assert said
    assert all(0 < len(text) <= 459 for text in said)
    assert not any(re.search(r"[\x00-\x08\u202a-\u202e]|jndi", text) for text in said)


def test_thirty_huge_texts_do_not_outgrow_a_row(stack: Stack) -> None:
    for number in range(32):
        answer = stack.texted(OWNER, "😱" * 90_000, sid=f"SM{number}")
        assert answer["body"] == EMPTY

    assert sum(item["sk"]["S"].startswith("MSG#") for item in stack.items()) == 32


def test_with_the_table_down_an_owner_hears_the_first_step_and_the_text_waits(stack: Stack) -> None:
    stack.goes_down()

    answer = post(stack)

    assert answer["statusCode"] == 200
    assert answer["body"].count("<Message>") == 2
    assert "Call this number" in answer["body"]
    assert "vet" in answer["body"]
    assert [(order["phone"], order["text"]["body"]) for order in stack.waiting_turns()] == [(OWNER, CHOCOLATE)]


def test_a_text_that_waited_is_received_when_the_table_is_back(stack: Stack) -> None:
    wiring.doors().turns().put_text(
        Message(id="SM1", phone=Phone(OWNER), at=wiring.kit().now(), direction="in", channel="sms", body=CHOCOLATE)
    )
    (order,) = stack.waiting_turns()

    stack.run("take_turn", events.queue(json.dumps(order)))
    stack.run("take_turn", events.queue(json.dumps(order)))

    assert [one.severity.name for one in stack.incidents()] == ["SEV0"]


def test_with_the_table_down_a_responder_is_told_to_send_again_and_nothing_is_obeyed_later(stack: Stack) -> None:
    stack.goes_down()

    answer = stack.texted(ANA, "go BCDFGH")

    assert "send it again" in answer["body"]
    assert stack.waiting_turns() == []


def test_with_table_and_queue_down_the_carrier_is_made_to_try_again(stack: Stack) -> None:
    stack.goes_down()
    stack.client("sqs").delete_queue(QueueUrl=stack.turns_url)

    with pytest.raises(Exception, match="queue"):
        post(stack)
