"""The shop's logs: what its functions print for the requests of a beat."""

import json
import random
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from mypy_boto3_logs.client import CloudWatchLogsClient

from stacks.local.shop.company import FUNCTIONS, Part
from stacks.local.shop.condition import Condition
from stacks.local.shop.traffic import Reading

SAMPLE = re.compile(r"(ord|chg|sea|vis)-sample-\d+")
AT = re.compile(r'"at": [\d.]+')
MOST = 200
"""Lines of failed requests a service writes in one beat at most."""


class Journal:
    """Writes to the log groups that Lambda itself would write to."""

    def __init__(self, client: CloudWatchLogsClient, dice: random.Random) -> None:
        self._client = client
        self._dice = dice

    def open(self, part: Part, stream: str) -> None:
        """Make the group and a stream in it, if they are not there."""
        with suppress(self._client.exceptions.ResourceAlreadyExistsException):
            self._client.create_log_group(logGroupName=part.log_group)
        with suppress(self._client.exceptions.ResourceAlreadyExistsException):
            self._client.create_log_stream(logGroupName=part.log_group, logStreamName=stream)

    def write(
        self,
        readings: Iterable[Reading],
        conditions: Mapping[str, Condition],
        *,
        stream: str,
        since: datetime,
        until: datetime,
    ) -> None:
        """Every failed request's lines and one good request's, spread over the time between."""
        found = {reading.service: reading for reading in readings}
        span = (until - since).total_seconds()
        for part in FUNCTIONS:
            lines = self._lines(part, found[part.name], conditions.get(part.name, Condition()))
            moments = sorted(since.timestamp() + self._dice.random() * span for _ in lines)
            if not lines:
                continue
            self._client.put_log_events(
                logGroupName=part.log_group,
                logStreamName=stream,
                logEvents=[
                    {"timestamp": int(at * 1000), "message": AT.sub(f'"at": {at:.3f}', line)}
                    for at, line in zip(moments, lines, strict=True)
                ],
            )

    def _lines(self, part: Part, reading: Reading, condition: Condition) -> list[str]:
        own = min(reading.errors - reading.upstream, MOST)
        lines = [self._filled(self._dice.choice(condition.failures)) for _ in range(own) if condition.failures]
        if not condition.failures:
            lines += [self._said(part, "ERROR", "request timed out", status=504) for _ in range(own)]
        for _ in range(min(reading.upstream, MOST)):
            message = f"{reading.blamed} did not answer"
            lines.append(self._said(part, "ERROR", message, upstream=reading.blamed, status=502))
        if condition.successes:
            lines.append(self._filled(self._dice.choice(condition.successes)))
        return lines

    def _filled(self, line: str) -> str:
        return SAMPLE.sub(lambda found: f"{found[1]}-{self._dice.randrange(16**8):08x}", line)

    def _said(self, part: Part, level: str, message: str, **facts: Any) -> str:
        visit = f"{part.name[:3]}-{self._dice.randrange(16**8):08x}"
        line = {"level": level, "service": part.name, "message": message, "request": visit, **facts, "at": 0.0}
        return json.dumps(line)
