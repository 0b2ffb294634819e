"""While a token is rotated both hold; what the old one still signs is counted, so that its end can be seen."""

import json

import pytest

from tests.integration.handlers import events
from tests.integration.handlers.conftest import OLD_TOKEN, TOKEN, Stack

OWNER = "+12025550180"


def counted(out: str) -> list[int]:
    lines = (json.loads(line) for line in out.splitlines() if '"OldTokenUsed"' in line)
    return [line["OldTokenUsed"] for line in lines if line["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "Nightdesk"]


@pytest.mark.parametrize(("token", "times"), [(TOKEN, []), (OLD_TOKEN, [1])])
def test_a_text_that_the_old_token_signed_is_heard_and_counted(
    stack: Stack, capsys: pytest.CaptureFixture[str], token: str, times: list[int]
) -> None:
    event = events.twilio("/twilio/sms", events.text(OWNER, "how often should I brush my dog"), token=token)

    answer = stack.run("inbound_sms", event)

    assert answer["statusCode"] == 200
    assert counted(capsys.readouterr().out) == times


def test_a_forgery_is_refused_and_not_taken_for_the_old_token(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    event = events.twilio("/twilio/sms", events.text(OWNER, "hello"), token="token-of-nobody")

    answer = stack.run("inbound_sms", event)

    assert answer["statusCode"] == 403
    assert counted(capsys.readouterr().out) == []
