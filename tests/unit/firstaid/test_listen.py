"""What owners say while they are led through first aid, read on the protocols and red flags as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.firstaid.choice import body_of, fitting
from nightdesk.firstaid.listen import read
from nightdesk.firstaid.small_words import asks_for_steps, is_counting
from nightdesk.firstaid.turn import Back, Build, Next, Other, Repeat, Stop, To, Turn, Wait
from nightdesk.firstaid.way import is_last, step_after, step_before
from nightdesk.settings import library
from nightdesk.shelf import protocols
from nightdesk.triage.pets.judging.judge import judge

PROTOCOLS = protocols(library() / "runbooks")
BY_ID = {protocol.id: protocol for protocol in PROTOCOLS}


def said(text: str, *, at: str, body: str = "") -> Turn:
    """What a text does at "protocol/step", its flags raised by the real rules."""
    protocol, _, step = at.partition("/")
    raised = judge((text,)).flags
    return read(text, protocols=PROTOCOLS, current=BY_ID[protocol], step=step, body=body, raised=raised)


@pytest.mark.parametrize(
    "text",
    ["NEXT", "next", "Next!", "ok next", "next please", "siguiente", "Siguiente por favor", "done", "Done.", "I did it",
     "ok", "OK", "k", "yes", "si", "s\u00ed", "listo", "ya", "hecho", "vale", "what now?", "now what", "y ahora?",
     "\u00bfqu\u00e9 sigue?", "ok done", "got it", "sigue"],
)  # fmt: skip
def test_small_words_lead_to_the_next_step(text: str) -> None:
    assert isinstance(said(text, at="bleeding/press"), Next)


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("repeat", Repeat()), ("say that again", Repeat()), ("what?", Repeat()), ("otra vez", Repeat()),
        ("back", Back()), ("atr\u00e1s", Back()), ("paso anterior", Back()),
        ("wait", Wait()), ("not yet", Wait()), ("un momento", Wait()),
        ("enough", Stop()), ("no more steps", Stop()), ("basta", Stop()), ("stop", Stop()),
        ("how long does this take?", Other()), ("thanks", Other()), ("he ate breakfast at eight", Other()),
        ("no", Other()), ("ok but how?", Other()), ("ok wait", Other()), ("", Other()), ("???", Other()),
    ],
)  # fmt: skip
def test_other_small_words_do_what_they_say(text: str, turn: Turn) -> None:
    assert said(text, at="bleeding/press") == turn


@pytest.mark.parametrize("at", [f"{p.id}/{s.name}" for p in PROTOCOLS if not p.interrupts for s in p.steps])
@pytest.mark.parametrize(
    "text",
    ["he stopped breathing", "She's not breathing anymore!!", "ya no respira", "dej\u00f3 de respirar", "no breath",
     "he isn't breathing, what do I do?", "no pulse"],
)  # fmt: skip
def test_stopped_breathing_leads_to_cpr_from_anywhere(text: str, at: str) -> None:
    turn = said(text, at=at)

    assert isinstance(turn, To)
    assert turn.protocol == "cpr"


@pytest.mark.parametrize(
    ("at", "text", "to"),
    [
        ("cpr/check", "no", To("cpr", "lay")),
        ("cpr/check", "nothing", To("cpr", "lay")),
        ("cpr/check", "BREATHING", To("cpr", "breathing")),
        ("cpr/push", "he is breathing again", To("cpr", "breathing")),
        ("cpr/push", "respira", To("cpr", "breathing")),
        ("cpr/push", "s\u00ed respira", To("cpr", "breathing")),
        ("cpr/recheck", "still nothing", To("cpr", "cycle")),
        ("cpr/recheck", "not breathing", To("cpr", "cycle")),
        ("cpr/breathing", "he stopped breathing again", To("cpr", "push")),
        ("cpr/cycle", "how hard do I push?", To("cpr", "push")),
        ("choking/blows", "it came out!", To("choking", "out")),
        ("choking/blows", "ya sali\u00f3", To("choking", "out")),
        ("choking/thrusts", "he went limp", To("cpr", "")),
        ("choking/again", "still stuck", To("choking", "blows")),
        ("bleeding/press", "its soaked through", To("bleeding", "soaked")),
        ("seizure/clock", "its over", To("seizure", "after")),
        ("seizure/clock", "it stopped", To("seizure", "after")),
        ("seizure/after", "another one", To("seizure", "carry")),
        ("birth/quiet", "one pup is limp", To("newborn", "")),
        ("newborn/rub", "it cries!", To("newborn", "warm")),
        ("newborn/rub", "still not breathing", To("newborn", "puff")),
        ("electric/breath", "no breath", To("cpr", "")),
        ("heat/wet", "how do I carry him", To("transport", "")),
        ("bleeding/press", "he is choking now", To("choking", "")),
        ("transport/board", "blood is pouring out of his leg, a lot of blood", To("bleeding", "")),
    ],
)
def test_what_happens_leads_out_of_line(at: str, text: str, to: To) -> None:
    assert said(text, at=at) == to


@pytest.mark.parametrize(
    "text",
    ["is he breathing?", "I can't tell if he is breathing", "he is not breathing", "barely breathing",
     "maybe he breathes", "I think she is breathing", "no esta respirando", "no se si respira"],
)  # fmt: skip
def test_nobody_stops_pushing_on_a_doubt(text: str) -> None:
    assert said(text, at="cpr/push") != To("cpr", "breathing")


@pytest.mark.parametrize("text", ["yes", "ok", "si", "done", "listo"])
@pytest.mark.parametrize("at", ["cpr/check", "cpr/recheck", "electric/breath"])
def test_a_yes_to_a_question_with_two_sides_is_asked_again(text: str, at: str) -> None:
    assert said(text, at=at) == Repeat()
    assert isinstance(said("next", at=at), Next)


def test_nothing_less_leads_away_from_chest_pushes() -> None:
    assert not isinstance(said("he is bleeding from the leg", at="cpr/push"), To)
    assert not isinstance(said("his leg is broken", at="cpr/push"), To)


def test_the_plight_told_again_is_answered_with_the_step_again() -> None:
    assert said("please help he is still not breathing I don't know what to do", at="cpr/hands") == Repeat()


def test_a_question_about_a_step_is_no_news() -> None:
    assert not isinstance(said("how hard do I push?", at="bleeding/press"), To)


@pytest.mark.parametrize(
    ("text", "at", "build"),
    [("he is a bulldog", "cpr/hands", "barrel"), ("it's a cat", "cpr/hands", "small"),
     ("es un galgo", "cpr/lay", "deep"), ("big dog", "choking/tilt", "large")],
)  # fmt: skip
def test_the_build_can_be_said_at_any_step(text: str, at: str, build: str) -> None:
    assert said(text, at=at) == Build(build)
    assert said(text, at=at, body=build) == Other()


def test_steps_are_asked_for_in_so_many_words() -> None:
    assert all(asks_for_steps(text) for text in ("next", "NEXT please", "siguiente", "first aid", "primeros auxilios"))
    assert not any(asks_for_steps(text) for text in ("ok", "thanks", "yes", "he is next to me", "what next year?"))


def test_counting_aloud_is_not_news() -> None:
    assert all(
        is_counting(text) for text in ("one two three four", "uno dos tres", "28 29 30", "thirty and two breaths")
    )
    assert not any(is_counting(text) for text in ("", "2", "two dogs", "he ate one"))


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("my dog is not breathing", "cpr"),
        ("mi perro no respira", "cpr"),
        ("the puppy was just born and is not breathing", "newborn"),
        ("my dog bit a power cord and got electrocuted", "electric"),
        ("my cat is choking on a string", "choking"),
        ("my dog is choking on a ball and can't breathe", "choking"),
        ("my dog choked on a ball, collapsed and is not breathing", "cpr"),
        ("my dog got hit by a car", "transport"),
        ("blood is pouring from my dog's leg and won't stop", "bleeding"),
        ("my dog has heatstroke, he collapsed after our run in the sun", "heat"),
        ("my dog is having a seizure right now", "seizure"),
        ("my dog's belly is swollen and he keeps retching but nothing comes up", "bloat"),
        ("my 30kg lab ate 200g dark chocolate and he's shaking", "poisoning"),
        ("boiling water spilled on my dog, he is burned", "burns"),
        ("my dog's eye popped out", "eye"),
        ("my dog fell through the ice and is freezing cold and stiff", "cold"),
        ("my dog has been pushing for 40 minutes and no puppy comes", "birth"),
        ("my cat is panting with her mouth open", "breathing"),
        ("my dog has a deep open wound on his side", "wounds"),
    ],
)
def test_the_first_words_choose_the_protocol(told: str, wanted: str) -> None:
    verdict = judge((told,))

    found = fitting(PROTOCOLS, flags=verdict.flags, species=verdict.species, heard=(told,))

    assert verdict.severity <= 1, verdict
    assert found is not None
    assert found.id == wanted, verdict.flags


def test_hands_fit_the_animal() -> None:
    cpr = BY_ID["cpr"]

    assert body_of(cpr, species="cat", breed=None, weight_kg=None) == "small"
    assert body_of(cpr, species="dog", breed=None, weight_kg=4.0) == "small"
    assert body_of(cpr, species="dog", breed="bulldog", weight_kg=22.0) == "barrel"
    assert body_of(cpr, species="dog", breed="Doberman", weight_kg=None) == "deep"
    assert body_of(cpr, species="dog", breed=None, weight_kg=None) == ""
    assert body_of(cpr, species="dog", breed=None, weight_kg=None, heard=("help", "he is a greyhound")) == "deep"


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
def test_next_alone_ends_or_goes_round_for_as_long_as_it_takes(protocol: object) -> None:
    way = BY_ID[protocol.id]  # type: ignore[attr-defined]
    at, seen = "", []
    for _ in range(30):
        step = step_after(way, at)
        if step is None:
            break
        at = step.name
        seen.append(at)

    is_round = {"cpr": "cycle", "choking": "blows", "newborn": "rub"}
    assert is_last(way, at) or is_round.get(way.id) in seen[3:]
    assert step_before(way, seen[1]).name == way.steps[0].name


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    for at in ("cpr/push", "seizure/carry"):
        assert said(text, at=at) is not None
