"""Whoever has it: what shows that they are on it, how they are asked, and that nothing is taken from who works."""

from datetime import timedelta

import pytest

from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.incident.incident import Incident, PageState
from nightdesk.incident.severity import Severity
from nightdesk.report.items import remediation_items
from tests.integration.desk.acts import (
    ANA,
    BEN,
    BOOKS,
    CHOCOLATE,
    MAYA,
    OWNER,
    asks,
    code,
    confers,
    hangs_up,
    raises,
)
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.test_climbing import says
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    """Ana has a SEV1, which is asked about after 40 minutes."""
    made = World(BOOKS)
    raises(made, "mailer")
    says(made, ANA, "ack 1")
    assert made.incident().severity is Severity.SEV1
    return made


def asked(world: World, phone: str = ANA) -> int:
    return sum(body.startswith("Still on") for body in world.channel.texts_to(phone))


def holder(world: World) -> str:
    ack = world.incident().ack
    return ack.person if ack else ""


def receipts(world: World, status: str, error: int = 0) -> None:
    last = next(one for one in reversed(world.channel.sent) if one.what.startswith("Still on"))
    take_receipt(world.kit, last.receipt.rsplit("/", 1)[-1], status=status, error=error)
    world.settle()


@pytest.mark.parametrize("order", ["note 1 rolling it back", "status 1", "more 1", "say 1 on it", "who 1", "join 1"])
def test_whoever_gives_orders_is_not_asked_and_their_order_answers_the_question(world: World, order: str) -> None:
    world.passes(minutes=38)
    says(world, ANA, order)
    world.passes(minutes=38)
    assert asked(world) == 0

    world.passes(minutes=3)
    assert asked(world) == 1
    says(world, ANA, order)
    world.passes(minutes=15)

    assert holder(world) == "ana"


@pytest.mark.parametrize("words", ["I'm driving with Focus on. I'll see your message later.", "zzz", "help"])
def test_what_a_phone_or_a_sleeper_may_write_answers_nothing(world: World, words: str) -> None:
    world.passes(minutes=41)

    says(world, ANA, words)
    world.passes(minutes=11)

    assert (holder(world), world.incident().tier) == ("", 2)


def test_a_key_that_gives_an_order_counts_as_one(world: World) -> None:
    world.passes(minutes=38)
    OnPhone(world, ANA, "CA8").begins("page", world.incident().id, "ana").presses("2").presses("2").presses("1").says(
        "second pool is draining"
    )

    world.passes(minutes=30)

    assert asked(world) == 0


def test_a_granted_request_counts_as_an_order() -> None:
    world = World(BOOKS)
    raises(world)
    says(world, ANA, "ack 1")
    world.passes(minutes=30)
    asks(world)
    says(world, ANA, f"no {code(world)}")

    world.passes(minutes=30)

    assert asked(world) == 0


def test_a_question_that_cannot_be_delivered_makes_the_phone_ring_before_anything_is_taken_away(world: World) -> None:
    world.passes(minutes=40)
    before = len(world.channel.calls_to(ANA))

    receipts(world, "undelivered", 30003)

    assert len(world.channel.calls_to(ANA)) == before + 1
    OnPhone(world, ANA, "CA8").begins("page", world.incident().id, "ana").presses("4")
    world.passes(minutes=15)
    assert holder(world) == "ana"
    assert len(world.channel.calls_to(ANA)) == before + 1


def test_a_question_without_a_receipt_rings_and_one_with_a_receipt_does_not(world: World) -> None:
    world.passes(minutes=40)
    world.now += timedelta(seconds=5)
    world.passes(minutes=0)
    other = World(BOOKS)
    raises(other, "mailer")
    says(other, ANA, "ack 1")
    other.passes(minutes=40)
    before = len(world.channel.calls_to(ANA))

    world.passes(minutes=3)
    other.passes(minutes=1)
    receipts(other, "delivered")
    other.passes(minutes=3)

    assert len(world.channel.calls_to(ANA)) > before
    assert asked(other) == 1


def test_who_talks_on_its_call_is_not_asked_and_is_timed_from_when_they_left(world: World) -> None:
    OnPhone(world, ANA, "CA1").begins("room", world.incident().id, "ana").presses("1")
    confers(world, "joined", 1)
    world.passes(minutes=70)
    assert asked(world) == 0

    confers(world, "left", 2)
    world.passes(minutes=39)
    assert asked(world) == 0
    world.passes(minutes=2)

    assert asked(world) == 1


def test_a_call_whose_end_was_never_told_does_not_keep_it_for_ever(world: World) -> None:
    OnPhone(world, ANA, "CA1").begins("room", world.incident().id, "ana").presses("1")
    confers(world, "joined", 1)

    world.passes(minutes=150)

    assert asked(world) >= 1


def test_a_vet_who_talks_with_the_owner_is_not_asked() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "my dog is having a seizure that won't stop")
    owner = OnPhone(world, OWNER, "CA1").begins("said", "0", "0").presses("1")
    owner.is_answered_with("1")
    assert holder(world) == "maya"

    world.passes(minutes=30)
    assert asked(world, MAYA) == 0
    hangs_up(world)
    world.passes(minutes=18)
    assert asked(world, MAYA) == 0
    world.passes(minutes=3)

    assert asked(world, MAYA) == 1


def page(incident: Incident, channel: str) -> PageState:
    return next(page.state for page in incident.pages if page.channel == channel)


def test_a_page_somebody_pressed_a_key_on_is_answered_whatever_the_carrier_says_of_the_call_later() -> None:
    world = World(BOOKS)
    raises(world, "mailer")
    call = next(one for one in world.channel.sent if one.kind == "call")

    OnPhone(world, ANA, call.sid).begins("page", world.incident().id, "ana").presses("4")
    take_receipt(world.kit, call.receipt.rsplit("/", 1)[-1], status="completed")

    assert page(world.incident(), "call") is PageState.ANSWERED
    assert page(world.incident(), "sms") is PageState.ANSWERED


def test_a_call_a_mailbox_took_stays_unanswered_when_its_reader_answers_the_text() -> None:
    world = World(BOOKS)
    raises(world, "mailer")
    call = next(one for one in world.channel.sent if one.kind == "call")
    take_receipt(world.kit, call.receipt.rsplit("/", 1)[-1], status="completed")

    says(world, ANA, "ack 1")

    assert page(world.incident(), "call") is PageState.UNANSWERED
    assert page(world.incident(), "sms") is PageState.ANSWERED


def test_the_report_blames_nobody_who_answered(world: World) -> None:
    says(world, ANA, "sev 0 INC-7001")
    says(world, BEN, "take 1")

    found = remediation_items(world.incident(), world.store.entries(world.incident().id), now=world.now, owners={})

    assert world.incident().tier == 2
    assert not [one for one in found if "Tier 1" in one.what]


def test_what_an_owner_is_told_is_the_vets_word_too() -> None:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)
    says(world, MAYA, "ack 1")
    world.passes(minutes=15)

    says(world, MAYA, "say 1 Is he awake?")
    world.passes(minutes=15)

    assert asked(world, MAYA) == 0


@pytest.mark.parametrize("how", ["silent", "passed"])
def test_an_owner_whose_vet_has_gone_hears_that_nobody_has_the_case_and_not_that_nobody_answered(how: str) -> None:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)
    says(world, MAYA, "ack 1")

    if how == "passed":
        says(world, MAYA, "pass 1")
    world.passes(minutes=26)

    told = [body for body in world.channel.texts_to(OWNER) if "plain truth" in body]
    assert told
    assert all("nobody has your case just now" in body for body in told)
