"""POST /twilio/voice and below: every turn of every call."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.channel.twiml import render
from nightdesk.channel.webhook import forbidden, hints_of, path, twiml
from nightdesk.desk.speak import speak
from nightdesk.desk.turn import Turn
from nightdesk.desk.unsaved import call_unsaved
from nightdesk.errors import BadSignature, Conflict, StoreUnavailable
from nightdesk.incident.desk import Phone
from nightdesk.redaction.redact import last4

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """200 with TwiML, also when nothing can be saved; 403 when it is not Twilio's."""
    try:
        form = wiring.signed_form(event)
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
        hints={} if is_outbound else hints_of(form),
    )
    facts = {"phone": last4(turn.phone), "call": turn.call, "path": below}
    try:
        verbs = speak(wiring.kit(), turn)
    except (StoreUnavailable, Conflict):
        log.exception("call turn not saved", extra=facts)
        verbs = call_unsaved(wiring.kit(), turn)
    log.info("call turn", extra=facts)
    return twiml(render(*verbs))
