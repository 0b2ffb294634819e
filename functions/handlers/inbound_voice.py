"""POST /twilio/voice and below: every turn of every call."""

import re
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.channel.caller import caller
from nightdesk.channel.twiml import render
from nightdesk.channel.webhook import forbidden, hints_of, path, twiml
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.calls.unsaved import call_unsaved
from nightdesk.errors import BadSignature, Conflict, StoreUnavailable
from nightdesk.incident.desk import Phone
from nightdesk.redaction.redact import last4

log = Logger()
FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


def turn_of(form: Mapping[str, str], below: str) -> Turn:
    """The request as the desk reads it: the person on the phone is `phone`, whoever rang whom."""
    is_outbound = form.get("Direction", "").startswith("outbound")
    joined = form.get("DialBridged", "")
    return Turn(
        path=tuple(below.split("/")) if below else (),
        call=form.get("CallSid", ""),
        phone=Phone(form.get("To", "")) if is_outbound else caller(form),
        other=Phone(form.get("From" if is_outbound else "To", "")),
        said=form.get("SpeechResult", "")[:2000],
        confidence=_number(form.get("Confidence", "")),
        digits=form.get("Digits", ""),
        status=form.get("DialCallStatus", ""),
        is_bridged=joined == "true" if joined else None,
        is_over=form.get("CallStatus", "") in FINAL,
        parent=form.get("ParentCallSid", ""),
        hints={} if is_outbound else hints_of(form),
    )


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d?\.?\d{1,9}", text) else None


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """200 with TwiML, also when nothing can be saved; 403 when it is not Twilio's."""
    try:
        form = wiring.signed_form(event)
    except BadSignature as error:
        log.warning("call refused", extra={"why": str(error)})
        return forbidden()
    below = path(event).split("/twilio/voice", 1)[-1].strip("/")
    turn = turn_of(form, below)
    facts = {"phone": last4(turn.phone), "call": turn.call, "path": below}
    try:
        verbs = speak(wiring.kit(), turn)
    except (StoreUnavailable, Conflict):
        log.exception("call turn not saved", extra=facts)
        verbs = call_unsaved(wiring.kit(), turn)
    log.info("call turn", extra=facts)
    return twiml(render(*verbs))
