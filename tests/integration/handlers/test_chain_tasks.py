"""Chain tasks as Step Functions invokes them."""

from dataclasses import replace
from typing import Any

import pytest

from nightdesk import wiring
from nightdesk.incident.incident import Incident
from nightdesk.store.store import Change
from tests.integration.desk.acts import PLAN
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack
from tests.integration.handlers.test_alarms_arrive import queued

ANA = "+12025550121"


@pytest.fixture
def incident(stack: Stack) -> Incident:
    queued(stack, events.sns(events.cloudwatch()))
    (opened,) = stack.incidents()
    wiring.kit().store.commit(Change(incident=replace(opened, plan=PLAN)))
    return opened


def ask(stack: Stack, incident: Incident, token: str = "a-task-token-of-the-chain") -> Any:
    return stack.run("ask_approval", {"incident": incident.id, "token": token})


def test_permission_is_asked_by_text_with_a_code(stack: Stack, incident: Incident) -> None:
    ask(stack, incident)
    stack.delivers()

    assert any("Roll back checkout to 7" in text and "go " in text for text in stack.carrier.texts_to(ANA))
    assert "a-task-token" not in stack.logged.getvalue()


def test_a_task_that_is_tried_again_asks_once(stack: Stack, incident: Incident) -> None:
    ask(stack, incident)
    ask(stack, incident, "a-task-token-of-the-retry")
    stack.delivers()

    asked = stack.incidents()[0].ask
    assert asked is not None
    assert asked.token == "a-task-token-of-the-retry"
    assert sum("Roll back" in text for text in stack.carrier.texts_to(ANA)) == 1


@pytest.mark.parametrize("operation", ["BatchGetItem", "TransactWriteItems"])
def test_a_table_that_is_away_for_a_moment_delays_the_question_and_loses_nothing(
    stack: Stack, incident: Incident, operation: str
) -> None:
    stack.throttles(operation, times=1)

    ask(stack, incident)

    assert stack.incidents()[0].ask is not None


def test_what_cannot_be_asked_is_on_record_and_leaves_no_chain_waiting(stack: Stack) -> None:
    stack.run("ask_approval", {"incident": "INC-999999", "token": "a-task-token-of-nobody"})

    assert "approval could not be asked" in stack.logged.getvalue()


def test_nothing_runs_without_permission(stack: Stack, incident: Incident) -> None:
    ask(stack, incident)

    assert stack.run("run_step", {"incident": incident.id}) == {"state": "failed", "wait_seconds": 0}


def test_a_watch_of_an_older_generation_ends_itself(stack: Stack, incident: Incident) -> None:
    found = stack.run("watch_incident", {"incident": incident.id, "generation": 0})

    assert found["is_stale"]


def test_a_throttled_text_is_answered_and_waits(stack: Stack) -> None:
    stack.throttles("TransactWriteItems", times=1)

    answer = stack.texted("+12025550180", "my dog is not breathing")

    assert "<Message>" in answer["body"]
    assert len(stack.waiting_turns()) == 1
