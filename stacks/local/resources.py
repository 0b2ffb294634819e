"""Texts and calls as Twilio's REST API shows them, and its error bodies."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from starlette.responses import JSONResponse

from stacks.local.phones import Leg, Text

MEANINGS = {
    20001: "Unknown parameters",
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "Internal Server Error",
    20503: "Service Unavailable",
}
CODE_OF_STATUS = {401: 20003, 404: 20404, 429: 20429, 500: 20500, 503: 20503}


class Rejected(Exception):
    """Twilio does not take the request: an HTTP status, its error number and a sentence."""

    def __init__(self, status: int, code: int, message: str = "") -> None:
        super().__init__(message or MEANINGS.get(code, "The request was not accepted"))
        self.status = status
        self.code = code

    def response(self) -> JSONResponse:
        """The error as Twilio words it."""
        body = {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        # Twilio names a realm, and closes nothing: a client may try again on the same connection.
        headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if self.status == 401 else None
        return JSONResponse(body, self.status, headers)


def text_resource(text: Text, account_sid: str) -> dict[str, Any]:
    """A Message resource."""
    uri = f"/2010-04-01/Accounts/{account_sid}/Messages/{text.sid}"
    return {
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "body": text.body,
        "date_created": rfc2822(text.at),
        "date_sent": rfc2822(text.sent_at or (text.at if text.direction == "inbound" else None)),
        "date_updated": rfc2822(text.updated_at),
        "direction": text.direction,
        "error_code": text.error_code,
        "error_message": f"See https://www.twilio.com/docs/errors/{text.error_code}" if text.error_code else None,
        "from": text.sender,
        "messaging_service_sid": text.messaging_service,
        "num_media": str(len(text.media)),
        "num_segments": str(text.segments),
        "price": None,
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": text.to,
        "uri": f"{uri}.json",
    }


def call_resource(leg: Leg, account_sid: str) -> dict[str, Any]:
    """A Call resource."""
    uri = f"/2010-04-01/Accounts/{account_sid}/Calls/{leg.sid}"
    return {
        "account_sid": account_sid,
        "annotation": None,
        "answered_by": leg.answered_by,
        "api_version": "2010-04-01",
        "caller_name": "",
        "date_created": rfc2822(leg.at),
        "date_updated": rfc2822(leg.ended_at or leg.answered_at or leg.at),
        "direction": leg.direction,
        "duration": None if leg.duration is None else str(leg.duration),
        "end_time": rfc2822(leg.ended_at),
        "forwarded_from": None,
        "from": leg.sender,
        "from_formatted": leg.sender,
        "group_sid": None,
        "parent_call_sid": leg.parent,
        "phone_number_sid": None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "sid": leg.sid,
        "start_time": rfc2822(leg.answered_at),
        "status": leg.status,
        "subresource_uris": {"events": f"{uri}/Events.json", "recordings": f"{uri}/Recordings.json"},
        "to": leg.to,
        "to_formatted": leg.to,
        "trunk_sid": None,
        "uri": f"{uri}.json",
    }


def rfc2822(moment: str | None) -> str | None:
    """A moment as Twilio writes it."""
    """An ISO 8601 time as Twilio writes times."""
    return None if moment is None else format_datetime(datetime.fromisoformat(moment))
