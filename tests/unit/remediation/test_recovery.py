from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.evidence.evidence import Series
from nightdesk.remediation.recovery import Exhausted, Judgement, Recovered, Waiting, Worse, judge_recovery
from nightdesk.runbook.runbook import Verification

ACTED = datetime(2026, 11, 23, 3, 20, tzinfo=UTC)
STEP = timedelta(seconds=10)
VERIFY = Verification(metrics=("errors", "latency"), tolerance=0.25, floor=0.5, hold_minutes=2, patience_minutes=10)


def points(values: Iterable[float], first: datetime) -> tuple[tuple[datetime, float], ...]:
    return tuple((first + i * STEP, value) for i, value in enumerate(values))


def metric(name: str, values: Iterable[float], first: datetime = ACTED, unit: str = "") -> Series:
    return Series(service="checkout", metric=name, unit=unit, points=points(values, first))


USUAL = (
    metric("errors", [0.4, 0.5, 0.3] * 40, ACTED - timedelta(minutes=40), "%"),
    metric("latency", [0.11, 0.12, 0.13] * 40, ACTED - timedelta(minutes=40)),
)


def judge(
    errors: list[float], latency: list[float] | None = None, *, verification: Verification = VERIFY, speed: float = 1
) -> Judgement:
    """Errors and latency since the action, ten seconds apart; before it 41% failed. Now is after the last of them."""
    latency = [0.12] * len(errors) if latency is None else latency
    before = ACTED - 6 * STEP
    return judge_recovery(
        baseline=USUAL,
        since_action=(
            metric("errors", [41.0] * 6 + errors, before, "%"),
            metric("latency", [0.12] * 6 + latency, before),
        ),
        verification=verification,
        acted_at=ACTED,
        now=ACTED + max(len(errors), len(latency)) * STEP,
        pace=lambda minutes: timedelta(minutes=minutes / speed),
    )


def test_every_metric_back_for_the_hold_time_is_recovery() -> None:
    found = judge([20.0, *[0.4] * 12])

    assert isinstance(found, Recovered)
    assert found.proof[0] == "checkout errors back at 0.4 since 03:20:10 UTC (usual 0.4)"


def test_a_minute_of_health_is_not_yet_two() -> None:
    found = judge([20.0, *[0.4] * 6])

    assert found == Waiting(10.0, "checkout errors is back at 0.4 for 60 s; checkout latency is back at 0.12 for 70 s")


def test_a_relapse_starts_the_clock_again() -> None:
    assert isinstance(judge([*[0.4] * 11, 15.0, *[0.4] * 3]), Waiting)


def test_one_metric_back_is_not_enough() -> None:
    assert isinstance(judge([0.4] * 20, [0.3] * 20), Waiting | Worse)
    assert not isinstance(judge([0.4] * 20, [0.2] * 20), Recovered)


def test_no_change_waits_until_patience_is_over() -> None:
    assert isinstance(judge([41.0] * 59), Waiting)
    assert isinstance(judge([41.0] * 60), Exhausted)


def test_much_more_trouble_than_at_the_action_is_worse_at_once() -> None:
    found = judge([50.0, 80.0, 85.0])

    assert found == Worse("checkout errors went from 41 to 82.5 (usual 0.4)")


def test_another_metric_that_breaks_because_of_the_action_is_worse() -> None:
    found = judge([30.0, 10.0, 0.4, 0.4], [0.12, 0.9, 1.1, 1.0])

    assert isinstance(found, Worse)
    assert "latency" in found.why


def test_a_cold_first_period_is_forgiven() -> None:
    assert isinstance(judge([90.0, 0.4, 0.4, 0.4]), Waiting)


def test_silence_after_the_action_is_not_health() -> None:
    assert isinstance(judge([], []), Waiting)
    assert isinstance(judge([], [0.12] * 60), Exhausted)


def test_a_metric_that_stops_arriving_is_not_health() -> None:
    found = judge([0.4] * 13, [0.12] * 40)

    assert isinstance(found, Waiting)
    assert "no data since" in found.why


def test_a_metric_this_service_does_not_have_is_not_waited_for() -> None:
    verification = Verification(metrics=("errors", "queue_age"))

    assert isinstance(judge([0.4] * 13, verification=verification), Recovered)


def test_without_any_metric_nothing_recovers() -> None:
    found = judge([0.4] * 60, verification=Verification(metrics=("queue_age",)))

    assert found == Exhausted("none of queue_age is measured")


def test_without_knowing_what_is_usual_nothing_recovers() -> None:
    found = judge_recovery(
        baseline=(),
        since_action=(metric("errors", [0.0] * 60, unit="%"),),
        verification=VERIFY,
        acted_at=ACTED,
        now=ACTED + timedelta(minutes=10),
        pace=lambda minutes: timedelta(minutes=minutes),
    )

    assert found == Exhausted("checkout errors: not known what is usual")


def test_a_fast_clock_still_waits_for_metrics_to_be_published() -> None:
    assert isinstance(judge([41.0], speed=600), Waiting)
    assert isinstance(judge([0.4], speed=600), Waiting)
    assert isinstance(judge([0.4, 0.4], speed=600), Recovered)
    assert isinstance(judge([41.0] * 9, speed=600), Exhausted)


@given(errors=st.lists(st.floats(0, 100), max_size=70), speed=st.sampled_from([1.0, 60.0]))
def test_it_is_called_recovered_only_when_the_last_points_are_usual(errors: list[float], speed: float) -> None:
    found = judge(errors, speed=speed)

    if isinstance(found, Recovered):
        assert all(value <= 1.0 for value in errors[-2:])
    if isinstance(found, Waiting):
        assert found.seconds > 0
