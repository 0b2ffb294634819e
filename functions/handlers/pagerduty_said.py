"""POST /pagerduty: somebody acknowledged or resolved one of our incidents in PagerDuty."""

import hashlib
import json
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring, wiring_notices
from nightdesk.channel.webhook import raw_body
from nightdesk.desk.responders.from_pagerduty import hear_pagerduty
from nightdesk.errors import BadSignature, Malformed, Misconfigured
from nightdesk.notice.pagerduty_webhook import HEADER, read, verify

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """
    202 with what became of it; 403 when it is not PagerDuty's, 422 with the reason when it cannot be read (it is kept).

    A table that is away raises: PagerDuty repeats what was answered with a 5xx.
    """
    try:
        body = raw_body(event)
        _verify(body, event.get("headers") or {})
    except (BadSignature, Misconfigured, ValueError) as error:
        log.warning("webhook refused", extra={"why": str(error)})
        return {"statusCode": 403, "headers": {"content-type": "text/plain"}, "body": ""}
    try:
        said = read(body)
    except Malformed as error:
        kept = f"pagerduty-{hashlib.sha256(body).hexdigest()[:24]}"
        wiring.kit().store.quarantine(
            kept, source="pagerduty", raw=body.decode(errors="replace"), reason=str(error), at=wiring.kit().now()
        )
        return _answer(422, {"error": str(error), "kept": kept})
    outcome = hear_pagerduty(wiring.kit(), said)
    log.info("PagerDuty said", extra={"event": said.id, "incident": said.incident, "what": said.what, "so": outcome})
    return _answer(202, {"outcome": outcome})


def _verify(body: bytes, headers: dict[str, str]) -> None:
    """Also right after the secret was changed."""
    sent = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    try:
        verify(body, sent, wiring_notices.webhook_secrets())
    except BadSignature:
        if not sent or wiring.was_read_just_now(wiring.settings().pagerduty_secret):
            raise
        verify(body, sent, wiring_notices.webhook_secrets(is_fresh=True))


def _answer(status: int, body: dict[str, Any]) -> dict[str, Any]:
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
