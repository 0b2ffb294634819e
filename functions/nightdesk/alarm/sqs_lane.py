"""The lane on SQS: a first-in-first-out queue with one group, which is what lets one worker at a time take from it."""

import hashlib
from collections.abc import Sequence
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.alarm.lane import Delivery, packed
from nightdesk.errors import LaneUnavailable

MOST_BYTES = 200_000
"""Of one message. SQS takes 256 KiB; a batch of ten must fit into an invocation's 6 MB, escaped once more."""


class SqsClient(Protocol):
    """The one call we need of a boto3 SQS client."""

    def send_message(self, **request: Any) -> Any: ...


class SqsLane:
    """The Lane port on one FIFO queue."""

    def __init__(self, client: SqsClient, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, deliveries: Sequence[Delivery]) -> None:
        """Queue them in their order. The same ones again within five minutes are dropped by SQS."""
        for message in packed(deliveries, most_bytes=MOST_BYTES):
            try:
                self._client.send_message(
                    QueueUrl=self._queue_url,
                    MessageBody=message,
                    MessageGroupId="alarms",
                    MessageDeduplicationId=hashlib.sha256(message.encode()).hexdigest(),
                )
            except (ClientError, BotoCoreError) as error:
                raise LaneUnavailable(f"the alarms' lane did not answer: {type(error).__name__}") from error
