import random
from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.evidence.family import Family, sense
from nightdesk.evidence.rate import with_error_rates
from nightdesk.investigation.shift import measure, onset_index
from tests.unit.investigation.shop import ONSET, STEP, series


def test_a_step_is_dated_to_its_first_sampling_period() -> None:
    found = measure(series("checkout", "latency", 0.1, 0.4), pivot=ONSET)

    assert found is not None
    assert found.onset == ONSET
    assert found.resolution == STEP
    assert found.is_up


@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=60), timedelta(seconds=120)])
def test_an_alarm_that_rings_late_does_not_move_the_onset(late: timedelta) -> None:
    found = measure(series("checkout", "latency", 0.1, 0.4), pivot=ONSET + late)

    assert found is not None
    assert found.onset == ONSET


def test_without_any_alarm_the_series_speaks_for_itself() -> None:
    found = measure(series("checkout", "errors", 1, 40), pivot=None)

    assert found is not None
    assert found.onset == ONSET


def test_one_wild_point_is_not_a_move() -> None:
    usual = series("checkout", "latency", 0.1)
    points = list(usual.points)
    points[-6] = (points[-6][0], 9.0)

    assert measure(replace(usual, points=tuple(points)), pivot=ONSET) is None


def test_a_significant_but_tiny_change_is_not_worth_naming() -> None:
    assert measure(series("checkout", "latency", 0.1, 0.112, noise=0.001), pivot=ONSET) is None


def test_latency_that_falls_is_no_trouble() -> None:
    assert measure(series("checkout", "latency", 0.4, 0.1), pivot=ONSET) is None


def test_availability_that_falls_is_trouble() -> None:
    found = measure(series("checkout", "availability(%)", 99.9, 70, noise=0.001), pivot=ONSET)

    assert found is not None
    assert not found.is_up


def test_four_points_are_too_few_to_tell() -> None:
    whole = series("checkout", "latency", 0.1, 0.9)

    assert measure(replace(whole, points=whole.points[-4:]), pivot=ONSET) is None


def test_a_flat_zero_that_begins_to_rise_is_seen() -> None:
    found = measure(series("checkout", "errors", 0, 25), pivot=ONSET)

    assert found is not None
    assert found.before == 0


def test_errors_missing_while_requests_come_in_are_none() -> None:
    requests = series("checkout", "requests", 100, noise=0)
    errors = replace(series("checkout", "errors", 0, 50, noise=0), points=())

    rates = with_error_rates((requests, errors))

    assert {value for _, value in rates[1].points} == {0.0}
    assert rates[1].unit == "%"


def test_twice_the_traffic_with_twice_the_errors_is_the_same_rate() -> None:
    both = (series("checkout", "requests", 100, 200), series("checkout", "errors", 5, 10))

    rates = with_error_rates(both)

    assert measure(rates[1], pivot=ONSET) is None


@pytest.mark.parametrize(
    ("name", "family", "bad"),
    [
        ("p95_latency", Family.LATENCY, 1),
        ("PodServerLatencyP90(s)", Family.LATENCY, 1),
        ("HTTPCode_Target_5XX_Count", Family.ERRORS, 1),
        ("front_SuccessRate(%)", Family.ERRORS, -1),
        ("CpuUsage(m)", Family.RESOURCE, 1),
        ("FreeableMemory", Family.RESOURCE, -1),
        ("requests", Family.TRAFFIC, 0),
        ("frobs", Family.OTHER, 0),
    ],
)
def test_a_metric_is_understood_by_its_name(name: str, family: Family, bad: int) -> None:
    assert (sense(name).family, sense(name).bad) == (family, bad)


def test_a_lone_bad_point_before_the_trouble_does_not_date_it_earlier() -> None:
    quiet = [0.0] * 40

    assert onset_index([*quiet, 5.3, 0.0, 120.0, 118.0]) == 42
    assert onset_index([*quiet, 120.0, 118.0]) == 40
    assert onset_index([*quiet, 120.0]) == 40


def test_trouble_that_was_over_does_not_date_the_trouble_that_came_back() -> None:
    quiet, first, calm = [0.0] * 40, [120.0] * 12, [0.0] * 10
    again = [*quiet, *first, *calm, 118.0, 121.0, 119.0]

    assert onset_index(again, since=63) == 62
    assert onset_index([*quiet, *first, *calm], since=61) == 40


@pytest.mark.parametrize("strays", [{2: 4.5}, {1: 4.5, 4: 9.0}, {0: 9.0, 5: 4.5}, {3: 50.0}])
def test_a_stray_point_in_the_calm_between_two_troubles_does_not_join_them(strays: dict[int, float]) -> None:
    calm = [strays.get(index, 0.0) for index in range(7)]

    assert onset_index([*[0.0] * 40, *[120.0] * 30, *calm, 118.0, 121.0, 119.0], since=78) == 77


@pytest.mark.parametrize("rate", [0.001, 0.005, 0.02])
@pytest.mark.parametrize("seed", range(20))
def test_a_second_trouble_after_a_minute_of_calm_is_dated_to_itself(rate: float, seed: int) -> None:
    dice = random.Random(f"{rate} {seed}")
    shares = [rate] * 320 + [0.4] * 20 + [rate] * 7 + [0.4] * 4
    failed = [100 * sum(dice.random() < share for _ in range(80)) / 80 for share in shares]
    times = [ONSET + STEP * (index - 347) for index in range(len(failed))]
    errors = replace(series("checkout", "errors", 1, unit="%"), points=tuple(zip(times, failed, strict=True)))

    found = measure(errors, pivot=ONSET + STEP)

    assert found is not None
    assert abs(found.onset - ONSET) <= STEP


def test_trouble_that_settles_lower_but_stays_is_dated_to_where_it_began() -> None:
    assert onset_index([*[0.0] * 40, *[160.0] * 8, *[20.0] * 30], since=60) == 40


def test_an_excursion_with_a_few_usual_points_in_it_is_one() -> None:
    assert onset_index([*[0.0] * 40, *[120.0] * 4, *[0.0] * 4, *[120.0] * 4], since=50) == 40


def test_a_few_slightly_bad_points_before_the_jump_do_not_date_it_earlier() -> None:
    assert onset_index([*[0.0] * 40, 13.0, 11.0, 156.0, 150.0, 158.0]) == 42


def test_trouble_that_grows_is_dated_to_where_it_began_to_grow() -> None:
    assert onset_index([*[0.0] * 40, 3.0, 5.0, 8.0, 11.0, 16.0, 22.0, 30.0]) == 40
