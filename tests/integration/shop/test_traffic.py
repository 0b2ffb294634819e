"""How trouble travels through the shop: to callers, never to those who are called."""

import random

from stacks.local.shop.company import PARTS
from stacks.local.shop.condition import Condition, together
from stacks.local.shop.traffic import Reading, beat


def _over_ten_minutes(conditions: dict[str, Condition]) -> dict[str, Reading]:
    return {one.service: one for one in beat(conditions, seconds=600, dice=random.Random(1))}


def test_a_shop_that_is_well_stays_below_every_threshold() -> None:
    readings = _over_ten_minutes({})

    for part in PARTS:
        assert readings[part.name].error_percent < 1
        assert readings[part.name].latency_ms < 1.2 * part.latency_ms


def test_a_slow_database_slows_everything_above_it_and_nothing_beside_it() -> None:
    well = _over_ten_minutes({})

    ill = _over_ten_minutes({"ledger-db": Condition(slowdown=20)})

    slower = {name for name, one in ill.items() if one.latency_ms > 1.3 * well[name].latency_ms}
    assert slower == {"ledger-db", "payments", "checkout", "storefront"}


def test_a_failing_callee_is_blamed_by_its_caller() -> None:
    storefront = _over_ten_minutes({"checkout": Condition(failing=0.4)})["storefront"]

    assert 5 < storefront.error_percent < 12
    assert storefront.blamed == "checkout"
    assert storefront.upstream > 0.9 * storefront.errors


def test_requests_that_fail_early_never_reach_the_services_behind() -> None:
    well = _over_ten_minutes({})

    ill = _over_ten_minutes({"checkout": Condition(failing=0.5)})

    assert ill["payments"].requests < 0.6 * well["payments"].requests
    assert ill["catalog"].requests > 0.9 * well["catalog"].requests


def test_two_causes_at_once_are_worse_than_either() -> None:
    both = together([Condition(failing=0.5, slowdown=2), Condition(failing=0.5, slowdown=3)])

    assert (both.failing, both.slowdown) == (0.75, 6)
