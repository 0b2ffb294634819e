"""Alarms, posted and queued: read, refused with a reason, or kept and raised because they cannot be read."""

import base64
import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from tests.integration.handlers import events
from tests.integration.handlers.conftest import ALARM_TOKEN, Stack, time_passes

ANA = "+12025550121"
TOPIC = "arn:aws:sns:us-east-1:123456789012:nightdesk-alarms"
FIRING = {
    "version": "4",
    "groupKey": '{}:{alertname="HighErrorRate"}',
    "status": "firing",
    "receiver": "nightdesk",
    "groupLabels": {"alertname": "HighErrorRate"},
    "commonLabels": {"alertname": "HighErrorRate", "service": "checkout", "severity": "critical"},
    "commonAnnotations": {"summary": "checkout error rate 41%"},
    "externalURL": "http://alertmanager:9093",
    "alerts": [
        {
            "status": "firing",
            "labels": {"alertname": "HighErrorRate", "service": "checkout", "severity": "critical"},
            "annotations": {"summary": "checkout error rate 41%"},
            "startsAt": "2026-11-22T02:59:00Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "http://prometheus:9090/graph",
            "fingerprint": "c5a3b6ab5fc4d2d9",
        }
    ],
}


def post(stack: Stack, body: str | bytes, *, source: str = "alertmanager", token: str = ALARM_TOKEN, **how: Any) -> Any:
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
    answer = stack.run("alarm_posted", events.http(f"/alarms/{source}", body=body, headers=headers, **how))
    return answer["statusCode"], json.loads(answer["body"])


def test_a_posted_alarm_opens_an_incident_and_pages(stack: Stack) -> None:
    status, said = post(stack, json.dumps(FIRING))
    stack.delivers()

    assert status == 202
    assert said["alarms"][0]["outcome"] == "opened"
    assert stack.carrier.texts_to(ANA)


def test_the_same_post_again_is_seen_and_changes_nothing(stack: Stack) -> None:
    post(stack, json.dumps(FIRING))

    status, said = post(stack, json.dumps(FIRING))

    assert status == 202
    assert said["alarms"][0]["outcome"] in {"seen", "repeated"}
    assert len(stack.incidents()) == 1


def skewed(seconds: int, **changed: Any) -> str:
    """The alarm as a sender whose clock runs that far ahead of ours (or behind, below zero) would send it now."""
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    return json.dumps({**FIRING, "alerts": [{**FIRING["alerts"][0], "startsAt": at.isoformat(), **changed}]})  # type: ignore[index]


@pytest.mark.parametrize("seconds", [300, -300, 3_600, -86_000])
def test_a_sender_whose_clock_is_wrong_wakes_at_once_and_our_time_is_what_is_kept(stack: Stack, seconds: int) -> None:
    before = datetime.now(UTC)

    status, said = post(stack, skewed(seconds))
    stack.delivers()

    (incident,) = stack.incidents()
    assert (status, said["alarms"][0]["outcome"]) == (202, "opened")
    assert len(stack.carrier.texts_to(ANA)) == 1
    assert before - timedelta(seconds=5) <= incident.opened_at <= datetime.now(UTC)
    assert incident.first_anomaly_at <= incident.opened_at


@pytest.mark.parametrize("seconds", [300, -300])
def test_the_end_that_a_skewed_clock_stamps_still_ends_what_it_began(stack: Stack, seconds: int) -> None:
    post(stack, skewed(seconds))

    ended = datetime.now(UTC) + timedelta(seconds=seconds + 1)
    _, over = post(stack, skewed(seconds, status="resolved", endsAt=ended.isoformat()))

    assert over["alarms"][0]["outcome"] == "ended"
    assert len(stack.incidents()) <= 1


@pytest.mark.parametrize("token", ["", "wrong", f"{ALARM_TOKEN}x", "ünicode"])
def test_without_the_token_of_its_source_nothing_is_read(stack: Stack, token: str) -> None:
    status, said = post(stack, json.dumps(FIRING), token=token)

    assert status == 401
    assert "Bearer" in said["error"]
    assert stack.items() == []


def test_a_source_without_a_token_is_closed_rather_than_open(stack: Stack) -> None:
    assert post(stack, "{}", source="datadog", token="")[0] == 401
    assert post(stack, "{}", source="datadog")[0] == 401


@pytest.mark.parametrize("source", ["carrier-pigeon", "alertmanager.bak", "%2e%2e", "x" * 3000])
def test_an_unknown_source_is_told_which_are_known(stack: Stack, source: str) -> None:
    status, said = post(stack, json.dumps(FIRING), source=source)

    assert status == 404
    assert "alertmanager" in said["known"]
    assert len(said["error"]) < 200
    assert stack.items() == []


UNREADABLE: dict[str, str | bytes] = {
    "not JSON": "{broken",
    "empty": "",
    "a list of nothing": "[]",
    "no alerts": json.dumps({**FIRING, "alerts": "none"}),
    "binary": bytes(range(256)),
    "a million bytes": b"\xff" * 1_000_000,
    "a million characters": "é" * 500_000,
    "nested": "[" * 50_000,
    "NaN": '{"alerts": NaN}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_a_trusted_source_garbles_is_refused_with_the_reason_kept_and_wakes_someone(
    stack: Stack, body: str | bytes
) -> None:
    status, said = post(stack, body)
    stack.delivers()

    assert status == 422
    assert said["error"]
    (incident,) = stack.incidents()
    assert said["incident"] == incident.id
    assert "unreadable alarm from alertmanager" in incident.title
    assert stack.carrier.texts_to(ANA)
    (kept,) = stack.kept("RAW#")
    raw = body.decode(errors="replace") if isinstance(body, bytes) else body
    assert json.loads(kept)["raw"][:40_000] == raw[:40_000]


def test_a_big_alarm_that_can_be_read_is_raised(stack: Stack) -> None:
    big = {**FIRING, "alerts": [{**FIRING["alerts"][0], "annotations": {"description": "é" * 100_000}}]}  # type: ignore[index]

    assert post(stack, json.dumps(big, ensure_ascii=False))[0] == 202
    assert len(stack.incidents()) == 1


def test_base64_and_a_stage_in_front_change_nothing(stack: Stack) -> None:
    assert post(stack, json.dumps(FIRING), is_base64=True, stage="prod")[0] == 202


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (f"Bearer {ALARM_TOKEN}", 202), (f"bearer  {ALARM_TOKEN} ", 202), (ALARM_TOKEN, 202),
        ("Basic " + base64.b64encode(f"anyone:{ALARM_TOKEN}".encode()).decode(), 202),
        ("Basic " + base64.b64encode(f"{ALARM_TOKEN}:".encode()).decode(), 401),
        ("Basic " + ALARM_TOKEN, 401), ("Basic", 401), ("Bearer", 401), ("Bearer ", 401), ("Digest x", 401),
    ],
)  # fmt: skip
def test_the_token_may_come_as_what_a_sender_can_send(stack: Stack, told: str, status: int) -> None:
    event = events.http("/alarms/alertmanager", body=json.dumps(FIRING), headers={"Authorization": told})

    assert stack.run("alarm_posted", event)["statusCode"] == status


def test_compressed_and_otherwise_packed_alarms_are_taken(stack: Stack) -> None:
    packed = gzip.compress(json.dumps(FIRING).encode())

    status, said = post(stack, packed)

    assert (status, said["alarms"][0]["outcome"]) == (202, "opened")


def test_a_gateways_broken_base64_is_kept_and_wakes_someone(stack: Stack) -> None:
    event = events.http("/alarms/alertmanager", headers={"authorization": f"Bearer {ALARM_TOKEN}"})

    answer = stack.run("alarm_posted", event | {"body": "not base64!", "isBase64Encoded": True})

    assert answer["statusCode"] == 422
    (kept,) = stack.kept("RAW#")
    assert json.loads(kept)["raw"] == "not base64!"


def test_one_alert_that_cannot_be_read_costs_none_of_the_others(stack: Stack) -> None:
    status, said = post(stack, json.dumps({**FIRING, "alerts": ["words", *FIRING["alerts"], 7]}))

    assert (status, [one["outcome"] for one in said["alarms"]]) == (202, ["opened"])


def test_a_declared_source_is_read_through_its_mapping(stack: Stack) -> None:
    tokens = json.dumps({"pingdom": ALARM_TOKEN})
    stack.client("secretsmanager").put_secret_value(SecretId="nightdesk/alarm-tokens", SecretString=tokens)
    body = {"check_id": 1, "check_name": "storefront", "current_state": "DOWN", "previous_state": "UP"}

    status, said = post(stack, json.dumps(body), source="pingdom")
    _, over = post(stack, json.dumps({**body, "current_state": "UP"}), source="pingdom")

    assert (status, said["alarms"][0]["outcome"]) == (202, "opened")
    assert over["alarms"] == [{"outcome": "ended", "incident": said["alarms"][0]["incident"], "why": ""}]


def test_a_source_that_is_neither_built_in_nor_declared_is_told_of_both(stack: Stack) -> None:
    status, said = post(stack, "{}", source="carrier-pigeon")

    assert status == 404
    assert {"alertmanager", "pingdom"} <= set(said["known"])


def queued(stack: Stack, *bodies: str) -> list[str]:
    answer = stack.run("alarm_raised", events.queue(*bodies))
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_a_queued_alarm_opens_one_incident_however_often_it_is_delivered(stack: Stack) -> None:
    alarm = events.sns(events.cloudwatch())

    assert queued(stack, alarm) == []
    assert queued(stack, alarm) == []
    assert len(stack.incidents()) == 1


def test_a_queued_alarm_that_cannot_be_read_fails_each_time_and_wakes_someone_once(stack: Stack) -> None:
    for _ in range(3):
        assert queued(stack, events.sns("{broken")) == ["message-0"]
    stack.delivers()

    (incident,) = stack.incidents()
    assert "unreadable alarm" in incident.title
    assert len(stack.carrier.texts_to(ANA)) == 1
    assert len(stack.kept("RAW#")) == 1


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"a":' * 10_000, "\ufeff{}", '{"Message": 7}', "null", "7", '""', "[]"]
)
def test_whatever_lies_in_the_queue_wakes_someone_and_ends_with_the_lost_ones(stack: Stack, body: str) -> None:
    assert queued(stack, body) == ["message-0"]

    (incident,) = stack.incidents()
    assert "unreadable alarm" in incident.title
    (kept,) = stack.kept("RAW#")
    assert json.loads(kept)["raw"][:40_000] == body[:40_000]


def test_only_what_failed_of_a_batch_goes_back(stack: Stack) -> None:
    batch = (events.sns(events.cloudwatch()), "{broken", events.sns(events.cloudwatch("payments-errors")))

    assert queued(stack, *batch) == ["message-1"]
    assert len(stack.incidents()) >= 2


def test_with_the_table_down_every_alarm_goes_back_to_its_sender(stack: Stack) -> None:
    stack.goes_down()

    assert queued(stack, events.sns(events.cloudwatch())) == ["message-0"]
    with pytest.raises(Exception, match="table"):
        post(stack, json.dumps(FIRING))


# SNS over HTTPS: no header of ours, so its signature is what counts.

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate() -> bytes:
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")]), datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(KEY.public_key())
    built = built.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    return built.sign(KEY, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def envelope(stack: Stack, kind: str = "Notification", **changed: str) -> str:
    """A message signed as AWS documents it; the certificate is served by the test's own socket."""
    stack.carrier.served |= {"/sns.pem": certificate(), "/confirm": b"<ok/>"}
    fields = {
        "Type": kind,
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": TOPIC,
        "Message": events.cloudwatch(),
        "Timestamp": "2026-11-22T03:00:06.000Z",
        "SignatureVersion": "2",
        "SigningCertURL": f"{stack.carrier.url}/sns.pem",
    }
    signed = ["Message", "MessageId", "Timestamp", "TopicArn", "Type"]
    if kind == "SubscriptionConfirmation":
        fields |= {"Token": "abc", "SubscribeURL": f"{stack.carrier.url}/confirm?Token=abc", "Message": "You chose ..."}
        signed += ["SubscribeURL", "Token"]
    fields |= {name: value for name, value in changed.items() if name == "TopicArn"}
    text = "".join(f"{name}\n{fields[name]}\n" for name in sorted(signed))
    fields["Signature"] = base64.b64encode(KEY.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()
    return json.dumps(fields | changed)


def test_an_alarm_signed_by_our_topic_needs_no_token(stack: Stack) -> None:
    status, said = post(stack, envelope(stack), source="cloudwatch", token="")

    assert status == 202
    assert said["alarms"][0]["outcome"] == "opened"


def test_sns_delivers_twice_and_it_is_one_alarm(stack: Stack) -> None:
    post(stack, envelope(stack), source="cloudwatch", token="")

    status, said = post(stack, envelope(stack), source="cloudwatch", token="")

    assert status == 202
    assert said["alarms"][0]["outcome"] == "seen"


def test_the_subscription_of_our_topic_is_confirmed(stack: Stack) -> None:
    body = envelope(stack, "SubscriptionConfirmation")

    assert post(stack, body, source="cloudwatch", token="")[0] == 200
    assert any(path.startswith("/confirm?Token=abc") for path, _ in stack.carrier.asked)


@pytest.mark.parametrize(
    "changed",
    [
        {"Message": events.cloudwatch("payments-errors")},
        {"TopicArn": "arn:aws:sns:us-east-1:999999999999:theirs"},
        {"SigningCertURL": "https://sns.us-east-1.amazonaws.com.evil.example/x.pem"},
        {"Signature": "bm90IGl0"},
    ],
    ids=["changed", "another's topic", "another's certificate", "forged"],
)
def test_an_sns_message_that_is_not_ours_is_refused_and_leaves_nothing(stack: Stack, changed: dict[str, str]) -> None:
    status, said = post(stack, envelope(stack, **changed), source="cloudwatch", token="")

    assert status == 403
    assert said["error"]
    assert stack.items() == []


def test_an_envelope_does_not_open_the_door_of_another_source(stack: Stack) -> None:
    assert post(stack, envelope(stack), source="alertmanager", token="")[0] == 401


def test_an_unknown_topic_is_never_confirmed(stack: Stack) -> None:
    body = envelope(stack, "SubscriptionConfirmation", TopicArn="arn:aws:sns:us-east-1:999999999999:theirs")

    assert post(stack, body, source="cloudwatch", token="")[0] == 403
    assert stack.carrier.asked == []


def test_throttled_secrets_are_served_from_memory(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    post(stack, json.dumps(FIRING))
    stack.client("secretsmanager").delete_secret(SecretId="nightdesk/alarm-tokens", ForceDeleteWithoutRecovery=True)
    time_passes(monkeypatch, seconds=3600)

    assert post(stack, json.dumps({**FIRING, "groupKey": "again"}))[0] == 202


def test_a_secret_that_was_never_read_closes_the_door(stack: Stack) -> None:
    stack.client("secretsmanager").delete_secret(SecretId="nightdesk/alarm-tokens", ForceDeleteWithoutRecovery=True)

    with pytest.raises(Exception, match="could not be read"):
        post(stack, json.dumps(FIRING))
    assert stack.items() == []


def of_pagerduty(key: str, title: str) -> str:
    data = {
        "id": "Q1",
        "type": "incident",
        "status": "triggered",
        "incident_key": key,
        "title": title,
        "urgency": "high",
    }
    return json.dumps({"event": {"id": "1", "event_type": "incident.triggered", "data": data}})


def test_our_own_incident_that_pagerduty_posts_back_opens_nothing_and_is_told_why(stack: Stack) -> None:
    post(stack, json.dumps(FIRING))
    (ours,) = stack.incidents()

    status, said = post(stack, of_pagerduty(ours.id, f"SEV1 {ours.title}"), source="pagerduty")

    assert status == 202
    assert said == {"alarms": [], "ignored": f"{ours.id}: opened there by this desk, so it is no alarm here"}
    assert len(stack.incidents()) == 1


def test_somebody_elses_incident_in_pagerduty_still_opens_one(stack: Stack) -> None:
    status, said = post(stack, of_pagerduty("mail-queue", "Mail queue is stuck"), source="pagerduty")

    assert (status, said["alarms"][0]["outcome"]) == (202, "opened")
