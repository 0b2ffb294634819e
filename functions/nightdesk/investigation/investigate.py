"""From evidence to a hypothesis, or to the honest absence of one. Deterministic; never raises on poor data."""

from datetime import datetime, timedelta

from nightdesk.evidence.evidence import ChangeEvent, LogLine, Series
from nightdesk.evidence.rate import with_error_rates
from nightdesk.incident.incident import Hypothesis
from nightdesk.investigation import logline, sentence
from nightdesk.investigation.cause import Cause, cause_of
from nightdesk.investigation.confidence import FLOOR, Features, confidence
from nightdesk.investigation.deployment import Weighed, weigh
from nightdesk.investigation.novelty import Novelty, novelties
from nightdesk.investigation.shift import Shift, measure
from nightdesk.investigation.suspect import Suspect, is_ailing, rank
from nightdesk.runbook.service import Catalogue

MOST_SENTENCES = 8


def investigate(
    *,
    services: Catalogue,
    alarming: tuple[str, ...],
    series: tuple[Series, ...],
    lines: tuple[LogLine, ...],
    changes: tuple[ChangeEvent, ...],
    onset: datetime | None,
    now: datetime,
    gaps: tuple[str, ...] = (),
) -> Hypothesis:
    """
    The probable cause among everything that was read.

    alarming: services whose alarms fired. onset: about when (an alarm's time will do; the real onset is measured).
    gaps: what could not be read, one sentence each; they are named, and lower the confidence. The windows of series
    and lines should begin well before the onset: what is usual is learned from there.
    """
    rates = with_error_rates(series)
    shifts = tuple(found for one in rates if (found := measure(one, pivot=onset)))
    since = min((shift.onset for shift in shifts), default=onset)
    messages = _messages(lines, since, now)
    observed = frozenset(one.service for one in rates if one.points)
    suspects = rank(services, alarming, shifts, messages, observed=observed)
    checked = _checked(rates, lines, changes, gaps)
    if not suspects:
        return _undetermined("nothing that was read moved", 0.0, (), checked, now)
    suspect = suspects[0]
    well = observed - {one.service for one in suspects if is_ailing(one)}
    weighed = _weighed(suspect, changes, services, well)
    blamed = weighed[0] if weighed and weighed[0].is_blamed else None
    cause = cause_of(suspect, blamed, suspect.onset, services)
    sure = confidence(_features(suspects, blamed, cause, _missing(series, lines, changes, gaps)))
    evidence = _evidence(suspects, cause, blamed)
    checked += tuple(f"not blamed: {sentence.of_change(one)}" for one in weighed if one is not blamed)[:3]
    if sure < FLOOR:
        return _undetermined(f"{suspect.service} shows the most, too little to say why", sure, evidence, checked, now)
    return Hypothesis(
        summary=_summary(suspect, cause, blamed),
        origin=blamed.change.service if blamed else cause.dependency or suspect.service,
        kind=cause.kind,
        confidence=sure,
        evidence=evidence,
        checked=checked,
        change=_change(blamed),
        at=now,
    )


def _messages(lines: tuple[LogLine, ...], since: datetime | None, now: datetime) -> tuple[Novelty, ...]:
    if since is None or not lines:
        return ()
    ordered = sorted(lines, key=lambda line: line.at)
    return novelties(logline.read(ordered), pivot=since, start=ordered[0].at, end=max(now, ordered[-1].at))


def _weighed(
    suspect: Suspect, changes: tuple[ChangeEvent, ...], services: Catalogue, well: frozenset[str]
) -> tuple[Weighed, ...]:
    """Without a measured onset nothing can be said to have come before it."""
    if suspect.onset is None:
        return ()
    begun = [shift.resolution for shift in suspect.shifts if shift.onset == suspect.onset]
    resolution = max(begun, default=timedelta(seconds=1))
    return weigh(changes, suspect, services=services, onset=suspect.onset, resolution=resolution, well=well)


def _features(suspects: tuple[Suspect, ...], blamed: Weighed | None, cause: Cause, missing: float) -> Features:
    first = suspects[0]
    second = suspects[1].score if len(suspects) > 1 else 0.0
    logs = max((one.strength for one in first.novelties), default=0.0)
    return Features(
        strength=max((shift.strength for shift in first.shifts), default=0.0),
        margin=max(0.0, 1 - second / first.score) if first.score > 0 else 0.0,
        logs=logs,
        change=blamed.probability if blamed else 0.0,
        witnesses=bool(first.shifts) + bool(first.novelties) + (blamed is not None),
        missing=missing,
        is_decisive=cause.is_decisive,
    )


def _missing(
    series: tuple[Series, ...], lines: tuple[LogLine, ...], changes: tuple[ChangeEvent, ...], gaps: tuple[str, ...]
) -> float:
    """Gaps against everything that was asked for, counting each service's metrics, logs and changes as one thing."""
    read = {("metrics", one.service) for one in series if one.points}
    read |= {("logs", line.service) for line in lines} | {("changes", change.service) for change in changes}
    return len(gaps) / (len(gaps) + len(read)) if gaps else 0.0


def _evidence(suspects: tuple[Suspect, ...], cause: Cause, blamed: Weighed | None) -> tuple[str, ...]:
    suspect = suspects[0]
    found = [sentence.of_change(blamed)] if blamed else []
    shifts = [cause.shift, *suspect.shifts] if cause.shift else suspect.shifts
    # One sentence a family: a count of errors and their rate tell the same.
    families = {shift.sense.family: shift for shift in reversed(shifts)}
    found += [sentence.of_shift(shift) for shift in dict.fromkeys(shifts) if families[shift.sense.family] is shift][:3]
    messages = dict.fromkeys([*([cause.novelty] if cause.novelty else []), *suspect.novelties])
    found += [sentence.of_novelty(novelty) for novelty in list(messages)[:2]]
    found += sentence.of_callers(suspect, suspects[1:])[:2]
    return tuple(found[:MOST_SENTENCES])


def _summary(suspect: Suspect, cause: Cause, blamed: Weighed | None) -> str:
    name = suspect.service
    if blamed is not None:
        change = blamed.change
        whose = "" if change.service == name else f" on {change.service}, which it calls"
        return f"{name} broke {sentence.span(blamed.gap)} after the {cause.kind} of {change.what}{whose}"
    match cause:
        case Cause(kind="resource", shift=Shift() as shift):
            return f"{name} runs short of a resource: {sentence.of_shift(shift)}"
        case Cause(kind="resource", novelty=Novelty() as novelty):
            return f"{name} runs short of a resource: {novelty.template}"
        case Cause(kind="dependency"):
            return f"{name} fails on {cause.dependency or 'something it depends on'}"
        case Cause(kind="traffic", shift=Shift() as shift):
            return f"{name} is asked for more than before: {sentence.of_shift(shift)}"
        case _:
            return f"the trouble starts in {name}; why is not known"


def _change(blamed: Weighed | None) -> dict[str, str]:
    if blamed is None:
        return {}
    change = blamed.change
    return {"service": change.service, "kind": change.kind, "at": change.at.isoformat(), **change.detail}


def _checked(
    series: tuple[Series, ...], lines: tuple[LogLine, ...], changes: tuple[ChangeEvent, ...], gaps: tuple[str, ...]
) -> tuple[str, ...]:
    seen = [one for one in series if one.points]
    empty = [f"{one.service} {one.metric}" for one in series if not one.points]
    found = [
        f"{len(seen)} metrics of {len({one.service for one in seen})} services",
        f"{len(lines)} log lines of {len({line.service for line in lines})} services",
        f"{len(changes)} changes",
    ]
    if empty:
        found.append(f"no data points: {', '.join(empty[:5])}" + (" and more" if len(empty) > 5 else ""))
    return (*found, *gaps)


def _undetermined(
    why: str, sure: float, evidence: tuple[str, ...], checked: tuple[str, ...], now: datetime
) -> Hypothesis:
    return Hypothesis(
        summary=f"Undetermined: {why}",
        origin="",
        kind="unknown",
        confidence=sure,
        evidence=evidence,
        checked=checked,
        is_abstained=True,
        at=now,
    )
