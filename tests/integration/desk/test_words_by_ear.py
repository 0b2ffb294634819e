"""A vet's words reach an owner who takes no texts by the call they are on, and one who pushes at the next pause."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from nightdesk.channel.ledger import Became
from nightdesk.channel.twiml import Gather, Play, Say
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.rounds.owner_lines import check_lines
from nightdesk.desk.watching.call_back import hung_up
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone
from nightdesk.store.dynamo import DynamoStore
from tests.integration.desk.acts import BOOKS, GRAPES, MAYA, OWNER, Act, calls, hangs_up, then
from tests.integration.desk.dying import dies_everywhere
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.world import TABLE, World

BLOOD = "blood is pouring from my dog's leg and won't stop"
NO_BREATH = "my dog is not breathing"


@pytest.fixture
def world() -> World:
    """Somebody who takes no texts; Maya is the vet on call."""
    world = World(BOOKS)
    world.texts(OWNER, "STOP", sid="SMstop")
    return world


def tells(world: World, words: str = BLOOD, call: str = "CA1") -> OnPhone:
    return OnPhone(world, OWNER, call).begins().says(words)


def says(world: World, words: str, *, sid: str) -> str:
    """Maya writes to the owner; what she is told."""
    world.texts(MAYA, f"say 7001 {words}", sid=sid)
    return world.channel.texts_to(MAYA)[-1]


def test_words_to_somebody_on_the_line_who_takes_no_texts_are_spoken_at_the_next_pause(world: World) -> None:
    call = tells(world)

    told = says(world, "Press hard with a towel.", sid="SMsay")

    assert "is on the phone: they hear it at the next pause" in told
    assert "Press hard with a towel." in call.is_silent().heard
    assert "towel" not in call.is_silent().heard
    assert world.channel.texts_to(OWNER) == []
    said = [e.text for e in world.store.entries(world.incident().id) if e.kind.value == "said"]
    assert said[-1] == "the vet's words were read to the owner on the phone"


def test_several_texts_are_read_each_whole_and_in_order(world: World) -> None:
    call = tells(world)
    first, second = "Do this first. " + "Press hard. " * 25, "Then this. " + "Keep him warm. " * 20
    says(world, first.strip(), sid="SM1")
    says(world, second.strip(), sid="SM2")

    heard = call.says("he is still bleeding").heard

    assert first.strip() in heard
    assert second.strip() in heard
    assert heard.index("Do this first") < heard.index("Then this")


def test_a_turn_that_the_carrier_asks_again_reads_the_same_words(world: World) -> None:
    call = tells(world)
    says(world, "Press hard with a towel.", sid="SMsay")
    heard = call.is_silent().heard

    assert call.again() == heard
    assert "towel" not in call.is_silent().heard


def test_a_go_is_read_to_the_letter_and_a_no_kindly() -> None:
    for verb, words in (("go", "3 percent hydrogen peroxide"), ("no", "please don't")):
        world = World(BOOKS)
        world.texts(OWNER, "STOP", sid="SMstop")
        call = tells(world, "my 30 kg labrador ate 30 grapes 20 minutes ago").says("should i make him throw up?")
        code = world.incident().advice[-1].asked[0].code

        world.texts(MAYA, f"{verb} {code}", sid="SMrule")

        assert world.incident().advice[-1].state.value in {"granted", "denied"}
        assert words.lower() in call.is_silent().heard.lower()
        assert world.channel.texts_to(OWNER) == []


def test_what_a_go_says_to_its_vet_is_that_it_is_read_out(world: World) -> None:
    tells(world, "my 30 kg labrador ate 30 grapes 20 minutes ago").says("should i make him throw up?")
    code = world.incident().advice[-1].asked[0].code

    world.texts(MAYA, f"go {code}", sid="SMgo")

    assert "Read to the owner on the phone at the next pause" in world.channel.texts_to(MAYA)[-1]


def test_who_hides_the_number_is_reached_by_ear_too() -> None:
    world = World(BOOKS)
    call = OnPhone(world, "anonymous", "CA5").begins().says(BLOOD).dial_ends("no-answer")
    while call.rings:
        call.dial_ends("no-answer")

    told = says(world, "Press hard with a towel.", sid="SMsay")

    assert "next pause" in told
    assert "Press hard with a towel." in call.is_silent().heard


def test_after_the_call_words_are_refused_as_before(world: World) -> None:
    tells(world).hangs_up()

    assert "nothing was sent" in says(world, "Press hard.", sid="SMsay")
    assert world.incident().ack is None


@pytest.mark.parametrize("ends", ["a goodbye", "a human"])
def test_who_does_not_listen_to_the_desk_any_more_is_not_read_to(world: World, ends: str) -> None:
    call = tells(world)
    if ends == "a goodbye":
        call.says("ok goodbye")
    else:
        call.presses("1").is_answered_with("5")

    assert "nothing was sent" in says(world, "Press hard.", sid="SMsay")


def test_who_hangs_up_first_did_not_hear_it_and_the_vet_learns_that_once(world: World) -> None:
    call = tells(world)
    says(world, "Press hard with a towel.", sid="SMsay")

    call.hangs_up()
    hung_up(world.kit, call="CA1", phone=Phone(OWNER))
    world.settle()

    texts = [text for text in world.channel.texts_to(MAYA) if "hung up before hearing" in text]
    assert len(texts) == 1
    assert "Press hard with a towel" in texts[0]
    assert "Reply join 1 to talk to them." in texts[0]


def test_who_calls_again_hears_what_was_missed(world: World) -> None:
    call = tells(world)
    says(world, "Press hard with a towel.", sid="SM1")
    says(world, "And keep him warm.", sid="SM2")
    call.hangs_up()

    again = OnPhone(world, OWNER, "CA2").begins()

    assert "Press hard with a towel." in again.heard
    assert "And keep him warm." in again.heard
    assert "next pause" in says(world, "How is he?", sid="SM3")
    assert "How is he?" in again.is_silent().heard


def test_the_end_of_a_call_the_desk_had_placed_is_an_end_and_rings_nobody(world: World) -> None:
    tells(world).hangs_up()
    world.passes(minutes=1)
    back = OnPhone(world, OWNER, "CA2").begins("callback", world.incident().id).presses("2")
    assert "next pause" in says(world, "Press hard.", sid="SM1")
    assert "Press hard." in back.is_silent().heard
    before = len(world.channel.calls_to(OWNER))

    hung_up(world.kit, call="CA2", phone=Phone(OWNER), is_ours=True)
    world.passes(minutes=3)

    assert "nothing was sent" in says(world, "Still there?", sid="SM2")
    assert len(world.channel.calls_to(OWNER)) == before


def test_while_phones_ring_for_them_the_words_wait_and_are_read_when_nobody_took_it(world: World) -> None:
    call = tells(world).presses("1")
    says(world, "Press hard with a towel.", sid="SMsay")

    while call.rings:
        call.dial_ends("no-answer")

    assert "Press hard with a towel." in call.heard


class ReadOnly:
    """A table that can be read and takes nothing."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def transact_write_items(self, **_: object) -> None:
        raise EndpointConnectionError(endpoint_url="https://dynamodb")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.table, name)


def test_a_table_that_cannot_note_it_does_not_keep_the_words_from_being_read(world: World) -> None:
    tells(world)
    says(world, "Press hard with a towel.", sid="SMsay")
    table: Any = ReadOnly(world.table)
    kit = replace(world.kit, store=DynamoStore(table, TABLE))

    turn = Turn(path=("said", "1", "0", "en-0-0-0-0-c"), call="CA1", phone=Phone(OWNER), other=Phone("+12025550100"))
    (gather,) = speak(kit, turn)

    assert isinstance(gather, Gather)
    assert any("Press hard with a towel." in prompt.text for prompt in gather.prompts if isinstance(prompt, Say))
    assert world.incident().owner_call.unheard  # type: ignore[union-attr]


def pushing(world: World) -> OnPhone:
    call = tells(world, NO_BREATH)
    for _ in range(8):
        if world.incident().following and world.incident().following.step == "push":  # type: ignore[union-attr]
            return call
        call.presses("2")
    raise AssertionError("never came to push")


@pytest.mark.parametrize("is_out", [False, True])
def test_words_come_at_the_next_pause_of_the_beat_once_and_the_beat_goes_on(is_out: bool) -> None:
    world = World(BOOKS)
    if is_out:
        world.texts(OWNER, "STOP", sid="SMstop")
    call = pushing(world)
    assert "Check his gums" not in call.is_silent().heard

    says(world, "Check his gums now.", sid="SMsay")
    pause = call.is_silent()

    first, *_, last = pause.gather.prompts
    assert isinstance(first, Say)
    assert "Check his gums now." in first.text
    assert sum(isinstance(prompt, Play) for prompt in pause.gather.prompts) == 6
    assert last != first
    assert "Check his gums" in pause.again()
    assert "Check his gums" not in call.is_silent().heard
    assert any(isinstance(prompt, Play) for prompt in call.gather.prompts)


def test_words_come_before_the_next_step_too() -> None:
    world = World(BOOKS)
    call = tells(world, "my dog is choking on a ball")
    call.presses("2")
    says(world, "Do not push it deeper.", sid="SMsay")

    heard = call.presses("2").heard

    assert "Do not push it deeper." in heard
    assert "Do not push it deeper." not in call.presses("2").heard


def test_silence_at_a_step_brings_the_words_as_well() -> None:
    world = World(BOOKS)
    call = tells(world, "my dog is choking on a ball").presses("2")
    says(world, "Do not push it deeper.", sid="SMsay")

    assert "Do not push it deeper." in call.is_silent().heard


class Books:
    """What the carrier's books say of calls."""

    def __init__(self, **became: str) -> None:
        self.became_of, self.asked = became, 0
        self.is_away = False

    def became(self, sid: str) -> Became | None:
        self.asked += 1
        if self.is_away:
            raise ChannelUnavailable("twilio could not be reached")
        return Became(self.became_of[sid]) if sid in self.became_of else None

    def received(self, **_: object) -> tuple[()]:
        return ()


def checked(world: World, books: Books) -> tuple[str, ...]:
    failed = check_lines(world.kit, lambda: books)
    world.settle()
    return failed


def test_a_hang_up_that_was_never_told_is_found_and_followed(world: World) -> None:
    tells(world)
    says(world, "Press hard.", sid="SMsay")
    checked(world, Books(CA1="in-progress"))
    assert "next pause" in says(world, "And warm.", sid="SM2")

    for _ in range(2):
        checked(world, Books(CA1="completed"))

    told = [text for text in world.channel.texts_to(MAYA) if "hung up before hearing" in text]
    assert len(told) == 1
    assert "nothing was sent" in says(world, "Hello?", sid="SM3")


def test_a_lost_hang_up_of_an_emergency_nobody_has_is_rung_back(world: World) -> None:
    tells(world)

    checked(world, Books(CA1="completed"))
    world.passes(minutes=2)

    assert [path for path in world.channel.calls_to(OWNER) if "callback" in path]


def test_a_carrier_that_is_away_or_does_not_know_the_call_changes_nothing(world: World) -> None:
    tells(world)
    before = world.incident().version
    away = Books()
    away.is_away = True

    assert len(checked(world, away)) == 1
    assert checked(world, Books()) == ()
    assert world.incident().version == before


def test_a_call_that_is_known_to_be_over_is_not_asked_about(world: World) -> None:
    tells(world).hangs_up()
    books = Books(CA1="completed")

    checked(world, books)

    assert books.asked == 0


def is_out(world: World) -> None:
    world.texts(OWNER, "STOP", sid="SMstop")


def tells_it(world: World) -> None:
    calls(world, OWNER, "said", "0", "0", said=BLOOD)


def vet_says(world: World) -> None:
    world.texts(MAYA, "say 7001 Press hard with a towel.", sid="SMsay")


def listens(world: World) -> None:
    calls(world, OWNER, "said", "1", "0", "en-0-0-0-0-c")


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "a vet writes to somebody on the line": (then(is_out, tells_it), vet_says),
    "her words are read out": (then(is_out, tells_it, vet_says), listens),
    "they hang up before": (then(is_out, tells_it, vet_says), hangs_up),
    "an approval is read out": (
        then(is_out, lambda w: calls(w, OWNER, "said", "0", "0", said=GRAPES)),
        then(
            lambda w: w.texts(MAYA, f"go {w.incident().advice[-1].asked[0].code}", sid="SMgo"),
            lambda w: calls(w, OWNER, "said", "1", "0", "en-0-0-0-0-c"),
        ),
    ),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_while_words_go_by_ear_leaves_what_would_have_been(name: str) -> None:
    print(f"{dies_everywhere(JOURNEYS[name])} crash points: {name}")
