"""The shape of what is deployed."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from stacks.functions import FUNCTIONS
from tests.integration.stacks.template_reading import Template, allowed, function, mapping_of, of_type, sends_to

WEBHOOKS = ("inbound_sms", "inbound_voice", "delivery_status", "alarm_posted", "console", "pagerduty_said")


def test_one_table_remembers_everything_and_can_be_restored(template: Template) -> None:
    tables = list(of_type(template, "AWS::DynamoDB::Table").values())

    assert len(tables) == 1
    table = tables[0]
    assert table["Properties"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert table["Properties"]["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
    assert [index["IndexName"] for index in table["Properties"]["GlobalSecondaryIndexes"]] == ["gsi1"]
    assert table["DeletionPolicy"] == "Retain"


def test_reports_are_kept_private_and_in_every_version(template: Template) -> None:
    bucket = next(iter(of_type(template, "AWS::S3::Bucket").values()))

    assert bucket["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(bucket["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["DeletionPolicy"] == "Retain"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_its_module(name: str) -> None:
    assert importlib.util.find_spec(f"handlers.{name}") is not None


def test_every_handler_module_is_deployed() -> None:
    modules = {path.stem for path in Path("functions/handlers").glob("*.py")} - {"__init__"}

    assert modules == set(FUNCTIONS)


def test_routes_lead_where_twilio_alarms_and_people_knock(template: Template) -> None:
    routes = {route["Properties"]["RouteKey"] for route in of_type(template, "AWS::ApiGatewayV2::Route").values()}

    assert routes == {
        "POST /twilio/sms",
        "POST /twilio/voice",
        "POST /twilio/voice/{proxy+}",
        "POST /twilio/status/{outbox}",
        "POST /twilio/conference/{incident}",
        "POST /alarms/{source}",
        "POST /alarms/heartbeat/{name}",
        "POST /pagerduty",
        "GET /sounds/{name}",
        "GET /console",
        "GET /console/{proxy+}",
    }


@pytest.mark.parametrize("name", WEBHOOKS)
def test_a_webhook_answers_before_twilio_hangs_up(template: Template, name: str) -> None:
    assert function(template, name)["Properties"]["Timeout"] <= 10


def test_only_who_needs_them_carries_the_model_sdk_what_checks_signatures_and_clients_of_those_outside(
    template: Template,
) -> None:
    layers = {name: len(function(template, name)["Properties"]["Layers"]) for name in FUNCTIONS}

    assert {name for name, count in layers.items() if count == 2} == {
        "take_turn",
        "alarm_posted",
        "tell",
        "read_schedules",
    }
    assert set(layers.values()) == {1, 2}


def test_the_outbox_stream_brings_only_errands_that_wait(template: Template) -> None:
    mapping = mapping_of(template, "deliver")

    (criterion,) = mapping["FilterCriteria"]["Filters"]
    pattern: dict[str, Any] = json.loads(criterion["Pattern"])
    assert pattern["dynamodb"]["NewImage"] == {"pk": {"S": [{"prefix": "OUT#"}]}, "state": {"S": ["queued"]}}
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"]
    assert mapping["MaximumBatchingWindowInSeconds"] == 0


def test_turns_of_one_phone_are_thought_about_in_order(template: Template) -> None:
    fifo = [queue for queue in of_type(template, "AWS::SQS::Queue").values() if queue["Properties"].get("FifoQueue")]

    assert len(fifo) == 6  # turns, notices and the alarms' lane, each with its dead letters
    assert mapping_of(template, "take_turn")["BatchSize"] == 1
    assert mapping_of(template, "tell")["BatchSize"] == 1


def test_an_alarm_that_cannot_be_handled_three_times_is_kept(template: Template) -> None:
    redrives = [
        queue["Properties"]["RedrivePolicy"]["maxReceiveCount"]
        for queue in of_type(template, "AWS::SQS::Queue").values()
        if "RedrivePolicy" in queue["Properties"]
    ]

    assert sorted(redrives) == [3, 3, 3, 10]  # what waits in the alarms' lane waits for the table, too
    assert mapping_of(template, "alarm_raised")["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping_of(template, "alarm_waited")["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_only_who_takes_alarms_in_may_let_them_wait(template: Template) -> None:
    (lane,) = (name for name in of_type(template, "AWS::SQS::Queue") if "AlarmLane" in name)

    assert {name for name in FUNCTIONS if lane in sends_to(template, name)} == {"alarm_posted", "alarm_raised"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nobody_may_delete_or_scan_what_happened(template: Template, name: str) -> None:
    forbidden = {"dynamodb:DeleteItem", "dynamodb:Scan", "dynamodb:BatchWriteItem", "dynamodb:*", "*"}

    assert not forbidden & set(allowed(template, name))


def test_what_anybody_may_fetch_can_reach_nothing(template: Template) -> None:
    assert {action for action in allowed(template, "sound") if not action.startswith("logs:")} == set()


def test_the_console_only_reads(template: Template) -> None:
    actions = {action for action in allowed(template, "console") if action.startswith(("dynamodb:", "s3:"))}

    assert actions == {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "s3:GetObject", "s3:ListBucket"}


@pytest.mark.parametrize(
    ("secret", "readers"),
    [
        (
            "nightdesk/twilio",
            {"inbound_sms", "inbound_voice", "delivery_status", "deliver", "audit_chains", "take_turn"},
        ),
        ("nightdesk/alarm-tokens", {"alarm_posted"}),
        ("nightdesk/anthropic", {"take_turn"}),
        ("nightdesk/console", {"console"}),
        ("nightdesk/pagerduty", {"tell", "pagerduty_said", "read_schedules"}),
        ("nightdesk/slack", {"tell"}),
    ],
)
def test_a_secret_is_read_only_by_who_needs_it(template: Template, secret: str, readers: set[str]) -> None:
    found = {
        name
        for name in FUNCTIONS
        if any(secret in resource for resource in allowed(template, name).get("secretsmanager:GetSecretValue", []))
    }

    assert found == readers


def test_no_secret_is_created_by_the_template(template: Template) -> None:
    assert not of_type(template, "AWS::SecretsManager::Secret")


def test_only_a_step_may_change_a_function_and_only_one_whose_owner_consented(template: Template) -> None:
    may_change = {name for name in FUNCTIONS if "lambda:UpdateAlias" in allowed(template, name)}
    policies = of_type(template, "AWS::IAM::Policy").values()
    statements = [one for policy in policies for one in policy["Properties"]["PolicyDocument"]["Statement"]]
    conditions = [one.get("Condition") for one in statements if "lambda:UpdateAlias" in one["Action"]]

    assert may_change == {"run_step"}
    assert conditions == [{"StringEquals": {"aws:ResourceTag/nightdesk": "managed"}}]


@pytest.mark.parametrize("action", ["states:StartExecution", "states:SendTaskSuccess"])
def test_chains_are_started_and_woken_by_few(template: Template, action: str) -> None:
    few = {name for name in FUNCTIONS if action in allowed(template, name)}

    assert few == {"deliver", "audit_chains"} | ({"ask_approval"} if action.endswith("Success") else set())


def test_only_the_auditor_looks_at_watches_and_only_at_those(template: Template) -> None:
    few = {name for name in FUNCTIONS if "states:DescribeExecution" in allowed(template, name)}

    assert few == {"audit_chains"}


def test_every_function_is_told_the_same_settings(template: Template) -> None:
    told = [function(template, name)["Properties"]["Environment"]["Variables"] for name in FUNCTIONS]

    assert all(one == told[0] for one in told)
    assert {"NIGHTDESK_TABLE", "NIGHTDESK_NUMBER", "NIGHTDESK_PUBLIC_URL", "NIGHTDESK_WATCH_ARN"} <= set(told[0])


def test_without_parameters_it_is_the_production_stack(template: Template) -> None:
    defaults = {name: one["Default"] for name, one in template["Parameters"].items()}

    assert defaults["TwilioUrl"] == "https://api.twilio.com"
    assert defaults["AnthropicUrl"] == "https://api.anthropic.com"
    assert defaults["Speed"] == "1"
    assert defaults["Notices"] == "status-page"
    assert defaults["PagerDutyEventsUrl"] == "https://events.pagerduty.com"
    assert defaults["SlackUrl"] == "https://slack.com/api/"
    assert defaults["PublicUrl"] == ""


def test_topics_of_others_are_believed_only_when_named(template: Template) -> None:
    told = function(template, "alarm_posted")["Properties"]["Environment"]["Variables"]["NIGHTDESK_ALARM_TOPIC_ARNS"]
    (topic,) = of_type(template, "AWS::SNS::Topic")

    assert told == {"Fn::Join": [",", [{"Ref": topic}, {"Ref": "AlarmTopicArns"}]]}
    assert template["Parameters"]["AlarmTopicArns"]["Default"] == ""


def test_cloudwatch_and_eventbridge_may_publish_alarms(template: Template) -> None:
    (policy,) = of_type(template, "AWS::SNS::TopicPolicy").values()
    may = [one for one in policy["Properties"]["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]

    assert [one["Action"] for one in may] == ["sns:Publish"]
    assert may[0]["Principal"] == {"Service": ["cloudwatch.amazonaws.com", "events.amazonaws.com"]}


def test_the_desk_watches_itself(template: Template) -> None:
    alarms = {
        one["Properties"]["AlarmName"]: one["Properties"]
        for one in of_type(template, "AWS::CloudWatch::Alarm").values()
    }

    errors = {f"nightdesk-errors-{name.replace('_', '-')}" for name in FUNCTIONS}
    assert errors - set(alarms) == {"nightdesk-errors-write-report"}, "the auditor raises a missing report, once"
    assert {"nightdesk-lost-alarms", "nightdesk-lost-turns", "nightdesk-lost-errands"} <= set(alarms)
    assert {"nightdesk-watch-chain-failed", "nightdesk-unsent-messages", "nightdesk-slow-alarms"} <= set(alarms)
    assert all(alarm["AlarmActions"] for alarm in alarms.values())


def test_the_model_on_bedrock_may_be_asked_only_when_named_only_that_one_and_only_by_who_thinks(
    template: Template,
) -> None:
    policies = of_type(template, "AWS::IAM::Policy")

    asking = [one for one in policies.values() if "bedrock" in json.dumps(one["Properties"])]

    (policy,) = asking
    (statement,) = policy["Properties"]["PolicyDocument"]["Statement"]
    (role,) = policy["Properties"]["Roles"]
    assert statement["Action"] == "bedrock:InvokeModel"
    assert statement["Resource"] == {"Ref": "BedrockModelArn"}
    assert role == {"Ref": function(template, "take_turn")["Properties"]["Role"]["Fn::GetAtt"][0]}
    named = template["Conditions"][policy["Condition"]]
    assert named == {"Fn::Not": [{"Fn::Equals": [{"Ref": "BedrockModelArn"}, ""]}]}
