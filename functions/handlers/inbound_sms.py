"""POST /twilio/sms: somebody texted. Judge, save, answer nothing here: the outbox speaks."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.channel.twiml import empty_response, messages
from nightdesk.channel.webhook import forbidden, message_of, twiml
from nightdesk.desk.calls.unsaved import text_unsaved
from nightdesk.desk.responders.receive import receive
from nightdesk.errors import BadSignature, Conflict, StoreUnavailable
from nightdesk.redaction.redact import last4

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """
    200 with an empty <Response/> once the text and all it causes are saved; 403 when it is not Twilio's.

    When it cannot be saved, the answer itself says the first safe step. When it cannot even be queued this raises: a
    5xx makes Twilio try again (#rc=2&rp=5xx) and then ask the number's fallback URL.
    """
    try:
        form = wiring.signed_form(event)
    except BadSignature as error:
        log.warning("text refused", extra={"why": str(error)})
        return forbidden()
    kit = wiring.kit()
    message = message_of(form, at=kit.now())
    facts = {"phone": last4(message.phone), "message_id": message.id}
    try:
        receive(kit, message)
    except (StoreUnavailable, Conflict):
        log.exception("text not saved", extra=facts)
        return twiml(messages(*text_unsaved(kit, wiring.doors().turns(), message)))
    log.info("text received", extra=facts)
    return twiml(empty_response())
