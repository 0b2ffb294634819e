"""
Whether an alarm that would like to be a drill, a test or over is believed.

A red flag is never lowered: where anything measured, grave or claimed as high speaks against it, people are paged, and
the reason says what was not believed. Words alone never silence what fires; structure does (a source's own test, a
name that is a drill's and nothing else), and even then it is kept at SEV3, which still pages, when it is claimed as
high.
"""

from dataclasses import dataclass

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import findings
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.hearing.standing_down import (
    calls_off,
    is_announced_drill,
    is_sources_test,
    says_over,
    without_drill,
)
from nightdesk.triage.ops.judging import evidence
from nightdesk.triage.ops.judging.case import Case

FLOOR = Severity.SEV3
"""Pages whoever is on call, without haste."""
_TELLS_LITTLE = frozenset({Kind.ANOMALY, Kind.NOTICE, Kind.HEARTBEAT, Kind.UNKNOWN})
_MAY_BE_PART_OF_A_DRILL = _TELLS_LITTLE | {Kind.ERRORS, Kind.LATENCY, Kind.SATURATION, Kind.CHANGE}


@dataclass(frozen=True, slots=True)
class CalledOff:
    """It is no worse than this severity, and why."""

    at: Severity
    why: str


@dataclass(frozen=True, slots=True)
class NotBelieved:
    """It would like to be called off, but something speaks against it."""

    why: str


def called_off(case: Case) -> CalledOff | NotBelieved | None:
    """None when nothing asks to be called off."""
    if case.alarms and all(_is_test_or_drill(alarm, case) for alarm in case.alarms):
        return _by_structure(case)
    if (said := _by_words(case)) is not None:
        return said
    texts = (*(f"{alarm.name} . {alarm.summary}" for alarm in case.alarms), *case.statements)
    if any(map(calls_off, texts)):
        return NotBelieved("its words alone do not call it off")
    return None


def _is_test_or_drill(alarm: Alarm, case: Case) -> bool:
    return is_sources_test(alarm) or (is_announced_drill(alarm) and _is_nothing_else(alarm, case))


def _is_nothing_else(alarm: Alarm, case: Case) -> bool:
    """Whether nothing fails once the drill's own words are taken out."""
    is_told = case.claimed is Severity.SEV4
    left = {one.kind for one in findings(without_drill(alarm.name), without_drill(alarm.summary))}
    return left <= (_MAY_BE_PART_OF_A_DRILL if is_told else _TELLS_LITTLE)


def _by_structure(case: Case) -> CalledOff | NotBelieved:
    """What is marked as a test; what was measured and what is grave is believed first."""
    texts = tuple(f"{alarm.name} . {alarm.summary}" for alarm in case.alarms)
    is_grave = any(evidence.is_grave(finding) for finding in findings(*texts, *case.statements))
    if evidence.is_measured(case) or is_grave:
        return NotBelieved("it is marked as a test or a drill, but too much speaks against that")
    if evidence.is_claimed_high(case):
        return CalledOff(FLOOR, "it is marked as a test or a drill, but claimed as high: somebody should look")
    return CalledOff(Severity.SEV4, "it is marked as a test or a drill")


def _by_words(case: Case) -> CalledOff | None:
    """
    A sentence that opens by saying that it is over, where nothing else speaks.

    Believed when the source itself calls it information; when no customer is known to be hurt, or somebody noted it
    and the alarms tell of nothing, it is kept at the floor.
    """
    # Where no customer is known to be hurt, "it was down" is about what has been.
    is_live = evidence.is_measured(case) if case.customers_share == 0 else evidence.is_live(case)
    if is_live or evidence.is_claimed_high(case):
        return None
    noted = any(map(says_over, case.statements))
    told = noted or (bool(case.alarms) and all(says_over(a.name) or says_over(a.summary) for a in case.alarms))
    if not told:
        return None
    if case.claimed is Severity.SEV4:
        return CalledOff(Severity.SEV4, "the source calls it informational and it says that it is over")
    if case.customers_share == 0 or noted:
        return CalledOff(FLOOR, "it says that it is over or was a false alarm, and nothing speaks against that")
    return None
