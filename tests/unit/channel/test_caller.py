"""Who a call is from."""

import pytest

from nightdesk.channel.caller import caller
from nightdesk.incident.masked import is_masked


@pytest.mark.parametrize("number", ["+12025550180", "+34600111222", "12025550180"])
def test_a_number_is_itself(number: str) -> None:
    assert caller({"From": number, "CallSid": "CA1"}) == number


@pytest.mark.parametrize(
    "number",
    [
        "anonymous",
        "ANONYMOUS",
        "+266696687",
        "266696687",
        "Restricted",
        "+7378742833",
        "unknown",
        "",
        "sip:x@y",
        "+٢٠٢",
    ],
)
def test_a_hidden_number_is_the_call(number: str) -> None:
    phone = caller({"From": number, "CallSid": "CA1"})

    assert phone == "call:CA1"
    assert is_masked(phone)


def test_no_number_at_all_is_the_call() -> None:
    assert caller({"CallSid": "CA2"}) == "call:CA2"
