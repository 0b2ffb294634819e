"""One DynamoDB table, asked row by row or list by list; what it refuses becomes an error of ours."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.errors import Stale, StoreUnavailable
from nightdesk.store.codec import Item, key
from nightdesk.store.writes import versioned

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

MOST_AT_ONCE = 100
Pair = tuple[str, str]
"""A row's partition and sort key."""


class Table:
    """Reads are strongly consistent, except those of lists, which are the index. All raise StoreUnavailable."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self.client = client
        self.name = name

    def get(self, pair: Pair) -> Item | None:
        """One row."""
        found: Item | None = self.ask("get_item", Key=key(pair), ConsistentRead=True).get("Item")
        return found

    def batch(self, pairs: Sequence[Pair]) -> list[Item]:
        """These rows as far as they are there, in any order; at most a hundred."""
        wanted: Any = [key(pair) for pair in pairs[:MOST_AT_ONCE]]
        rows: list[Item] = []
        while wanted:
            asked: Any = {self.name: {"Keys": wanted, "ConsistentRead": True}}
            try:
                answer: Any = self.client.batch_get_item(RequestItems=asked)
            except (ClientError, BotoCoreError) as error:
                raise unavailable(error) from error
            rows += answer["Responses"].get(self.name, [])
            wanted = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
        return rows

    def rows(
        self, partition: str, condition: str, value: str, *, newest_first: bool = False, limit: int | None = None
    ) -> Iterator[Item]:
        """The rows of one partition whose sort key meets the condition on :value, page after page up to the limit."""
        return self._pages(
            limit,
            KeyConditionExpression=f"pk = :pk AND {condition}",
            ExpressionAttributeValues={":pk": {"S": partition}, ":value": {"S": value}},
            ConsistentRead=True,
            ScanIndexForward=not newest_first,
        )

    def listed(
        self, name: str, *, before: str = "", since: str = "", newest_first: bool = False, limit: int | None = None
    ) -> Iterator[Item]:
        """The rows on one list of the index, in the order of their places; all of them, or the first `limit`."""
        condition, values = "gsi1pk = :list", {":list": {"S": name}}
        for said, bound in (("gsi1sk < :bound", before), ("gsi1sk >= :bound", since)):
            if bound:
                condition, values = f"{condition} AND {said}", {**values, ":bound": {"S": bound}}
        return self._pages(
            limit,
            IndexName="gsi1",
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            ScanIndexForward=not newest_first,
        )

    def counted(self, pair: Pair) -> Item:
        """The row of a counter, after one was added to it. Raises Stale while a transaction holds it."""
        try:
            row: Item = self.ask(
                "update_item",
                Key=key(pair),
                UpdateExpression="ADD #n :one",
                ExpressionAttributeNames={"#n": "last"},
                ExpressionAttributeValues={":one": {"N": "1"}},
                ReturnValues="ALL_NEW",
            )["Attributes"]
        except StoreUnavailable as error:
            if _code_of(error.__cause__) == "TransactionConflictException":
                raise Stale(str(error)) from error
            raise
        return row

    def keep(self, row: Item) -> None:
        """Write a row, whatever was there."""
        self.ask("put_item", Item=row)

    def save(self, row: Item) -> None:
        """Write a versioned row. Raises Stale when somebody else was first."""
        if not self.put_if(versioned(self.name, row)):
            raise Stale("somebody else wrote first")

    def put_if(self, write: dict[str, Any]) -> bool:
        """Write this one row, if its condition holds; whether it did."""
        try:
            self.client.put_item(**write["Put"])
        except (ClientError, BotoCoreError) as error:
            if _code_of(error) == "ConditionalCheckFailedException":
                return False
            raise unavailable(error) from error
        return True

    def ask(self, operation: str, **arguments: Any) -> dict[str, Any]:
        """Any operation on this table, as boto3 names it."""
        try:
            answer: dict[str, Any] = getattr(self.client, operation)(TableName=self.name, **arguments)
        except (ClientError, BotoCoreError) as error:
            raise unavailable(error, operation) from error
        return answer

    def _pages(self, limit: int | None, **asked: Any) -> Iterator[Item]:
        if limit:
            asked["Limit"] = limit
        while True:
            answer = self.ask("query", **asked)
            yield from answer["Items"]
            if limit or "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def unavailable(error: ClientError | BotoCoreError, operation: str = "") -> StoreUnavailable:
    """What the desk makes of a table that refuses, or does not answer."""
    if code := _code_of(error):
        return StoreUnavailable(" ".join(filter(None, ("the table refused", operation))) + f": {code}")
    return StoreUnavailable(f"the table did not answer: {type(error).__name__}")


def _code_of(error: BaseException | None) -> str:
    """Why AWS refused, by its own name; empty when it did not answer at all."""
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
