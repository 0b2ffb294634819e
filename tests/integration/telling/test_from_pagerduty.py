"""What people do in PagerDuty counts here, once, and nothing goes round in circles."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest

from nightdesk.desk.responders.from_pagerduty import hear_pagerduty
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Status
from nightdesk.notice.pagerduty_webhook import Said
from tests.integration.desk.acts import ANA, BEN, BOOKS, CHOCOLATE, OWNER, asks, raises
from tests.integration.desk.dying import dies_everywhere
from tests.integration.desk.world import World
from tests.integration.telling.outside import Outside


@pytest.fixture
def world() -> Outside:
    made = Outside(BOOKS, to=("pagerduty", "slack"))
    raises(made)
    return made


def said(
    world: Outside,
    what: Literal["acknowledged", "resolved", "other"] = "acknowledged",
    *,
    called: tuple[str, ...] = ("PUSER01", "Ana Duarte"),
    id: str = "EVENT1",
    ago: timedelta = timedelta(),
    incident: str = "",
) -> str:
    key = IncidentId(incident) if incident else world.incident().id
    outcome = hear_pagerduty(world.kit, Said(id=id, what=what, incident=key, called=called, at=world.now - ago))
    world.settle()
    return outcome


def test_an_ack_there_is_an_ack_here_and_is_not_told_back(world: Outside) -> None:
    assert said(world) == "done"

    incident = world.incident()
    assert incident.ack is not None
    assert (incident.ack.person, incident.ack.channel) == ("ana", "pagerduty")
    assert world.pager.actions == ["trigger"]
    assert "acknowledged by pagerduty" in world.room.said
    world.passes(minutes=12)
    assert not world.channel.texts_to(BEN)


def after_an_ack(world: Outside, acknowledge: Callable[[Outside], object]) -> list[str]:
    """What Ana is texted for it, with codes as what they are."""
    asks(world)
    before = len(world.channel.texts_to(ANA))
    acknowledge(world)
    return [re.sub(r"(go|no) [A-Z0-9]{6}", r"\1 CODE", body) for body in world.channel.texts_to(ANA)[before:]]


def test_whoever_acks_there_is_answered_as_whoever_acks_by_text() -> None:
    there = after_an_ack(Outside(BOOKS, to=("pagerduty",)), said)
    here = after_an_ack(Outside(BOOKS, to=("pagerduty",)), lambda world: world.texts(ANA, "ack"))

    assert there == here
    assert any("is yours, Ana Duarte." in body for body in there)


def test_the_answer_comes_once_however_often_it_is_told(world: Outside) -> None:
    for _ in range(3):
        said(world)
    said(world, id="EVENT2")

    assert sum("is yours" in body for body in world.channel.texts_to(ANA)) == 1


def test_whoever_wants_no_texts_or_cannot_have_them_is_sent_none(world: Outside) -> None:
    world.texts(ANA, "STOP", sid="SMstop")
    before = len(world.channel.texts_to(ANA))
    assert said(world) == "done"
    assert len(world.channel.texts_to(ANA)) == before

    people = tuple(replace(one, channels=("call",)) if one.id == "ana" else one for one in BOOKS.roster.people)
    landline = Outside(replace(BOOKS, roster=replace(BOOKS.roster, people=people)), to=("pagerduty",))
    raises(landline)
    before = len(landline.channel.texts_to(ANA))
    assert said(landline) == "done"
    assert len(landline.channel.texts_to(ANA)) == before


def acks_there(world: World) -> None:
    event = Said(id="E1", what="acknowledged", incident=world.incident().id, called=("Ana Duarte",), at=world.now)
    world.tries(lambda: hear_pagerduty(world.kit, event))
    world.settle()


def test_dying_while_it_is_acknowledged_there_leaves_what_would_have_been() -> None:
    print(f"{dies_everywhere((asks, acks_there))} crash points")


def test_a_resolve_there_closes_here_and_is_not_told_back(world: Outside) -> None:
    said(world)

    assert said(world, "resolved", id="EVENT2") == "done"

    assert world.incident().status is Status.RESOLVED
    assert world.incident().resolution == "resolved in PagerDuty by Ana Duarte"
    world.passes(minutes=2)
    assert world.pager.incidents(world.incident().id) == ["triggered"]  # it had resolved it itself


def test_a_delivery_that_comes_again_changes_nothing(world: Outside) -> None:
    said(world)
    before = world.incident()

    assert said(world) == "repeated"
    assert world.incident() == before


def test_events_that_come_in_the_wrong_order_leave_it_closed(world: Outside) -> None:
    assert said(world, "resolved", id="EVENT2") == "done"
    assert said(world, "acknowledged", id="EVENT1") == "known already"

    assert world.incident().status is Status.RESOLVED


def test_an_ack_of_what_became_part_of_another_is_one_of_that_and_a_resolve_is_not(world: Outside) -> None:
    raises(world, "search")
    world.texts(BEN, "merge INC-007002 INC-007001")
    assert world.incident(0).ack is None

    assert said(world, "resolved", incident="INC-007002", id="EVENT0") == "known already"
    assert said(world, "acknowledged", incident="INC-007002") == "done"

    assert world.incident(0).is_open
    assert world.incident(0).ack is not None


def test_what_our_own_event_caused_there_does_nothing_here(world: Outside) -> None:
    world.texts(ANA, "ack")
    before = world.incident()

    assert said(world, called=()) == "not ours"
    assert said(world, id="E3") == "known already"

    assert world.incident() == before
    assert world.pager.actions == ["trigger", "acknowledge"]


def test_an_ack_by_somebody_else_does_not_take_it_from_who_has_it(world: Outside) -> None:
    world.texts(ANA, "ack")

    assert said(world, called=("P2", "Ben Sato")) == "known already"

    ack = world.incident().ack
    assert ack is not None
    assert ack.person == "ana"


def test_a_stranger_to_the_roster_stops_no_page(world: Outside) -> None:
    assert said(world, called=("P9", "Zoe Nobody")) == "nobody on the roster"

    assert world.incident().ack is None
    notes = [entry.text for entry in world.store.entries(world.incident().id) if entry.actor == "pagerduty"]
    assert notes == ["Zoe Nobody acknowledged it in PagerDuty and is no one person on this roster; paging goes on"]
    world.passes(minutes=40)
    assert world.channel.texts_to(BEN)


@pytest.mark.parametrize("what", ["acknowledged", "resolved"])
def test_somebody_of_the_other_desk_may_neither_take_nor_close_it(
    world: Outside, what: Literal["acknowledged", "resolved"]
) -> None:
    assert said(world, what, called=("P9", "Dr. Maya Lind", "maya@vets.example")) == "another desk"

    incident = world.incident()
    assert incident.is_open
    assert incident.ack is None
    notes = [entry.text for entry in world.store.entries(incident.id) if entry.actor == "pagerduty"]
    assert notes == [f"Dr. Maya Lind {what} it in PagerDuty and works on another desk; paging goes on"]
    assert said(world, what, called=("P9", "Dr. Maya Lind")) == "repeated"
    assert world.channel.texts_to("+12025550111") == []
    world.passes(minutes=40)
    assert world.channel.texts_to(BEN)


def test_an_ack_that_took_long_says_nothing_about_who_is_awake(world: Outside) -> None:
    assert said(world, ago=timedelta(minutes=11)) == "too late"
    assert world.incident().ack is None


def test_an_alarm_since_then_keeps_it_open(world: Outside) -> None:
    world.now += timedelta(minutes=3)
    raises(world, "storefront")

    outcome = said(world, "resolved", ago=timedelta(minutes=2))

    assert outcome == "too late"
    assert world.incident(0).is_open


@pytest.mark.parametrize("what", ["other", "acknowledged"])
def test_what_is_not_about_an_incident_of_ours_is_left_alone(
    world: Outside, what: Literal["other", "acknowledged"]
) -> None:
    before = world.incident()

    assert said(world, what, incident="INC-999999") == "not ours"

    assert world.incident() == before


def test_a_pets_case_cannot_be_touched_from_there() -> None:
    world = Outside(BOOKS, to=("pagerduty",))
    world.texts(OWNER, CHOCOLATE)

    assert said(world) == "another desk"
    assert world.incident().ack is None


def test_permission_cannot_be_given_from_there() -> None:
    from tests.integration.desk.acts import asks, plans

    world = Outside(BOOKS, to=("pagerduty", "slack"))
    plans(world)
    asks(world)

    said(world)

    ask = world.incident().ask
    assert ask is not None
    assert ask.state.value == "pending"
