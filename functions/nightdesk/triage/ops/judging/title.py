"""What an incident is called, and the one line a page carries: terse, numbers first."""

import unicodedata
from collections.abc import Iterable, Sequence

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing.kind import GRAVITY, kinds_of, leading
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.hearing.share import failing_share

LONGEST_SUBJECT = 90
LONGEST_TITLE = 120


def subject(alarms: Sequence[Alarm], *, first: str = "") -> str:
    """
    "checkout: errors 41% (limit 5%) +1 service". Plain ASCII, at most LONGEST_SUBJECT characters.

    first: the service that leads, when one is thought to be the origin. Empty without alarms.
    """
    firing = [alarm for alarm in alarms if alarm.state == "firing"] or list(alarms)
    if not firing:
        return ""
    lead = _lead(firing, first)
    others = len({alarm.service for alarm in firing if alarm.service} - {lead.service})
    more = f" +{others} service{'s' if others > 1 else ''}" if others else ""
    head = f"{lead.service}: " if lead.service else ""
    return ascii_line(f"{head}{_what(lead)}", LONGEST_SUBJECT - len(more)) + more


def title_of(alarms: Sequence[Alarm], *, first: str = "") -> str:
    """The incident's name for boards and reports: "checkout: CheckoutErrorRate"."""
    firing = [alarm for alarm in alarms if alarm.state == "firing"] or list(alarms)
    if not firing:
        return "incident without alarms"
    lead = _lead(firing, first)
    head = lead.service or lead.resource or lead.source
    said = lead.name if lead.name != "unnamed alarm" else lead.summary or lead.name
    return ascii_line(f"{head}: {said}" if head and head not in said else said, LONGEST_TITLE)


def measured(service: str, share: float, services: Sequence[str]) -> str:
    """The same once it was measured: "checkout: 40% of requests failing +1 service"."""
    others = len(set(services) - {service})
    more = f" +{others} service{'s' if others > 1 else ''}" if others else ""
    return ascii_line(f"{service}: {share:.0%} of requests failing", LONGEST_SUBJECT - len(more)) + more


def _lead(alarms: Iterable[Alarm], first: str) -> Alarm:
    """The origin's gravest alarm, or the gravest of all; of equals the one that came first."""
    return min(
        alarms, key=lambda alarm: (bool(first) and alarm.service != first, GRAVITY[leading(kinds_of(alarm)).kind])
    )


def _what(alarm: Alarm) -> str:
    kind = leading(kinds_of(alarm)).kind
    share = failing_share(alarm)
    if share is not None and kind in {Kind.ERRORS, Kind.OUTAGE}:
        limit = _limit_share(alarm)
        return f"errors {_percent(share)}" + (f" (limit {_percent(limit)})" if limit is not None else "")
    said = alarm.name
    if alarm.service and said.lower().startswith(alarm.service.lower()):
        said = said[len(alarm.service) :].lstrip(" -_:/") or said
    if alarm.value is None:
        return said
    return f"{said} {_short(alarm.value)}" + (
        f" (limit {_short(alarm.threshold)})" if alarm.threshold is not None else ""
    )


def _limit_share(alarm: Alarm) -> float | None:
    if alarm.value is None or alarm.threshold is None or not 0 <= alarm.threshold <= 100:
        return None
    return alarm.threshold / 100 if alarm.threshold > 1 or alarm.value > 1 else alarm.threshold


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.095 or not share else f"{share * 100:.2g}%"


def _short(value: float) -> str:
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e9 else f"{value:.3g}"


# Typographic quotes, dashes, the ellipsis, the multiplication sign: what NFKD does not fold into ASCII.
_FOLDED = str.maketrans(
    {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-", 0x2026: "...", 0xD7: "x"}
)


def ascii_line(text: str, limit: int) -> str:
    """One line that any phone shows and one segment holds: accents folded, the rest dropped, cut at `limit`."""
    folded = unicodedata.normalize("NFKD", text.translate(_FOLDED)).encode("ascii", "ignore").decode()
    line = " ".join("".join(c if c.isprintable() else " " for c in folded).split())
    return line if len(line) <= limit else line[: limit - 3].rstrip() + "..."
