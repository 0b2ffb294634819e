"""What people, alarms and carriers do in the journeys of these tests, each act once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.contact.contact import Message
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.owners.answer import answer
from nightdesk.desk.repair.ask import ask_approval
from nightdesk.desk.repair.run_step import run_step, undo_step
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.desk.watching.call_back import hung_up
from nightdesk.desk.watching.war_room import happened
from nightdesk.incident.ask import Plan, Risk
from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.war_room import Event, What
from nightdesk.store.store import Change
from tests.fakes.mind import FakePictures, ScriptedMind
from tests.integration.desk.conftest import books
from tests.integration.desk.world import World

OWNER, MAYA, ANA, BEN = "+12025550180", "+12025550111", "+12025550121", "+12025550122"
CHOCOLATE = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"
GRAPES = "my 30 kg labrador ate 30 grapes 20 min ago, he seems fine. should i make him throw up?"
BOOKS = books()
PLAN = Plan(
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
    world.store.commit(Change(incident=replace(world.incident(), plan=PLAN)))


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
    """The chain comes to the step, and again when whoever was asked can no longer stop it."""
    if seconds := tries_to_run(world):
        world.now += timedelta(seconds=seconds)
        tries_to_run(world)


def tries_to_run(world: World) -> int:
    """For how many seconds the step is still held."""
    incident, held = world.incident().id, 0

    def once() -> None:
        nonlocal held
        held = run_step(world.kit, world.workshop, incident).wait_seconds

    world.tries(once)
    world.settle()
    return held


def undoes(world: World) -> None:
    incident = world.incident().id
    world.tries(lambda: undo_step(world.kit, world.workshop, incident, why="errors went on"))
    world.settle()


def calls(world: World, phone: str, *path: str, said: str = "", digits: str = "") -> None:
    turn = Turn(path=path, call="CA1", phone=Phone(phone), other=Phone("+12025550100"), said=said, digits=digits)
    world.tries(lambda: speak(world.kit, turn))
    world.settle()


def confers(world: World, what: What, order: int, *, call: str = "CA1") -> None:
    """The carrier says that somebody came into the room or left it, or that it ended."""
    event = Event(conference="CF1", what=what, at=world.now, order=order, call="" if what == "ended" else call)
    world.tries(lambda: happened(world.kit, world.incident().id, event))
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


def woken_for_two() -> World:
    """Ana was woken for two incidents, for the second one last."""
    made = World(BOOKS)
    raises(made, "checkout")
    made.now += timedelta(hours=3)
    raises(made, "image-resizer")
    made.now += timedelta(seconds=30)
    assert len(made.store.incidents()) == 2
    return made


def then(*acts: Act) -> Act:
    def one_by_one(world: World) -> None:
        for act in acts:
            act(world)

    return one_by_one


def nothing(_world: World) -> None:
    """The journey begins on a quiet night."""


def asks_to_be_forgotten(world: World) -> None:
    world.texts(OWNER, CHOCOLATE)
    world.texts(MAYA, f"ack {short_code(world.incident().id)}")
    world.texts(MAYA, f"close {short_code(world.incident().id)}", sid="SMclose")
    world.report()
    world.texts(OWNER, "forget me", sid="SMasks")
