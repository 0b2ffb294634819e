"""
Every journey, with the worker killed at every call that leaves it, one at a time.

After each crash the world goes on as it would (carriers, queues, streams and chains deliver again, the auditor looks
each minute), and what is left must be what is left without a crash.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.contact.contact import Message
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.owners.answer import answer
from nightdesk.desk.repair.approve import ask_approval
from nightdesk.desk.repair.run_step import run_step, undo_step
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.desk.watching.call_back import hung_up
from nightdesk.incident.ask import Plan, Risk
from nightdesk.incident.desk import Phone, short_code
from nightdesk.shelf import load
from nightdesk.store.store import Change
from tests.fakes.mind import FakePictures, ScriptedMind
from tests.integration.desk.conftest import RUNBOOKS
from tests.integration.desk.world import Picture, Side, World

BOOKS = load(RUNBOOKS)
OWNER, MAYA, ANA, BEN = "+12025550180", "+12025550111", "+12025550121", "+12025550122"
CHOCOLATE = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"
GRAPES = "my 30 kg labrador ate 30 grapes 20 min ago, he seems fine. should i make him throw up?"

Act = Callable[[World], None]


def alarm(world: World, service: str, *, ended: bool = False) -> Alarm:
    return Alarm(
        source="cloudwatch",
        fingerprint=f"{service}-errors",
        service=service,
        resource=service,
        name=f"{service}-errors",
        state="resolved" if ended else "firing",
        summary=f"{service} error rate 41% over limit 5%",
        value=41.0,
        threshold=5.0,
        started_at=world.now - timedelta(seconds=30),
        ended_at=world.now if ended else None,
        raw="{}",
    )


def raises(world: World, service: str = "checkout", *, ended: bool = False) -> None:
    arrived, once = alarm(world, service, ended=ended), f"{service}-{ended}-{world.now:%H%M%S}"
    world.tries(lambda: raise_alarm(world.kit, BOOKS.catalogue, arrived, once=once))
    world.settle()


def page_of(world: World, phone: str) -> str:
    return next(one.receipt for one in world.channel.sent if one.to == phone and one.kind == "text").rsplit("/", 1)[-1]


def receipt(world: World, status: str, error: int = 0) -> None:
    outbox = page_of(world, ANA)
    world.tries(lambda: take_receipt(world.kit, outbox, status=status, error=error))
    world.settle()


def plans(world: World) -> None:
    """An investigation has found what to do."""
    raises(world)
    plan = Plan(
        runbook="deployment-rollback",
        action="lambda.rollback_alias",
        parameters={"function": "checkout", "alias": "live", "from_version": "8", "to_version": "7"},
        title="Roll back checkout to 7",
        risk=Risk.HIGH,
        why="errors began 40 s after version 8",
        impact="all traffic goes to 7",
        rollback="back to 8",
        service="checkout",
    )
    world.store.commit(Change(incident=replace(world.incident(), plan=plan)))


def asks(world: World) -> None:
    plans(world)
    ask(world)


def ask(world: World) -> None:
    tokens = iter(range(9))  # a retried task gets a token of its own
    incident = world.incident().id
    world.tries(lambda: ask_approval(world.kit, incident, token=f"token-{next(tokens)}"))
    world.settle()


def code(world: World, person: str = "ana") -> str:
    asked = world.incident().ask
    assert asked is not None
    return next(one.code for one in asked.asked if one.person == person)


def advice_code(world: World) -> str:
    return world.incident().advice[-1].asked[0].code


def grants(world: World) -> None:
    asks(world)
    world.texts(ANA, f"go {code(world)}")


def runs(world: World) -> None:
    incident = world.incident().id
    world.tries(lambda: run_step(world.kit, world.workshop, incident))
    world.settle()


def undoes(world: World) -> None:
    incident = world.incident().id
    world.tries(lambda: undo_step(world.kit, world.workshop, incident, why="errors went on"))
    world.settle()


def calls(world: World, phone: str, *path: str, said: str = "", digits: str = "") -> None:
    turn = Turn(path=path, call="CA1", phone=Phone(phone), other=Phone("+12025550100"), said=said, digits=digits)
    world.tries(lambda: speak(world.kit, turn))
    world.settle()


def sends_photo(world: World, body: str) -> None:
    message = Message(
        id="MMphoto",
        phone=Phone(OWNER),
        at=world.now,
        direction="in",
        channel="sms",
        body=body,
        media=("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1",),
    )
    world.tries(lambda: receive(world.kit, message))
    world.settle()


def looks(world: World, sign: str) -> None:
    mind = ScriptedMind(["x"], sees=f'{{"shows_animal": true, "signs": ["{sign}"]}}')
    for message_id, phone in list(world.turns.waiting.items()):
        world.tries(
            lambda p=phone, m=message_id: answer(  # type: ignore[misc]
                world.kit, lambda: mind, phone=p, message_id=m, pictures=FakePictures
            )
        )
    world.settle()


def hangs_up(world: World) -> None:
    world.tries(lambda: hung_up(world.kit, call="CA1", phone=Phone(OWNER)))
    world.settle()


def then(*acts: Act) -> Act:
    def one_by_one(world: World) -> None:
        for act in acts:
            act(world)

    return one_by_one


def nothing(_world: World) -> None:
    """The journey begins on a quiet night."""


def _asks_to_be_forgotten(world: World) -> None:
    world.texts(OWNER, CHOCOLATE)
    world.texts(MAYA, f"ack {short_code(world.incident().id)}")
    world.texts(MAYA, f"close {short_code(world.incident().id)}", sid="SMclose")
    world.report()
    world.texts(OWNER, "forget me", sid="SMasks")


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "a cover is arranged in the middle of an emergency": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        then(lambda w: w.texts("+12025550112", "cover maya until 6am", sid="SMcover"), lambda w: w.passes(minutes=1)),
    ),
    "an owner's text opens an emergency": (nothing, lambda w: w.texts(OWNER, CHOCOLATE)),
    "an owner's text is answered without an incident": (
        nothing,
        lambda w: w.texts(OWNER, "how often should I brush my dog"),
    ),
    "the persona answers": (lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.thinks()),
    "a photo opens a case": (
        lambda w: sends_photo(w, "how often should I brush my dog"),
        lambda w: looks(w, "pale_gums"),
    ),
    "a photo makes it worse": (
        lambda w: sends_photo(w, "my dog vomited twice today but drinks water"),
        lambda w: looks(w, "swollen_belly"),
    ),
    "an owner says where they are": (lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(OWNER, "62565")),
    "what was told is learned, and asked about at the end": (
        then(
            lambda w: w.texts(OWNER, "what food is best for my cat Mia? she is 4 kg"),
            lambda w: w.texts(OWNER, "thanks", sid="SMthanks"),
        ),
        lambda w: w.thinks(),
    ),
    "an owner is forgotten": (_asks_to_be_forgotten, lambda w: w.texts(OWNER, "forget", sid="SMforget")),
    "a follow-up makes it worse": (
        lambda w: w.texts(OWNER, "my dog has been limping since yesterday and will not put weight on his leg"),
        lambda w: w.texts(OWNER, "now he collapsed and is not breathing", sid="SMworse"),
    ),
    "an owner asks to talk": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: w.texts(OWNER, "please call me", sid="SMtalk"),
    ),
    "an owner opts out in an emergency": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: w.texts(OWNER, "STOP", sid="SMstop"),
    ),
    "an owner calls and tells it": (
        nothing,
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
    ),
    "an owner asks for the next step of first aid": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        then(lambda w: w.texts(OWNER, "next", sid="SMnext"), lambda w: w.texts(OWNER, "done", sid="SMdone")),
    ),
    "an owner is led to CPR from another protocol": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(OWNER, "next", sid="SMnext")),
        lambda w: w.texts(OWNER, "he stopped breathing", sid="SMbreath"),
    ),
    "an owner is led by phone": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        lambda w: calls(w, OWNER, "said", "1", "0", "en-0-0-0-0-c", digits="2"),
    ),
    "a caller hangs up and is rung back": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        then(hangs_up, lambda w: w.passes(minutes=3)),
    ),
    "a call back is taken": (
        then(
            lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
            hangs_up,
            lambda w: w.passes(minutes=1),
        ),
        lambda w: calls(w, OWNER, "callback", w.incident().id, "key", digits="2"),
    ),
    "a caller's vet takes the call": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        lambda w: calls(w, MAYA, "whisper", w.incident().id, "key", digits="1"),
    ),
    "nobody takes a caller's call": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        lambda w: calls(w, OWNER, "dialled", w.incident().id, "1", "0"),
    ),
    "a vet closes by key": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        then(
            lambda w: calls(w, MAYA, "page", w.incident().id, "maya", "key", digits="4"),
            lambda w: calls(w, MAYA, "page", w.incident().id, "maya", "key", "sure", digits="6"),
        ),
    ),
    "an owner calls and presses 1": (nothing, lambda w: calls(w, OWNER, "said", "0", "0", digits="1")),
    "a vet acknowledges by text": (lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack")),
    "a vet acknowledges by key": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: calls(w, MAYA, "page", w.incident().id, "maya", "key", digits="4"),
    ),
    "an owner asks what only a vet may answer": (nothing, lambda w: w.texts(OWNER, GRAPES)),
    "a vet approves the very words": (
        lambda w: w.texts(OWNER, GRAPES),
        lambda w: w.texts(MAYA, f"go {advice_code(w)}", sid="SMgo"),
    ),
    "a vet answers in her own words": (
        lambda w: w.texts(OWNER, GRAPES),
        lambda w: w.texts(MAYA, f"say {advice_code(w)} No. Bring him in.", sid="SMsay"),
    ),
    "a vet says no": (
        lambda w: w.texts(OWNER, GRAPES),
        lambda w: w.texts(MAYA, f"no {advice_code(w)}", sid="SMno"),
    ),
    "no vet answers in time": (
        then(lambda w: w.texts(OWNER, GRAPES), lambda w: w.texts(MAYA, "ack")),
        lambda w: w.passes(minutes=12),
    ),
    "a draft is withdrawn": (
        then(lambda w: w.texts(OWNER, GRAPES), lambda w: w.texts(MAYA, "ack")),
        lambda w: w.texts(OWNER, "now he is weak and wobbly", sid="SMweak"),
    ),
    "a vet writes to the owner": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: w.texts(MAYA, "say 7001 Keep him warm.", sid="SMsay"),
    ),
    "an owner answers a vet, in pieces": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "say 7001 Is he awake?")),
        then(
            lambda w: w.texts(OWNER, "he is lying down", sid="SM1"),
            lambda w: w.texts(OWNER, "we leave now", sid="SM2"),
            lambda w: w.passes(minutes=1),
        ),
    ),
    "a check-in is asked and answered worse": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack"), lambda w: w.passes(minutes=11)),
        lambda w: w.texts(OWNER, "worse", sid="SMworse"),
    ),
    "an emergency goes silent": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack"), lambda w: w.passes(minutes=9)),
        lambda w: w.passes(minutes=13),
    ),
    "a vet opts out while she has a case": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack")),
        lambda w: w.texts(MAYA, "STOP", sid="SMstop"),
    ),
    "an alarm opens an incident": (nothing, lambda w: raises(w)),
    "an alarm joins": (lambda w: raises(w), lambda w: raises(w, "storefront")),
    "an alarm ends and it closes": (
        lambda w: raises(w),
        then(lambda w: raises(w, ended=True), lambda w: w.passes(minutes=6)),
    ),
    "silence climbs": (lambda w: raises(w), lambda w: w.passes(minutes=11)),
    "a page is delivered": (lambda w: raises(w), lambda w: receipt(w, "delivered")),
    "a page cannot be delivered": (lambda w: raises(w), lambda w: receipt(w, "undelivered", 30003)),
    "permission is asked": (plans, ask),
    "permission is granted": (asks, lambda w: w.texts(ANA, f"go {code(w)}")),
    "permission is refused": (asks, lambda w: w.texts(ANA, f"no {code(w)}")),
    "a wrong code is tried": (asks, lambda w: w.texts(ANA, "go BBBBBB" if code(w) != "BBBBBB" else "go CCCCCC")),
    "permission runs out": (asks, lambda w: w.passes(minutes=17)),
    "a step runs": (grants, runs),
    "a step is undone": (then(grants, runs), undoes),
    "a responder resolves and the report is written": (
        then(raises, lambda w: w.texts(ANA, "ack")),
        then(lambda w: w.texts(ANA, "resolve", sid="SMresolve"), lambda w: w.report()),
    ),
    "a vet closes and the owner gets a summary": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack")),
        then(lambda w: w.texts(MAYA, "resolve", sid="SMresolve"), lambda w: w.report()),
    ),
}

SWEPT: dict[str, int] = {}


def play(name: str, at: int | None = None, side: Side = "before") -> tuple[World, Picture]:
    setting, journey = JOURNEYS[name]
    world = World(BOOKS)
    setting(world)
    world.now += timedelta(seconds=5)
    world.fuse.arm(at, side)
    journey(world)
    world.fuse.disarm()
    world.passes(minutes=3)
    return world, world.picture()


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_anywhere_leaves_what_would_have_been(name: str) -> None:
    whole, expected = play(name)
    assert expected.unsettled == expected.broken_chains == 0
    assert expected.unwatched == ()
    points: list[tuple[int, Side]] = [(i, side) for i in range(len(whole.fuse.calls)) for side in ("before", "after")]

    wrong: list[str] = []
    for at, side in points:
        world, picture = play(name, at, side)
        wrong += [f"{at} {world.fuse.burst_at}: {line}" for line in differences(expected, picture, world)]

    assert points
    assert wrong == []
    SWEPT[name] = len(points)
    print(f"{len(points)} crash points: {name}; {sum(SWEPT.values())} so far")


def differences(expected: Picture, picture: Picture, world: World) -> list[str]:
    """Everything that is not as it would have been; a call whose acceptance was lost may be placed once more."""
    more, fewer = picture.sent - expected.sent, expected.sent - picture.sent
    twice = [one for one in more.elements() if one in expected.sent]
    if world.is_answer_lost and len(twice) == 1 and twice[0][0] == "call":
        more -= {twice[0]: 1}
    found = [f"said more: {one}" for one in more] + [f"said less: {one}" for one in fewer]
    found += [f"noted more: {one}" for one in picture.timeline - expected.timeline]
    found += [f"noted less: {one}" for one in expected.timeline - picture.timeline]
    for name in ("incidents", "thought", "answered", "changes_made", "unsettled", "broken_chains", "unwatched"):
        was, now = getattr(expected, name), getattr(picture, name)
        if was != now:
            found.append(f"{name}: {now} instead of {was}")
    return found
