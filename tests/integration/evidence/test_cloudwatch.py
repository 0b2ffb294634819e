import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from nightdesk.action.aws_lambda import RollBackAlias
from nightdesk.errors import EvidenceUnavailable, Misconfigured
from nightdesk.evidence.cloudwatch import CloudWatchEvidence
from nightdesk.evidence.gathered import gather
from nightdesk.investigation.investigate import investigate
from nightdesk.runbook.service import Catalogue, Service, Signals
from tests.integration.aws import client
from tests.integration.function import make_function, release


class Cloud:
    """One company's corner of the embedded AWS."""

    def __init__(self, url: str) -> None:
        self.cloudwatch, self.logs, self.lambda_ = (client(name, url) for name in ("cloudwatch", "logs", "lambda"))
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.start = self.now - timedelta(minutes=30)
        self.namespace = f"Shop/{uuid4().hex[:8]}"
        self.evidence = CloudWatchEvidence(self.cloudwatch, self.logs, self.lambda_)

    def service(self, *, function: str = "", log_group: str = "", name: str = "checkout") -> Service:
        metrics = {metric: f"{self.namespace}/{metric.title()}/Sum@10" for metric in ("errors", "requests")}
        return Service(
            name=name,
            owner="ana",
            tier=1,
            criticality="critical",
            signals=Signals(
                metrics=metrics,
                dimensions={"Service": name},
                log_group=log_group,
                function=function,
                alias="live" if function else "",
            ),
        )

    def publishes(self, metric: str, points: list[tuple[datetime, float]], *, service: str = "checkout") -> None:
        for first in range(0, len(points), 200):
            self.cloudwatch.put_metric_data(
                Namespace=self.namespace,
                MetricData=[
                    {
                        "MetricName": metric,
                        "Dimensions": [{"Name": "Service", "Value": service}],
                        "Timestamp": at,
                        "Value": value,
                        "StorageResolution": 1,
                    }
                    for at, value in points[first : first + 200]
                ],
            )

    def writes(self, messages: list[tuple[datetime, str]]) -> str:
        group = f"/aws/lambda/{uuid4().hex}"
        self.logs.create_log_group(logGroupName=group)
        self.logs.create_log_stream(logGroupName=group, logStreamName="s")
        for first in range(0, len(messages), 1000):
            self.logs.put_log_events(
                logGroupName=group,
                logStreamName="s",
                logEvents=[
                    {"timestamp": int(at.timestamp() * 1000), "message": text}
                    for at, text in messages[first : first + 1000]
                ],
            )
        return group


@pytest.fixture
def cloud(aws_url: str) -> Cloud:
    return Cloud(aws_url)


def every_ten_seconds(start: datetime, end: datetime) -> list[datetime]:
    first = start.timestamp() // 10 * 10 + 10
    return [datetime.fromtimestamp(first + 10 * i, UTC) for i in range(int((end - start).total_seconds() // 10))]


def test_each_metric_of_the_catalogue_becomes_a_series(cloud: Cloud) -> None:
    times = every_ten_seconds(cloud.start, cloud.now - timedelta(minutes=1))
    cloud.publishes("Requests", [(at, 100.0) for at in times])

    found = cloud.evidence.metrics((cloud.service(),), start=cloud.start, end=cloud.now)

    errors, requests = found
    assert (errors.metric, errors.points) == ("errors", ())
    assert (requests.service, requests.metric) == ("checkout", "requests")
    assert requests.source == f"CloudWatch {cloud.namespace}/Requests"
    assert [value for _, value in requests.points] == [100.0] * len(times)
    assert requests.points[0][0] == times[0]


def test_a_period_that_is_not_over_is_left_out(cloud: Cloud) -> None:
    whole, begun = every_ten_seconds(cloud.start, cloud.now)[10:12]
    cloud.publishes("Requests", [(whole, 100.0), (begun, 3.0)])

    found = cloud.evidence.metrics((cloud.service(),), start=cloud.start, end=begun + timedelta(seconds=4))

    assert [value for _, value in found[1].points] == [100.0]


def test_a_metric_that_is_not_a_place_is_our_mistake(cloud: Cloud) -> None:
    wrong = replace(cloud.service(), signals=Signals(metrics={"errors": "Errors"}))

    with pytest.raises(Misconfigured, match=r"checkout: signals\.metrics: 'Errors' is not Namespace"):
        cloud.evidence.metrics((wrong,), start=cloud.start, end=cloud.now)


def test_a_flood_of_lines_is_bounded_and_errors_come_first(cloud: Cloud) -> None:
    chatter = [(cloud.start + timedelta(milliseconds=200 * i), f"INFO placed {i}") for i in range(6000)]
    trouble = [
        (cloud.now - timedelta(minutes=5) + timedelta(milliseconds=10 * i), f"ERROR failed {i}") for i in range(900)
    ]
    group = cloud.writes(sorted(chatter + trouble))

    found = cloud.evidence.logs((cloud.service(log_group=group),), start=cloud.start, end=cloud.now)

    assert len(found) <= 2000
    assert sum(line.message.startswith("ERROR") for line in found) >= 350
    assert any(line.message.startswith("INFO") for line in found)
    assert [line.at for line in found] == sorted(line.at for line in found)
    assert found[0].source == f"CloudWatch Logs {group}"


def test_a_published_version_behind_the_alias_is_a_deployment(cloud: Cloud) -> None:
    function = make_function(cloud.lambda_)
    release(cloud.lambda_, function, "Release 2: loyalty discount")

    found = cloud.evidence.changes(
        (cloud.service(function=function),), start=cloud.start, end=cloud.now + timedelta(minutes=5)
    )

    assert [(one.kind, one.what) for one in found] == [
        ("deployment", f"version 2 of {function} (Release 2: loyalty discount)")
    ]
    assert found[0].detail == {
        "function": function,
        "alias": "live",
        "from_version": "1",
        "to_version": "2",
        "description": "Release 2: loyalty discount",
        "differs": "code",
    }
    assert found[0].source == f"Lambda {function}:live"


def test_a_version_that_was_rolled_back_is_never_offered_as_the_way_back(cloud: Cloud) -> None:
    function = make_function(cloud.lambda_)
    release(cloud.lambda_, function, "bad")
    action = RollBackAlias(cloud.lambda_)
    given = {"function": function, "alias": "live", "to_version": "2", "from_version": "1"}
    action.act(given, action.back_up(given))
    release(cloud.lambda_, function, "bad again")

    found = cloud.evidence.changes(
        (cloud.service(function=function),), start=cloud.start, end=cloud.now + timedelta(minutes=5)
    )

    assert (found[0].detail["from_version"], found[0].detail["to_version"]) == ("1", "3")


def test_a_change_outside_the_window_is_not_reported(cloud: Cloud) -> None:
    function = make_function(cloud.lambda_)

    assert cloud.evidence.changes((cloud.service(function=function),), start=cloud.start, end=cloud.start) == ()


def test_a_service_without_signals_yields_nothing(cloud: Cloud) -> None:
    bare = Service(name="ledger", owner="ana", tier=2, criticality="high")

    assert cloud.evidence.metrics((bare,), start=cloud.start, end=cloud.now) == ()
    assert cloud.evidence.logs((bare,), start=cloud.start, end=cloud.now) == ()
    assert cloud.evidence.changes((bare,), start=cloud.start, end=cloud.now) == ()


def test_what_cannot_be_read_names_the_service_and_the_reason(cloud: Cloud) -> None:
    missing = cloud.service(log_group="/aws/lambda/nobody")

    with pytest.raises(EvidenceUnavailable, match="checkout: ResourceNotFoundException"):
        cloud.evidence.logs((missing,), start=cloud.start, end=cloud.now)


def test_one_unreadable_log_group_costs_nothing_else(cloud: Cloud) -> None:
    group = cloud.writes([(cloud.now - timedelta(minutes=2), "ERROR boom")])
    cloud.publishes("Requests", [(every_ten_seconds(cloud.start, cloud.now)[0], 1.0)])
    function = make_function(cloud.lambda_)
    services = (
        cloud.service(log_group="/aws/lambda/nobody", name="storefront"),
        cloud.service(log_group=group, function=function),
    )

    found = gather(cloud.evidence, services, start=cloud.start, end=cloud.now + timedelta(minutes=5))

    assert [line.message for line in found.lines] == ["ERROR boom"]
    assert len(found.series) == 4
    assert len(found.changes) == 1
    assert found.gaps == ("logs of storefront could not be read: storefront: ResourceNotFoundException",)


def test_aws_out_of_reach_leaves_gaps_and_no_error() -> None:
    cloud = Cloud("http://127.0.0.1:9")
    service = cloud.service(log_group="/g", function="f")

    found = gather(cloud.evidence, (service,), start=cloud.start, end=cloud.now)

    assert (found.series, found.lines, found.changes) == ((), (), ())
    assert [gap.split()[0] for gap in found.gaps] == ["metrics", "logs", "changes"]


def test_a_bad_deployment_read_from_aws_is_found(cloud: Cloud) -> None:
    function = make_function(cloud.lambda_)
    release(cloud.lambda_, function, "Release 2: loyalty discount")
    published = cloud.lambda_.get_function_configuration(FunctionName=function, Qualifier="2")["LastModified"]
    onset = datetime.fromisoformat(published) + timedelta(seconds=15)
    end = onset + timedelta(minutes=3)
    times = every_ten_seconds(onset - timedelta(minutes=20), end)
    cloud.publishes("Requests", [(at, 80.0) for at in times])
    cloud.publishes("Errors", [(at, 33.0 if at >= onset else 0.0) for at in times])
    trace = (
        "Traceback (most recent call last):\n  File \"/var/task/c.py\", line 3, in loyalty_percent\nKeyError: 'loyalty'"
    )
    line = json.dumps({"level": "ERROR", "message": "order failed", "exception": trace})
    calm = [(at, json.dumps({"level": "INFO", "message": "order placed"})) for at in times]
    group = cloud.writes(sorted(calm + [(at, line) for at in times if at >= onset]))
    service = cloud.service(function=function, log_group=group)

    read = gather(cloud.evidence, (service,), start=onset - timedelta(minutes=20), end=end)
    found = investigate(
        services=Catalogue(services=(service,)),
        alarming=("checkout",),
        series=read.series,
        lines=read.lines,
        changes=read.changes,
        onset=onset + timedelta(minutes=1),
        now=end,
        gaps=read.gaps,
    )

    assert (found.kind, found.origin) == ("deployment", "checkout")
    assert (found.change["from_version"], found.change["to_version"]) == ("1", "2")
    assert any("KeyError: 'loyalty' in loyalty_percent" in sentence for sentence in found.evidence)
    assert found.confidence >= 0.8
