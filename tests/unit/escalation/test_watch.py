from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.escalation.actions import Breach, Close, Nudge, Release, Update
from nightdesk.escalation.pages import Call, valid_minutes
from nightdesk.escalation.tiers import Climb
from nightdesk.escalation.watch import Due, next_due
from nightdesk.incident import changes
from nightdesk.incident.ask import Plan, Risk, StepState, StepTaken
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident, Page, PageState, Status
from nightdesk.incident.severity import Severity
from nightdesk.roster.files import read_roster
from nightdesk.roster.ladders import read_policies

RUNBOOKS = Path(__file__).parents[3] / "runbooks"
ROSTER = read_roster(RUNBOOKS / "roster.yaml")
POLICIES = read_policies(RUNBOOKS / "policies.yaml", roster=ROSTER)
START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def pace(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def incident(severity: Severity = Severity.SEV1, desk: Desk = Desk.OPS) -> Incident:
    return Incident(
        id=IncidentId("INC-000042"),
        desk=desk,
        title="checkout: errors 41%",
        severity=severity,
        status=Status.OPEN,
        first_anomaly_at=START,
        detected_at=START,
        opened_at=START,
        policy=POLICIES[desk.value],
    )


def page(person: str, *, channel: str = "sms", at: datetime = START, state: PageState = PageState.DELIVERED) -> Page:
    return Page(
        person=person,
        phone=ROSTER.person(person).phone,
        tier=1,
        channel="call" if channel == "call" else "sms",
        attempt=1,
        at=at,
        outbox=f"{person}-{channel}-{at.isoformat()}",
        state=state,
    )


def paged(tier: int = 1, *, at: datetime = START, severity: Severity = Severity.SEV1) -> Incident:
    pages = [page("ana", at=at), page("ana", channel="call", at=at), page("ana", channel="call", at=at)]
    return changes.climbed(incident(severity), tier=tier, at=at, pages=pages)


def due(what: Incident, at: datetime) -> Due:
    return next_due(what, roster=ROSTER, now=at, pace=pace)


def test_a_new_incident_wakes_the_first_tier_at_once() -> None:
    found = due(incident(), START)

    (climb,) = found.actions
    assert isinstance(climb, Climb)
    assert climb.tier == 1
    assert [person.id for person in climb.people] == ["ana"]
    assert climb.channels == ("sms", "call")


def test_the_milder_severities_are_texted_first() -> None:
    (climb,) = due(incident(Severity.SEV2), START).actions

    assert isinstance(climb, Climb)
    assert climb.channels == ("sms",)


def test_nobody_is_woken_for_information() -> None:
    found = due(incident(Severity.SEV4), START)

    assert not [action for action in found.actions if isinstance(action, Climb)]


@pytest.mark.parametrize("severity", [Severity.SEV0, Severity.SEV1, Severity.SEV2])
def test_how_it_stands_is_told_on_the_cadence_of_its_severity(severity: Severity) -> None:
    cadence = timedelta(minutes=POLICIES["ops"].update_minutes[severity.name])
    had = changes.acknowledged(paged(severity=severity), person="ana", name="Ana", at=START, channel="sms")
    told = replace(had, last_update_at=START + cadence)

    assert Update() not in due(had, START + cadence - timedelta(seconds=1)).actions
    assert Update() in due(had, START + cadence).actions
    assert Update() not in due(told, START + 2 * cadence - timedelta(seconds=1)).actions
    assert Update() in due(told, START + 2 * cadence).actions


def test_of_a_mild_one_nobody_is_told_by_the_clock() -> None:
    assert Update() not in due(paged(severity=Severity.SEV3), START + timedelta(hours=12)).actions


@pytest.mark.parametrize(
    ("severity", "minutes"),
    [
        (Severity.SEV0, (5, 5, 5)),
        (Severity.SEV1, (10, 10, 10)),
        (Severity.SEV2, (15, 15, 30)),
        (Severity.SEV3, (120, 120, 120)),
    ],
)
@pytest.mark.parametrize("desk", list(Desk))
def test_silence_climbs_by_the_promise_or_the_tiers_own_threshold_and_not_before(
    severity: Severity, minutes: tuple[int, ...], desk: Desk
) -> None:
    """SEV2 at 15, 30 and 60 minutes, as the mission's table has it; the worse ones sooner, SEV3 by its two hours."""
    for tier, patience in enumerate(minutes, start=1):
        silent = replace(paged(tier, severity=severity), policy=replace(POLICIES[desk.value], pages_from="SEV3"))

        before = due(silent, START + timedelta(minutes=patience, seconds=-1)).actions
        after = due(silent, START + timedelta(minutes=patience)).actions

        assert not [action for action in before if isinstance(action, Climb)]
        assert [action.tier for action in after if isinstance(action, Climb)] == [tier + 1]


def test_a_ladder_without_thresholds_climbs_by_the_promise_alone() -> None:
    """What was frozen before there were any, and a ladder that tells none."""
    bare = tuple(replace(rung, from_minutes=None) for rung in POLICIES["ops"].rungs)
    silent = replace(paged(severity=Severity.SEV2), policy=replace(POLICIES["ops"], rungs=bare))

    assert not [one for one in due(silent, START + timedelta(minutes=29)).actions if isinstance(one, Climb)]
    assert [one.tier for one in due(silent, START + timedelta(minutes=30)).actions if isinstance(one, Climb)] == [2]


def test_an_acknowledged_incident_does_not_climb() -> None:
    held = changes.acknowledged(paged(), person="ana", name="Ana", at=START, channel="sms")

    found = due(held, START + timedelta(minutes=15))

    assert not [action for action in found.actions if isinstance(action, Climb)]


def test_a_raised_severity_wakes_the_next_tier_even_when_somebody_has_it() -> None:
    held = changes.acknowledged(paged(severity=Severity.SEV2), person="ana", name="Ana", at=START, channel="sms")
    worse = changes.worsened(held, severity=Severity.SEV0, reasons=("all customers affected",))

    found = due(worse, START + timedelta(minutes=1))

    assert [action.tier for action in found.actions if isinstance(action, Climb)] == [2]
    assert worse.generation == held.generation + 1


def test_when_the_last_tier_stays_silent_everyone_is_woken_again() -> None:
    top = POLICIES["ops"].rungs[-1].tier
    silent = paged(top)

    climbs = [a for a in due(silent, START + timedelta(minutes=10)).actions if isinstance(a, Climb)]

    assert climbs[0].again
    assert {"ana", "ben", "cleo", "dev", "eve", "finn", "gus"} <= {person.id for person in climbs[0].people}


def test_an_undelivered_text_makes_the_phone_ring_at_once() -> None:
    one = changes.climbed(incident(Severity.SEV2), tier=1, at=START, pages=[page("ana", state=PageState.FAILED)])

    (call,) = [action for action in due(one, START).actions if isinstance(action, Call)]

    assert call.person.id == "ana"


def test_a_text_without_a_receipt_makes_the_phone_ring_after_a_minute() -> None:
    one = changes.climbed(incident(Severity.SEV2), tier=1, at=START, pages=[page("ana", state=PageState.ACCEPTED)])

    assert due(one, START + timedelta(seconds=59)).actions == ()
    assert isinstance(due(one, START + timedelta(seconds=60)).actions[0], Call)


def test_the_worst_severities_ring_twice_within_three_minutes() -> None:
    one = changes.climbed(incident(Severity.SEV0), tier=1, at=START, pages=[page("ana"), page("ana", channel="call")])

    calls = [action for action in due(one, START + timedelta(minutes=3)).actions if isinstance(action, Call)]

    assert [call.attempt for call in calls] == [2]


def test_whoever_has_it_is_asked_and_loses_it_when_silent() -> None:
    held = changes.acknowledged(paged(), person="ana", name="Ana", at=START, channel="sms")
    asked_at = START + timedelta(minutes=40)

    nudges = due(held, asked_at).actions
    silent = changes.nudged(held, at=asked_at)
    releases = due(silent, asked_at + timedelta(minutes=10)).actions

    assert Nudge() in nudges
    assert Release() in releases


def test_a_broken_promise_is_noted_once() -> None:
    late = START + timedelta(minutes=11)
    silent = paged()

    noted = changes.breached(silent, "acknowledge")

    assert Breach("acknowledge") in due(silent, late).actions
    assert Breach("acknowledge") not in due(noted, late).actions


def test_an_incident_whose_alarms_ended_wakes_nobody_and_closes_after_the_quiet_time() -> None:
    calm = replace(paged(), status=Status.MONITORING, recovered_at=START)

    quiet = timedelta(minutes=calm.policy.quiet_minutes)
    assert due(calm, START + quiet - timedelta(minutes=1)).actions == ()
    assert due(calm, START + quiet).actions == (Close(),)


def test_nothing_is_due_for_what_is_over() -> None:
    over = changes.resolved(paged(), at=START, how="done")

    found = due(over, START + timedelta(days=3))

    assert found.actions == ()
    assert found.wake_at is None


@given(minutes=st.floats(0, 600), tier=st.integers(1, 4), severity=st.sampled_from(list(Severity)))
def test_whatever_is_not_due_is_announced_as_the_next_moment(minutes: float, tier: int, severity: Severity) -> None:
    at = START + timedelta(minutes=minutes)
    found = due(paged(tier, severity=severity), at)

    assert found.wake_at is None or found.wake_at > at
    if found.wake_at is not None:
        just_before = found.wake_at - timedelta(microseconds=1)
        if just_before > at:
            assert len(due(paged(tier, severity=severity), just_before).actions) == len(found.actions)


@given(st.floats(0.1, 3600))
def test_speed_scales_every_moment_alike(speed: float) -> None:
    def fast(minutes: float) -> timedelta:
        return timedelta(minutes=minutes / speed)

    slow_wake = due(paged(), START).wake_at
    fast_wake = next_due(paged(), roster=ROSTER, now=START, pace=fast).wake_at

    assert slow_wake is not None
    assert fast_wake is not None
    ratio = (slow_wake - START).total_seconds() / max((fast_wake - START).total_seconds(), 1e-6)
    assert ratio == pytest.approx(speed, rel=0.02)


def test_an_incident_does_not_close_by_itself_while_a_fix_is_being_verified() -> None:
    plan = Plan(
        runbook="r",
        action="a",
        parameters={},
        title="t",
        risk=Risk.HIGH,
        why="w",
        impact="i",
        rollback="b",
        service="checkout",
    )
    step = StepTaken(id="1", plan=plan, state=StepState.ACTED, started_at=START, ended_at=START)
    calm = replace(paged(), status=Status.MONITORING, recovered_at=START, steps=(step,))

    assert due(calm, START + timedelta(minutes=6)).actions == ()
    assert due(calm, START + timedelta(minutes=30)).actions == (Close(),)


def test_endless_silence_is_answered_at_growing_distance_but_always() -> None:
    top = POLICIES["ops"].rungs[-1].tier
    tired = replace(paged(top), loops=5)

    soon = [a for a in due(tired, START + timedelta(minutes=39)).actions if isinstance(a, Climb)]
    later = [a for a in due(tired, START + timedelta(minutes=40)).actions if isinstance(a, Climb)]

    assert soon == []
    assert later[0].again


@pytest.mark.parametrize(("severity", "minutes"), list(zip(Severity, (5, 10, 30, 30, 30), strict=True)))
def test_a_page_is_valid_while_its_tier_is_waited_for_and_never_for_hours(severity: Severity, minutes: float) -> None:
    assert valid_minutes(incident(severity)) == minutes
