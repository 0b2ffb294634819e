"""E-mail through Amazon SES: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html"""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.channel.aws_refusal import refused


class AwsEmail:
    """Mail from one verified address. The client must not retry by itself."""

    def __init__(self, client: Any, *, sender: str) -> None:
        self._client = client
        self._sender = sender

    def send(self, *, to: str, subject: str, body: str) -> str:
        """Send plain text; the message's id. A line break in the subject would be a header of somebody else's."""
        simple = {
            "Subject": {"Data": " ".join(subject.split()), "Charset": "UTF-8"},
            "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
        }
        try:
            sent = self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [to]},
                Content={"Simple": simple},
            )
        except (ClientError, BotoCoreError) as error:
            raise refused("aws email", error) from error
        return str(sent["MessageId"])

    def standing(self) -> str:
        """Whether the account may write to anybody, for `nightdesk doctor`."""
        account = self._client.get_account()
        if not account.get("SendingEnabled", False):
            return "sending is switched off for the account"
        if not account.get("ProductionAccessEnabled", False):
            return "in the sandbox: only verified addresses are reached"
        return f"out of the sandbox, from {self._sender}"
