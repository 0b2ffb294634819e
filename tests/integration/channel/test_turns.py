"""The persona's queue on SQS."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from nightdesk.channel.sqs import SqsTurns
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone
from tests.integration.made_up import made_up_aws

OWNER, OTHER = Phone("+12025550142"), Phone("+12025550143")


@pytest.fixture
def sqs() -> Iterator[Any]:
    with made_up_aws():
        yield boto3.client("sqs", "us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


@pytest.fixture
def queue(sqs: Any) -> str:
    return str(sqs.create_queue(QueueName="turns.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"])


def waiting(sqs: Any, queue: str) -> list[Any]:
    names = ["MessageGroupId", "MessageDeduplicationId"]
    received = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, AttributeNames=names)
    return list(received.get("Messages", []))


def test_a_message_is_queued_once_however_often_it_is_put(sqs: Any, queue: str) -> None:
    turns = SqsTurns(sqs, queue)

    turns.put(phone=OWNER, message_id="SM1")
    turns.put(phone=OWNER, message_id="SM1")

    assert [json.loads(one["Body"]) for one in waiting(sqs, queue)] == [{"phone": OWNER, "message_id": "SM1"}]


def test_each_phone_has_its_own_order_and_its_number_is_not_the_groups_name(sqs: Any, queue: str) -> None:
    turns = SqsTurns(sqs, queue)

    turns.put(phone=OWNER, message_id="SM1")
    turns.put(phone=OTHER, message_id="SM2")

    groups = {one["Attributes"]["MessageGroupId"] for one in waiting(sqs, queue)}
    assert len(groups) == 2
    assert not any("2025550" in group for group in groups)


def test_a_queue_that_does_not_take_it_is_unavailable(sqs: Any, queue: str) -> None:
    turns = SqsTurns(sqs, queue + "-gone")

    with pytest.raises(ChannelUnavailable):
        turns.put(phone=OWNER, message_id="SM1")
