"""POST /twilio/sms: somebody texted. Judge, save, answer nothing here: the outbox speaks."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.channel.webhook import forbidden, message_of, signed_form, twiml
from nightdesk.desk.receive import receive
from nightdesk.errors import BadSignature
from nightdesk.redaction.redact import last4

log = Logger()
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """200 with an empty <Response/> once the text and all it causes are saved; 403 when it is not Twilio's."""
    public_url = wiring.settings().public_url
    try:
        form = signed_form(event, public_url=public_url, tokens=wiring.twilio_tokens())
    except BadSignature as error:
        log.warning("text refused", extra={"why": str(error)})
        return forbidden()
    kit = wiring.kit()
    message = message_of(form, at=kit.now())
    receive(kit, message)
    log.info("text received", extra={"phone": last4(message.phone), "message_id": message.id})
    return twiml(EMPTY)
