"""
Texts through AWS: SNS hands them to AWS End User Messaging.

https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html. An account begins in a sandbox, where only numbers
that were verified beforehand are reached, and with a limit of one dollar a month; the United States take texts only
from a registered number. `nightdesk doctor` says how far an account is.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.channel.aws_refusal import refused
from nightdesk.incident.desk import Phone

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

TRANSACTIONAL = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
"""The sort that is delivered for reliability, not for cost, and also to those who want no advertising."""


class AwsSmsCarrier:
    """The SecondCarrier over one account. The client must not retry by itself: a publish has no idempotency key."""

    def __init__(self, client: "SNSClient") -> None:
        self._client = client

    def text(self, *, to: Phone, body: str) -> str:
        """Send a text; the message's id. Whether it arrives is not told."""
        try:
            sent = self._client.publish(PhoneNumber=to, Message=body, MessageAttributes=TRANSACTIONAL)  # type: ignore[arg-type]  # a literal's type is narrower than the stub's
        except (ClientError, BotoCoreError) as error:
            raise refused("aws sms", error) from error
        return sent["MessageId"]

    def standing(self) -> str:
        """Whether the account may text anybody, for `nightdesk doctor`."""
        if self._client.get_sms_sandbox_account_status()["IsInSandbox"]:
            return "in the sandbox: only numbers verified in the SNS console are reached"
        limit = self._client.get_sms_attributes(attributes=["MonthlySpendLimit"])["attributes"]
        return f"out of the sandbox, {limit.get('MonthlySpendLimit', '1')} dollars a month"
