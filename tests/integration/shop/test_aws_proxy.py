"""The proxy in front of the embedded AWS: invisible until it is told to refuse or to dawdle."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from stacks.local.aws_proxy import AwsProxy
from tests.integration.shop.conftest import client

ONCE = Config(retries={"max_attempts": 0})


@pytest.fixture
def proxy(aws_url: str) -> Iterator[AwsProxy]:
    proxy = AwsProxy(aws_url)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()


def _client(proxy: AwsProxy, name: str) -> Any:
    return client(name, proxy.url, config=ONCE)


CALLS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "lambda:UpdateAlias": ("lambda", "update_alias", {"FunctionName": "f", "Name": "live", "FunctionVersion": "1"}),
    "lambda:InvokeFunction": ("lambda", "invoke", {"FunctionName": "f"}),
    "dynamodb:PutItem": ("dynamodb", "put_item", {"TableName": "t", "Item": {"pk": {"S": "a"}}}),
    "cloudwatch:PutMetricData": (
        "cloudwatch",
        "put_metric_data",
        {"Namespace": "n", "MetricData": [{"MetricName": "long" * 20, "Value": 1.0}] * 300},
    ),
    "logs:FilterLogEvents": ("logs", "filter_log_events", {"logGroupName": "g"}),
    "sns:Publish": ("sns", "publish", {"TopicArn": "arn:aws:sns:us-east-1:000000000000:t", "Message": "m"}),
    "states:StartExecution": (
        "stepfunctions",
        "start_execution",
        {"stateMachineArn": "arn:aws:states:us-east-1:000000000000:stateMachine:m"},
    ),
    "s3:PutObject": ("s3", "put_object", {"Bucket": "bucket", "Key": "a/b c", "Body": b"x"}),
    "s3:ListBucket": ("s3", "list_objects_v2", {"Bucket": "bucket"}),
    "rds:FailoverDBCluster": ("rds", "failover_db_cluster", {"DBClusterIdentifier": "c"}),
    "ecs:UpdateService": ("ecs", "update_service", {"service": "s"}),
    "route53:ChangeResourceRecordSets": (
        "route53",
        "change_resource_record_sets",
        {
            "HostedZoneId": "Z",
            "ChangeBatch": {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": {"Name": "a", "Type": "A"}}]},
        },
    ),
}


@pytest.mark.parametrize("action", CALLS)
def test_a_denied_action_raises_what_aws_would_make_the_sdk_raise(proxy: AwsProxy, action: str) -> None:
    service, method, arguments = CALLS[action]
    proxy.faults({"deny": [action]})

    with pytest.raises(ClientError) as refused:
        getattr(_client(proxy, service), method)(**arguments)

    assert refused.value.response["Error"]["Code"] in {"AccessDenied", "AccessDeniedException"}
    assert "is not authorized to perform" in refused.value.response["Error"]["Message"]


def test_a_denial_touches_that_action_only(proxy: AwsProxy) -> None:
    dynamodb = _client(proxy, "dynamodb")
    proxy.faults({"deny": ["dynamodb:PutItem", "lambda:*"]})

    assert "TableNames" in dynamodb.list_tables()
    with pytest.raises(ClientError, match="AccessDenied"):
        _client(proxy, "lambda").list_functions()


def test_mended_faults_leave_no_trace(proxy: AwsProxy) -> None:
    s3 = _client(proxy, "s3")
    proxy.faults({"deny": ["s3:*"], "latency_s": 0.1})

    proxy.faults({})

    s3.create_bucket(Bucket="kept")
    s3.put_object(Bucket="kept", Key="a/b c+d%20é", Body=b"x" * 3_000_000)
    assert s3.head_object(Bucket="kept", Key="a/b c+d%20é")["ContentLength"] == 3_000_000
    assert len(s3.get_object(Bucket="kept", Key="a/b c+d%20é")["Body"].read()) == 3_000_000


def test_latency_is_added_to_every_call(proxy: AwsProxy) -> None:
    dynamodb = _client(proxy, "dynamodb")
    proxy.faults({"latency_s": 0.4})

    began = time.monotonic()
    dynamodb.list_tables()

    assert time.monotonic() - began >= 0.4


def test_a_host_name_given_to_an_api_reaches_the_emulator_unchanged(proxy: AwsProxy, aws_url: str) -> None:
    api = _client(proxy, "apigatewayv2").create_api(Name="doors", ProtocolType="HTTP")

    import http.client

    connection = http.client.HTTPConnection(proxy.url.removeprefix("http://"), timeout=10)
    connection.request("GET", "/nothing-here", headers={"Host": f"{api['ApiId']}.execute-api.127.0.0.1"})
    answer = connection.getresponse()

    # An answer of API Gateway's own, not of the emulator's front door: it knew the API by its host name.
    assert (answer.status, answer.read()) == (404, b'{"message":"Not Found"}')


def test_an_emulator_that_is_gone_is_a_bad_gateway() -> None:
    proxy = AwsProxy("http://127.0.0.1:9")
    proxy.start()

    with pytest.raises(ClientError) as failed:
        _client(proxy, "dynamodb").list_tables()

    proxy.stop()
    assert failed.value.response["ResponseMetadata"]["HTTPStatusCode"] == 502


def test_a_text_that_sns_took_is_told_of_and_nothing_else_is(proxy: AwsProxy) -> None:
    told: list[tuple[str, str]] = []
    proxy.texted = lambda to, body: told.append((to, body))
    sns = _client(proxy, "sns")
    topic = sns.create_topic(Name="not-a-phone")["TopicArn"]

    sns.publish(TopicArn=topic, Message="PhoneNumber=+12025550121 and more")
    sns.publish(PhoneNumber="+12025550121", Message="SEV1 & so on: 100% of it")
    proxy.faults({"deny": ["sns:Publish"]})
    with pytest.raises(ClientError):
        sns.publish(PhoneNumber="+12025550121", Message="never taken")

    assert told == [("+12025550121", "SEV1 & so on: 100% of it")]
