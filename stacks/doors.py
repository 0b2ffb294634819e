"""Where things come in and go out: the HTTP API, the alarm topic and queue, the turn queue, the outbox stream."""

import json
from collections.abc import Mapping

import jsii
from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as http
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from stacks.functions import Functions
from stacks.memory import Memory
from stacks.queues import queue

POST, GET = http.HttpMethod.POST, http.HttpMethod.GET

ROUTES = (
    (POST, "/twilio/sms", "inbound_sms"),
    (POST, "/twilio/voice", "inbound_voice"),
    (POST, "/twilio/voice/{proxy+}", "inbound_voice"),
    (POST, "/twilio/status/{outbox}", "delivery_status"),
    (POST, "/twilio/conference/{incident}", "delivery_status"),
    (POST, "/alarms/{source}", "alarm_posted"),
    (POST, "/alarms/heartbeat/{name}", "alarm_posted"),
    (POST, "/pagerduty", "pagerduty_said"),
    (GET, "/sounds/{name}", "sound"),
    (GET, "/console", "console"),
    (GET, "/console/{proxy+}", "console"),
)


@jsii.implements(http.IAccessLogSettings)
class _AccessLog:
    """Common log format: who called which route, when, and what they got; never a body."""

    def __init__(self, destination: http.IAccessLogDestination) -> None:
        self._destination = destination

    @property
    def destination(self) -> http.IAccessLogDestination:
        return self._destination

    @property
    def format(self) -> apigateway.AccessLogFormat:
        return apigateway.AccessLogFormat.clf()


class Doors(Construct):
    """
    The resources that other parts name in their environment; `connect` hangs the functions behind them.

    In two steps because functions must know the queues, and the queues' consumers are functions.
    """

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.api = http.HttpApi(self, "Api", api_name="nightdesk", create_default_stage=False)
        self._open_stage()
        self.alarms = sns.Topic(self, "Alarms", topic_name="nightdesk-alarms", enforce_ssl=True)
        # CloudWatch and EventBridge publish as services; the policy that enforce_ssl adds would else be the only one.
        self.alarms.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[
                    iam.ServicePrincipal("cloudwatch.amazonaws.com"),
                    iam.ServicePrincipal("events.amazonaws.com"),
                ],
                actions=["sns:Publish"],
                resources=[self.alarms.topic_arn],
            )
        )
        self.lost_alarms = queue(self, "LostAlarms", keep=Duration.days(14))
        self.alarm_queue = queue(
            self,
            "AlarmQueue",
            visibility_timeout=Duration.seconds(90),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.lost_alarms, max_receive_count=3),
        )
        self.alarms.add_subscription(subscriptions.SqsSubscription(self.alarm_queue))
        self.lost_in_lane = queue(self, "LostInLane", fifo=True, keep=Duration.days(14))
        self.lane = queue(
            self,
            "AlarmLane",
            fifo=True,
            visibility_timeout=Duration.seconds(60),
            # While the table is away it waits, a minute each time, instead of being lost.
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.lost_in_lane, max_receive_count=10),
        )
        self.lost_turns = queue(self, "LostTurns", fifo=True, keep=Duration.days(14))
        self.turns = queue(
            self,
            "Turns",
            fifo=True,
            visibility_timeout=Duration.seconds(180),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.lost_turns, max_receive_count=3),
        )
        self.lost_errands = queue(self, "LostErrands", keep=Duration.days(14))

    @property
    def dead_letters(self) -> Mapping[str, sqs.Queue]:
        """The queues that must stay empty."""
        return {
            "alarms": self.lost_alarms,
            "lane": self.lost_in_lane,
            "turns": self.lost_turns,
            "errands": self.lost_errands,
        }

    def connect(self, functions: Functions, memory: Memory) -> None:
        """Hang every function behind its route, queue, stream or clock."""
        made: dict[str, integrations.HttpLambdaIntegration] = {}
        for method, path, name in ROUTES:
            made.setdefault(name, integrations.HttpLambdaIntegration(name, functions[name]))
            self.api.add_routes(path=path, methods=[method], integration=made[name])
        functions["alarm_raised"].add_event_source(
            sources.SqsEventSource(self.alarm_queue, batch_size=10, report_batch_item_failures=True)
        )
        functions["alarm_waited"].add_event_source(
            sources.SqsEventSource(self.lane, batch_size=10, report_batch_item_failures=True)
        )
        for name in ("alarm_posted", "alarm_raised"):
            self.lane.grant_send_messages(functions[name])
        functions["take_turn"].add_event_source(sources.SqsEventSource(self.turns, batch_size=1))
        functions["deliver"].add_event_source(self._outbox(memory))
        # inbound_sms: a text that cannot be saved waits here for the table.
        for name in ("deliver", "audit_chains", "inbound_sms"):
            self.turns.grant_send_messages(functions[name])
        events.Rule(
            self,
            "EachMinute",
            schedule=events.Schedule.rate(Duration.minutes(1)),
            # Retrying a minute's audit an hour later helps nobody: the next one is already on its way.
            targets=[targets.LambdaFunction(functions["audit_chains"], retry_attempts=0)],
        )

    def _outbox(self, memory: Memory) -> sources.DynamoEventSource:
        """
        The table's stream, narrowed to errands that wait to be done.

        Errands are independent (order within a conversation is kept by the turn queue), hence ten at a time
        per shard. After five tries one goes to the dead letters; the minute auditor finds it in the table all the same.
        """
        queued = {"pk": {"S": [{"prefix": "OUT#"}]}, "state": {"S": ["queued"]}}
        pattern = {"eventName": ["INSERT", "MODIFY"], "dynamodb": {"NewImage": queued}}
        return sources.DynamoEventSource(
            memory.table,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=10,
            max_batching_window=Duration.seconds(0),
            parallelization_factor=10,
            bisect_batch_on_error=True,
            report_batch_item_failures=True,
            retry_attempts=5,
            filters=[{"pattern": json.dumps(pattern)}],
            on_failure=sources.SqsDlq(self.lost_errands),
        )

    def _open_stage(self) -> None:
        log = logs.LogGroup(
            self, "AccessLog", retention=logs.RetentionDays.ONE_MONTH, removal_policy=RemovalPolicy.DESTROY
        )
        http.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            auto_deploy=True,
            # A storm of posts must not drain the account's Lambda concurrency; a busy night is far below this.
            throttle=http.ThrottleSettings(rate_limit=200, burst_limit=400),
            access_log_settings=_AccessLog(http.LogGroupLogDestination(log)),
        )
