"""Times of a schedule, as people on call say them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def span_in_words(starts: datetime, ends: datetime, *, dated: bool = True) -> str:
    """02:00-04:00 Sunday 29 November, in the zone the times are in; dated=False leaves the date out."""
    day = f"{starts:%A} {starts.day} {starts:%B}" if dated else f"{starts:%A}"
    if ends - starts <= timedelta(hours=25) and (ends.date() == starts.date() or _is_midnight_after(starts, ends)):
        until = "24:00" if ends.date() != starts.date() else f"{ends:%H:%M}"
        return f"{starts:%H:%M}-{until} {day}"
    last = f"{ends:%A} {ends.day} {ends:%B}" if dated else f"{ends:%A}"
    return f"from {starts:%H:%M} {day} to {ends:%H:%M} {last}"


def _is_midnight_after(starts: datetime, ends: datetime) -> bool:
    return ends.time() == datetime.min.time() and ends.date() == starts.date() + timedelta(days=1)


def day_in_words(at: datetime, zone: ZoneInfo) -> str:
    """Mon 16 Nov 2026, in this zone."""
    local: date = at.astimezone(zone).date()
    return f"{local:%a} {local.day} {local:%b} {local.year}"
