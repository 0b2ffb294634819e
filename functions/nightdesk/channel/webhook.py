"""An HTTP API event (payload format 2.0) as the telephone carrier meant it, and the answers it understands."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from nightdesk.channel.signature import verify
from nightdesk.contact.contact import Message
from nightdesk.incident.desk import Phone

LONGEST_BODY = 50_000
HINTS = ("FromCity", "FromState", "FromZip", "FromCountry")
"""Where the carrier says a number is from; mostly empty."""
KEPT = ("OptOutType", *HINTS)
MOST_MEDIA = 10
Event = Mapping[str, Any]
Answer = dict[str, Any]


def raw_body(event: Event) -> bytes:
    """The body exactly as it was posted; API Gateway may hand it over in base64."""
    body = event.get("body") or ""
    return base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()


def signed_form(event: Event, *, public_url: str, tokens: Sequence[str]) -> dict[str, str]:
    """The verified form. Raises BadSignature before anything is parsed for meaning."""
    query = event.get("rawQueryString") or ""
    url = public_url + path(event) + (f"?{query}" if query else "")
    form = verify(url, event.get("headers") or {}, raw_body(event), tokens)
    return {name: value if isinstance(value, str) else value[-1] for name, value in form.items()}


def path(event: Event) -> str:
    """The path below the public URL: API Gateway puts a named stage in front of it."""
    raw: str = event.get("rawPath") or "/"
    stage = (event.get("requestContext") or {}).get("stage", "$default")
    prefix = f"/{stage}"
    return raw.removeprefix(prefix) if stage != "$default" and raw.startswith(prefix + "/") else raw


def message_of(form: Mapping[str, str], *, at: Any) -> Message:
    """The inbound text in a form. The body is kept as it came, up to what a row holds in the widest letters."""
    media = int(form.get("NumMedia") or 0) if (form.get("NumMedia") or "0").isdigit() else 0
    return Message(
        id=form.get("MessageSid") or form.get("SmsSid") or "",
        phone=Phone(form.get("From", "")),
        at=at,
        direction="in",
        channel="sms",
        body=form.get("Body", "")[:LONGEST_BODY],
        media=tuple(filter(None, (form.get(f"MediaUrl{i}") for i in range(min(media, MOST_MEDIA))))),
        headers={name: form[name] for name in KEPT if form.get(name)} | _kinds_of_media(form, media),
    )


def hints_of(form: Mapping[str, str]) -> dict[str, str]:
    """What the carrier says of where a number is from, without what it leaves empty."""
    return {name: form[name][:60] for name in HINTS if form.get(name)}


def _kinds_of_media(form: Mapping[str, str], count: int) -> dict[str, str]:
    """What the carrier says each attachment is, as {"MediaContentType0": "image/jpeg"}; to be checked, not believed."""
    names = [f"MediaContentType{i}" for i in range(min(count, MOST_MEDIA))]
    return {name: form[name][:80] for name in names if form.get(name)}


def twiml(document: str) -> Answer:
    """200 with TwiML."""
    return {"statusCode": 200, "headers": {"content-type": "text/xml; charset=utf-8"}, "body": document}


def forbidden() -> Answer:
    """403 with nothing in it: a forger learns nothing."""
    return {"statusCode": 403, "headers": {"content-type": "text/plain"}, "body": ""}
