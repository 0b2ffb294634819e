"""Whoever has an incident: quiet they asked for, what others change meanwhile, and what becomes of it without them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.desk.rounds.each_minute import look_after
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.incident.incident import Status
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.store.store import Change
from tests.integration.desk.acts import ANA, BEN, BOOKS, MAYA, OWNER, grants, raises, runs
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.test_climbing import CLEO, lags, says, texts, with_person
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def leaves(world: World, person: str, *, instead: str) -> None:
    """A new roster.yaml is deployed, without them."""
    roster = world.kit.roster
    schedules = {
        role: replace(
            one,
            layers=tuple(
                replace(layer, people=tuple(instead if p == person else p for p in layer.people))
                for layer in one.layers
            ),
        )
        for role, one in roster.schedules.items()
    }
    people = tuple(one for one in roster.people if one.id != person)
    world.kit = replace(world.kit, roster=replace(roster, people=people, schedules=schedules))


def told(world: World, kind: Kind) -> list[str]:
    return [entry.text for entry in world.store.entries(world.incident().id) if entry.kind is kind]


@pytest.mark.parametrize("quiet", [False, True])
def test_what_somebody_had_who_left_the_roster_is_nobodys_and_climbs(world: World, quiet: bool) -> None:
    raises(world)
    says(world, ANA, "snooze 1 60" if quiet else "ack 1")
    leaves(world, "ana", instead="ben")

    world.passes(minutes=2)

    incident = world.incident()
    assert incident.ack is None
    assert incident.hold is None
    assert incident.tier == 2
    assert any("Ana Duarte had it and has left the roster" in body for body in texts(world, BEN))
    assert any("is on the roster no more" in note for note in told(world, Kind.NOTE))


def test_what_is_only_watched_until_it_closes_wakes_nobody_for_that(world: World) -> None:
    raises(world)
    says(world, ANA, "ack 1")
    raises(world, ended=True)
    leaves(world, "ana", instead="ben")

    world.passes(minutes=15)

    assert world.incident().status is Status.RESOLVED
    assert texts(world, BEN) == []


def test_an_incident_nothing_can_be_decided_about_is_raised_and_all_others_are_mended(world: World) -> None:
    raises(world, "checkout")
    raises(world, "mailer")
    broken, other = world.incident(0), world.incident(1)
    row = world.store.incident(broken.id)
    assert row is not None
    world.store.commit(Change(incident=replace(row, tier_at=datetime(2026, 11, 22, 3, 0))))  # noqa: DTZ001  # no zone
    beats: list[str] = []
    world.now += timedelta(minutes=30)

    found = audit_chains(world.kit, world.doors, beat=lambda: beats.append("beat"))
    world.settle()

    mended = world.store.incident(other.id)
    assert mended is not None
    assert mended.tier > 1
    assert beats == []
    assert any(broken.id in trouble for trouble in found.failed)
    assert "overslept" in found.raised


def test_a_mistake_in_one_of_the_minutes_duties_stops_no_other(world: World) -> None:
    """The audit comes after them, and it is what wakes people when a chain has died."""
    unreadable: Any = None

    failed = look_after(world.kit, (unreadable,))

    assert len(failed) == 1
    assert "AttributeError" in failed[0]


@pytest.mark.parametrize("how", ["raised", "raised by key", "passed on", "opted out", "fix failed"])
def test_quiet_ends_when_somebody_must_be_woken(world: World, how: str) -> None:
    if how == "fix failed":
        grants(world)
    else:
        raises(world)
    says(world, ANA, "snooze 1 60")
    assert world.incident().hold is not None
    world.now += timedelta(minutes=1)

    match how:
        case "raised":
            says(world, ANA, "sev 0 1")
        case "raised by key":
            call = OnPhone(world, ANA).begins("page", world.incident().id, "ana")
            call.presses("9").presses("0")
        case "passed on":
            says(world, ANA, "pass 1")
        case "opted out":
            says(world, ANA, "STOP")
        case _:
            world.action.serving = "9"
            runs(world)

    assert world.incident().hold is None
    assert world.incident().tier == 2
    assert texts(world, BEN)
    assert world.channel.calls_to(BEN)


def test_what_is_raised_while_it_is_only_watched_does_not_close_itself(world: World) -> None:
    raises(world)
    says(world, ANA, "ack 1")
    raises(world, ended=True)
    assert world.incident().status is Status.MONITORING

    says(world, ANA, "sev 0 1")
    world.passes(minutes=18)

    assert world.incident().severity is Severity.SEV0
    assert world.incident().status is Status.ACKNOWLEDGED
    assert world.incident().tier == 2
    assert texts(world, BEN)


def test_what_is_passed_on_while_it_is_only_watched_wakes_the_next_tier_and_closes_in_time(world: World) -> None:
    raises(world)
    says(world, ANA, "ack 1")
    raises(world, ended=True)

    says(world, ANA, "pass 1")

    assert "tier 2 is being woken" in texts(world, ANA)[-1]
    assert world.incident().tier == 2
    assert texts(world, BEN)
    world.passes(minutes=5)
    assert len(world.channel.calls_to(BEN)) == 2
    world.passes(minutes=10)
    assert world.incident().status is Status.RESOLVED


def test_whoever_lowers_what_nobody_has_has_it_and_is_told(world: World) -> None:
    raises(world)

    says(world, ANA, "sev 4 1")

    ack = world.incident().ack
    assert ack is not None
    assert (ack.person, world.incident().severity) == ("ana", Severity.SEV4)
    assert "SEV4 now (was SEV1), and yours" in texts(world, ANA)[-1]


def test_on_the_phone_too(world: World) -> None:
    raises(world)

    OnPhone(world, ANA).begins("page", world.incident().id, "ana").presses("9").presses("3")

    ack = world.incident().ack
    assert ack is not None
    assert (ack.person, ack.channel) == ("ana", "call")


def test_who_has_it_hears_that_another_changed_how_bad_it_is(world: World) -> None:
    raises(world)
    says(world, ANA, "ack 1")

    says(world, CLEO, f"sev 3 {world.incident().id}")

    ack = world.incident().ack
    assert ack is not None
    assert ack.person == "ana"
    assert texts(world, ANA)[-1].startswith("Cleo")
    assert "to SEV3 (was SEV1). You still have it." in texts(world, ANA)[-1]


def test_an_owner_is_not_left_with_words_about_a_vet_who_is_tried(world: World) -> None:
    says(world, OWNER, "my dog is having a seizure that won't stop")

    says(world, MAYA, "sev 3 1")

    assert "Maya" in texts(world, OWNER)[-1] or "vet" in texts(world, OWNER)[-1].lower()
    assert world.incident().ack is not None
    said = len(texts(world, OWNER))
    world.passes(minutes=30)
    assert not any("trying to reach" in body for body in texts(world, OWNER)[said:])


def test_what_is_over_keeps_its_severity(world: World) -> None:
    raises(world)
    says(world, ANA, "resolve 1")
    before = world.incident()

    says(world, ANA, "sev 0 1")

    assert replace(world.incident(), version=before.version) == before
    assert "was resolved" in texts(world, ANA)[-1]


def test_quiet_puts_off_no_promise_however_often_it_is_asked_for(world: World) -> None:
    raises(world)
    for _ in range(3):
        says(world, ANA, "snooze 1 25")
        world.passes(minutes=24)
        assert ("resolve" in world.incident().breached) is (world.incident().tier == 2)

    incident = world.incident()
    assert "resolve" in incident.breached
    assert incident.held_until is None
    assert texts(world, BEN)


def test_quiet_minutes_are_as_long_as_all_others(world: World) -> None:
    world.kit = replace(world.kit, settings=replace(world.kit.settings, speed=60))
    raises(world)

    says(world, ANA, "snooze 1 20")

    hold = world.incident().hold
    assert hold is not None
    assert hold.until - world.now == timedelta(seconds=20)


def test_who_takes_no_texts_is_asked_by_a_call_whose_key_keeps_it(world: World) -> None:
    with_person(world, "ana", channels=("call",))
    lags(world)
    call = OnPhone(world, ANA, call="CAone").begins("page", world.incident().id, "ana")
    call.presses("4")
    said, rung = len(texts(world, ANA)), len(world.channel.calls_to(ANA))
    minutes = int(world.incident().policy.nudge_minutes[world.incident().severity.name])

    world.passes(minutes=minutes + 1)

    assert len(world.channel.calls_to(ANA)) == rung + 1
    assert not any("Still on" in body for body in texts(world, ANA)[said:])
    OnPhone(world, ANA, call="CAtwo").begins("page", world.incident().id, "ana").presses("4")
    world.passes(minutes=int(world.incident().policy.ack_sla_minutes(world.incident().severity)) + 2)
    assert world.incident().ack is not None
    assert world.incident().tier == 1


def test_a_receipt_that_comes_after_the_quiet_began_wakes_nobody(world: World) -> None:
    raises(world)
    page = world.incident().pages[0]
    says(world, ANA, "snooze 1 30")
    sent = len(world.channel.sent)

    take_receipt(world.kit, page.outbox, status="undelivered", error=30005)
    world.passes(minutes=20)

    assert len(world.channel.sent) == sent
