"""
The table's round trips per text, alarm and receipt, counted at the client; the reflex never makes more than three.

What a call makes later (sending, thinking) is not counted with it: nobody waits for that with a phone in hand.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.contact.contact import Message
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.draft import Draft
from nightdesk.desk.repair.ask import ask_approval
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.incident.desk import Phone
from tests.benchmarks.meter import Trips, watched
from tests.benchmarks.table import show
from tests.integration.desk.acts import PLAN
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_joining import MESH
from tests.integration.desk.test_watch_of_the_night import ANA, CATALOGUE, alarm, raises

MOST_IN_A_REFLEX = 3
OWNER = "+12025550190"
EMERGENCY = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"
Story = Callable[[Night], Trips]


def texts(night: Night, phone: str, body: str) -> Trips:
    """A text arrives; its reflex is counted, what follows from it is not."""
    night.now += timedelta(seconds=90)
    message = Message(
        id=f"SM{night.now:%H%M%S}", phone=Phone(phone), at=night.now, direction="in", channel="sms", body=body
    )
    with watched(night.client) as trips:
        receive(night.kit, message)
    night.settle()
    return trips


def first_emergency(night: Night) -> Trips:
    return texts(night, OWNER, EMERGENCY)


def calm_text(night: Night) -> Trips:
    return texts(night, OWNER, "what food is best for a puppy?")


def second_calm_text(night: Night) -> Trips:
    calm_text(night)
    return texts(night, OWNER, "and how often should he eat?")


def follow_up(night: Night) -> Trips:
    first_emergency(night)
    return texts(night, OWNER, "he is lying down now")


def worse(night: Night) -> Trips:
    texts(night, OWNER, "my dog vomited four times today and is very tired")
    return texts(night, OWNER, "he collapsed and is not breathing")


def emergency_after_a_closed_one(night: Night) -> Trips:
    first_emergency(night)
    texts(night, "+12025550111", "ack 1")
    texts(night, "+12025550111", "resolve 1")
    assert not night.incident().is_open
    return texts(night, OWNER, "now my cat ate a lily")


def stop(night: Night) -> Trips:
    first_emergency(night)
    return texts(night, OWNER, "STOP")


def acknowledgement(night: Night) -> Trips:
    raises(night)
    return texts(night, ANA, "ack 1")


def late_acknowledgement(night: Night) -> Trips:
    acknowledgement(night)
    return texts(night, ANA, "ack 1")


def nonsense_of_a_responder(night: Night) -> Trips:
    raises(night)
    return texts(night, ANA, "what?")


def approval(night: Night) -> Trips:
    return texts(night, ANA, f"go {_asks(night)}")


def wrong_approval(night: Night) -> Trips:
    _asks(night)
    return texts(night, ANA, "go BBBBBB")


def question_for_a_vet(night: Night) -> Trips:
    return texts(night, OWNER, "my 22 lb dog ate 100g dark chocolate 20 min ago. should i make him throw up?")


def vet_approves_the_words(night: Night) -> Trips:
    question_for_a_vet(night)
    return texts(night, "+12025550111", f"go {night.incident().advice[0].asked[0].code}")


def vet_writes_to_the_owner(night: Night) -> Trips:
    first_emergency(night)
    return texts(night, "+12025550111", "say 1 Keep him warm.")


def owner_answers_a_vet(night: Night) -> Trips:
    vet_writes_to_the_owner(night)
    return texts(night, OWNER, "he is lying down")


def status_of_several(night: Night) -> Trips:
    first_emergency(night)
    texts(night, "+12025550191", EMERGENCY)
    return texts(night, "+12025550111", "status")


def call_says_what_is_wrong(night: Night) -> Trips:
    turn = Turn(path=("said", "0", "0"), call="CA1", phone=Phone(OWNER), other=Phone("+12025550100"), said=EMERGENCY)
    with watched(night.client) as trips:
        speak(night.kit, turn)
    return trips


def first_alarm(night: Night) -> Trips:
    return _alarm(night, "checkout")


def joining_alarm(night: Night) -> Trips:
    raises(night, "checkout")
    night.now += timedelta(seconds=20)
    return _alarm(night, "storefront")


def repeated_alarm(night: Night) -> Trips:
    raises(night, "checkout")
    night.now += timedelta(seconds=60)
    return _alarm(night, "checkout")


def ending_alarm(night: Night) -> Trips:
    raises(night, "checkout")
    night.now += timedelta(seconds=60)
    return _alarm(night, "checkout", state="resolved")


def recurring_alarm_before_the_report(night: Night) -> Trips:
    raises(night, "checkout")
    texts(night, ANA, "resolve 1")
    night.now += timedelta(seconds=60)
    return _alarm(night, "checkout")


def alarm_that_makes_two_incidents_one(night: Night) -> Trips:
    for name in ("web", "app"):
        raise_alarm(night.kit, MESH, replace(alarm(night, name), started_at=night.now), once=name)
        night.now += timedelta(seconds=150 if name == "web" else 40)
    with watched(night.client) as trips:
        raise_alarm(night.kit, MESH, replace(alarm(night, "orders-db"), started_at=night.now), once="origin")
    assert not night.incident(2).is_open
    return trips


def early_end(night: Night) -> Trips:
    return _alarm(night, "checkout", state="resolved")


def receipt(night: Night) -> Trips:
    raises(night)
    outbox = next(s.receipt for s in night.channel.sent if s.to == ANA and s.kind == "text").rsplit("/", 1)[-1]
    with watched(night.client) as trips:
        take_receipt(night.kit, outbox, status="delivered")
    return trips


def _alarm(night: Night, service: str, *, state: str = "firing") -> Trips:
    with watched(night.client) as trips:
        raise_alarm(night.kit, CATALOGUE, alarm(night, service, state=state), once=f"counted-{night.now}")
    return trips


def _asks(night: Night) -> str:
    raises(night)
    incident = night.incident()
    draft = Draft(replace(incident, plan=PLAN), now=night.now, new_id=night.kit.new_id)
    night.kit.store.commit(draft.change())
    ask_approval(night.kit, incident.id, token="token")
    night.settle()
    asked = night.incident().ask
    assert asked is not None
    return asked.asked[0].code


REFLEXES: tuple[Story, ...] = (
    first_emergency,
    calm_text,
    second_calm_text,
    follow_up,
    worse,
    emergency_after_a_closed_one,
    stop,
    acknowledgement,
    late_acknowledgement,
    nonsense_of_a_responder,
    approval,
    wrong_approval,
    question_for_a_vet,
    vet_approves_the_words,
    vet_writes_to_the_owner,
    owner_answers_a_vet,
    status_of_several,
    call_says_what_is_wrong,
)
ALARMS: tuple[Story, ...] = (
    first_alarm,
    joining_alarm,
    repeated_alarm,
    ending_alarm,
    recurring_alarm_before_the_report,
    alarm_that_makes_two_incidents_one,
    early_end,
    receipt,
)


@pytest.mark.parametrize("story", REFLEXES, ids=lambda story: story.__name__)
def test_a_reflex_makes_at_most_three_round_trips(night: Night, story: Story) -> None:
    trips = story(night)

    _tell(story, trips)
    assert 0 < len(trips) <= MOST_IN_A_REFLEX


@pytest.mark.parametrize("story", ALARMS, ids=lambda story: story.__name__)
def test_alarms_and_receipts(night: Night, story: Story) -> None:
    trips = story(night)

    _tell(story, trips)
    assert 0 < len(trips) <= MOST_IN_A_REFLEX + (story is receipt)


def _tell(story: Story, trips: Trips) -> None:
    if story in (REFLEXES[0], ALARMS[0]):
        show(
            "Table round trips, counted at the client; a reflex at most 3",
            (f"{'event':<32}", "trips", "rows", "KB"),
            (),
        )
    name = story.__name__.replace("_", " ")
    print(f"  {name:<32}  {len(trips):>5}  {trips.rows:>4}  {trips.sent / 1024:.1f}  {', '.join(trips.calls)}")
