"""Readings as CloudWatch metrics."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from mypy_boto3_cloudwatch.client import CloudWatchClient
from mypy_boto3_cloudwatch.literals import StandardUnitType
from mypy_boto3_cloudwatch.type_defs import MetricDatumTypeDef

from stacks.local.shop.company import BY_NAME
from stacks.local.shop.traffic import Reading

AT_ONCE = 500
"""PutMetricData takes at most 1,000 metrics and 1 MB a call."""


def publish(client: CloudWatchClient, beats: Iterable[tuple[datetime, Sequence[Reading]]]) -> None:
    """Publish each beat's readings, stamped with its time, in high resolution."""
    data: dict[str, list[MetricDatumTypeDef]] = defaultdict(list)
    for at, readings in beats:
        for reading in readings:
            data[BY_NAME[reading.service].namespace] += _data(reading, at)
    for namespace, whole in data.items():
        for first in range(0, len(whole), AT_ONCE):
            client.put_metric_data(Namespace=namespace, MetricData=whole[first : first + AT_ONCE])


def last_seen(client: CloudWatchClient, *, start: datetime, end: datetime) -> datetime | None:
    """When the storefront last published anything between the two times, to the minute."""
    found = client.get_metric_statistics(
        Namespace=BY_NAME["storefront"].namespace,
        MetricName="Requests",
        Dimensions=[{"Name": "Service", "Value": "storefront"}],
        StartTime=start,
        EndTime=end,
        Period=60,
        Statistics=["Sum"],
    )["Datapoints"]
    return max((point["Timestamp"] + timedelta(minutes=1) for point in found), default=None)


def _data(reading: Reading, at: datetime) -> list[MetricDatumTypeDef]:
    single: list[tuple[str, float, StandardUnitType]] = [
        ("Requests", reading.requests, "Count"),
        ("Errors", reading.errors, "Count"),
        ("ErrorRate", reading.error_percent, "Percent"),
        ("CPUUtilization", reading.cpu, "Percent"),
    ]
    found = [_datum(reading, at, name, unit) | {"Value": value} for name, value, unit in single]
    latency = _datum(reading, at, "Latency", "Milliseconds")
    latency["Values"] = [ms for ms, _ in reading.latencies]
    latency["Counts"] = [count for _, count in reading.latencies]
    return [*found, latency]


def _datum(reading: Reading, at: datetime, name: str, unit: StandardUnitType) -> MetricDatumTypeDef:
    return {
        "MetricName": name,
        "Dimensions": [{"Name": "Service", "Value": reading.service}],
        "Timestamp": at,
        "Unit": unit,
        "StorageResolution": 1,
    }
