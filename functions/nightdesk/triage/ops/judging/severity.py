"""The severity of an ops incident, decided by code from evidence, with every reason in words."""

from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import Finding
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.judging import holding, matrix, raising, title
from nightdesk.triage.ops.judging.case import Case
from nightdesk.triage.ops.judging.judgement import CAN_WAIT, Judgement
from nightdesk.triage.ops.judging.told import in_words, standing, told_in
from nightdesk.triage.verdict import Verdict

SEV0, SEV1, SEV2, SEV3, SEV4 = Severity


def judge(evidence: Case) -> Verdict:
    """
    The verdict on a case. The claim can raise the severity, but alone it never lowers what the evidence says.

    Staging and development are never above SEV3, or SEV2 where security or data is at stake.
    """
    case = evidence
    if case.is_over:
        return _verdict(case, Judgement(SEV4, frozenset(), reasons=["every alarm has recovered"]))
    judged = _worst_finding(case)
    holding.by_bounds(case, judged)
    raising.by_customers(case, judged)
    holding.by_no_impact(case, judged)
    raising.by_spread(case, judged)
    raising.by_time(case, judged)
    holding.by_workaround(case, judged)
    raising.by_claim(case, judged)
    holding.by_environment(case, judged)
    holding.by_calling_off(case, judged)
    judged.reasons.extend(case.notes)
    return _verdict(case, judged)


def _verdict(case: Case, judged: Judgement) -> Verdict:
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


def _worst_finding(case: Case) -> Judgement:
    """The worst of what each alarm and statement tells of, on its own."""
    told = list(told_in(case)) or [(Finding(kind=Kind.UNKNOWN, words=""), None, None)]
    ranked = [
        (matrix.by_finding(finding, weight=case.weight, share=share, over=over, is_sensitive=case.is_sensitive), n)
        for n, (finding, share, over) in enumerate(told)
    ]
    severity, lead = min(ranked)
    finding, share, over = told[lead]
    judged = Judgement(
        severity,
        frozenset(finding.kind for finding, _, _ in told),
        is_held_off=finding.is_held_off,
        is_pressing=any(one.is_confirmed or one.is_imminent for one, _, _ in told),
    )
    judged.reasons.append(f"{in_words(finding, share, over)} on {standing(case)}: {severity.name}")
    if not case.is_known:
        named = f"service {case.service!r} is not in the catalogue" if case.service else "the service is unknown"
        judged.reasons.append(f"{named}: judged as one of medium weight")
        if judged.kinds <= CAN_WAIT and not finding.is_imminent and not finding.is_confirmed:
            if case.claimed is not SEV4 and judged.kinds != {Kind.HEARTBEAT}:
                judged.raise_to(SEV3, "an unknown service may be an important one")
        elif case.claimed is not SEV4:
            judged.raise_to(SEV2, "an unknown service may be an important one")
    return judged
