"""What an AWS call that sends something says when it does not, as ours."""

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    SSLError,
)

from nightdesk.errors import ChannelUnavailable

_NOT_SENT = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError, SSLError)


def refused(what: str, error: ClientError | BotoCoreError) -> ChannelUnavailable:
    """
    The refusal, by name and never by message: AWS quotes numbers and addresses in it.

    Nothing of it is final: whoever mends a permission, a limit or a sandbox lets the very same text through. After a
    server's error, or none in time, it may have been sent.
    """
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        code = error.response.get("Error", {}).get("Code", "no reason")
        return ChannelUnavailable(f"{what} said {status}, {code}", may_have_sent=status >= 500)
    return ChannelUnavailable(
        f"{what} did not answer: {type(error).__name__}", may_have_sent=not isinstance(error, _NOT_SENT)
    )
