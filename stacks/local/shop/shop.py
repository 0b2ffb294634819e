"""The demo shop: a small company on the embedded AWS, with real resources that break and heal for real."""

import random
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from stacks.local.shop import alarms, history
from stacks.local.shop.clients import connect
from stacks.local.shop.company import FUNCTIONS, PARTS
from stacks.local.shop.condition import Condition, together
from stacks.local.shop.faults import all_faults
from stacks.local.shop.functions import Functions
from stacks.local.shop.journal import Journal
from stacks.local.shop.pulse import Pulse
from stacks.local.shop.window import view

FAST = 10
"""From this speed on beats come every second and one bad period is enough for an alarm."""


class UnknownFault(LookupError):
    """The shop has no fault of that name. The message lists those it has."""


class Shop:
    """
    Start it, break it, look at it. speed: how many times faster than life the desk's ladders run; metrics keep real
    time at any speed. Nothing here is told to the desk: it sees metrics, logs, versions and alarms, like anyone.
    """

    def __init__(self, *, aws_url: str, alarm_topic_arn: str, region: str, speed: float = 1.0, seed: int = 7) -> None:
        self._clients = connect(aws_url, region)
        self._topic_arn = alarm_topic_arn
        self._is_fast = speed >= FAST
        self._dice = random.Random(seed)
        self._functions = Functions(self._clients.lambda_)
        self._faults = all_faults(self._clients)
        self._stuck: dict[str, Mapping[str, Condition]] = {}
        self._since: dict[str, datetime] = {}
        self._changing = threading.Lock()
        self._journal = Journal(self._clients.logs, random.Random(seed + 1))
        self._stream = f"{datetime.now(UTC):%Y/%m/%d}/[live]traffic"
        self._pulse = Pulse(
            self._clients,
            self._journal,
            self._conditions,
            seconds=1 if self._is_fast else 2,
            stream=self._stream,
            dice=self._dice,
        )

    def start(self) -> None:
        """Create what is missing, fill in the recent past, begin to beat. What is there is kept as it is."""
        with ThreadPoolExecutor(len(FUNCTIONS)) as crew:  # each waits some seconds for Lambda
            list(crew.map(self._functions.ensure, FUNCTIONS))
        for part in FUNCTIONS:
            self._journal.open(part, self._stream)
        conditions = self._conditions()
        until = datetime.fromtimestamp(datetime.now(UTC).timestamp() // 10 * 10, UTC)
        history.fill(self._clients, self._journal, conditions, stream=self._stream, until=until, dice=self._dice)
        alarms.ensure(self._clients.cloudwatch, topic_arn=self._topic_arn, periods=1 if self._is_fast else 2)
        self._pulse.start(until)

    def stop(self) -> None:
        """Stop beating; every resource stays."""
        self._pulse.stop()

    def faults(self) -> list[dict[str, str]]:
        """What can be broken: name, title, what."""
        return [{"name": one.name, "title": one.title, "what": one.what} for one in self._faults.values()]

    def break_(self, fault: str, sticky: bool = False) -> dict[str, Any]:
        """
        Break it; returns the fault, what was changed and whether it sticks. Raises UnknownFault.

        sticky: its symptoms stay whatever is done to the resource, until `mend`.
        """
        one = self._one(fault)
        with self._changing:
            changed = one.break_()
            self._since.setdefault(fault, datetime.now(UTC))
            if sticky:
                self._stuck[fault] = one.symptoms()
            return {"fault": fault, "sticky": fault in self._stuck, "changed": changed}

    def mend(self, fault: str) -> dict[str, Any]:
        """Put it right by hand, also when it sticks; returns the fault and what was changed. Raises UnknownFault."""
        one = self._one(fault)
        with self._changing:
            self._stuck.pop(fault, None)
            changed = one.undo()
            self._since.pop(fault, None)
            return {"fault": fault, "sticky": False, "changed": changed}

    def state(self) -> dict[str, Any]:
        """Everything there is to see, JSON-able: problem, services, alarms, faults, can_break. Reads AWS afresh."""
        return {
            "problem": self._pulse.problem,
            "services": [view(part, self._functions, self._pulse.recent().get(part.name, [])) for part in PARTS],
            "alarms": alarms.states(self._clients.cloudwatch),
            "faults": self._active(),
            "can_break": self.faults(),
        }

    def _active(self) -> list[dict[str, Any]]:
        found = []
        for name, fault in self._faults.items():
            is_healed = fault.is_healed()
            if is_healed and name not in self._stuck:
                self._since.pop(name, None)
                continue
            since = self._since.setdefault(name, datetime.now(UTC))
            found.append(
                {
                    "fault": name,
                    "title": fault.title,
                    "sticky": name in self._stuck,
                    "resource_healed": is_healed,
                    "since": since.isoformat(timespec="seconds"),
                }
            )
        return found

    def _conditions(self) -> Mapping[str, Condition]:
        """What ails whom: the symptoms that each fault reads off the resources, or those that stick."""
        causes = [self._stuck.get(name) or fault.symptoms() for name, fault in self._faults.items()]
        return {part.name: together(cause[part.name] for cause in causes if part.name in cause) for part in PARTS}

    def _one(self, fault: str) -> Any:
        if fault not in self._faults:
            raise UnknownFault(f"no fault {fault!r}; there are: {', '.join(self._faults)}")
        return self._faults[fault]
