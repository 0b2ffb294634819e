"""What a severity is raised for: customers hurt, services and regions reached, time, the source's claim."""

from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.judging import matrix
from nightdesk.triage.ops.judging.case import Case
from nightdesk.triage.ops.judging.judgement import (
    DEGRADING,
    FAILING,
    GRAVE,
    HURTING,
    MILD,
    QUIET,
    ROUTINELY_HIGH,
    Judgement,
)

SEV0, SEV1, SEV2, SEV3, SEV4 = Severity

MANY_SERVICES = 3
LARGE_SEGMENT = 0.25
LONG_MINUTES = 60


def by_customers(case: Case, judged: Judgement) -> None:
    """How many customers are known to be hurt; known to be none, it is held."""
    share = case.customers_share
    if share is None:
        return
    if share > 0:
        # Slow for everybody is a degradation, not an outage: a level milder than failing for everybody.
        is_slow_only = share >= LARGE_SEGMENT and bool(judged.kinds) and judged.kinds <= DEGRADING
        is_slow_only = is_slow_only or (judged.is_bounded and not judged.kinds & GRAVE)
        by = matrix.by_share(share, case.weight)
        judged.raise_to(Severity(min(by + is_slow_only, SEV4)), f"{share:.0%} of customers affected")
        if share >= 0.9 and case.weight <= 2 and not is_slow_only:
            judged.raise_to(SEV0, "all customers affected")
    elif not judged.kinds & GRAVE:
        floor = SEV2 if judged.kinds & FAILING else SEV4 if judged.kinds <= QUIET else SEV3
        judged.hold_at(floor, "no customer is affected")


def by_spread(case: Case, judged: Judgement) -> None:
    """How many services and regions it has reached, and who leans on it."""
    if judged.kinds & HURTING and judged.severity < SEV4:
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
        elif judged.severity is SEV0 and not judged.kinds & GRAVE and (case.customers_share or 0) < 0.8:
            judged.hold_at(SEV1, f"{len(struck)} of {len(everywhere)} regions affected")


def by_time(case: Case, judged: Judgement) -> None:
    """How long it lasts."""
    if (case.duration_minutes or 0) >= LONG_MINUTES and judged.kinds & HURTING and judged.severity is SEV2:
        judged.raise_one(f"it has lasted {case.duration_minutes:.0f} minutes", at_worst=SEV1)


def by_claim(case: Case, judged: Judgement) -> None:
    """What the source claims: it raises by one, and alone it lowers only what tells of nothing that fails."""
    claim = case.claimed
    if claim is None:
        return
    if claim < judged.severity:
        _raise_by_claim(case, judged, claim)
    elif claim is SEV4 and (judged.kinds <= MILD or judged.is_held_off):
        # Nothing that we recognise speaks against the source's own word that this is information.
        judged.hold_at(SEV4, "the source calls it informational and nothing speaks against it")
    elif claim is SEV4 and judged.kinds & QUIET and judged.kinds <= MILD | DEGRADING:
        judged.hold_at(SEV3, "something unusual or routine that the source calls informational")
    elif claim is SEV4 and judged.kinds <= ROUTINELY_HIGH and not judged.is_pressing:
        judged.hold_at(SEV3, "a resource in heavy use, which the source calls informational")
    elif claim > judged.severity:
        judged.reasons.append(f"the source claims only {claim.name}; a claim alone does not lower")


def _raise_by_claim(case: Case, judged: Judgement, claim: Severity) -> None:
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
        worst = SEV0 if judged.kinds & (GRAVE | {Kind.OUTAGE}) and not judged.is_held_off else SEV1
        judged.raise_to(Severity(max(claim, judged.severity - 1, worst)), f"the source claims {claim.name}")
