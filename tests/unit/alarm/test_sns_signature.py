"""SNS messages that are ours, and ones that only look like it."""

import base64
import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from nightdesk.alarm.sns.trust import SnsGate, is_sns
from nightdesk.errors import BadSignature, Malformed, UnknownSource

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms"
CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123.pem"
CONFIRM = f"https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=abc"
NAMES = {
    "Notification": ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
    "SubscriptionConfirmation": ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
}


def certificate(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, *, days: int = 30) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = (
        built.serial_number(1).not_valid_before(NOW - timedelta(days=30)).not_valid_after(NOW + timedelta(days=days))
    )
    return built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = certificate(KEY)


def message(
    kind: str = "Notification",
    *,
    version: str = "2",
    key: rsa.RSAPrivateKey = KEY,
    without: Collection[str] = (),
    **changed: str,
) -> dict[str, str]:
    """A message signed as AWS documents it, by the test's own hand."""
    fields = {
        "Type": kind,
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": TOPIC,
        "Message": '{"AlarmName":"checkout-errors"}',
        "Timestamp": "2026-11-23T02:59:58.000Z",
        "SignatureVersion": version,
        "SigningCertURL": CERTIFICATE,
    }
    if kind == "Notification":
        fields |= {"Subject": "ALARM", "UnsubscribeURL": "https://sns.eu-central-1.amazonaws.com/?x"}
    else:
        fields |= {"Token": "abc", "SubscribeURL": CONFIRM}
    fields = {name: value for name, value in (fields | changed).items() if name not in without}
    text = "".join(f"{name}\n{fields[name]}\n" for name in NAMES.get(kind, []) if name in fields)
    algorithm: hashes.HashAlgorithm = hashes.SHA1() if version == "1" else hashes.SHA256()
    fields["Signature"] = base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), algorithm)).decode()
    return fields


class Aws:
    """Serves one certificate and remembers what was asked for."""

    def __init__(self, pem: bytes = PEM) -> None:
        self.pem = pem
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        return self.pem


def gate(aws: Aws | None = None, **more: Collection[str]) -> SnsGate:
    return SnsGate(topics=[TOPIC], fetch=aws or Aws(), now=lambda: NOW, **more)


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_notification_of_our_topic_is_let_through(version: str) -> None:
    read = gate().read(json.dumps(message(version=version)))

    assert (read.type, read.topic, read.subject) == ("Notification", TOPIC, "ALARM")
    assert json.loads(read.message)["AlarmName"] == "checkout-errors"


def test_a_notification_without_a_subject_is_let_through() -> None:
    assert gate().read(json.dumps(message(without=["Subject"]))).subject == ""


def test_the_certificate_is_fetched_once() -> None:
    aws = Aws()
    opened = gate(aws)

    opened.read(json.dumps(message()))
    opened.read(json.dumps(message(MessageId="another")).encode())

    assert aws.asked == [CERTIFICATE]


@pytest.mark.parametrize("name", ["Message", "MessageId", "Subject", "Timestamp"])
def test_a_changed_field_does_not_pass(name: str) -> None:
    with pytest.raises(BadSignature):
        gate().read(json.dumps(message() | {name: "changed"}))


def test_a_signature_by_another_key_does_not_pass() -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    with pytest.raises(BadSignature):
        gate().read(json.dumps(message(key=other)))


@pytest.mark.parametrize("version", ["", "3", "SHA256"])
def test_an_unknown_signature_version_does_not_pass(version: str) -> None:
    with pytest.raises(BadSignature):
        gate().read(json.dumps(message() | {"SignatureVersion": version}))


@pytest.mark.parametrize("signature", ["", "not base64!", "AAAA", "\ud800"])
def test_a_garbled_signature_does_not_pass(signature: str) -> None:
    with pytest.raises(BadSignature):
        gate().read(json.dumps(message() | {"Signature": signature}))


def test_another_topic_is_refused_before_anything_is_fetched() -> None:
    aws = Aws()

    with pytest.raises(UnknownSource):
        gate(aws).read(json.dumps(message(TopicArn=TOPIC + "-evil")))

    assert aws.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://sns.eu-central-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem",
        "https://evil.example/sns.eu-central-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com@evil.example/a.pem",
        "https://evil@sns.eu-central-1.amazonaws.com/a.pem",
        "https://s3.eu-central-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com:8443/a.pem",
        "https://sns.eu-central-1.amazonaws.com:port/a.pem",
        "https://sns.eu-central-1.amazonaws.com/a.txt",
        "https://sns.eu-central-1.amazonaws.com/?x=a.pem",
        "https://sns.eu-central-1.amazonaws.com/a.pem?x=1",
        "https://[sns/a.pem",
        "file:///etc/passwd.pem",
        "",
    ],
)
def test_a_certificate_is_only_fetched_from_sns(url: str) -> None:
    aws = Aws()

    with pytest.raises((BadSignature, Malformed)):
        gate(aws).read(json.dumps(message(SigningCertURL=url)))

    assert aws.asked == []


def test_an_endpoint_of_our_own_must_be_listed() -> None:
    local = message(SigningCertURL="http://127.0.0.1:4566/cert.pem")

    assert gate(origins=["http://127.0.0.1:4566"]).read(json.dumps(local))
    with pytest.raises(BadSignature):
        gate(origins=["http://127.0.0.1:9999"]).read(json.dumps(local))


@pytest.mark.parametrize(
    "pem",
    [
        b"",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        certificate(KEY, days=-1),
        certificate(rsa.generate_private_key(public_exponent=65537, key_size=1024)),
        certificate(ec.generate_private_key(ec.SECP256R1())),
    ],
    ids=["empty", "garbled", "expired", "short key", "not RSA"],
)
def test_a_certificate_that_cannot_be_trusted_passes_nothing(pem: bytes) -> None:
    with pytest.raises(BadSignature):
        gate(Aws(pem)).read(json.dumps(message()))


@pytest.mark.parametrize("name", ["Message", "MessageId", "Timestamp", "Signature", "SigningCertURL"])
def test_a_message_with_a_part_missing_is_malformed_and_says_which(name: str) -> None:
    fields = message()
    del fields[name]

    with pytest.raises(Malformed, match=name):
        gate().read(json.dumps(fields))


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"x"', '{"Type": 1}', '{"Type": "Other"}', b"\xff", "[" * 100_000]
)
def test_what_is_no_sns_message_is_malformed(body: str | bytes) -> None:
    assert not is_sns(body)
    with pytest.raises(Malformed):
        gate().read(body)


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_subscription_to_our_topic_is_confirmed_at_sns(version: str) -> None:
    aws = Aws()
    opened = gate(aws)

    opened.confirm(opened.read(json.dumps(message("SubscriptionConfirmation", version=version))))

    assert aws.asked == [CERTIFICATE, CONFIRM]


def test_a_subscription_is_not_confirmed_anywhere_else() -> None:
    aws = Aws()
    opened = gate(aws)
    offered = opened.read(json.dumps(message("SubscriptionConfirmation", SubscribeURL="https://evil.example/confirm")))

    with pytest.raises(BadSignature):
        opened.confirm(offered)

    assert aws.asked == [CERTIFICATE]


def test_a_notification_confirms_nothing() -> None:
    opened = gate()

    with pytest.raises(Malformed):
        opened.confirm(opened.read(json.dumps(message())))


def test_an_envelope_is_recognised_without_being_trusted() -> None:
    assert is_sns(json.dumps(message() | {"Signature": "x"}))
    assert not is_sns('{"receiver": "alertmanager"}')
