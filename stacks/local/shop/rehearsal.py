"""What a published version does with the shop's usual requests, found out by running it."""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

from mypy_boto3_lambda.client import LambdaClient

from stacks.local.shop.company import REQUESTS
from stacks.local.shop.condition import Condition

UNPACKED = re.compile(r"/[^\"\s]*/ministack-lambda-[^/]+/code/")
"""Where the emulator unpacks code; Lambda's own place is /var/task."""

RETRIES = 2
"""A failed request is tried again so many times by those who sent it, and they all wait in the same queue."""


class Rehearsal:
    """
    Runs each version once over REQUESTS and remembers, because a published version never changes.

    A request fails when the function raises or answers 500 or more. Nothing else decides whether a version is bad.
    """

    def __init__(self, client: LambdaClient) -> None:
        self._client = client
        self._known: dict[tuple[str, str], Condition] = {}

    def condition(self, function: str, serving: Mapping[str, float]) -> Condition:
        """What ails a service whose traffic is shared out like this; without any version nothing is answered."""
        if not serving:
            return Condition(failing=1.0)
        ran = [(share, self._run(function, version)) for version, share in serving.items()]
        failing = sum(share * one.failing for share, one in ran)
        return Condition(
            failing=failing,
            slowdown=1 + RETRIES * failing,
            failures=tuple(line for _, one in ran for line in one.failures),
            successes=tuple(line for _, one in ran for line in one.successes),
        )

    def _run(self, function: str, version: str) -> Condition:
        known = self._known.get((function, version))
        if known is None:
            known = self._known[function, version] = self._try(function, version)
        return known

    def _try(self, function: str, version: str) -> Condition:
        failures: list[str] = []
        successes: list[str] = []
        for request in REQUESTS[function]:
            went_well, said = self._ask(function, version, request)
            if not went_well:  # twice, so that one hiccup of the machine does not brand a version for good
                went_well, said = self._ask(function, version, request)
            (successes if went_well else failures).append(said)
        return Condition(
            failing=len(failures) / len(REQUESTS[function]), failures=tuple(failures), successes=tuple(successes)
        )

    def _ask(self, function: str, version: str, request: Mapping[str, Any]) -> tuple[bool, str]:
        answer = self._client.invoke(
            FunctionName=function, Qualifier=version, LogType="Tail", Payload=json.dumps(request).encode()
        )
        body = json.loads(answer["Payload"].read() or b"null")
        said = _log(base64.b64decode(answer.get("LogResult", "")).decode("utf-8", "replace"))
        return not answer.get("FunctionError") and _status(body) < 500, said or json.dumps(body)


def _status(body: Any) -> int:
    return int(body.get("statusCode", 200)) if isinstance(body, dict) else 200


def _log(tail: str) -> str:
    """What the function itself printed, without Lambda's own START, END and REPORT lines."""
    lines = [line for line in tail.splitlines() if not re.match(r"(START|END|REPORT) RequestId", line)]
    return UNPACKED.sub("/var/task/", "\n".join(lines))
