"""Counts the table's round trips: every call a DynamoDB client makes while it is watched."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Trips:
    """Calls in order, how many rows the transactions wrote, and how many bytes were sent in all."""

    calls: list[str] = field(default_factory=list)
    rows: int = 0
    sent: int = 0

    def __len__(self) -> int:
        return len(self.calls)

    def take(self, model: Any, params: dict[str, Any], **_: Any) -> None:
        """Botocore's event before a call, once however often it retries."""
        body = json.loads(params["body"])
        self.calls.append(model.name)
        self.rows += len(body.get("TransactItems", ())) or ("Item" in body or "UpdateExpression" in body)
        self.sent += len(params["body"])


@contextmanager
def watched(client: Any) -> Iterator[Trips]:
    """The round trips of this client inside the block."""
    trips = Trips()
    client.meta.events.register("before-call.dynamodb", trips.take)
    try:
        yield trips
    finally:
        client.meta.events.unregister("before-call.dynamodb", trips.take)
