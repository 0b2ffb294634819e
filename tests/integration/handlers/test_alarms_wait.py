"""A crowd of alarms: posted ones wait in the lane, the lane's worker takes them, none is lost and none held up."""

import json
from typing import Any

from nightdesk import wiring
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack
from tests.integration.handlers.test_alarms_arrive import ANA, FIRING, post


def posted(service: str, n: int, *, severity: str = "warning", count: int = 1) -> str:
    alerts = [
        {
            **FIRING["alerts"][0],  # type: ignore[index]
            "labels": {"alertname": f"Errors{n}x{i}", "service": service, "severity": severity},
            "fingerprint": f"{n:08x}{i:08x}",
        }
        for i in range(count)
    ]
    return json.dumps({**FIRING, "alerts": alerts})


def works_off(stack: Stack) -> int:
    """Everything that waits goes to the lane's worker; how many messages that was."""
    taken = 0
    while (batch := stack.lane_hands_out())["Records"]:
        assert stack.run("alarm_waited", batch) == {"batchItemFailures": []}
        taken += len(batch["Records"])
    return taken


def alarms_kept(stack: Stack) -> set[str]:
    return {item["sk"]["S"] for item in stack.items() if item["sk"]["S"].startswith("ALARM#")}


def test_a_post_in_a_crowd_is_taken_by_the_lane_and_pages(stack: Stack) -> None:
    stack.others_are_first(times=2)

    status, said = post(stack, posted("payments", 1))
    assert (status, [one["outcome"] for one in said["alarms"]]) == (202, ["queued"])
    assert stack.incidents() == ()

    assert works_off(stack) == 1
    stack.delivers()
    assert len(stack.incidents()) == 1
    assert stack.carrier.texts_to(ANA)


def test_the_topics_queue_hands_on_to_the_lane_what_is_not_its_turn(stack: Stack) -> None:
    stack.others_are_first(times=2)

    answer = stack.run("alarm_raised", events.queue(events.sns(events.cloudwatch())))

    assert answer == {"batchItemFailures": []}
    assert works_off(stack) == 1
    assert len(stack.incidents()) == 1


def test_what_waited_and_is_handed_out_twice_is_taken_once(stack: Stack) -> None:
    stack.others_are_first(times=2)
    post(stack, posted("payments", 1, count=3))
    batch = stack.lane_hands_out()

    for _ in range(2):
        assert stack.run("alarm_waited", batch) == {"batchItemFailures": []}

    assert len(alarms_kept(stack)) == 3
    assert len(stack.incidents()) == 1


def test_what_the_table_cannot_take_goes_back_in_its_order(stack: Stack) -> None:
    stack.others_are_first(times=2)
    post(stack, posted("payments", 1))
    post(stack, posted("search", 2))
    post(stack, posted("storefront", 3))
    batch = stack.lane_hands_out()
    stack.throttles("TransactWriteItems", times=1000)

    answer = stack.run("alarm_waited", batch)

    assert [one["itemIdentifier"] for one in answer["batchItemFailures"]] == ["message-0", "message-1", "message-2"]


def test_a_message_that_nobody_can_read_wakes_someone_and_holds_up_nobody(stack: Stack) -> None:
    stack.others_are_first(times=2)
    post(stack, posted("payments", 1))
    whole = stack.lane_hands_out()["Records"][0]["body"]

    answer = stack.run("alarm_waited", events.queue('[["broken"', whole))

    assert answer == {"batchItemFailures": []}
    titles = " / ".join(incident.title for incident in stack.incidents())
    assert "unreadable alarm from lane" in titles and "payments" in titles


def test_an_alarm_that_breaks_us_wakes_someone_and_holds_up_nobody(stack: Stack) -> None:
    stack.others_are_first(times=2)
    post(stack, posted("payments", 1))
    post(stack, posted("search", 2))
    batch = stack.lane_hands_out()

    def breaks(params: dict[str, Any], **_: object) -> None:
        kept = str(params["body"])
        if "Errors1x0" in kept and "ALARM#unreadable" not in kept:
            raise ZeroDivisionError

    wiring.client("dynamodb").meta.events.register("before-call.dynamodb.TransactWriteItems", breaks)

    assert stack.run("alarm_waited", batch) == {"batchItemFailures": []}
    titles = " / ".join(incident.title for incident in stack.incidents())
    assert "unreadable alarm" in titles and "search" in titles
