"""A bounded reading of one CloudWatch log group."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from nightdesk.evidence.evidence import LogLine

TROUBLE = "?ERROR ?Error ?error ?WARN ?Warn ?warn ?Exception ?Traceback ?FATAL ?CRITICAL ?panic ?failed ?timed"
"""CloudWatch's "any of these terms" pattern; terms are case-sensitive."""
PLAIN_TROUBLE = "ERROR"
"""Asked where the pattern above finds nothing: compatible services often know single terms only."""

SLICES = 4
"""A storm fills its own quarter of the window only, so what was usual before it is still seen."""
TROUBLE_A_SLICE = 350
SAMPLE_A_SLICE = 150
PAGES_A_SLICE = 5
"""FilterLogEvents may return empty pages for a long time on a big group; five are enough to be useful."""


def read_log_group(client: Any, service: str, group: str, *, start: datetime, end: datetime) -> tuple[LogLine, ...]:
    """At most 4 x (350 + 150) = 2,000 lines, oldest first, each event once. Lets botocore's errors through."""
    width = (end - start) / SLICES
    found: dict[str, LogLine] = {}
    for i in range(SLICES):
        first, last = start + i * width, start + (i + 1) * width
        trouble = list(_events(client, group, TROUBLE, TROUBLE_A_SLICE, first, last))
        trouble = trouble or list(_events(client, group, PLAIN_TROUBLE, TROUBLE_A_SLICE, first, last))
        for event in (*trouble, *_events(client, group, "", SAMPLE_A_SLICE, first, last)):
            found[_identity(event)] = LogLine(
                service=service,
                at=datetime.fromtimestamp(event["timestamp"] / 1000, UTC),
                message=event["message"],
                source=f"CloudWatch Logs {group}",
            )
    # Sorting is stable, so lines of the same millisecond (a stack trace) stay in the order they were written.
    return tuple(sorted(found.values(), key=lambda line: line.at))


def _identity(event: dict[str, Any]) -> str:
    """AWS gives every event an id; where there is none, the same words of the same moment are the same event."""
    return str(event.get("eventId") or f"{event['timestamp']} {event.get('logStreamName')} {event['message']}")


def _events(
    client: Any, group: str, pattern: str, limit: int, start: datetime, end: datetime
) -> Iterator[dict[str, Any]]:
    ask: dict[str, Any] = {
        "logGroupName": group,
        "startTime": int(start.timestamp() * 1000),
        "endTime": int(end.timestamp() * 1000) - 1,
        "limit": limit,
    }
    if pattern:
        ask["filterPattern"] = pattern
    left = limit
    for _ in range(PAGES_A_SLICE):
        page = client.filter_log_events(**ask)
        yield from page["events"][:left]
        left -= len(page["events"])
        token = page.get("nextToken")
        if not token or left <= 0:
            return
        ask["nextToken"] = token
