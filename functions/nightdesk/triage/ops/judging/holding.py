"""What keeps a severity down: a bound that is known, nobody hurt, a way around, an environment without customers."""

import re

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import kinds_of, rest_stands
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.hearing.plain import plain
from nightdesk.triage.ops.hearing.reach import is_rest_counted
from nightdesk.triage.ops.hearing.share import measured_share
from nightdesk.triage.ops.hearing.standing_down import says_no_impact
from nightdesk.triage.ops.judging import evidence as ev
from nightdesk.triage.ops.judging.calling_off import CalledOff, NotBelieved, called_off
from nightdesk.triage.ops.judging.case import Case
from nightdesk.triage.ops.judging.judgement import GRAVE, QUIET, Judgement
from nightdesk.triage.ops.judging.told import said, said_by

SEV0, SEV1, SEV2, SEV3, SEV4 = Severity

ENOUGH_DAYS = 7
"""What runs out later than that can be seen to in working hours."""
_DAYS = re.compile(r"\b(\d{1,4}) days\b")
ALMOST_ALL = 0.8


def by_bounds(case: Case, judged: Judgement) -> None:
    """What is said of how far it reaches, which speaks louder than a source's claim."""
    stands = rest_stands(said(case)) and not _is_everything(case)
    judged.is_bounded = stands or (
        judged.kinds == {Kind.EXPIRY} and any(float(days) > ENOUGH_DAYS for days in _DAYS.findall(said(case)))
    )
    if stands and not judged.kinds & GRAVE:
        judged.hold_at(SEV1, "the rest is said to carry on")


def _is_everything(case: Case) -> bool:
    """Nearly all requests are measured to fail, or one is down and nobody counts what stands: nothing carries on."""
    shares = (case.failing_share, *(measured_share(alarm) for alarm in case.alarms))
    if any((share or 0) >= ALMOST_ALL for share in shares):
        return True
    return any(_is_down(alarm) and not is_rest_counted(plain(said_by(alarm))) for alarm in case.alarms)


def _is_down(alarm: Alarm) -> bool:
    return any(ev.is_outage(finding) for finding in kinds_of(alarm))


def by_no_impact(case: Case, judged: Judgement) -> None:
    """
    "No customer impact" in words: believed where nothing shows that something fails now, and never below SEV3.

    Against a claim of SEV0 or SEV1 an alarm's own words only keep the claim from adding to it; a noted fact holds it.
    """
    if case.customers_share is not None or not says_no_impact(said(case)) or judged.kinds & GRAVE or ev.is_live(case):
        return
    judged.is_bounded = True
    if not ev.is_claimed_high(case) or any(map(says_no_impact, case.statements)):
        judged.hold_at(SEV4 if judged.kinds <= QUIET else SEV3, "no impact is said")


def by_calling_off(case: Case, judged: Judgement) -> None:
    """A drill, a test, a false alarm, a recovery: only where structure says so and nothing speaks against it."""
    match called_off(case):
        case CalledOff(at=at, why=why):
            judged.hold_at(at, why)
            if ev.is_claimed_high(case):
                judged.raise_to(at, why)
        case NotBelieved(why=why) if judged.severity < SEV3:
            judged.reasons.append(f"not lowered: {why}")
        case _:
            pass


def by_workaround(case: Case, judged: Judgement) -> None:
    """People can go on another way."""
    if case.has_workaround and not judged.kinds & GRAVE and judged.severity < SEV2:
        judged.hold_at(Severity(judged.severity + 1), "a workaround exists")


def by_environment(case: Case, judged: Judgement) -> None:
    """Staging and development hurt no customer."""
    if not case.is_production:
        is_grave = judged.kinds & GRAVE and not judged.is_held_off and (case.weight <= 2 or case.is_sensitive)
        floor = SEV2 if is_grave else SEV3
        judged.hold_at(floor, f"{case.environment} serves no customers")
