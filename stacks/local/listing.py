"""Lists of Twilio's REST API: its filters and its pages."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from stacks.local.phones import Leg, Text
from stacks.local.resources import Rejected


def page(name: str, found: list[dict[str, Any]], request: Request) -> Response:
    """One page of a list, as Twilio pages: PageSize (50, at most 1000) and Page from 0."""
    size = max(1, min(_whole(request, "PageSize", 50), 1000))
    page = _whole(request, "Page", 0)
    shown = found[page * size : (page + 1) * size]
    path = request.url.path

    def uri(number: int) -> str:
        kept = [(key, value) for key, value in request.query_params.multi_items() if key not in {"Page", "PageSize"}]
        return f"{path}?{urlencode([*kept, ('PageSize', size), ('Page', number)])}"

    body = {
        name: shown,
        "page": page,
        "page_size": size,
        "start": page * size,
        "end": page * size + max(len(shown) - 1, 0),
        "uri": uri(page),
        "first_page_uri": uri(0),
        "next_page_uri": uri(page + 1) if len(found) > (page + 1) * size else None,
        "previous_page_uri": uri(page - 1) if page else None,
    }
    return JSONResponse(body)


def _whole(request: Request, name: str, default: int) -> int:
    raw = request.query_params.get(name, "")
    if raw and not raw.isdecimal():
        raise Rejected(400, 20001, f"{name} must be a whole number, not '{raw}'")
    return int(raw) if raw else default


def matches(thing: Text | Leg, asked: Mapping[str, str]) -> bool:
    """Whether it has the To and From asked for."""
    return asked.get("To", thing.to) in {thing.to, ""} and asked.get("From", thing.sender) in {thing.sender, ""}


def was_sent_when_asked(text: Text, asked: Mapping[str, str]) -> bool:
    """Whether it was sent on the day (DateSent) or between the moments (`DateSent>`, `DateSent<`) asked for."""
    at = datetime.fromisoformat(text.sent_at or text.at)
    day = _moment(asked.get("DateSent"))
    after, before = _moment(asked.get("DateSent>")), _moment(asked.get("DateSent<"))
    # Twilio compares whole seconds: a text sent in the very second asked for is in.
    return (
        (day is None or day <= at < day + timedelta(days=1))
        and (after is None or at.replace(microsecond=0) >= after.replace(microsecond=0))
        and (before is None or at <= before + (timedelta(days=1) if "T" not in asked["DateSent<"] else timedelta()))
    )


def _moment(raw: str | None) -> datetime | None:
    if not raw:
        return None
    try:
        if "T" in raw:
            return datetime.fromisoformat(raw).astimezone(UTC)
        day = date.fromisoformat(raw)
    except ValueError:
        raise Rejected(400, 20001, f"'{raw}' is not a date or an ISO 8601 time") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
