"""POST /twilio/status/{outbox}, /twilio/conference/{incident}: what became of a text, a call or a war room."""

from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.channel.caller import caller
from nightdesk.channel.conference import conference_event
from nightdesk.channel.webhook import forbidden, path
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.desk.watching.call_back import hung_up
from nightdesk.desk.watching.war_room import happened
from nightdesk.errors import BadSignature
from nightdesk.incident.desk import IncidentId, Phone

log = Logger()
OVER = frozenset({"completed", "failed", "canceled", "no-answer", "busy"})


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """
    204 whatever the receipt says; 403 when it is not Twilio's. A table that is away raises: the carrier repeats a 5xx.
    """
    try:
        form = wiring.signed_form(event)
    except BadSignature as error:
        log.warning("receipt refused", extra={"why": str(error)})
        return forbidden()
    *_, kind, outbox = path(event).split("/")
    if kind == "conference":
        return _conferred(form, outbox)
    if outbox == "inbound":
        return _owner_call_ended(form)
    status = form.get("MessageStatus") or form.get("CallStatus") or ""
    code = form.get("ErrorCode", "")
    sid = form.get("MessageSid") or form.get("CallSid") or ""
    take_receipt(wiring.kit(), outbox, status=status, error=int(code) if code.isdigit() else 0, sid=sid)
    if form.get("CallStatus") in OVER:
        hung_up(wiring.kit(), call=sid, phone=Phone(form.get("To", "")), is_ours=True)
    log.info("receipt", extra={"outbox": outbox, "status": status, "error": code})
    return {"statusCode": 204}


def _owner_call_ended(form: Mapping[str, str]) -> dict[str, Any]:
    """Somebody who had called the desk is no longer on the line."""
    call, status = form.get("CallSid", ""), form.get("CallStatus", "")
    if status in OVER:
        hung_up(wiring.kit(), call=call, phone=caller(form))
    log.info("call over", extra={"call": call, "status": status})
    return {"statusCode": 204}


def _conferred(form: Mapping[str, str], incident: str) -> dict[str, Any]:
    """Somebody came into a war room or left it, or it ended; what else the carrier tells of it changes nothing."""
    event = conference_event(form, now=wiring.kit().now())
    if event:
        happened(wiring.kit(), IncidentId(incident), event)
    log.info("conference", extra={"incident": incident, "event": form.get("StatusCallbackEvent", "")})
    return {"statusCode": 204}
