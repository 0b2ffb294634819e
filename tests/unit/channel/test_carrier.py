"""The carrier's error numbers."""

import pytest

from nightdesk.channel.carrier import OF_THE_ACCOUNT, TROUBLES, trouble


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


@pytest.mark.parametrize("code", [10001, 20003, 20005, 20403, 30002, 90010])
def test_a_word_on_the_account_keeps_the_message_for_another_try_or_another_way(code: int) -> None:
    assert code in OF_THE_ACCOUNT
    assert not trouble(code).is_final
    assert trouble(code).remedy == "configuration"


def test_nothing_else_the_carrier_says_is_about_the_account() -> None:
    others = TROUBLES.keys() - OF_THE_ACCOUNT

    assert {20429, 20500, 20503, 21408, 21608, 21610, 21611, 30001, 30003, 30006, 30022, 30032, 30034} <= others
    assert len(OF_THE_ACCOUNT) == 6
