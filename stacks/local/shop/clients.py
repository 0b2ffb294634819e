"""The shop's own AWS clients."""

from dataclasses import dataclass

import boto3
from botocore.config import Config
from mypy_boto3_cloudwatch.client import CloudWatchClient
from mypy_boto3_lambda.client import LambdaClient
from mypy_boto3_logs.client import CloudWatchLogsClient

PATIENCE = Config(connect_timeout=5, read_timeout=60, retries={"max_attempts": 3, "mode": "standard"})


@dataclass(frozen=True, slots=True)
class Clients:
    """Clients of one emulator; they may be shared by threads."""

    lambda_: LambdaClient
    cloudwatch: CloudWatchClient
    logs: CloudWatchLogsClient


def connect(aws_url: str, region: str) -> Clients:
    """Clients of the emulator at `aws_url`. The keys are made up: it takes any."""
    session = boto3.Session(aws_access_key_id="shop", aws_secret_access_key="shop", region_name=region)
    return Clients(
        session.client("lambda", endpoint_url=aws_url, config=PATIENCE),
        session.client("cloudwatch", endpoint_url=aws_url, config=PATIENCE),
        session.client("logs", endpoint_url=aws_url, config=PATIENCE),
    )
