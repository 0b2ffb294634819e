"""Settings: everything that is wrong is said at once, by name."""

from datetime import timedelta

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.settings import from_environment

ENOUGH = {
    "NIGHTDESK_TABLE": "night",
    "NIGHTDESK_NUMBER": "+12025550100",
    "NIGHTDESK_PUBLIC_URL": "https://desk.example/",
}


def test_three_variables_are_enough() -> None:
    settings = from_environment(ENOUGH)

    assert settings.public_url == "https://desk.example"
    assert settings.twilio_url == "https://api.twilio.com"
    assert settings.speed == 1.0


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(Misconfigured) as error:
        from_environment({"NIGHTDESK_SPEED": "fast"})

    for name in (*ENOUGH, "NIGHTDESK_SPEED"):
        assert name in str(error.value)


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "inf", "3601", "fast"])
def test_a_speed_that_is_none_is_refused(speed: str) -> None:
    with pytest.raises(Misconfigured, match="NIGHTDESK_SPEED"):
        from_environment({**ENOUGH, "NIGHTDESK_SPEED": speed})


def test_speed_makes_minutes_pass_as_seconds() -> None:
    settings = from_environment({**ENOUGH, "NIGHTDESK_SPEED": "60"})

    assert settings.pace(5) == timedelta(seconds=5)


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    blank = dict.fromkeys(
        ("NIGHTDESK_TWILIO_URL", "NIGHTDESK_MODEL", "NIGHTDESK_SPEED", "NIGHTDESK_ALARM_TOPIC_ARNS"), ""
    )

    assert from_environment({**ENOUGH, **blank}) == from_environment(ENOUGH)


def test_topics_are_separated_by_commas() -> None:
    settings = from_environment({**ENOUGH, "NIGHTDESK_ALARM_TOPIC_ARNS": "arn:a, arn:b,"})

    assert settings.alarm_topic_arns == ("arn:a", "arn:b")


def test_the_second_way_is_off_until_it_is_named() -> None:
    assert from_environment(ENOUGH).second_way == ()

    named = from_environment(
        {**ENOUGH, "NIGHTDESK_SECOND_WAY": "SMS, email", "NIGHTDESK_MAIL_FROM": "desk@example.com"}
    )

    assert (named.second_way, named.mail_from) == (("sms", "email"), "desk@example.com")


@pytest.mark.parametrize(
    ("ways", "wrong"), [("pigeon", "may name sms, email, not pigeon"), ("email", "NIGHTDESK_MAIL_FROM is not set")]
)
def test_a_second_way_that_leads_nowhere_is_refused(ways: str, wrong: str) -> None:
    with pytest.raises(Misconfigured, match=wrong):
        from_environment({**ENOUGH, "NIGHTDESK_SECOND_WAY": ways})
