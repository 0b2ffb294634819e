"""What a case tells of, finding by finding with its numbers, and how a reason says it."""

import math
from collections.abc import Iterator

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing.kind import Finding, findings, kinds_of
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.hearing.measure import is_beyond, times_over
from nightdesk.triage.ops.hearing.share import failing_share, hits_everybody, measured_share, said_share
from nightdesk.triage.ops.judging import evidence as ev
from nightdesk.triage.ops.judging import matrix
from nightdesk.triage.ops.judging.case import Case


def told_in(case: Case) -> Iterator[tuple[Finding, float | None, float | None]]:
    """(finding, failing share, times over its limit) for everything said in this case."""
    for alarm in case.alarms:
        share = _share(case, alarm)
        for finding in _with_measured(_with_everybody(kinds_of(alarm), f"{alarm.name} {alarm.summary}"), alarm):
            # Words that are as much as "0% fail" speak neither against "down" nor against a value beyond its limit.
            is_nothing = share == 0 and is_beyond(alarm) and measured_share(alarm) is None
            is_little = finding.kind is Kind.OUTAGE and (share or 0) < ev.A_REAL_SHARE
            told = None if is_nothing or is_little else share
            yield finding, told, times_over(alarm)
    for statement in case.statements:
        stated = said_share(statement)
        for finding in _with_everybody(findings(statement), statement):
            yield finding, _first_known(case.failing_share, stated, case.customers_share or None), None
    if case.failing_share is not None:
        yield Finding(kind=Kind.ERRORS, words="stated share of failures"), case.failing_share, None


def _with_everybody(found: tuple[Finding, ...], text: str) -> tuple[Finding, ...]:
    """What fails for everybody is an error, whatever else the words name: "pool full, refused for all clients"."""
    if {finding.kind for finding in found} & {Kind.OUTAGE, Kind.ERRORS, Kind.WRONG} or not hits_everybody(text):
        return found
    known = tuple(finding for finding in found if finding.kind is not Kind.UNKNOWN)
    return (*known, Finding(kind=Kind.ERRORS, words="for everybody"))


def _with_measured(found: tuple[Finding, ...], alarm: Alarm) -> tuple[Finding, ...]:
    """A share that was measured counts whatever the words around it are."""
    if {finding.kind for finding in found} & {Kind.OUTAGE, Kind.ERRORS} or alarm.value is None:
        return found
    if (measured_share(alarm) or 0) < ev.A_REAL_SHARE:
        return found
    return (*found, Finding(kind=Kind.ERRORS, words="measured share of failures"))


def _share(case: Case, alarm: Alarm) -> float | None:
    return _first_known(case.failing_share, failing_share(alarm), case.customers_share or None)


def _first_known(*shares: float | None) -> float | None:
    return next((share for share in shares if share is not None), None)


def in_words(finding: Finding, share: float | None, over: float | None) -> str:
    """One finding for a reason: "errors (5xx), 41% failing"."""
    if finding.kind is Kind.UNKNOWN:
        return "a failure of a kind we do not recognise"
    words = finding.words[:60]
    said = finding.kind if words.strip().lower() in {finding.kind, ""} else f"{finding.kind} ({words})"
    if share is not None and finding.kind in {Kind.OUTAGE, Kind.ERRORS}:
        said += f", {share:.0%} failing" if share >= 0.01 or not share else f", {share:.2%} failing"
    elif over is not None and over >= matrix.MUCH_OVER:
        said += ", nothing is left of it" if math.isinf(over) else f", {over:.0f} times its limit"
    if finding.is_partial and finding.kind is Kind.OUTAGE:
        said += ", one of several"
    return f"possible {said}" if finding.is_hedged else said


def standing(case: Case) -> str:
    """The service and what it matters, for a reason."""
    tier = f"tier {case.tier}" if case.tier else "a service of unknown tier"
    critical = f", {case.criticality} criticality" if case.criticality else ""
    data = f", {case.data_class} data" if case.is_sensitive else ""
    return f"{case.service or 'an unnamed service'} ({tier}{critical}{data})"


def said(case: Case) -> str:
    """All that is said in words."""
    return " . ".join((*map(said_by, case.alarms), *case.statements))


def said_by(alarm: Alarm) -> str:
    """An alarm's name and summary."""
    return f"{alarm.name} {alarm.summary}"
