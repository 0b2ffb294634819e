"""Where it began, who feels it, in what numbers, and how a page says so."""

from datetime import timedelta

from nightdesk.evidence.evidence import Series
from nightdesk.triage.ops.harm.blast import blast_radius, origin, radius
from nightdesk.triage.ops.harm.impact import estimate
from nightdesk.triage.ops.judging.title import subject, title_of
from tests.unit.triage.ops.shop import NOW, SHOP, alarm


def test_the_origin_is_what_the_others_depend_on_even_when_it_alarms_last() -> None:
    first_at = {"storefront": NOW, "checkout": NOW + timedelta(seconds=5), "payments": NOW + timedelta(seconds=9)}

    found = origin(("storefront", "checkout", "payments"), SHOP, first_at)

    assert (found.service, found.is_silent) == ("payments", False)
    assert "2 of 2" in found.why


def test_a_silent_common_dependency_is_suspected() -> None:
    found = origin(("payments", "cart"), SHOP)

    assert (found.service, found.is_silent) == ("db-main", True)
    assert found.confidence < 0.5


def test_unrelated_services_have_no_trustworthy_origin() -> None:
    assert origin(("index", "reports"), SHOP).confidence <= 0.2


def test_trouble_travels_to_those_who_depend_not_to_dependencies() -> None:
    assert blast_radius(("payments",), SHOP) == ("checkout", "storefront")
    assert blast_radius(("storefront",), SHOP) == ()
    assert radius(("checkout",), SHOP).leans_on == ("payments", "cart", "db-main")


def test_measured_series_give_the_numbers() -> None:
    def series(metric: str, value: float) -> Series:
        points = tuple((NOW + timedelta(minutes=n), value) for n in range(10))
        return Series(service="checkout", metric=metric, unit="Count", points=points)

    found = estimate(("checkout",), SHOP, series=(series("errors", 100), series("requests", 400)), since=NOW)

    assert (found.requests_failed, found.failed_share, found.users_affected) == (1000, 0.25, 12_500)
    assert any("summed from its error and request counts" in how for how in found.how)


def test_an_alarms_own_rate_and_the_catalogue_stand_in_for_series() -> None:
    told = alarm("HighErrorRate", "checkout", value=0.5, threshold=0.05)

    found = estimate((), SHOP, alarms=(told,), now=NOW + timedelta(minutes=10))

    assert (found.failed_share, found.requests_failed, found.revenue_per_minute) == (0.5, 2400, 150.0)


def test_what_cannot_be_estimated_is_not_zero() -> None:
    found = estimate(("index",), SHOP, alarms=(alarm("Odd", "index"),))

    assert (found.users_affected, found.failed_share, found.revenue_per_minute) == (None, None, None)


def test_a_page_says_numbers_first() -> None:
    alarms = (
        alarm("HighErrorRate", "checkout", value=41, threshold=5),
        alarm("HighLatency", "storefront", value=2.1, threshold=1),
    )

    assert subject(alarms) == "checkout: errors 41% (limit 5%) +1 service"
    assert title_of(alarms) == "checkout: HighErrorRate"


def test_a_hostile_name_makes_a_short_plain_subject() -> None:
    said = subject((alarm("\u00dcbel \u2013 \u201cx\u201d \U0001f525\n" * 50, "checkout"),))

    assert said.isascii() and said.isprintable() and len(said) <= 90
