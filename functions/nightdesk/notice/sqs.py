"""The queue of notices on SQS: first-in-first-out by place and incident, so that a dead place holds up only itself."""

import json
from datetime import datetime
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.errors import NoticeUnavailable

PAGE = "status page"


class SqsClient(Protocol):
    """The one call we need of a boto3 SQS client."""

    def send_message(self, **request: Any) -> Any: ...


class SqsNotices:
    """Notices over a FIFO queue."""

    def __init__(self, client: SqsClient, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, outbox: str, *, group: str, attempt: int) -> None:
        self._send({"outbox": outbox}, group=group, once=f"{outbox}-{attempt}")

    def renew_page(self, at: datetime) -> None:
        self._send({"renew": "page"}, group=PAGE, once=f"page-{at:%Y%m%d%H%M}")

    def _send(self, body: dict[str, str], *, group: str, once: str) -> None:
        try:
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=json.dumps(body),
                MessageGroupId=group.replace(" ", "-"),
                MessageDeduplicationId=once,
            )
        except (ClientError, BotoCoreError) as error:
            raise NoticeUnavailable("the queue of notices did not take one", may_have_sent=True) from error
