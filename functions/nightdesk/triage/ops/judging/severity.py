"""The severity of an ops incident, decided by code from evidence, with every reason in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import Finding, findings, kinds_of, rest_stands
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.hearing.share import failing_share, hits_everybody, said_share, times_over
from nightdesk.triage.ops.hearing.standing_down import says_no_impact, stands_down
from nightdesk.triage.ops.judging import matrix, title
from nightdesk.triage.ops.judging.case import Case
from nightdesk.triage.verdict import Verdict

SEV0, SEV1, SEV2, SEV3, SEV4 = Severity

_GRAVE = frozenset({Kind.DATA_LOSS, Kind.SECURITY})
_HURTING = frozenset({Kind.OUTAGE, Kind.ERRORS, Kind.LATENCY, Kind.SATURATION})
_FAILING = frozenset({Kind.OUTAGE, Kind.ERRORS, Kind.WRONG, Kind.DURABILITY, Kind.EXPIRY})
_DEGRADING = frozenset({Kind.LATENCY, Kind.SATURATION, Kind.CAPACITY, Kind.ANOMALY, Kind.DURABILITY})
_QUIET = frozenset({Kind.ANOMALY, Kind.NOTICE, Kind.HEARTBEAT})
_MILD = _QUIET | {Kind.UNKNOWN}
MANY_SERVICES = 3
ENOUGH_DAYS = 7
"""What runs out later than that can be seen to in working hours."""
_DAYS = re.compile(r"\b(\d{1,4}) days\b")
LARGE_SEGMENT = 0.25
LONG_MINUTES = 60


@dataclass(slots=True)
class _Judgement:
    """A severity on its way, and why it is what it is."""

    severity: Severity
    kinds: frozenset[Kind]
    is_held_off: bool = False
    is_bounded: bool = False
    """Somebody said how far it reaches: no one is hurt, the rest carries on, there is time. A claim adds nothing."""
    reasons: list[str] = field(default_factory=list)

    def raise_to(self, severity: Severity, why: str) -> None:
        if severity < self.severity:
            self.reasons.append(f"raised to {severity.name}: {why}")
            self.severity = severity

    def raise_one(self, why: str, *, at_worst: Severity) -> None:
        self.raise_to(Severity(max(self.severity - 1, at_worst)), why)

    def hold_at(self, severity: Severity, why: str) -> None:
        if severity > self.severity:
            self.reasons.append(f"held at {severity.name}: {why}")
            self.severity = severity


def judge(evidence: Case) -> Verdict:
    """
    The verdict on a case. The claim can raise the severity, but alone it never lowers what the evidence says.

    Staging and development are never above SEV3, or SEV2 where security or data is at stake.
    """
    case = evidence
    if case.is_over:
        return _verdict(case, _Judgement(SEV4, frozenset(), reasons=["every alarm has recovered"]))
    judged = _worst_finding(case)
    _weigh_bounds(case, judged)
    _weigh_customers(case, judged)
    _weigh_spread(case, judged)
    _weigh_time(case, judged)
    _weigh_workaround(case, judged)
    _weigh_claim(case, judged)
    _weigh_environment(case, judged)
    _weigh_standing_down(case, judged)
    judged.reasons.extend(case.notes)
    return _verdict(case, judged)


def _verdict(case: Case, judged: _Judgement) -> Verdict:
    is_plain = case.is_known and judged.kinds and Kind.UNKNOWN not in judged.kinds
    return Verdict(
        desk=Desk.OPS,
        severity=judged.severity,
        reasons=tuple(judged.reasons),
        subject=title.subject(case.alarms)
        if case.alarms
        else title.ascii_line(next(iter(case.statements), case.service), 90),
        confidence=0.9 if is_plain else 0.6 if case.is_known or judged.kinds - {Kind.UNKNOWN} else 0.4,
    )


def _worst_finding(case: Case) -> _Judgement:
    """The worst of what each alarm and statement tells of, on its own."""
    told = list(_told(case)) or [(Finding(kind=Kind.UNKNOWN, words=""), None, None)]
    ranked = [
        (matrix.by_finding(finding, weight=case.weight, share=share, over=over, is_sensitive=case.is_sensitive), n)
        for n, (finding, share, over) in enumerate(told)
    ]
    severity, lead = min(ranked)
    finding, share, over = told[lead]
    judged = _Judgement(
        severity,
        frozenset(finding.kind for finding, _, _ in told),
        is_held_off=finding.is_held_off,
    )
    judged.reasons.append(f"{_in_words(finding, share, over)} on {_standing(case)}: {severity.name}")
    if not case.is_known:
        named = f"service {case.service!r} is not in the catalogue" if case.service else "the service is unknown"
        judged.reasons.append(f"{named}: judged as one of medium weight")
        if case.claimed is not SEV4 and judged.kinds != {Kind.HEARTBEAT}:
            judged.raise_to(SEV2, "an unknown service may be an important one")
    return judged


def _told(case: Case) -> Iterator[tuple[Finding, float | None, float | None]]:
    """(finding, failing share, times over its limit) for everything said in this case."""
    for alarm in case.alarms:
        share = _share(case, alarm)
        for finding in _with_everybody(kinds_of(alarm), f"{alarm.name} {alarm.summary}"):
            yield finding, share, times_over(alarm)
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


def _share(case: Case, alarm: Alarm) -> float | None:
    return _first_known(case.failing_share, failing_share(alarm), case.customers_share or None)


def _first_known(*shares: float | None) -> float | None:
    return next((share for share in shares if share is not None), None)


def _in_words(finding: Finding, share: float | None, over: float | None) -> str:
    if finding.kind is Kind.UNKNOWN:
        return "a failure of a kind we do not recognise"
    words = finding.words[:60]
    said = finding.kind if words.strip().lower() in {finding.kind, ""} else f"{finding.kind} ({words})"
    if share is not None and finding.kind in {Kind.OUTAGE, Kind.ERRORS}:
        said += f", {share:.0%} failing" if share >= 0.01 or not share else f", {share:.2%} failing"
    elif over is not None and over >= matrix.MUCH_OVER:
        said += f", {over:.0f} times its limit"
    if finding.is_partial and finding.kind is Kind.OUTAGE:
        said += ", one of several"
    return f"possible {said}" if finding.is_hedged else said


def _standing(case: Case) -> str:
    tier = f"tier {case.tier}" if case.tier else "a service of unknown tier"
    critical = f", {case.criticality} criticality" if case.criticality else ""
    data = f", {case.data_class} data" if case.is_sensitive else ""
    return f"{case.service or 'an unnamed service'} ({tier}{critical}{data})"


def _weigh_bounds(case: Case, judged: _Judgement) -> None:
    """What is said of how far it reaches, which speaks louder than a source's claim."""
    stands = rest_stands(_said(case))
    judged.is_bounded = stands or (
        judged.kinds == {Kind.EXPIRY} and any(float(days) > ENOUGH_DAYS for days in _DAYS.findall(_said(case)))
    )
    if stands and not judged.kinds & _GRAVE:
        judged.hold_at(SEV1, "the rest is said to carry on")


def _weigh_customers(case: Case, judged: _Judgement) -> None:
    share = case.customers_share
    if share is None:
        if says_no_impact(_said(case)) and not judged.kinds & _GRAVE:
            judged.is_bounded = True
            judged.hold_at(SEV3 if judged.kinds & _HURTING else SEV4, "no impact is said")
        return
    if share > 0:
        # Slow for everybody is a degradation, not an outage: a level milder than failing for everybody.
        is_slow_only = share >= LARGE_SEGMENT and bool(judged.kinds) and judged.kinds <= _DEGRADING
        is_slow_only = is_slow_only or (judged.is_bounded and not judged.kinds & _GRAVE)
        by = matrix.by_share(share, case.weight)
        judged.raise_to(Severity(min(by + is_slow_only, SEV4)), f"{share:.0%} of customers affected")
        if share >= 0.9 and case.weight <= 2 and not is_slow_only:
            judged.raise_to(SEV0, "all customers affected")
    elif not judged.kinds & _GRAVE:
        floor = SEV2 if judged.kinds & _FAILING else SEV4 if judged.kinds <= _QUIET else SEV3
        judged.hold_at(floor, "no customer is affected")


def _said(case: Case) -> str:
    return " . ".join((*(f"{alarm.name} {alarm.summary}" for alarm in case.alarms), *case.statements))


def _weigh_standing_down(case: Case, judged: _Judgement) -> None:
    """A drill, a test, a false alarm, a recovery: said in words, and nothing measured that speaks against it."""
    is_measured = bool(case.customers_share) or (case.failing_share or 0) >= 0.01
    spoken = (*case.statements,) if any(map(stands_down, case.statements)) else (_each(alarm) for alarm in case.alarms)
    texts = tuple(spoken)
    if texts and not is_measured and any(map(stands_down, texts)) and (case.statements or all(map(stands_down, texts))):
        judged.hold_at(SEV4, "it says that it is a drill, a test, a false alarm or over")


def _each(alarm: Alarm) -> str:
    return f"{alarm.name} . {alarm.summary}"


def _weigh_spread(case: Case, judged: _Judgement) -> None:
    if judged.kinds & _HURTING and judged.severity < SEV4:
        if len(case.services) >= MANY_SERVICES:
            judged.raise_one(f"{len(case.services)} services alarm together", at_worst=SEV1)
        if case.weight > 1 and case.has_grave_dependents:
            judged.raise_one("a critical customer-facing service depends on it", at_worst=SEV1)
        elif len(case.dependents) >= 5 and case.weight > 1:
            judged.raise_one(f"{len(case.dependents)} services depend on it", at_worst=SEV1)
    struck, everywhere = set(case.regions_affected), set(case.regions)
    if struck and len(everywhere) > 1 and judged.kinds & {Kind.OUTAGE, Kind.ERRORS}:
        if everywhere <= struck:
            judged.raise_one(f"all {len(everywhere)} regions affected", at_worst=SEV1)
        elif judged.severity is SEV0 and not judged.kinds & _GRAVE and (case.customers_share or 0) < 0.8:
            judged.hold_at(SEV1, f"{len(struck)} of {len(everywhere)} regions affected")


def _weigh_time(case: Case, judged: _Judgement) -> None:
    if (case.duration_minutes or 0) >= LONG_MINUTES and judged.kinds & _HURTING and judged.severity is SEV2:
        judged.raise_one(f"it has lasted {case.duration_minutes:.0f} minutes", at_worst=SEV1)


def _weigh_workaround(case: Case, judged: _Judgement) -> None:
    if case.has_workaround and not judged.kinds & _GRAVE and judged.severity < SEV2:
        judged.hold_at(Severity(judged.severity + 1), "a workaround exists")


def _weigh_claim(case: Case, judged: _Judgement) -> None:
    claim = case.claimed
    if claim is None:
        return
    if claim < judged.severity:
        _raise_by_claim(case, judged, claim)
    elif claim is SEV4 and (judged.kinds <= _MILD or judged.is_held_off):
        # Nothing that we recognise speaks against the source's own word that this is information.
        judged.hold_at(SEV4, "the source calls it informational and nothing speaks against it")
    elif claim is SEV4 and judged.kinds & _QUIET and judged.kinds <= _MILD | _DEGRADING:
        judged.hold_at(SEV3, "something unusual or routine that the source calls informational")
    elif claim > judged.severity:
        judged.reasons.append(f"the source claims only {claim.name}; a claim alone does not lower")


def _raise_by_claim(case: Case, judged: _Judgement, claim: Severity) -> None:
    """One level at most, and only where nothing was measured: many sources call everything critical."""
    if judged.kinds <= {Kind.HEARTBEAT, Kind.NOTICE} and judged.kinds:
        return
    if case.customers_share is not None or case.failing_share is not None:
        judged.reasons.append(f"the source claims {claim.name}; what was measured says {judged.severity.name}")
    elif judged.is_bounded:
        judged.reasons.append(f"the source claims {claim.name}; what is said of its reach weighs more")
    elif case.weight == 4:
        judged.reasons.append(f"the source claims {claim.name} for a service that matters little")
    else:
        worst = SEV0 if judged.kinds & (_GRAVE | {Kind.OUTAGE}) and not judged.is_held_off else SEV1
        judged.raise_to(Severity(max(claim, judged.severity - 1, worst)), f"the source claims {claim.name}")


def _weigh_environment(case: Case, judged: _Judgement) -> None:
    if not case.is_production:
        is_grave = judged.kinds & _GRAVE and not judged.is_held_off and (case.weight <= 2 or case.is_sensitive)
        floor = SEV2 if is_grave else SEV3
        judged.hold_at(floor, f"{case.environment} serves no customers")
