"""The wrappings that AWS puts around a message: Lambda event, SQS record, SNS notification."""

from typing import Any

from nightdesk.alarm.reading.payload import an_object, parse
from nightdesk.errors import Malformed


def messages(payload: bytes | str) -> tuple[dict[str, Any], ...]:
    """
    The objects inside, unwrapped. Empty for SNS's own subscription messages, which raise no alarm.

    Raises Malformed when any layer is unreadable. Signatures are checked before, where the HTTP request is.
    """
    return tuple(_unwrap(parse(payload), "body", layers=0))


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
    if "Records" in message:
        return _unwrap(message["Records"], "Records", layers=layers + 1)
    if isinstance(message.get("Sns"), dict):
        return _unwrap(message["Sns"], "Sns", layers=layers + 1)
    if "body" in message and ("eventSource" in message or "messageId" in message):
        return _unwrap(message["body"], "body", layers=layers + 1)
    if "Message" in message and ("TopicArn" in message or message.get("Type") == "Notification"):
        return _unwrap(message["Message"], "Message", layers=layers + 1)
    return [] if message.get("Type") in {"SubscriptionConfirmation", "UnsubscribeConfirmation"} else [message]


def _inner(value: str, where: str) -> Any:
    try:
        return parse(value)
    except Malformed as error:
        raise Malformed(f"{where}: {str(error).removeprefix('body: ')}") from error
