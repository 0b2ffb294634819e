"""The table in memory answers as moto does, so that what is proved on one holds on the other."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.fakes.table import FakeTable
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.test_crashes import JOURNEYS
from tests.integration.desk.world import TABLE, Picture, World
from tests.integration.made_up import made_up_aws
from tests.integration.table import make_table


@pytest.fixture
def moto(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with made_up_aws():
        client = boto3.client("dynamodb", region_name="us-east-1")
        make_table(client, TABLE)
        yield client


def put(pk: str, sk: str, *, condition: str = "", values: dict[str, Any] | None = None, **more: str) -> dict[str, Any]:
    item = {name: {"S": value} for name, value in {"pk": pk, "sk": sk, **more}.items()}
    asked: dict[str, Any] = {"TableName": TABLE, "Item": item}
    if condition:
        asked["ConditionExpression"] = condition
    if values:
        asked["ExpressionAttributeValues"] = values
    return asked


NEW, WAS_A = "attribute_not_exists(pk)", {":old": {"S": "a"}}
CONVERSATION: list[tuple[str, dict[str, Any]]] = [
    ("put_item", put("p", "1", condition=NEW, doc="a")),
    ("put_item", put("p", "1", condition=NEW, doc="b")),
    ("put_item", put("p", "1", condition="doc = :old", values=WAS_A, doc="b")),
    ("put_item", put("p", "1", condition="doc = :old", values=WAS_A, doc="c")),
    ("put_item", put("p", "2", gsi1pk="list", gsi1sk="2026")),
    ("put_item", put("p", "3", gsi1pk="list", gsi1sk="2025")),
    ("transact_write_items", {"TransactItems": [{"Put": put("t", "1", condition=NEW)}, {"Put": put("t", "2")}]}),
    ("transact_write_items", {"TransactItems": [{"Put": put("t", "3")}, {"Put": put("t", "1", condition=NEW)}]}),
    ("transact_write_items", {"TransactItems": [{"Put": put("t", "4")}, {"Put": put("t", "4")}]}),
    ("get_item", {"TableName": TABLE, "Key": {"pk": {"S": "t"}, "sk": {"S": "3"}}}),
    ("get_item", {"TableName": TABLE, "Key": {"pk": {"S": "t"}, "sk": {"S": "2"}}, "ConsistentRead": True}),
    ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [{"pk": {"S": "t"}, "sk": {"S": "3"}}]}}}),
    ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [{"pk": {"S": "t"}, "sk": {"S": "2"}}]}}}),
    (
        "query",
        {
            "TableName": TABLE,
            "KeyConditionExpression": "pk = :pk AND sk >= :from",
            "ExpressionAttributeValues": {":pk": {"S": "p"}, ":from": {"S": "2"}},
        },
    ),
    (
        "query",
        {
            "TableName": TABLE,
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :from)",
            "ExpressionAttributeValues": {":pk": {"S": "p"}, ":from": {"S": "1"}},
            "ScanIndexForward": False,
            "Limit": 1,
        },
    ),
    (
        "query",
        {
            "TableName": TABLE,
            "IndexName": "gsi1",
            "KeyConditionExpression": "gsi1pk = :list AND gsi1sk < :before",
            "ExpressionAttributeValues": {":list": {"S": "list"}, ":before": {"S": "2026"}},
        },
    ),
    *[
        (
            "update_item",
            {
                "TableName": TABLE,
                "Key": {"pk": {"S": "c"}, "sk": {"S": "c"}},
                "UpdateExpression": "ADD #n :one",
                "ExpressionAttributeNames": {"#n": "last"},
                "ExpressionAttributeValues": {":one": {"N": "1"}},
                "ReturnValues": "UPDATED_NEW",
            },
        )
    ]
    * 2,
]


def answers(client: Any) -> list[object]:
    heard: list[object] = []
    for operation, asked in CONVERSATION:
        try:
            answer = getattr(client, operation)(**asked)
            # Of a row that is new, moto tells the key as well; AWS and the fake only what was updated.
            told = {"Attributes": answer["Attributes"]["last"]} if "Attributes" in answer else {}
            heard.append(told | {name: answer[name] for name in ("Item", "Items") if name in answer})
        except ClientError as error:
            code = error.response["Error"]["Code"]
            reasons: list[Any] = error.response.get("CancellationReasons", [])
            heard.append((code, [reason["Code"] for reason in reasons]))
    return heard


def test_the_fake_answers_every_call_as_moto_does(moto: Any) -> None:
    assert answers(FakeTable()) == answers(moto)


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_leaves_the_same_on_both(moto: Any, name: str) -> None:
    assert played(name, World(BOOKS)) == played(name, World(BOOKS, table=moto))


def played(name: str, world: World) -> Picture:
    setting, journey = JOURNEYS[name]
    setting(world)
    journey(world)
    world.passes(minutes=1)
    return world.picture()
