"""Things of the desk to table items and back. The document itself is one JSON attribute, strictly typed when read."""

from datetime import datetime
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
Item = dict[str, Any]


_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def item(key: tuple[str, str], thing: object, **plain: str | int) -> Item:
    """A table item in DynamoDB's wire form: key, `doc`, and plain attributes that conditions or indexes look at."""
    attributes: Item = {
        "pk": {"S": key[0]},
        "sk": {"S": key[1]},
        "doc": {"S": msgspec.json.encode(thing).decode()},
    }
    for name, value in plain.items():
        attributes[name] = {"N": str(value)} if isinstance(value, int) else {"S": value}
    return attributes


def thing(kind: type[T], found: Item) -> T:
    """The thing in an item's document."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    read: T = decoder.decode(found["doc"]["S"])
    return read


def key(pair: tuple[str, str]) -> Item:
    return {"pk": {"S": pair[0]}, "sk": {"S": pair[1]}}


def indexed(partition: str, at: datetime) -> dict[str, str]:
    """Index attributes: which list the item is on, and its place in time."""
    return {"gsi1pk": partition, "gsi1sk": at.isoformat()}
