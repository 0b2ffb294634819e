"""The persona's queue on SQS: first-in-first-out by phone."""

import hashlib
import json
from typing import Any, Protocol

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.contact.contact import Message
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone


class SqsClient(Protocol):
    """The one call we need of a boto3 SQS client."""

    def send_message(self, **request: Any) -> Any: ...


class SqsTurns:
    """Turns over a FIFO queue. The group is a hash: group ids show up in logs and consoles, and phones must not."""

    def __init__(self, client: SqsClient, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, *, phone: Phone, message_id: str) -> None:
        """Queue one message; a second time within five minutes is dropped by SQS. Raises ChannelUnavailable."""
        self._send(phone, json.dumps({"phone": phone, "message_id": message_id}), once=message_id)

    def put_text(self, message: Message) -> None:
        """Queue a whole text, before the turns that will follow it. Raises ChannelUnavailable."""
        body = msgspec.json.encode({"phone": message.phone, "text": message}).decode()
        self._send(message.phone, body, once=f"text-{message.id}")

    def _send(self, phone: Phone, body: str, *, once: str) -> None:
        try:
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=body,
                MessageGroupId=hashlib.sha256(phone.encode()).hexdigest(),
                MessageDeduplicationId=once,
            )
        except (ClientError, BotoCoreError) as error:
            raise ChannelUnavailable("the turn queue did not take the message", may_have_sent=True) from error
