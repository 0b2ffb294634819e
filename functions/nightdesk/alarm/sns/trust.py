"""
Is this HTTP-delivered message really from one of our SNS topics?

Only the handler of posted alarms imports this, and `cryptography` only when a message arrives that names a topic of
ours: RSA is not a thing to write oneself, and 90 ms once is cheaper than a forged alarm.
https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from nightdesk.errors import BadSignature, Malformed, UnknownSource

Fetch = Callable[[str], bytes]
"""GET over verified TLS, following no redirect; the body, or an exception."""

Type = Literal["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]

_SIGNED: dict[Type, tuple[str, ...]] = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    "UnsubscribeConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
_HOST = re.compile(r"sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SnsMessage:
    """A message whose signature held. id: repeats when SNS delivers again, so it is the once-mark."""

    type: Type
    id: str
    topic: str
    message: str
    subject: str = ""
    subscribe_url: str = ""


class SnsGate:
    """
    Lets through what the listed topics signed.

    topics: the ARNs we listen to. origins: further `scheme://host:port` that may serve certificates and
    confirmations, for an endpoint that is not AWS's; empty in production. now: for the certificate's dates.
    """

    def __init__(
        self, *, topics: Collection[str], fetch: Fetch, now: Callable[[], datetime], origins: Collection[str] = ()
    ) -> None:
        self._topics = frozenset(topics)
        self._fetch = fetch
        self._now = now
        self._origins = frozenset(origins)
        self._certificates: dict[str, bytes] = {}

    def read(self, body: str | bytes) -> SnsMessage:
        """
        The verified message. Raises Malformed (not an SNS message), UnknownSource (a topic not listed) or BadSignature.
        """
        fields = _fields(body)
        kind = fields.get("Type", "")
        if kind not in _SIGNED:
            raise Malformed(f"Type: {kind[:40]!r} is not an SNS message type")
        if fields.get("TopicArn", "") not in self._topics:
            raise UnknownSource("this SNS topic is not one of ours")
        self._verify(fields, _SIGNED[kind])
        return SnsMessage(
            type=kind,
            id=fields["MessageId"],
            topic=fields["TopicArn"],
            message=fields["Message"],
            subject=fields.get("Subject", ""),
            subscribe_url=fields.get("SubscribeURL", ""),
        )

    def confirm(self, message: SnsMessage) -> None:
        """Accept the subscription a verified message offers. Raises BadSignature when its URL is not SNS's."""
        if message.type != "SubscriptionConfirmation":
            raise Malformed(f"Type: a {message.type} is not confirmed")
        if not self._is_sns(message.subscribe_url):
            raise BadSignature("SubscribeURL is not an address of SNS")
        self._fetch(message.subscribe_url)

    def _verify(self, fields: Mapping[str, str], signed: tuple[str, ...]) -> None:
        from nightdesk.alarm.sns.x509 import holds

        missing = [
            name for name in (*signed, "Signature", "SigningCertURL") if name != "Subject" and name not in fields
        ]
        if missing:
            raise Malformed(f"{missing[0]}: missing from the SNS message")
        url, version = fields["SigningCertURL"], fields.get("SignatureVersion", "")
        if version not in {"1", "2"}:
            raise BadSignature(f"signature version {version[:10]!r} is not 1 or 2")
        if not (self._is_sns(url) and urlsplit(url).path.endswith(".pem") and not urlsplit(url).query):
            raise BadSignature("SigningCertURL is not an address of SNS")
        try:
            signature = base64.b64decode(fields["Signature"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadSignature("the signature is not base64") from error
        text = "".join(f"{name}\n{fields[name]}\n" for name in signed if name in fields)
        if not holds(
            self._certificate(url),
            text.encode(),
            signature,
            algorithm="SHA1" if version == "1" else "SHA256",
            now=self._now(),
        ):
            raise BadSignature("the signature does not match")

    def _certificate(self, url: str) -> bytes:
        """Fetched once: AWS gives a new certificate a new address."""
        if url not in self._certificates:
            self._certificates[url] = self._fetch(url)
        return self._certificates[url]

    def _is_sns(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return False
        if f"{parts.scheme}://{parts.netloc}" in self._origins:
            return True
        is_aws = _HOST.fullmatch(parts.hostname or "") is not None and port in {None, 443} and "@" not in parts.netloc
        return parts.scheme == "https" and is_aws


def is_sns(body: str | bytes) -> bool:
    """Does this look like an SNS envelope at all? Proves nothing; decides only which way to verify it."""
    try:
        fields = _fields(body)
    except Malformed:
        return False
    return fields.get("Type", "") in _SIGNED and "TopicArn" in fields


def _fields(body: str | bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("the SNS message is not JSON") from error
    if not isinstance(fields, dict):
        raise Malformed("the SNS message is not a JSON object")
    return {name: value for name, value in fields.items() if isinstance(value, str)}
