"""The shop's CloudWatch alarms."""

from typing import Any

from mypy_boto3_cloudwatch.client import CloudWatchClient

from stacks.local.shop.company import BY_NAME, bells

PERIOD_S = 10


def ensure(client: CloudWatchClient, *, topic_arn: str, periods: int) -> None:
    """
    Set every alarm; one that is there keeps its state. All tell `topic_arn` when they ring and when they are well.

    periods: how many 10-second periods in a row must be above the threshold.
    """
    for bell in bells():
        client.put_metric_alarm(
            AlarmName=bell.name,
            AlarmDescription=bell.description,
            Namespace=BY_NAME[bell.service].namespace,
            MetricName=bell.metric,
            Dimensions=[{"Name": "Service", "Value": bell.service}],
            Statistic="Average",
            Period=PERIOD_S,
            EvaluationPeriods=periods,
            Threshold=bell.threshold,
            ComparisonOperator="GreaterThanThreshold",
            TreatMissingData="missing",
            AlarmActions=[topic_arn],
            OKActions=[topic_arn],
        )


def states(client: CloudWatchClient) -> list[dict[str, Any]]:
    """Every alarm of the shop: name, service, state, since when (ISO 8601) and why."""
    wanted = {bell.name: bell for bell in bells()}
    found = client.describe_alarms(AlarmNames=list(wanted), MaxRecords=100)["MetricAlarms"]
    return [
        {
            "name": alarm["AlarmName"],
            "service": wanted[alarm["AlarmName"]].service,
            "description": alarm.get("AlarmDescription", ""),
            "state": alarm["StateValue"],
            "since": alarm["StateUpdatedTimestamp"].isoformat(),
            "reason": alarm.get("StateReason", ""),
        }
        for alarm in sorted(found, key=lambda one: one["AlarmName"])
    ]
