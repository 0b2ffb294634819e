"""Evidence read from CloudWatch metrics, CloudWatch Logs and Lambda. Only calls that change nothing."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.errors import EvidenceUnavailable, Misconfigured
from nightdesk.evidence.cloudwatch_logs import read_log_group
from nightdesk.evidence.evidence import ChangeEvent, LogLine, Series
from nightdesk.evidence.lambda_versions import read_deployments
from nightdesk.runbook.service import Service

QUERIES_A_CALL = 500
"""GetMetricData takes at most 500 queries."""
AT_ONCE = 4
DEFAULT_PERIOD_S = 60

T = TypeVar("T")
Query = tuple[Service, str, str]


class CloudWatchEvidence:
    """
    The Evidence port over three boto3 clients, whose timeouts and retries are chosen where they are made.

    Raises EvidenceUnavailable naming the service and the AWS error code; `gathered.gather` then reads the rest.
    """

    def __init__(self, cloudwatch: Any, logs: Any, lambda_: Any) -> None:
        self._cloudwatch = cloudwatch
        self._logs = logs
        self._lambda = lambda_

    def metrics(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[Series, ...]:
        """
        One series per entry of Service.signals.metrics: "Namespace/MetricName/Statistic", with "@10" behind it when
        the metric is published every 10 seconds (60 otherwise). Periods that are not over by `end` are left out:
        half a period's sum looks like an outage.
        """
        wanted = [(one, name, place) for one in services for name, place in sorted(one.signals.metrics.items())]
        found: list[Series] = []
        for first in range(0, len(wanted), QUERIES_A_CALL):
            found += self._metric_batch(wanted[first : first + QUERIES_A_CALL], start, end)
        return tuple(found)

    def logs(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[LogLine, ...]:
        """At most 2,000 lines a service: errors and warnings first, then a sample of the rest; oldest first."""
        return self._each(
            [one for one in services if one.signals.log_group],
            lambda one: read_log_group(self._logs, one.name, one.signals.log_group, start=start, end=end),
        )

    def changes(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[ChangeEvent, ...]:
        """Lambda versions that came into service between the two times, oldest first."""
        found = self._each(
            [one for one in services if one.signals.function],
            lambda one: read_deployments(self._lambda, one.name, one.signals.function, one.signals.alias),
        )
        return tuple(sorted((one for one in found if start <= one.at <= end), key=lambda one: one.at))

    def _metric_batch(self, batch: list[Query], start: datetime, end: datetime) -> list[Series]:
        queries = [_query(f"m{i}", service, place) for i, (service, _, place) in enumerate(batch)]
        points: dict[str, list[tuple[datetime, float]]] = {query["Id"]: [] for query in queries}
        names = ", ".join(sorted({service.name for service, _, _ in batch}))
        pages = self._cloudwatch.get_paginator("get_metric_data").paginate(
            MetricDataQueries=queries, StartTime=start, EndTime=end, ScanBy="TimestampAscending"
        )
        for page in _asked(names, lambda: list(pages)):
            for result in page["MetricDataResults"]:
                points[result["Id"]] += zip(result["Timestamps"], result["Values"], strict=False)
        return [
            Series(
                service=service.name,
                metric=name,
                unit=_unit(query),
                points=tuple(
                    sorted(p for p in points[query["Id"]] if p[0] + _period(query) <= end),
                ),
                source="CloudWatch " + place.partition("@")[0].rpartition("/")[0],
            )
            for query, (service, name, place) in zip(queries, batch, strict=True)
        ]

    def _each(self, services: list[Service], read: Callable[[Service], Iterable[T]]) -> tuple[T, ...]:
        """Read several services at once: boto3 clients may be shared by threads, and waiting is all this does."""
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            parts = pool.map(lambda one: _asked(one.name, lambda: tuple(read(one))), services)
            return tuple(item for part in parts for item in part)


def _query(id_: str, service: Service, place: str) -> dict[str, Any]:
    name, _, seconds = place.partition("@")
    try:
        namespace, metric, statistic = name.rsplit("/", 2)
        period = int(seconds or DEFAULT_PERIOD_S)
    except ValueError as error:
        raise Misconfigured(
            f"services: {service.name}: signals.metrics: {place!r} is not Namespace/MetricName/Statistic[@seconds]"
        ) from error
    dimensions = [{"Name": key, "Value": value} for key, value in sorted(service.signals.dimensions.items())]
    return {
        "Id": id_,
        "MetricStat": {
            "Metric": {"Namespace": namespace, "MetricName": metric, "Dimensions": dimensions},
            "Period": period,
            "Stat": statistic,
        },
    }


def _unit(query: dict[str, Any]) -> str:
    """GetMetricData returns no units; these names are percentages by AWS' own custom."""
    name: str = query["MetricStat"]["Metric"]["MetricName"]
    return "%" if name.endswith(("Rate", "Percent", "Percentage", "Utilization")) else ""


def _period(query: dict[str, Any]) -> timedelta:
    return timedelta(seconds=query["MetricStat"]["Period"])


def _asked(what: str, call: Callable[[], T]) -> T:
    try:
        return call()
    except ClientError as error:
        raise EvidenceUnavailable(f"{what}: {error.response['Error'].get('Code', 'unknown error')}") from error
    except BotoCoreError as error:
        raise EvidenceUnavailable(f"{what}: {type(error).__name__}") from error
