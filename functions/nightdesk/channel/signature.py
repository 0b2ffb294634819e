"""
Is this webhook Twilio's?

Our own sixty lines rather than the SDK's validator: it never compares in variable time, never lets a parsed body skip
its hash, takes repeated keys from the raw form, and pins the algorithm to the secret instead of to a header.
https://www.twilio.com/docs/usage/webhooks/webhooks-security
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urldefrag, urlsplit

from nightdesk.errors import BadSignature

Params = dict[str, str | list[str]]
_Pairs = list[tuple[str, str]]

UNSIGNED_SOMETIMES = frozenset({"CallToken", "StirVerstat"})
"""Parameters that have been seen in a form but not in its signature. They are then dropped as untrusted."""

MOST_FIELDS = 500


@dataclass(frozen=True, slots=True)
class SharedKey:
    """A webhook secret of Twilio's newer scheme (HMAC-SHA256). id: what the signature settings header must name."""

    id: str
    secret: str = field(repr=False)


Secret = str | SharedKey
"""An auth token (always HMAC-SHA1) or a shared key (always HMAC-SHA256). The sender has no say in it."""


def verify(url: str, headers: Mapping[str, str], body: str | bytes, tokens: Sequence[Secret]) -> Params:
    """
    The parameters of a webhook that Twilio signed with one of our secrets; a repeated key has a list.

    url: as Twilio was told to call it: configured public URL, raw path, raw query. A fragment is ignored.
    body: exactly as posted. One that is not a form must carry its hash in the query; it yields no parameters.
    tokens: the current secrets, two while one is being rotated. Raises BadSignature.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    claimed = lower.get("x-twilio-signature", "")
    if not claimed:
        raise BadSignature("no X-Twilio-Signature")
    address = urldefrag(url).url
    pairs = _pairs(address, lower.get("content-type", ""), body.encode() if isinstance(body, str) else body)
    settings = lower.get("x-twilio-webhooks-signature-settings", "")
    secrets = [secret for secret in tokens if secret and _is_meant(secret, settings)]
    trusted = [pair for pair in pairs if pair[0] not in UNSIGNED_SOMETIMES]
    for candidate in (pairs, trusted):
        if _is_signed(address, candidate, claimed, secrets):
            return _params(candidate)
    raise BadSignature("the signature does not match")


def sign(url: str, pairs: Iterable[tuple[str, str]], secret: Secret) -> str:
    """Base64 HMAC over the URL and each distinct name+value, in order of name, then value."""
    key, algorithm = (secret.secret, hashlib.sha256) if isinstance(secret, SharedKey) else (secret, hashlib.sha1)
    signed = url + "".join(name + value for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.new(key.encode(), signed.encode(errors="replace"), algorithm).digest()).decode()


def _is_signed(url: str, pairs: _Pairs, claimed: str, secrets: Sequence[Secret]) -> bool:
    expected = [sign(spelling, pairs, secret) for spelling in _spellings(url) for secret in secrets]
    return any([hmac.compare_digest(one.encode(), claimed.encode(errors="replace")) for one in expected])  # noqa: C419 - no early exit


def _is_meant(secret: Secret, settings: str) -> bool:
    """Only the pair of key and algorithm that we configured: a header never turns one kind of secret into the other."""
    named = dict(part.strip().partition("=")[::2] for part in settings.split(",") if part.strip())
    if isinstance(secret, SharedKey):
        return named.get("key") == secret.id and named.get("algorithm") == "HMAC_SHA256"
    return "key" not in named and named.get("algorithm", "HMAC_SHA1") == "HMAC_SHA1"


def _pairs(url: str, kind: str, body: bytes) -> _Pairs:
    """The posted form, blanks kept; nothing for any other body, after its hash was compared."""
    hashes = parse_qs(urlsplit(url).query, keep_blank_values=True).get("bodySHA256", [])
    is_form = kind.partition(";")[0].strip().lower() == "application/x-www-form-urlencoded"
    if not is_form:
        digest = hashlib.sha256(body).hexdigest()
        if (body or hashes) and not (
            hashes and all(hmac.compare_digest(digest.encode(), one.lower().encode(errors="replace")) for one in hashes)
        ):
            raise BadSignature("the body does not match its bodySHA256")
        return []
    if hashes:
        raise BadSignature("a form does not carry bodySHA256")
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise BadSignature("the form cannot be read") from error


def _spellings(url: str) -> tuple[str, ...]:
    """The URL with and without its port: which of them Twilio signs has varied."""
    parts = urlsplit(url)
    host, default = parts.netloc.rpartition("@")[2], {"https": 443, "http": 80}.get(parts.scheme, 443)
    try:
        bare = host.removesuffix(f":{parts.port}") if parts.port else host
    except ValueError as error:
        raise BadSignature("the URL has no readable port") from error
    with_port = url if parts.port else parts._replace(netloc=f"{parts.netloc}:{default}").geturl()
    without = parts._replace(netloc=parts.netloc.removesuffix(host) + bare).geturl() if parts.port else url
    return tuple(dict.fromkeys((url, without, with_port)))


def _params(pairs: _Pairs) -> Params:
    params: Params = {}
    for name, value in pairs:
        known = params.get(name)
        if known is None:
            params[name] = value
        else:
            params[name] = [*known, value] if isinstance(known, list) else [known, value]
    return params
