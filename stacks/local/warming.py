"""Wakes every function of the stack once, so that no story waits for the imports of a worker that never ran."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from stacks.local.deploy import client

NOBODY = "INC-000000"
"""No incident has this number: whoever is woken for it finds nothing to do."""
TASK: dict[str, Any] = {"incident": NOBODY, "generation": 0}
RECORDS: dict[str, Any] = {"Records": []}
UNSIGNED: dict[str, Any] = {"headers": {}, "body": "", "rawPath": "/"}
EVENTS: dict[str, dict[str, Any]] = {
    "alarm-posted": UNSIGNED,
    "alarm-raised": RECORDS,
    "check-recovery": TASK,
    "console": UNSIGNED,
    "deliver": RECORDS,
    "delivery-status": UNSIGNED,
    "inbound-sms": UNSIGNED,
    "inbound-voice": UNSIGNED,
    "investigate": TASK,
    "run-step": TASK,
    "take-turn": RECORDS,
    "watch-incident": TASK,
    "write-report": TASK,
}
AT_ONCE = 4


def warm(aws_url: str) -> None:
    """Every function has answered once, with nothing to do; what one answers does not matter here."""
    functions = client("lambda", aws_url)

    def wake(name: str) -> None:
        functions.invoke(FunctionName=f"nightdesk-{name}", Payload=json.dumps(EVENTS[name]).encode())

    with ThreadPoolExecutor(AT_ONCE) as crew:
        list(crew.map(wake, EVENTS))
