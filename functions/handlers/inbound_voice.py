"""POST /twilio/voice and below: every turn of every call."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.channel.twiml import render
from nightdesk.channel.webhook import forbidden, path, signed_form, twiml
from nightdesk.desk.speak import speak
from nightdesk.desk.turn import Turn
from nightdesk.errors import BadSignature
from nightdesk.incident.desk import Phone
from nightdesk.redaction.redact import last4

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """200 with TwiML; 403 when it is not Twilio's."""
    try:
        form = signed_form(event, public_url=wiring.settings().public_url, tokens=wiring.twilio_tokens())
    except BadSignature as error:
        log.warning("call refused", extra={"why": str(error)})
        return forbidden()
    below = path(event).split("/twilio/voice", 1)[-1].strip("/")
    is_outbound = form.get("Direction", "").startswith("outbound")
    caller, called = Phone(form.get("From", "")), Phone(form.get("To", ""))
    turn = Turn(
        path=tuple(below.split("/")) if below else (),
        call=form.get("CallSid", ""),
        phone=called if is_outbound else caller,
        other=caller if is_outbound else called,
        said=form.get("SpeechResult", "")[:2000],
        digits=form.get("Digits", ""),
        status=form.get("DialCallStatus", ""),
    )
    verbs = speak(wiring.kit(), turn)
    log.info("call turn", extra={"phone": last4(turn.phone), "call": turn.call, "path": below})
    return twiml(render(*verbs))
