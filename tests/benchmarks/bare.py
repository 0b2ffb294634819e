"""
The shortest thing with the same hops as a page, on the same emulator: functions that do nothing but pass it on.

SNS (or an HTTP API) -> (SQS ->) function -> one table put -> stream -> function -> HTTP POST.
"""

import io
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import httpx

from stacks.bundle import PYTHON
from stacks.local.deploy import client

ROLE = "arn:aws:iam::000000000000:role/bare"
TAKE = """
import json, os
import boto3
table = boto3.client("dynamodb")
def handler(event, context):
    ids = [json.loads(r["body"])["Message"] for r in event["Records"]] if "Records" in event else [event["body"]]
    for one in ids:
        table.put_item(TableName=os.environ["TABLE"], Item={"pk": {"S": one}})
    return {"statusCode": 200, "body": ""}
"""
GIVE = """
import os
import urllib3
pool = urllib3.PoolManager()
def handler(event, context):
    for record in event["Records"]:
        pool.request("POST", os.environ["SINK"], body=record["dynamodb"]["Keys"]["pk"]["S"])
"""


class Sink:
    """An HTTP server that notes when which body was posted."""

    def __init__(self) -> None:
        arrived: dict[str, float] = {}

        class Take(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                arrived[body] = time.time()
                self.send_response(201)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self.arrived = arrived
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Take)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Bare:
    """The pipeline, made once. Each way in returns the seconds until the sink was posted to."""

    def __init__(self, aws_url: str) -> None:
        self.sink = Sink()
        self._aws = {name: client(name, aws_url) for name in ("sns", "sqs", "lambda", "dynamodb", "apigatewayv2")}
        self._name = f"bare-{uuid4().hex[:6]}"
        table = self._aws["dynamodb"].create_table(
            TableName=self._name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        )["TableDescription"]
        take = self._function("take", TAKE, {"TABLE": self._name})
        give = self._function("give", GIVE, {"SINK": self.sink.url})
        self._aws["lambda"].create_event_source_mapping(
            EventSourceArn=table["LatestStreamArn"], FunctionName=give, StartingPosition="TRIM_HORIZON", BatchSize=10
        )
        self._topic = self._queue_behind_topic(take)
        self._api = self._http_api(take, aws_url)

    def alarm(self) -> float:
        """Published on the topic."""
        return self._timed(lambda one: self._aws["sns"].publish(TopicArn=self._topic, Message=one))

    def text(self) -> float:
        """Posted to the HTTP API."""
        plain = {"content-type": "text/plain"}  # anything else is handed over in base64
        return self._timed(lambda one: httpx.post(self._api, content=one, headers=plain, trust_env=False))

    def stop(self) -> None:
        self.sink.stop()

    def _timed(self, send: Any) -> float:
        one, started = uuid4().hex, time.time()
        send(one)
        while one not in self.sink.arrived:
            if time.time() - started > 60:
                raise AssertionError("the bare pipeline lost something")
            time.sleep(0.01)
        return self.sink.arrived[one] - started

    def _function(self, name: str, code: str, environment: dict[str, str]) -> str:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("index.py", code)
        made = self._aws["lambda"].create_function(
            FunctionName=f"{self._name}-{name}",
            Runtime=f"python{PYTHON}",
            Role=ROLE,
            Handler="index.handler",
            Code={"ZipFile": packed.getvalue()},
            Environment={"Variables": environment},
            Timeout=30,
        )
        self._aws["lambda"].get_waiter("function_active_v2").wait(
            FunctionName=made["FunctionName"], WaiterConfig={"Delay": 1}
        )
        return str(made["FunctionArn"])

    def _queue_behind_topic(self, function: str) -> str:
        queue = self._aws["sqs"].create_queue(QueueName=self._name, Attributes={"VisibilityTimeout": "90"})["QueueUrl"]
        arn = self._aws["sqs"].get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"][
            "QueueArn"
        ]
        topic = str(self._aws["sns"].create_topic(Name=self._name)["TopicArn"])
        self._aws["sns"].subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        self._aws["lambda"].create_event_source_mapping(EventSourceArn=arn, FunctionName=function, BatchSize=10)
        return topic

    def _http_api(self, function: str, aws_url: str) -> str:
        api = self._aws["apigatewayv2"]
        made = api.create_api(Name=self._name, ProtocolType="HTTP")["ApiId"]
        integration = api.create_integration(
            ApiId=made, IntegrationType="AWS_PROXY", IntegrationUri=function, PayloadFormatVersion="2.0"
        )["IntegrationId"]
        api.create_route(ApiId=made, RouteKey="POST /in", Target=f"integrations/{integration}")
        api.create_stage(ApiId=made, StageName="$default", AutoDeploy=True)
        return f"{aws_url}/_aws/execute-api/{made}/$default/in"
