"""AWS as moto makes it up."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import boto3
from moto import mock_aws


@contextmanager
def made_up_aws() -> Iterator[None]:
    """
    An AWS of its own for one test, and one session for all of them.

    A session reads the descriptions of AWS' services, which takes longer than most tests, and moto forgets it each
    time unless told otherwise.
    """
    before = boto3.DEFAULT_SESSION
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        boto3.DEFAULT_SESSION = _session()
        try:
            yield
        finally:
            boto3.DEFAULT_SESSION = before


@cache
def _session() -> boto3.Session:
    return boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing")
