"""Only a plain end ends: what is unsure, partial, by mistake or beside trouble goes on firing."""

import json
from datetime import UTC, datetime

import pytest

from nightdesk.alarm.readers.registry import read

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


def of_prose(subject: str, told: str) -> str:
    posted = {
        "Type": "Notification",
        "TopicArn": "arn:aws:sns:eu-west-1:1:t",
        "Subject": subject,
        "Message": told or subject,
    }
    (alarm,) = read("cloudwatch", json.dumps(posted), NOW)
    return alarm.state


def of_word(state: str) -> str:
    (alarm,) = read("generic", json.dumps({"name": "x", "service": "stock", "state": state}), NOW)
    return alarm.state


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Ops", "Alarm stock-5xx has been resolved."),
        ("Ops", "The service has recovered."),
        ("Ops", "stock is back online after 12 minutes"),
        ("Ops", "Database connectivity restored."),
        ("Ops", "All alarms cleared at 03:22 UTC."),
        ("Re: stock", "Errors are back to normal, root cause was a bad deploy."),
        ("OK: disk on db-1", "space again"),
        ("[RESOLVED] High latency", "Incident closed"),
        ("State", "State changed from ALARM to OK"),
        ("State", "Status: DOWN -> UP"),
        ("Ops", "The endpoint is no longer failing"),
        ("Nightly job", "The job completed successfully"),
        ("RECOVERY - web-1", "HTTP OK: 200"),
        ("Ops", "Issue resolved by on-call at 02:10"),
    ],
)
def test_a_plain_end_in_words_ends(subject: str, told: str) -> None:
    assert of_prose(subject, told) == "resolved"


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Ops", "Cart table cleared by accident: 900 baskets gone"),
        ("Ops", "Cache cleared for all customers"),
        ("Ops", "Recovered 2 of 5 volumes"),
        ("Ops", "Retried twice, recovered none"),
        ("Ops", "Recovery is in progress"),
        ("Ops", "The service has not recovered"),
        ("Ops", "The service was restored but payments still fail"),
        ("Ops", "stock restored from a backup, two hours of orders missing"),
        ("Ops", "DNS name resolved to the wrong address"),
        ("Ops", "The host name could not be resolved"),
        ("Ops", "The incident will be resolved soon"),
        ("Ops", "state went from OK to ALARM"),
        ("Ops", "status: UP -> DOWN"),
        ("Recovery point missed", "The backup is older than 24h"),
        ("Ops", "Job completed successfully with 14 errors"),
        ("Ops", "The first of three alarms cleared, two still firing"),
        ("Ops", "stock recovered briefly then failed again"),
        ("OK ratio low", "the ratio is 91%"),
        ("Ops", "connectivity is up to 40% packet loss"),
        ("Ops", "the service is available in 2 of 3 zones"),
        ("Ops", "Alarm cleared by hand without investigation, the disk is full"),
    ],
)
def test_what_is_no_plain_end_in_words_fires(subject: str, told: str) -> None:
    assert of_prose(subject, told) == "firing"


@pytest.mark.parametrize(
    "state",
    [
        "OK",
        "ok - 12ms",
        "UP (200 OK)",
        "CRITICAL -> OK",
        "critical to ok",
        "auto resolved",
        "alert_recovery",
        "closed by user",
        "incident.resolved",
        "alert closed",
        "back to normal",
        "ok (was critical)",
    ],
)
def test_a_state_that_is_good_ends(state: str) -> None:
    assert of_word(state) == "resolved"


@pytest.mark.parametrize(
    "state",
    [
        "OK -> CRITICAL",
        "Changed from OK to WARNING",
        "OK \u2192 ALARM",
        "critical (was ok)",
        "partially recovered",
        "in recovery",
        "recovery mode",
        "recovery started",
        "ok but db-2 down",
        "up 1 of 3",
        "ok, 3 failed",
        "not ok",
        "unresolved",
        "un-resolved",
        "resolved with errors",
        "restored from backup",
        "cleared by mistake",
        "healthy: 0 of 3",
        "almost recovered",
        "no longer ok",
        "normal operation lost",
        "passing 3/5",
        "issue.reopened",
        "success: false",
    ],
)
def test_a_state_that_is_bad_or_unsure_fires(state: str) -> None:
    assert of_word(state) == "firing"
