"""The demo shop on an embedded AWS of its own."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest

from stacks.local.emulator import REGION, Emulator
from stacks.local.ports import remembered
from stacks.local.shop import Shop

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": REGION}
PATIENCE_S = 90
"""How long a test waits for something before it fails; nothing is asserted about how long it took."""


@pytest.fixture(scope="session")
def aws_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An embedded AWS."""
    folder: Path = tmp_path_factory.mktemp("aws")
    emulator = Emulator(folder, port=remembered(folder, "aws")["aws"])
    try:
        yield emulator.start()
    finally:
        emulator.stop()


@dataclass
class Inbox:
    """A queue that hears everything the alarm topic says. heard: CloudWatch's messages, oldest first."""

    sqs: Any
    url: str
    topic_arn: str
    heard: list[dict[str, Any]] = field(default_factory=list)

    def expects(self, **states: str) -> None:
        """Wait until the latest word about each alarm (underscores for hyphens) is this state."""
        wanted = {name.replace("_", "-"): state for name, state in states.items()}
        deadline = time.monotonic() + PATIENCE_S
        while (latest := self.latest()) | wanted != latest:
            assert time.monotonic() < deadline, f"waited for {wanted}, heard {latest}"
            self._listen(seconds=2)

    def latest(self) -> dict[str, str]:
        """The last state heard of each alarm."""
        return {message["AlarmName"]: message["NewStateValue"] for message in self.heard}

    def forget(self) -> None:
        """Drop what was said so far."""
        while self._listen(seconds=0):
            pass
        self.heard.clear()

    def _listen(self, *, seconds: int) -> int:
        found = self.sqs.receive_message(QueueUrl=self.url, WaitTimeSeconds=seconds, MaxNumberOfMessages=10)
        for message in found.get("Messages", []):
            self.heard.append(json.loads(json.loads(message["Body"])["Message"]))
            self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        return len(found.get("Messages", []))


@pytest.fixture(scope="session")
def inbox(aws_url: str) -> Inbox:
    sqs, sns = client("sqs", aws_url), client("sns", aws_url)
    url = sqs.create_queue(QueueName="alarms-heard")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    topic_arn = sns.create_topic(Name="alarms")["TopicArn"]
    sns.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=arn)
    return Inbox(sqs, url, topic_arn)


@pytest.fixture(scope="session")
def open_shop(aws_url: str, inbox: Inbox) -> Iterator[Shop]:
    shop = Shop(aws_url=aws_url, alarm_topic_arn=inbox.topic_arn, region=REGION, speed=60)
    shop.start()
    try:
        yield shop
    finally:
        shop.stop()


@pytest.fixture
def shop(open_shop: Shop, inbox: Inbox) -> Shop:
    """A running shop with nothing broken, whose alarms have all said that they are well."""
    for fault in open_shop.faults():
        open_shop.mend(fault["name"])
    settle(open_shop, lambda state: all(alarm["state"] == "OK" for alarm in state["alarms"]))
    inbox.forget()
    return open_shop


def client(name: str, url: str, **more: Any) -> Any:
    """A client of any service; the name is not a literal, so its type cannot be known."""
    make: Any = boto3.client
    return make(name, endpoint_url=url, **KEYS, **more)


def settle(shop: Shop, is_so: Any) -> dict[str, Any]:
    """Wait until `is_so(state)`; returns that state."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so(state := shop.state()):
        assert time.monotonic() < deadline, state
        time.sleep(0.5)
    return state


def service(state: dict[str, Any], name: str) -> dict[str, Any]:
    """One service of a state."""
    return next(one for one in state["services"] if one["name"] == name)
