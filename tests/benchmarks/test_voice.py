"""The desk's voice over everything owners were imagined to say, and how long a text takes when the model fails."""

import time
from collections.abc import Callable

from nightdesk.desk.owners import answer as answering
from nightdesk.incident.severity import Severity
from nightdesk.mind.claude import ClaudeMind
from nightdesk.mind.connect import anthropic_api
from nightdesk.mind.mind import Mind
from tests.benchmarks.table import show
from tests.evals.persona import report, voice
from tests.evals.persona.stage import Stage
from tests.integration.mind.wire import Request, Wire, message, serving, text

HEALTHY_SECONDS = 1.0
"""What a fast model takes for three sentences."""
GOOD = "Go to the emergency vet now. Keep him calm and hold his head up. I'm here with you."


def test_what_the_desk_says_by_itself() -> None:
    report.show_voice()

    said = voice.everything()
    stopped = [one.text for one in said if one.kind == "second text" and not one.passes]
    openings = [one.text for one in said if one.severity is Severity.SEV0 and one.opening > 160]
    assert stopped == []
    assert openings == []
    assert max(one.parts for one in said) <= 3


def test_attacks_good_answers_and_questions() -> None:
    assert report.show_attacks() == 0
    report.show_good()
    report.show_questions()


def test_how_long_a_text_takes_when_the_model_fails() -> None:
    with serving() as wire:
        mind = ClaudeMind(anthropic_api("key", wire.url))
        mind.warm()
        ways: dict[str, tuple[Mind | None, Callable[[Request], None]]] = {
            "healthy": (mind, _slowly(wire, HEALTHY_SECONDS)),
            "failing (529)": (mind, lambda request: request.say({}, status=529, headers={"retry-after": "600"})),
            "hanging": (mind, _slowly(wire, 60.0)),
            "absent": (None, lambda request: request.say({})),
        }
        taken = {name: _taken(wire, who, how) for name, (who, how) in ways.items()}

    first, second = taken["healthy"]
    show(
        "Time to the first useful text and to the second, with the model",
        ("model", "first / healthy", "second / healthy", "first ms", "second ms"),
        ((name, one / first, two / second, one * 1000, two * 1000) for name, (one, two) in taken.items()),
        notes=(
            "First: the text is judged and its answer saved, before any model is asked. Memory instead of a table.",
            f"Hanging ends at the deadline of {answering.DEADLINE_SECONDS:g} s with the desk's own words.",
        ),
    )
    assert all(two < answering.DEADLINE_SECONDS + 5 for _, two in taken.values())


def _taken(wire: Wire, mind: Mind | None, reply: Callable[[Request], None]) -> tuple[float, float]:
    """Seconds until the first text to the owner is saved, and from there until the second is."""
    wire.reply = reply
    stage = Stage()
    started = time.perf_counter()
    last = stage.hears(["my dog is choking and cannot breathe"])
    first = time.perf_counter()
    assert len(list(stage.texts())) >= 1
    stage.answers(last, mind)
    return first - started, time.perf_counter() - first


def _slowly(wire: Wire, seconds: float) -> Callable[[Request], None]:
    def reply(request: Request) -> None:
        if not wire.stop.wait(seconds):
            request.say(message(text(GOOD)))

    return reply
