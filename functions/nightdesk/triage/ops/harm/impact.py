"""Who is hurt, in numbers, each with how it was estimated. What cannot be estimated stays unknown."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.evidence.evidence import Series
from nightdesk.incident.impact import Impact
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.triage.ops.harm.blast import radius
from nightdesk.triage.ops.hearing.attribution import attribute
from nightdesk.triage.ops.hearing.kind import kinds_of
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.hearing.share import failing_share

_ERRORS = frozenset({"errors", "error", "5xx", "failures", "faults", "failed"})
_REQUESTS = frozenset({"requests", "request", "invocations", "calls", "traffic", "count"})


def estimate(
    services: Sequence[str],
    catalogue: Catalogue,
    *,
    alarms: Sequence[Alarm] = (),
    series: Iterable[Series] | None = None,
    since: datetime | None = None,
    now: datetime | None = None,
) -> Impact:
    """
    Customer impact of failing services: measured series first, then the alarms' own rates, then the catalogue.

    series: "errors" and "requests" per service, counts per point; points before `since` do not count. since, now: for
    how long it has lasted; the first alarm's start stands in for `since`.
    """
    firing = [attribute(alarm, catalogue) for alarm in alarms if alarm.state == "firing"]
    named = tuple(dict.fromkeys(name for name in (*services, *(alarm.service for alarm in firing)) if name))
    begun_at = since or min((alarm.started_at for alarm in firing if alarm.started_at), default=None)
    how: list[str] = []
    measured = _measured(tuple(series or ()), named, since, how)
    share = measured[1] if measured else _stated_share(firing, how)
    facing = radius(named, catalogue).customer_facing
    faced = [service for name in facing if (service := catalogue.get(name)) is not None]
    minutes = (now - begun_at).total_seconds() / 60 if now and begun_at and now > begun_at else None
    failed = measured[0] if measured else _requests(named, catalogue, share, minutes, how)
    users = _portion(faced, "customers", share, "users", how)
    revenue = _portion(faced, "revenue_per_minute", share, f"{catalogue.currency} a minute", how)
    return Impact(
        summary=_summary(users, share, revenue, faced, catalogue.currency),
        users_affected=None if users is None else round(users),
        requests_failed=failed,
        failed_share=share,
        revenue_per_minute=None if revenue is None else round(revenue, 2),
        regions=_regions(firing, named, catalogue),
        how=tuple(how),
    )


def _regions(firing: list[Alarm], named: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Those that the alarms name; failing that, all that the failing services run in."""
    told = {region for alarm in firing if (region := alarm.labels.get("region"))}
    return tuple(
        sorted(told or {region for name in named if (found := catalogue.get(name)) for region in found.regions})
    )


def _measured(
    series: tuple[Series, ...], named: tuple[str, ...], since: datetime | None, how: list[str]
) -> tuple[int, float] | None:
    """(failed, share) of the worst-hit alarming service that has both an error and a request count."""
    found: list[tuple[float, int, str]] = []
    for service in named or tuple(dict.fromkeys(one.service for one in series)):
        errors, requests = (_total(series, service, names, since) for names in (_ERRORS, _REQUESTS))
        if errors is not None and requests:
            found.append((min(errors / requests, 1.0), round(errors), service))
    if not found:
        return None
    share, failed, service = max(found)
    how.append(f"{failed} requests failed, {share:.1%} of those of {service}: summed from its error and request counts")
    return failed, share


def _total(series: tuple[Series, ...], service: str, names: frozenset[str], since: datetime | None) -> float | None:
    mine = [one for one in series if one.service == service and one.metric.lower() in names]
    points = [value for one in mine for at, value in one.points if since is None or at >= since]
    return sum(points) if points else None


def _stated_share(firing: list[Alarm], how: list[str]) -> float | None:
    stated = [(share, alarm) for alarm in firing if (share := failing_share(alarm)) is not None]
    if stated:
        share, alarm = max(stated, key=lambda pair: pair[0])
        how.append(f"{share:.1%} of requests failing: as the alarm {alarm.name} says")
        return share
    down = [
        alarm
        for alarm in firing
        if any(f.kind is Kind.OUTAGE and not f.is_partial and not f.is_hedged for f in kinds_of(alarm))
    ]
    if down:
        how.append(f"all requests taken as failing: {down[0].name} tells of an outage")
        return 1.0
    how.append("the share of failing requests is not known")
    return None


def _requests(
    named: tuple[str, ...], catalogue: Catalogue, share: float | None, minutes: float | None, how: list[str]
) -> int | None:
    rates = [
        found.requests_per_minute for name in named if (found := catalogue.get(name)) and found.requests_per_minute
    ]
    if share is None or minutes is None or not rates:
        return None
    how.append(f"failed requests: {max(rates):g} a minute in the catalogue, for {minutes:.0f} min, times that share")
    return round(max(rates) * minutes * share)


def _portion(faced: list[Service], what: str, share: float | None, unit: str, how: list[str]) -> float | None:
    """
    The largest of the affected customer-facing services' numbers times the share; never their sum, because the same
    people and the same money pass through all of them.
    """
    known = [(value, service.name) for service in faced if (value := getattr(service, what)) is not None]
    if not known or share is None:
        return None
    most, name = max(known)
    how.append(f"{unit}: {most:g} at {name}, the largest affected, times that share; an upper bound")
    return float(most * share)


def _summary(
    users: float | None, share: float | None, revenue: float | None, faced: list[Service], currency: str
) -> str:
    said = []
    if users is not None:
        said.append(f"up to {users:,.0f} users")
    if share is not None:
        said.append(f"{share:.0%} of requests failing")
    if revenue:
        said.append(f"{currency} {revenue:,.0f} a minute")
    if not said:
        return (
            f"customers reach {', '.join(s.name for s in faced[:3])}; how many is not known"
            if faced
            else "impact not known"
        )
    return ", ".join(said)
