""" "Forget me": asked once, then everything of theirs is gone, the chain still holds, and an open case goes on."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from nightdesk.audit.chain import first_break
from nightdesk.contact.contact import Contact
from nightdesk.incident.desk import Phone
from nightdesk.incident.timeline import Kind
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.world import World

OWNER, MAYA, ANOTHER = "+12025550180", "+12025550111", "+12025550181"
CRY = "omg my lab Rex, 30kg, diabetic, ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"
PLACE = "we live in Shelbyville"
THEIRS = ("Rex", "shaking", "chocolate", "Shelbyville", "62565", OWNER, "diabetic", "Labrador")


@pytest.fixture
def world() -> World:
    return World(books=BOOKS)


def says(world: World, body: str, phone: str = OWNER) -> list[str]:
    world.now += timedelta(minutes=1)
    before = len(world.channel.texts_to(OWNER))
    world.texts(phone, body)
    world.thinks()
    world.turns.waiting.clear()
    return world.channel.texts_to(OWNER)[before:]


def a_night(world: World) -> None:
    """A whole case, from the cry to the record."""
    says(world, PLACE)
    says(world, CRY)
    says(world, "he is lying down now")


def closes(world: World) -> None:
    code = world.incident().id.removeprefix("INC-00")
    says(world, f"ack {code}", MAYA)
    says(world, f"close {code}", MAYA)
    world.report()
    world.passes(minutes=2)


def leaves(world: World) -> None:
    says(world, "forget me")
    says(world, "FORGET")


def traces(world: World, *, but: Callable[[str, str], bool] = lambda _pk, _doc: False) -> list[str]:
    """Rows of the table that still hold something of the owner's in what they say."""
    return [
        f"{pk} {sk}: {theirs}"
        for (pk, sk), row in world.table.items.items()
        for theirs in THEIRS
        if theirs in row.get("doc", {}).get("S", "")
        and not (theirs == OWNER and OWNER in pk)  # the clock takes these rows whole, see below
        and not but(pk, row["doc"]["S"])
    ]


def goodbye(pk: str, doc: str) -> bool:
    """The order to erase, and what was said after it, hold a number until the outbox's own clock removes them."""
    return pk.startswith("OUT#") and ('"type":"erase"' in doc or "is being erased" in doc or "borrando" in doc)


def is_vets_own(pk: str, _doc: str) -> bool:
    return pk == f"CONTACT#{MAYA}"


def test_it_is_asked_once_before_anything_is_erased(world: World) -> None:
    says(world, PLACE)

    (asked,) = says(world, "please forget me")

    assert "can't be undone" in asked
    assert "FORGET" in asked
    assert world.store.standing(Phone(OWNER)).contact.place == "shelbyville"


@pytest.mark.parametrize("words", ["don't forget me", "i forgot his food", "forget it", "I will never forget you"])
def test_other_forgetting_is_not_taken_for_it(world: World, words: str) -> None:
    says(world, words)

    assert world.store.standing(Phone(OWNER)).contact.forget_asked_at is None


@pytest.mark.parametrize(
    ("asks", "sure"), [("delete my data", "forget"), ("olvídame", "olvidar"), ("forget me", "yes")]
)
def test_everything_of_theirs_is_gone(world: World, asks: str, sure: str) -> None:
    a_night(world)
    closes(world)

    says(world, asks)
    (told,) = says(world, sure)
    world.report()
    world.passes(minutes=3)

    assert "erased" in told or "borrando" in told
    left = traces(world, but=lambda pk, doc: goodbye(pk, doc) or is_vets_own(pk, doc))
    assert left == []
    assert not any(theirs in world.reports[f"reports/{world.incident().id}.txt"] for theirs in THEIRS)


def test_rows_with_the_number_in_their_key_are_left_to_the_tables_clock(world: World) -> None:
    a_night(world)
    closes(world)

    leaves(world)

    keyed = [row for (pk, _), row in world.table.items.items() if OWNER in pk]
    assert len(keyed) > 4
    assert all("expires" in row for row in keyed)


def test_the_chain_still_holds_and_says_what_was_done(world: World) -> None:
    a_night(world)
    closes(world)
    before = world.store.entries(world.incident().id)

    leaves(world)

    incident = world.incident()
    after = world.store.entries(incident.id)
    assert first_break(after, head=incident.seal) is None
    assert [(e.seq, e.at, e.kind, e.actor, e.hash) for e in after[: len(before)]] == [
        (e.seq, e.at, e.kind, e.actor, e.hash) for e in before
    ]
    assert any(entry.kind is Kind.ERASED for entry in after)
    assert all(not entry.text for entry in after if entry.kind is Kind.HEARD)
    assert incident.owner is None
    assert incident.severity.name == "SEV0"


def test_an_open_case_goes_on_and_is_erased_when_it_closes(world: World) -> None:
    a_night(world)

    (asked,) = says(world, "forget me")
    (told,) = says(world, "FORGET")

    assert "case goes on" in asked
    assert "case goes on" in told
    assert world.incident().is_open
    assert world.incident().owner == OWNER
    assert world.store.standing(Phone(OWNER)).contact.pets == ()

    closes(world)
    world.report()
    world.passes(minutes=3)

    assert traces(world, but=lambda pk, doc: goodbye(pk, doc) or is_vets_own(pk, doc)) == []


def test_yes_in_an_open_case_answers_triage_and_erases_nothing(world: World) -> None:
    a_night(world)
    says(world, "forget me")

    says(world, "yes")

    assert world.store.standing(Phone(OWNER)).contact.leaving_at is None


def test_stop_is_remembered_of_somebody_who_is_forgotten(world: World) -> None:
    says(world, PLACE)
    says(world, "forget me")
    says(world, "STOP")

    says(world, "forget")

    contact = world.store.standing(Phone(OWNER)).contact
    assert contact == Contact(phone=Phone(OWNER), consent=contact.consent, version=contact.version)
    assert contact.consent.value == "stopped"


def test_who_comes_back_is_a_stranger_who_is_helped(world: World) -> None:
    a_night(world)
    closes(world)
    leaves(world)

    said = says(world, "my cat is not breathing")

    assert world.incident().severity.name == "SEV0"
    assert any("now" in text for text in said)
    assert not any("Rex" in text for text in said)


def test_another_owner_keeps_everything(world: World) -> None:
    says(world, "my dog Bo is limping", ANOTHER)
    a_night(world)
    closes(world)

    leaves(world)

    assert any(message.body == "my dog Bo is limping" for message in world.store.messages(Phone(ANOTHER)))
