"""The wrappings that AWS puts around a message: Lambda event, SQS record, SNS notification."""

import re
from typing import Any

from nightdesk.alarm.reading.payload import an_object, parse
from nightdesk.errors import Malformed


def messages(payload: bytes | str) -> tuple[dict[str, Any], ...]:
    """
    The objects inside, unwrapped. A notification whose message is prose comes as it is, with its Subject, its Message
    and its MessageAttributes. Empty for SNS's own subscription messages, which raise no alarm.

    Raises Malformed when any layer is unreadable. Signatures are checked before, where the HTTP request is.
    """
    return tuple(_unwrap(parse(payload), "body", layers=0))


def is_prose(message: dict[str, Any]) -> bool:
    """Is this a notification that carries words for people instead of an object?"""
    return isinstance(message.get("Message"), str) and ("TopicArn" in message or message.get("Type") == "Notification")


def _unwrap(value: Any, where: str, *, layers: int) -> list[dict[str, Any]]:
    if layers > 6:
        raise Malformed(f"{where}: wrapped more than six times")
    if isinstance(value, str):
        return _unwrap(_inner(value, where), where, layers=layers + 1)
    if isinstance(value, list):
        if not value:
            raise Malformed(f"{where}: the list is empty")
        return [inner for item in value for inner in _unwrap(item, where, layers=layers + 1)]
    message = an_object(value, where)
    if message.get("Type") in {"SubscriptionConfirmation", "UnsubscribeConfirmation"}:
        return []
    if "Records" in message:
        return _unwrap(message["Records"], "Records", layers=layers + 1)
    if isinstance(message.get("Sns"), dict):
        return _unwrap(message["Sns"], "Sns", layers=layers + 1)
    if "body" in message and ("eventSource" in message or "messageId" in message):
        return _unwrap(message["body"], "body", layers=layers + 1)
    if "Message" in message and ("TopicArn" in message or message.get("Type") == "Notification"):
        return _notified(message, layers=layers)
    return [message]


_JSON = re.compile(r'\s*(?:\{|"|\[\s*(?:[\[{"\]0-9-]|true|false|null|$))')
"""How an object, a text or a list opens. "[FIRING:1] disk" is a headline."""


def _notified(message: dict[str, Any], *, layers: int) -> list[dict[str, Any]]:
    told = message["Message"]
    if isinstance(told, str) and told.strip() and not _JSON.match(told):
        return [message]
    return _unwrap(told, "Message", layers=layers + 1)


def _inner(value: str, where: str) -> Any:
    try:
        return parse(value)
    except Malformed as error:
        raise Malformed(f"{where}: {str(error).removeprefix('body: ')}") from error
