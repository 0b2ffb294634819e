"""The call people on an incident talk on, and the one text that tells them all."""

from datetime import timedelta
from itertools import permutations

import pytest

from nightdesk.channel.twiml import Conference, render
from nightdesk.desk.watching.war_room import happened
from nightdesk.incident.timeline import Kind
from nightdesk.incident.war_room import Event
from tests.integration.desk.acts import ANA, BEN, BOOKS, MAYA, OWNER, confers, raises
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.world import World

CHOCOLATE = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"


@pytest.fixture
def world() -> World:
    """An alarm has woken Ana, and then Ben."""
    world = World(BOOKS)
    raises(world)
    world.passes(minutes=11)
    return world


def invited(world: World, number: str = ANA, person: str = "ana", call: str = "CA1") -> OnPhone:
    return OnPhone(world, number, call).begins("room", world.incident(0).id, person)


def told(world: World) -> list[str]:
    kinds = {Kind.JOINED, Kind.LEFT}
    return [entry.text for entry in world.store.entries(world.incident(0).id) if entry.kind in kinds]


def texts_since(world: World, phone: str, before: int) -> list[str]:
    return world.channel.texts_to(phone)[before:]


def test_join_by_text_rings_and_a_key_lets_in(world: World) -> None:
    world.texts(ANA, "join 7001", sid="SMjoin")

    assert world.channel.texts_to(ANA)[-1] == "Calling you now: press any key to join the call on INC-7001."
    script = world.channel.calls_to(ANA)[-1]
    call = OnPhone(world, ANA).begins(*script.split("/"))
    assert "the call for case 1. checkout" in call.heard
    assert "Press any key to join the call." in call.heard

    assert call.presses("5").room == world.incident(0).id


def test_a_mailbox_that_answers_never_joins(world: World) -> None:
    call = invited(world).is_silent()

    assert call.is_over
    assert not call.room
    assert world.incident(0).war_room is None


@pytest.mark.parametrize("key", ["0", "1"])
def test_the_key_of_a_page_joins_too(world: World, key: str) -> None:
    call = OnPhone(world, ANA).begins("page", world.incident(0).id, "ana").presses(key)

    assert call.room == world.incident(0).id
    assert "You are the first on the call." in call.heard


def test_who_calls_the_desk_comes_in_by_key(world: World) -> None:
    call = OnPhone(world, BEN, "CA9").begins()
    assert "1 to join the call" in call.heard or "0 to join the call" in call.heard

    assert call.presses("0").room == world.incident(0).id


def test_the_others_are_told_once_that_somebody_is_on_the_call(world: World) -> None:
    before = len(world.channel.texts_to(BEN))

    invited(world).presses("1")
    confers(world, "joined", 0)
    invited(world, BEN, "ben", "CA2").presses("1")

    assert texts_since(world, BEN, before) == [
        "Ana Duarte is on the call for INC-7001. checkout: errors 41% (limit 5%). Reply join 1 and I ring you."
    ]
    assert not [text for text in world.channel.texts_to(ANA) if "is on the call" in text]


def test_whoever_comes_later_hears_who_is_on_it(world: World) -> None:
    invited(world).presses("1")
    confers(world, "joined", 0)

    assert "Ana Duarte is on it." in invited(world, BEN, "ben", "CA2").presses("1").heard
    world.texts(BEN, "who 7001", sid="SMwho")
    assert "On the call: Ana Duarte." in world.channel.texts_to(BEN)[-1]


def test_who_came_and_went_stands_on_the_timeline_and_on_the_page(world: World) -> None:
    invited(world).presses("1")
    confers(world, "joined", 0)
    world.now += timedelta(minutes=4)
    confers(world, "left", 1)
    confers(world, "ended", 2)

    assert told(world) == ["Ana Duarte joined the call", "Ana Duarte left the call after 4 min", "the call ended"]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_callbacks_twice_and_in_any_order_leave_the_same(world: World, order: tuple[int, ...]) -> None:
    invited(world).presses("1")
    invited(world, BEN, "ben", "CA2").presses("1")
    incident, at = world.incident(0).id, world.now
    night = [("joined", "CA1"), ("joined", "CA2"), ("left", "CA1"), ("left", "CA2")]
    events = [
        Event(conference="CF1", what=what, at=at, order=number, call=call)  # type: ignore[arg-type]
        for number, (what, call) in enumerate(night)
    ]

    for one in (*order, *order):
        happened(world.kit, incident, events[one])

    room = world.incident(0).war_room
    assert room is not None
    assert room.inside == ()
    names = [line.split(" after ")[0] for line in told(world)]
    assert sorted(names) == sorted(
        f"{who} {did} the call" for who in ("Ana Duarte", "Ben Sato") for did in ("joined", "left")
    )


def test_star_leaves_for_the_keys_and_a_key_leads_back_in(world: World) -> None:
    call = invited(world).presses("1")
    confers(world, "joined", 0)

    back = call.dial_left()
    assert "You have left the call." in back.heard
    assert "4 to acknowledge" in back.heard

    assert back.presses("0").room == world.incident(0).id
    confers(world, "left", 1)
    confers(world, "joined", 2)
    room = world.incident(0).war_room
    assert room is not None
    assert room.inside == ("ana",)


def test_the_call_ends_with_the_incident(world: World) -> None:
    invited(world).presses("1")
    confers(world, "joined", 0)
    world.texts(ANA, "resolve 7001", sid="SMresolve")

    assert world.war_room.ended == [world.incident(0).id]
    confers(world, "left", 1)
    confers(world, "ended", 2)
    assert told(world)[-2:] == ["Ana Duarte left the call", "the call ended"]


def test_without_a_call_nothing_is_ended(world: World) -> None:
    world.texts(ANA, "resolve 7001", sid="SMresolve")

    assert world.war_room.ended == []


def test_a_key_after_the_end_lets_nobody_in(world: World) -> None:
    call = invited(world)
    world.texts(BEN, "resolve 7001", sid="SMresolve")

    late = call.presses("1")

    assert not late.room
    assert "was resolved" in late.heard


def test_who_slips_in_as_it_ends_is_not_left_alone(world: World) -> None:
    invited(world).presses("1")
    world.texts(ANA, "resolve 7001", sid="SMresolve")
    world.war_room.ended.clear()

    confers(world, "joined", 0)

    assert world.war_room.ended == [world.incident(0).id]


def test_a_visitor_who_was_never_woken_is_told_of_the_end(world: World) -> None:
    cleo = next(one for one in BOOKS.roster.people if one.name.startswith("Cleo"))
    world.texts(cleo.phone, "join 7001", sid="SMjoin")
    invited(world, cleo.phone, cleo.id, "CA3").presses("1")

    world.texts(BEN, "resolve 7001", sid="SMresolve")

    assert world.channel.texts_to(cleo.phone)[-1].startswith("Resolved: INC-7001")


def test_somebody_of_the_other_desk_is_not_let_in(world: World) -> None:
    assert invited(world, MAYA, "maya", "CA4").is_over
    world.texts(MAYA, "join 7001", sid="SMjoin")
    assert not world.channel.calls_to(MAYA)


def test_another_phone_with_the_right_address_is_not_let_in(world: World) -> None:
    assert invited(world, "+12025550199", "ana", "CA5").is_over


def test_a_call_nobody_was_expected_on_is_somebody(world: World) -> None:
    confers(world, "joined", 0, call="CAstranger")

    assert told(world) == ["somebody joined the call"]


def test_one_text_tells_everybody_and_stands_in_the_timeline(world: World) -> None:
    before = {phone: len(world.channel.texts_to(phone)) for phone in (ANA, BEN)}

    world.texts(ANA, "say 7001 Rolling back checkout, hold deploys.", sid="SMsay")

    assert texts_since(world, BEN, before[BEN]) == [
        "Ana Duarte to all on INC-7001: Rolling back checkout, hold deploys."
    ]
    assert texts_since(world, ANA, before[ANA])[-1].startswith("Sent to Ben Sato, Cleo Marsh")
    entries = world.store.entries(world.incident(0).id)
    assert [e.text for e in entries if e.kind is Kind.SAID][-1] == (
        "Ana Duarte to all: Rolling back checkout, hold deploys."
    )


def test_a_code_in_the_words_is_shown_to_nobody(world: World) -> None:
    before = len(world.channel.texts_to(BEN))

    world.texts(ANA, "say 7001 please reply go K7PQ2X for me", sid="SMsay")

    assert texts_since(world, BEN, before) == []
    assert "nothing was sent" in world.channel.texts_to(ANA)[-1]


def test_vets_write_to_each_other_with_all_and_to_the_owner_without() -> None:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)
    world.passes(minutes=8)
    world.texts(MAYA, "ack 7001", sid="SMack")
    owners = len(world.channel.texts_to(OWNER))

    world.texts(MAYA, "say 7001 all: clinic is full, send them north", sid="SMall")

    assert len(world.channel.texts_to(OWNER)) == owners
    omar = next(one for one in BOOKS.roster.people if one.id == "omar").phone
    assert "to all on INC-7001: clinic is full" in world.channel.texts_to(omar)[-1]

    world.texts(MAYA, "say 7001 All good things take time", sid="SMowner")
    assert "All good things take time" in world.channel.texts_to(OWNER)[-1]


def test_vets_have_a_call_of_their_own_by_key() -> None:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)

    call = OnPhone(world, MAYA, "CA7").begins("page", world.incident(0).id, "maya").presses("0")

    assert call.room == world.incident(0).id


def test_eight_says_how_it_stands_and_who_is_on_it(world: World) -> None:
    invited(world).presses("1")
    confers(world, "joined", 0)

    call = OnPhone(world, BEN, "CA9").begins("page", world.incident(0).id, "ben").presses("8")

    assert "Woken so far: Ana Duarte, Ben Sato, Cleo Marsh." in call.heard
    assert "On the call: Ana Duarte." in call.heard
    assert world.incident(0).ack is None


def test_nine_and_a_digit_set_the_severity_and_any_other_key_leaves_it(world: World) -> None:
    was = world.incident(0).severity
    call = OnPhone(world, ANA, "CA9").begins("page", world.incident(0).id, "ana").presses("9")
    assert f"It is severity {int(was)}" in call.heard

    assert "It keeps its severity." in call.presses("7").heard
    assert world.incident(0).severity is was

    call.presses("9").presses("0")
    assert world.incident(0).severity.name == "SEV0"


def test_permission_is_given_by_no_key(world: World) -> None:
    call = OnPhone(world, ANA, "CA9").begins("page", world.incident(0).id, "ana")
    for key in "0123456789*#":
        call.begins("page", world.incident(0).id, "ana").presses(key)

    assert world.incident(0).ask is None
    assert not [entry for entry in world.store.entries(world.incident(0).id) if entry.kind is Kind.APPROVED]


def test_the_document_names_the_person_and_where_the_carrier_tells_of_it(world: World) -> None:
    invited(world).presses("1")
    call = OnPhone(world, ANA).begins("room", world.incident(0).id, "ana").presses("1")
    conference = next(verb for verb in call.verbs if isinstance(verb, Conference))

    document = render(conference)

    assert 'hangupOnStar="true"' in document
    assert 'participantLabel="ana.CA1"' in document
    assert 'statusCallback="https://desk.example/twilio/conference/INC-007001"' in document
    assert 'statusCallbackEvent="start end join leave"' in document
    assert 'endConferenceOnExit="false"' in document
