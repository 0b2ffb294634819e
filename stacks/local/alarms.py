"""Raises an alarm the way CloudWatch does: a notification on the alarm topic, in CloudWatch's words."""

import json
from datetime import UTC, datetime

import boto3

from stacks.local.asked import AlarmAsked
from stacks.local.wiring import LocalWiring


def publish_alarm(local: LocalWiring, asked: AlarmAsked) -> str:
    """Publish the notification; returns the message id."""
    account = local.alarm_topic_arn.split(":")[4]
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "+0000"
    dimensions = [{"name": "Service", "value": asked.service}] if asked.service else []
    told = {
        "AlarmName": asked.name,
        "AlarmDescription": asked.description or None,
        "AWSAccountId": account,
        "AlarmConfigurationUpdatedTimestamp": moment,
        "NewStateValue": asked.state,
        "NewStateReason": asked.reason,
        "StateChangeTime": moment,
        "Region": local.region,
        "AlarmArn": f"arn:aws:cloudwatch:{local.region}:{account}:alarm:{asked.name}",
        "OldStateValue": "ALARM" if asked.state == "OK" else "OK",
        "OKActions": [local.alarm_topic_arn],
        "AlarmActions": [local.alarm_topic_arn],
        "InsufficientDataActions": [],
        "Trigger": {
            "MetricName": asked.metric,
            "Namespace": asked.namespace,
            "StatisticType": "Statistic",
            "Statistic": "SUM",
            "Unit": None,
            "Dimensions": dimensions,
            "Period": 60,
            "EvaluationPeriods": 1,
            "DatapointsToAlarm": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": asked.threshold,
            "TreatMissingData": "notBreaching",
            "EvaluateLowSampleCountPercentile": "",
        },
    }
    sns = boto3.client(
        "sns",
        endpoint_url=local.aws_url,
        region_name=local.region,
        aws_access_key_id=account,
        aws_secret_access_key="local",
    )
    sent = sns.publish(
        TopicArn=local.alarm_topic_arn, Subject=f'{asked.state}: "{asked.name}"'[:100], Message=json.dumps(told)
    )
    return str(sent["MessageId"])
