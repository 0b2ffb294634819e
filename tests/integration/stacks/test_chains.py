"""The chains as files: they parse, lead somewhere, and speak of errors and tasks that exist."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import nightdesk.errors
from nightdesk.desk.watching.watch import MOST_TURNS
from stacks.chains import ASL, CHAINS, FILES
from tests.integration.stacks.template_reading import Template, of_type

States = dict[str, dict[str, Any]]

OF_AWS = re.compile(r"(States|Lambda)\.[A-Za-z]+")


@pytest.fixture(params=FILES)
def chain(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def states(chain: str) -> States:
    loaded: States = json.loads((ASL / FILES[chain]).read_text())["States"]
    return loaded


def test_every_state_leads_to_one_that_exists_and_can_be_reached(chain: str, states: States) -> None:
    start = json.loads((ASL / FILES[chain]).read_text())["StartAt"]

    reached, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += _next_of(states[state])

    assert reached == set(states)


def test_caught_and_retried_errors_are_ones_we_raise_or_aws_does(states: States) -> None:
    named = {name for state in states.values() for rule in _rules(state) for name in rule["ErrorEquals"]}

    unknown = {name for name in named if not OF_AWS.fullmatch(name) and not hasattr(nightdesk.errors, name)}
    assert not unknown


def test_every_placeholder_is_filled_by_a_task_of_the_chain(chain: str, template: Template) -> None:
    used = set(re.findall(r"\$\{(\w+)\}", (ASL / FILES[chain]).read_text()))
    machines = of_type(template, "AWS::StepFunctions::StateMachine").values()
    machine = next(one for one in machines if one["Properties"]["StateMachineName"] == f"nightdesk-{chain}")

    assert used == set(machine["Properties"]["DefinitionSubstitutions"])
    assert len(used) == len(CHAINS[chain])


def test_every_task_says_itself_how_it_is_retried(states: States) -> None:
    tasks = [state for state in states.values() if state["Type"] == "Task"]

    assert all("Retry" in task and "TimeoutSeconds" in task for task in tasks)


def test_the_watch_survives_a_task_that_never_works() -> None:
    states: States = json.loads((ASL / FILES["watch"]).read_text())["States"]

    (caught,) = states["Watch"]["Catch"]

    assert caught["ErrorEquals"] == ["States.ALL"]
    assert states[caught["Next"]] | {"Comment": ""} == {"Comment": "", "Type": "Wait", "Seconds": 10, "Next": "Watch"}


HISTORY = 25_000
"""Events after which AWS ends an execution (its quotas page)."""
EVENTS = {"Task": 5, "Wait": 2, "Choice": 2}
"""Entered, scheduled, started, succeeded and exited for a task; entered and exited for the others."""
EVENTS_OF_A_RETRY = 3
"""Failed, scheduled and started again."""


def test_the_next_generation_takes_over_long_before_a_history_is_full() -> None:
    states: States = json.loads((ASL / FILES["watch"]).read_text())["States"]
    turn = [states["Watch"], states["What now"], states["Sleep"]]
    retry = states["Watch"]["Retry"][0]
    pauses = [
        min(retry["IntervalSeconds"] * retry["BackoffRate"] ** n, retry["MaxDelaySeconds"])
        for n in range(retry["MaxAttempts"])
    ]
    outage = (24 * 3600 / (sum(pauses) + states["Breathe"]["Seconds"])) * (
        EVENTS["Task"] + EVENTS["Wait"] + EVENTS_OF_A_RETRY * retry["MaxAttempts"]
    )

    needed = MOST_TURNS * sum(EVENTS[state["Type"]] for state in turn) + outage

    assert states["What now"]["Default"] == "Sleep"
    assert states["Sleep"]["Next"] == "Watch"
    assert needed < HISTORY


def test_the_chain_carries_the_count_of_its_turns_from_one_to_the_next() -> None:
    watch = json.loads((ASL / FILES["watch"]).read_text())["States"]["Watch"]

    assert watch["Parameters"]["Payload"]["turns.$"] == "$.due.turns"
    assert watch["ResultPath"] == "$.due"
    assert watch["ResultSelector"]["turns.$"] == "$.Payload.turns"


def test_nothing_is_done_without_a_granted_answer() -> None:
    states: States = json.loads((ASL / FILES["work"]).read_text())["States"]

    (only,) = states["The answer"]["Choices"]

    assert (only["StringEquals"], only["Next"]) == ("granted", "Act")
    assert states["The answer"]["Default"] == "Left to people"
    assert states["Ask a human"]["Catch"][0]["Next"] == "Left to people"


def test_an_approved_step_that_is_held_is_tried_again_when_it_may_begin() -> None:
    states: States = json.loads((ASL / FILES["work"]).read_text())["States"]

    held = next(rule for rule in states["Was it done"]["Choices"] if rule["StringEquals"] == "held")

    assert states["Act"]["ResultSelector"]["wait_seconds.$"] == "$.Payload.wait_seconds"
    assert states[held["Next"]] == {"Type": "Wait", "SecondsPath": "$.step.wait_seconds", "Next": "Act"}


def test_a_remedy_that_does_not_help_is_undone() -> None:
    states: States = json.loads((ASL / FILES["work"]).read_text())["States"]

    assert states["Did it help"]["Default"] == "It did not help"
    assert states["Act"]["Catch"][0]["Next"] == states["Check recovery"]["Catch"][0]["Next"] == "It broke"
    assert states["It did not help"]["Next"] == states["It broke"]["Next"] == "Undo"


def _next_of(state: dict[str, Any]) -> Iterator[str]:
    yield from (rule["Next"] for rule in (state, *state.get("Choices", []), *state.get("Catch", [])) if "Next" in rule)
    if "Default" in state:
        yield state["Default"]


def _rules(state: dict[str, Any]) -> list[dict[str, Any]]:
    return [*state.get("Retry", []), *state.get("Catch", [])]
