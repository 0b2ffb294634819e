"""A queue as all of them are: encrypted, and spoken to over TLS alone."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct


def queue(
    scope: Construct,
    id: str,
    *,
    fifo: bool = False,
    keep: Duration | None = None,
    visibility_timeout: Duration | None = None,
    dead_letter_queue: sqs.DeadLetterQueue | None = None,
) -> sqs.Queue:
    """One queue of that construct. keep: how long it holds what nobody takes."""
    return sqs.Queue(
        scope,
        id,
        fifo=True if fifo else None,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=keep,
        visibility_timeout=visibility_timeout,
        dead_letter_queue=dead_letter_queue,
    )
