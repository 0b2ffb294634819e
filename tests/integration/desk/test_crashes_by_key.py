"""
Orders about several incidents and the rarer keys, with the worker killed at every call that leaves it, one at a time.

As in test_crashes.py: whatever dies, what is left must be what is left without a crash.
"""

import pytest

from nightdesk.incident.severity import Severity
from tests.integration.desk.acts import ANA, BEN, Act, calls, raises, then
from tests.integration.desk.dying import dies_everywhere, play
from tests.integration.desk.test_crashes_over_time import merges, number, two
from tests.integration.desk.world import World


def says(body: str, phone: str = ANA) -> Act:
    """One text; the same one again when the worker dies on it."""
    return lambda world: world.texts(phone, body, sid=f"SM{''.join(filter(str.isalnum, body))}")


def key(*then_: str, digits: str = "", said: str = "", at: int = -1) -> Act:
    """One key, or some words, on a page that Ana is called for."""
    return lambda world: calls(
        world, ANA, "page", world.incident(at).id, "ana", "key", *then_, digits=digits, said=said
    )


def all_of_them(world: World) -> None:
    calls(world, ANA, "pages", "ana", "key", digits="4")


def three(world: World) -> None:
    two(world)
    raises(world, "mailer")


def merged(world: World) -> None:
    """By text, so that two services are on the first."""
    two(world)
    merges(world)


def passes(minutes: int) -> Act:
    return lambda world: world.passes(minutes=minutes)


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "all are acknowledged in one text": (three, says("ack all")),
    "two of three are acknowledged in one text": (three, lambda w: says(f"ack {number(w, 0)} and {number(w, 2)}")(w)),
    "all are acknowledged although somebody has one": (
        then(three, lambda w: says(f"ack {number(w, 1)}", BEN)(w)),
        says("ack all"),
    ),
    "one key takes all": (three, all_of_them),
    "a note is spoken": (two, then(key("menu", digits="1"), key("note", said="failing over by hand"))),
    "quiet is asked for by key, and is over": (two, then(key("snooze", digits="3"), passes(5))),
    "two are merged by key": (two, lambda w: key(f"merge-{number(w, 0)}", digits="1")(w)),
    # By who has it: of two that ring the same person again at one moment, either may be the one that waits.
    "one is split by key": (then(merged, lambda w: says(f"ack {number(w, 0)}")(w)), key("split-2", digits="1", at=0)),
    "severity is raised by key": (two, key("sev", digits="0")),
    "it is passed on by key": (two, key(digits="5")),
    "it is taken over by key": (then(two, lambda w: says(f"ack {number(w, 1)}", BEN)(w)), key(digits="3")),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_anywhere_on_the_phone_leaves_what_would_have_been(name: str) -> None:
    print(f"{dies_everywhere(JOURNEYS[name])} crash points: {name}")


def test_these_journeys_do_what_they_are_named_for() -> None:
    ends = {
        name: sorted(play(journey)[0].store.incidents(), key=lambda one: one.id) for name, journey in JOURNEYS.items()
    }
    holders = {name: [one.ack.person if one.ack else "" for one in found] for name, found in ends.items()}

    assert holders["all are acknowledged in one text"] == holders["one key takes all"] == ["ana"] * 3
    assert holders["two of three are acknowledged in one text"] == ["ana", "", "ana"]
    assert holders["all are acknowledged although somebody has one"] == ["ana", "ben", "ana"]
    assert holders["it is taken over by key"] == ["", "ana"]
    assert ends["two are merged by key"][1].merged_into == ends["two are merged by key"][0].id
    assert ends["one is split by key"][2].links == (ends["one is split by key"][0].id,)
    assert ends["quiet is asked for by key, and is over"][1].held_until is None
    assert holders["quiet is asked for by key, and is over"] == ["", "ana"]
    assert ends["severity is raised by key"][1].severity is Severity.SEV0
    assert ends["it is passed on by key"][1].tier == 2
