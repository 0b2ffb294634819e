"""
DynamoDB's client in memory: the six operations and the expressions the store uses, and nothing else.

Moto answers the same (a test holds the two together) but costs milliseconds a call and is not safe for threads. This
one costs microseconds, so that a crash can be tried at every single call; it is safe for threads, so that races can.
"""

# ruff: noqa: N803 - the arguments are named as boto3 names them

import re
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

Item = dict[str, Any]
Condition = Callable[[Item | None, Item], bool]
HAPPENED = "ConditionalCheckFailed"

_CONDITIONS: dict[str, Condition] = {
    "attribute_not_exists(pk)": lambda old, _: old is None,
    "version = :was": lambda old, values: old is not None and old.get("version") == values[":was"],
    "attribute_not_exists(rota_version)": lambda old, _: old is None or "rota_version" not in old,
    "rota_version = :was": lambda old, values: old is not None and old.get("rota_version") == values[":was"],
    "attribute_not_exists(version)": lambda old, _: old is None or "version" not in old,
    "attribute_not_exists(#n)": lambda old, _: old is None or "last" not in old,
    "#n = :was": lambda old, values: old is not None and old.get("last") == values[":was"],
    "doc = :old": lambda old, values: old is not None and old.get("doc") == values[":old"],
}
_LARGEST_ITEM = 400 * 1024
_KEYS = re.compile(r"(\w+) (=|<|>=) (:\w+)|begins_with\((\w+), (:\w+)\)")


class FakeTable:
    """
    `refusals`: errors to raise instead of doing what is asked, in order, each for the named operation or any ("").

    A transaction conflicts with nothing here: calls are taken one after the other.
    """

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], Item] = {}
        self.calls: list[str] = []
        self.refusals: deque[tuple[str, Exception]] = deque()
        self._lock = threading.RLock()

    def get_item(self, *, TableName: str, Key: Item, ConsistentRead: bool = False) -> Item:
        with self._lock:
            self._begin("get_item")
            found = self.items.get(_place(Key))
            return {"Item": _copy(found)} if found else {}

    def batch_get_item(self, *, RequestItems: dict[str, Item]) -> Item:
        with self._lock:
            self._begin("batch_get_item")
            found = {
                table: [_copy(item) for key in asked["Keys"] if (item := self.items.get(_place(key)))]
                for table, asked in RequestItems.items()
            }
            return {"Responses": found, "UnprocessedKeys": {}}

    def put_item(
        self,
        *,
        TableName: str,
        Item: Item,
        ConditionExpression: str = "",
        ExpressionAttributeValues: dict[str, Any] | None = None,
    ) -> Item:
        with self._lock:
            self._begin("put_item")
            if not self._holds(Item, ConditionExpression, ExpressionAttributeValues):
                raise refusal("ConditionalCheckFailedException", "put_item")
            self._put(Item)
            return {}

    def update_item(
        self,
        *,
        TableName: str,
        Key: Item,
        UpdateExpression: str,
        ExpressionAttributeNames: dict[str, str],
        ExpressionAttributeValues: dict[str, Any],
        ReturnValues: str,
    ) -> Item:
        with self._lock:
            self._begin("update_item")
            added = re.fullmatch(r"ADD (#\w+) (:\w+)", UpdateExpression)
            if not added:
                raise NotImplementedError(UpdateExpression)
            name = ExpressionAttributeNames[added[1]]
            item = self.items.setdefault(_place(Key), dict(Key))
            total = int(item.get(name, {"N": "0"})["N"]) + int(ExpressionAttributeValues[added[2]]["N"])
            item[name] = {"N": str(total)}
            return {"Attributes": _copy(item) if ReturnValues == "ALL_NEW" else {name: item[name]}}

    def query(
        self,
        *,
        TableName: str,
        KeyConditionExpression: str,
        ExpressionAttributeValues: dict[str, Any],
        IndexName: str = "",
        ConsistentRead: bool = False,
        ScanIndexForward: bool = True,
        Limit: int = 0,
        ExclusiveStartKey: Item | None = None,
    ) -> Item:
        with self._lock:
            self._begin("query")
            keys = ("gsi1pk", "gsi1sk") if IndexName else ("pk", "sk")
            partition, wanted = _key_condition(KeyConditionExpression, ExpressionAttributeValues)
            # Partition first and alone: this line runs for every row of every query of every death.
            found = [item for item in self.items.values() if item.get(keys[0]) == partition]
            found = sorted(filter(wanted, found), key=lambda item: item[keys[1]]["S"], reverse=not ScanIndexForward)
            return {"Items": [_copy(item) for item in (found[:Limit] if Limit else found)]}

    def transact_write_items(self, *, TransactItems: list[Item]) -> Item:
        with self._lock:
            self._begin("transact_write_items")
            writes = [next(iter(write.values())) for write in TransactItems]
            places = [_place(write.get("Item") or write["Key"]) for write in writes]
            if len(set(places)) != len(places) or len(places) > 100:
                raise refusal("ValidationException", "transact_write_items")
            reasons = [
                "None"
                if self._holds(
                    write.get("Item") or write["Key"],
                    write.get("ConditionExpression", ""),
                    write.get("ExpressionAttributeValues"),
                )
                else HAPPENED
                for write in writes
            ]
            if HAPPENED in reasons:
                raise refusal("TransactionCanceledException", "transact_write_items", reasons)
            for write in writes:
                self._put(write.get("Item") or self._set(write))
            return {}

    def _begin(self, operation: str) -> None:
        self.calls.append(operation)
        if self.refusals and self.refusals[0][0] in {"", operation}:
            raise self.refusals.popleft()[1]

    def _holds(self, item: Item, condition: str, values: dict[str, Any] | None) -> bool:
        return not condition or _CONDITIONS[condition](self.items.get(_place(item)), values or {})

    def _set(self, update: Item) -> Item:
        """The row after SET name = :value, ..."""
        names = update.get("ExpressionAttributeNames", {})
        spelled = update["UpdateExpression"].removeprefix("SET ")
        pairs = [(names.get(name, name), value) for name, value in re.findall(r"(#?\w+) = (:\w+)", spelled)]
        named = {name: update["ExpressionAttributeValues"][value] for name, value in pairs}
        return {**(self.items.get(_place(update["Key"])) or update["Key"]), **named}

    def _put(self, item: Item) -> None:
        if len(str(item).encode()) > _LARGEST_ITEM:
            raise refusal("ValidationException", "put_item")
        self.items[_place(item)] = _copy(item)


def refusal(code: str, operation: str, reasons: list[str] | None = None) -> ClientError:
    """What boto3 raises when the table says no: `refusal("ThrottlingException", "query")`."""
    response: Any = {"Error": {"Code": code, "Message": code}}
    if reasons is not None:
        response["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return ClientError(response, operation)


def _place(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _copy(item: Item) -> Item:
    """A row of its own: its values are flat, as {"S": "..."} is, so that two levels are all there are."""
    return {name: dict(value) for name, value in item.items()}


def _key_condition(expression: str, values: dict[str, Any]) -> tuple[Item, Callable[[Item], bool]]:
    """The partition's value, which comes first and is always told, and what the sort key must be like."""
    tests: list[Callable[[Item], bool]] = []
    first, *rest = expression.split(" AND ")
    partition = _KEYS.fullmatch(first)
    if not partition or partition[2] != "=":
        raise NotImplementedError(expression)
    for part in rest:
        read = _KEYS.fullmatch(part)
        if not read:
            raise NotImplementedError(expression)
        name, sign, value = read[1] or read[4], read[2] or "begins", values[read[3] or read[5]]["S"]
        compare: dict[str, Callable[[str, str], bool]] = {
            "<": str.__lt__,
            ">=": str.__ge__,
            "begins": str.startswith,
        }
        tests.append(lambda item, name=name, test=compare[sign], value=value: test(item[name]["S"], value))  # type: ignore[misc]
    return values[partition[3]], lambda item: all(test(item) for test in tests)
