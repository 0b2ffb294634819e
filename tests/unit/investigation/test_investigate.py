from dataclasses import replace
from datetime import timedelta
from math import nan

from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.evidence.evidence import ChangeEvent, LogLine, Series
from nightdesk.incident.incident import Hypothesis
from nightdesk.investigation.investigate import investigate
from nightdesk.runbook.service import Catalogue
from tests.unit.investigation.shop import (
    BAD_DEPLOY,
    BAD_DEPLOY_LINES,
    BAD_DEPLOY_SERIES,
    ONSET,
    SHOP,
    STEP,
    deployment,
    lines,
    moved,
    series,
    service,
    usual_lines,
)

ALARM_AT = ONSET + timedelta(seconds=70)
NOW = ONSET + timedelta(minutes=3)


def look(
    *,
    services: Catalogue = SHOP,
    alarming: tuple[str, ...] = ("checkout", "storefront"),
    series: tuple[Series, ...] = BAD_DEPLOY_SERIES,
    lines: tuple[LogLine, ...] = BAD_DEPLOY_LINES,
    changes: tuple[ChangeEvent, ...] = (BAD_DEPLOY,),
    gaps: tuple[str, ...] = (),
    later: timedelta = timedelta(),
) -> Hypothesis:
    return investigate(
        services=services,
        alarming=alarming,
        series=series,
        lines=lines,
        changes=changes,
        onset=ALARM_AT + later,
        now=NOW + later,
        gaps=gaps,
    )


def test_a_bad_deployment_is_named_with_the_numbers_that_show_it() -> None:
    found = look()

    assert (found.kind, found.origin, found.is_abstained) == ("deployment", "checkout", False)
    assert found.confidence >= 0.9
    assert found.change["from_version"] == "6"
    assert found.change["to_version"] == "7"
    assert found.change["function"] == "shop-checkout"
    assert found.change["alias"] == "live"
    assert found.evidence == (
        "checkout: deployment of version 7 of shop-checkout (discount codes) at 03:12:05 UTC, 15 s before onset; "
        "shares discount with the new errors (Lambda shop-checkout:live)",
        "checkout errors 0.4% -> 41% at 03:12:20 UTC (CloudWatch Shop/Errors)",
        "checkout: new error 150 times since 03:12:20 UTC: KeyError: 'discount_code' in apply_discount",
        "storefront is in trouble too (errors 0.25% -> 15% at 03:12:30 UTC) but calls checkout, which explains it",
    )


def test_the_loudest_service_is_not_blamed_for_what_its_callee_began() -> None:
    loud = (
        series("payments", "requests", 200),
        series("payments", "errors", 0.5, 60),
        series("checkout", "requests", 200),
        series("checkout", "errors", 0.5, 80, at=ONSET + 2 * STEP),
        series("storefront", "requests", 200),
        series("storefront", "errors", 0.5, 190, at=ONSET + 4 * STEP),
    )

    found = look(series=loud, lines=(), changes=())

    assert found.origin == "payments"


def test_a_callee_that_failed_later_does_not_excuse_its_caller() -> None:
    later = (
        series("checkout", "requests", 200),
        series("checkout", "errors", 0.5, 80),
        series("payments", "requests", 200),
        series("payments", "errors", 0.5, 80, at=ONSET + 9 * STEP),
    )

    found = look(series=later, lines=(), changes=())

    assert found.origin == "checkout"


def test_a_deployment_after_the_trouble_began_is_never_blamed() -> None:
    found = look(changes=(deployment("checkout", ONSET + timedelta(seconds=25)),))

    assert found.change == {}
    assert found.kind != "deployment"


def test_a_deployment_of_an_unrelated_service_is_listed_and_not_blamed() -> None:
    found = look(changes=(deployment("billing", ONSET - timedelta(seconds=15), description="invoices"),))

    assert found.change == {}
    assert any("not blamed: billing" in checked for checked in found.checked)


def test_a_deployment_hours_ago_without_new_errors_is_not_blamed() -> None:
    found = look(lines=(), changes=(deployment("checkout", ONSET - timedelta(hours=6)),))

    assert found.change == {}


def test_a_fresh_deployment_of_a_callee_that_is_well_is_not_blamed() -> None:
    less_asked = series("payments", "requests", 180, 60)
    found = look(
        series=(*BAD_DEPLOY_SERIES[:-3], less_asked, *BAD_DEPLOY_SERIES[-2:]),
        changes=(deployment("payments", ONSET - timedelta(seconds=20), description="one line per request"),),
    )

    assert found.change == {}
    assert found.origin == "checkout"


def test_a_fresh_deployment_of_a_callee_that_nobody_measures_is_blamed() -> None:
    found = look(changes=(deployment("stock", ONSET - timedelta(seconds=20), description="one line per request"),))

    assert (found.origin, found.change["function"]) == ("stock", "shop-stock")


def test_a_deployment_whose_clock_is_two_seconds_ahead_of_the_first_error_is_still_seen() -> None:
    ahead = deployment("checkout", ONSET + timedelta(seconds=2))

    found = look(series=(), alarming=("checkout",), changes=(ahead,))

    assert found.change["to_version"] == "7"


def test_nothing_moved_means_no_answer_and_a_list_of_what_was_checked() -> None:
    calm = tuple(series(one.service, one.metric, 10) for one in BAD_DEPLOY_SERIES)

    found = look(series=calm, lines=usual_lines("checkout"), changes=(BAD_DEPLOY,))

    assert found.is_abstained
    assert found.kind == "unknown"
    assert found.change == {}
    assert "9 metrics of 3 services" in found.checked


def test_knowing_only_where_is_never_sounded_like_knowing_why() -> None:
    found = look(changes=())

    assert (found.origin, found.kind) == ("checkout", "unknown")
    assert found.confidence <= 0.6


def test_what_could_not_be_read_is_named_and_costs_confidence() -> None:
    gaps = ("logs of checkout could not be read: AccessDenied", "logs of storefront could not be read: AccessDenied")

    whole = look(lines=(), changes=())
    partial = look(lines=(), changes=(), gaps=gaps)

    assert partial.confidence < whole.confidence
    assert set(gaps) <= set(partial.checked)


def test_a_service_whose_memory_filled_first_is_short_of_a_resource() -> None:
    filling = (
        series("checkout", "requests", 200),
        series("checkout", "memory", 40, 97, at=ONSET - 3 * STEP),
        series("checkout", "errors", 0.5, 60),
    )

    found = look(series=filling, lines=(), changes=())

    assert (found.kind, found.origin) == ("resource", "checkout")
    assert found.evidence[0].startswith("checkout memory 40 -> ")


def test_more_requests_before_slowness_is_traffic() -> None:
    busy = (
        series("checkout", "requests", 200, 900, at=ONSET - STEP),
        series("checkout", "latency", 0.1, 0.9),
    )

    found = look(series=busy, lines=(), changes=())

    assert found.kind == "traffic"


def test_an_unmeasured_dependency_is_named_by_the_errors_of_its_caller() -> None:
    said = lines("checkout", "ERROR request to stock timed out after {i} ms", count=80)
    failing = (series("checkout", "requests", 200), series("checkout", "errors", 0.5, 80))

    found = look(series=failing, lines=(*usual_lines("checkout"), *said), changes=())

    assert (found.kind, found.origin) == ("dependency", "stock")


def test_errors_that_were_always_there_are_not_new() -> None:
    nagging = lines("checkout", "ERROR cache miss for {i}", count=1380, first=ONSET - timedelta(minutes=20))

    found = look(lines=nagging, changes=())

    assert not any("cache miss" in sentence for sentence in found.evidence)


def test_evidence_holds_no_personal_data_of_a_log_line() -> None:
    said = lines("checkout", "ERROR no account for jane.doe@example.com phone +1 202 555 0142 order {i}", count=50)

    found = look(lines=(*usual_lines("checkout"), *said), changes=())

    whole = " ".join(found.evidence)
    assert "no account for" in whole
    assert "jane" not in whole
    assert "0142" not in whole


def test_gaps_nan_and_emptiness_are_survived() -> None:
    holed = tuple(
        replace(one, points=tuple((at, nan if i % 7 == 0 else value) for i, (at, value) in enumerate(one.points)))
        for one in BAD_DEPLOY_SERIES
    )

    found = look(series=(*holed, Series(service="stock", metric="errors", unit="", points=())))

    assert (found.kind, found.origin) == ("deployment", "checkout")
    assert look(series=(), lines=(), changes=()).is_abstained
    assert look(series=(), alarming=(), services=Catalogue()).origin in {"", "checkout"}


def test_a_circle_of_calls_ends() -> None:
    circle = Catalogue(services=(service("checkout", "storefront"), service("storefront", "checkout")))

    found = look(services=circle)

    assert found.origin == "checkout"


def test_the_same_evidence_in_another_order_gives_the_same_answer() -> None:
    found = look()

    assert look(series=BAD_DEPLOY_SERIES[::-1], lines=BAD_DEPLOY_LINES[::-1]) == found


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 4))
def test_services_that_only_make_noise_change_nothing(seed: int, count: int) -> None:
    noise = tuple(
        series(f"noise-{i}", metric, 50, seed=seed, noise=0.2)
        for i in range(count)
        for metric in ("requests", "errors", "latency", "cpu")
    )

    found = look(series=(*BAD_DEPLOY_SERIES, *noise))

    assert (found.origin, found.kind, found.change) == ("checkout", "deployment", look().change)


@settings(max_examples=25, deadline=None)
@given(seconds=st.integers(-10_000_000, 10_000_000))
def test_another_time_of_day_changes_nothing(seconds: int) -> None:
    by = timedelta(seconds=seconds)

    found = look(
        series=tuple(moved(by, one) for one in BAD_DEPLOY_SERIES),
        lines=tuple(moved(by, one) for one in BAD_DEPLOY_LINES),
        changes=(moved(by, BAD_DEPLOY),),
        later=by,
    )

    usual = look()
    assert (found.origin, found.kind, found.confidence) == (usual.origin, usual.kind, usual.confidence)
    assert found.summary == usual.summary


@settings(max_examples=40, deadline=None)
@given(late=st.integers(11, 3600), name=st.sampled_from(["checkout", "storefront", "payments"]))
def test_no_deployment_after_the_first_bad_period_is_ever_blamed(late: int, name: str) -> None:
    found = look(changes=(deployment(name, ONSET + timedelta(seconds=late)),))

    assert found.change == {}


@settings(max_examples=60, deadline=None)
@given(
    points=st.lists(st.tuples(st.integers(0, 400), st.floats(allow_nan=True, allow_infinity=True)), max_size=60),
    metric=st.sampled_from(["errors", "latency", "cpu", "requests", "what"]),
)
def test_no_series_however_wild_raises(points: list[tuple[int, float]], metric: str) -> None:
    wild = Series(
        service="checkout", metric=metric, unit="", points=tuple((ONSET + i * STEP, value) for i, value in points)
    )

    found = look(series=(wild, *BAD_DEPLOY_SERIES[:1]))

    assert 0 <= found.confidence <= 0.95
