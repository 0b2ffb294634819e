"""The carrier's error numbers."""

import pytest

from nightdesk.channel.carrier import trouble


@pytest.mark.parametrize("code", [21610, 30003, 30005, 30006, 30007, 30034, 21211, 21614, 13227])
def test_a_phone_that_cannot_be_reached_this_way_is_not_tried_again_this_way(code: int) -> None:
    assert trouble(code).is_final


@pytest.mark.parametrize("code", [20429, 20500, 20503, 21611, 20003, 30002])
def test_what_patience_or_mending_cures_is_tried_again(code: int) -> None:
    assert not trouble(code).is_final


def test_an_unknown_number_sends_us_to_the_next_channel() -> None:
    assert trouble(99999).is_final
    assert trouble(99999).remedy == "next channel"


@pytest.mark.parametrize("code", [20003, 30002, 30034, 21408, 11205])
def test_our_own_mistakes_raise_an_alarm(code: int) -> None:
    assert trouble(code).remedy == "configuration"
