"""
CloudWatch alarms, however they travel: bare, inside an SNS notification, inside the SQS record of one, as the event
of an alarm's Lambda action, or as EventBridge's "CloudWatch Alarm State Change"; and whatever else comes down a topic.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
"""

from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.cloudwatch_alarm import SOURCE as SOURCE
from nightdesk.alarm.readers.cloudwatch_alarm import read_alarm
from nightdesk.alarm.reading import envelope, fields
from nightdesk.errors import Malformed


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """
    Every alarm in the body; none for an SNS subscription message. AWS events that are not alarms but came down the
    same topic are handed to the eventbridge reader, so are the notices that AWS services post to a topic themselves.

    Raises Malformed naming the field and why.
    """
    return tuple(
        alarm for message in envelope.messages(payload) for alarm in _read_one(message, received_at=received_at)
    )


_OWN_KEYS = frozenset({"AlarmName", "AlarmArn", "NewStateValue", "alarmData"})


def _read_one(message: dict[str, Any], *, received_at: datetime) -> tuple[Alarm, ...]:
    if _OWN_KEYS & message.keys() or message.get("detail-type") == "CloudWatch Alarm State Change":
        return (read_alarm(message, received_at=received_at),)
    # A Lambda that only sees alarms does not pay for what follows.
    from nightdesk.alarm.readers import aws_prose, aws_sns, eventbridge

    is_prose = envelope.is_prose(message)
    event = message if "detail-type" in message else (aws_prose if is_prose else aws_sns).as_event(message)
    if event is not None:
        return eventbridge.read_event(event, received_at=received_at, posted=message)
    if is_prose:
        return (aws_prose.read_prose(message, received_at=received_at),)
    return _of_ours(message, received_at)


def _of_ours(message: dict[str, Any], received_at: datetime) -> tuple[Alarm, ...]:
    """What a program of ours posted to the topic; to be an alarm it must name itself."""
    from nightdesk.alarm.readers import generic, paths

    name = paths.find(paths.opened(message, generic.DEFAULT), generic.DEFAULT.name)
    if not fields.text(name).strip("0123456789"):
        raise Malformed("AlarmName: missing, so this is not a CloudWatch alarm, and no name of another kind is there")
    return generic.read_parsed(message, received_at=received_at, source=SOURCE)
