"""What AWS services post to a topic themselves, and what people's scripts write there in words."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import read
from nightdesk.errors import Malformed

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TOPIC = "arn:aws:sns:eu-west-1:123456789012:ops"
DATABASE = "arn:aws:rds:eu-west-1:123456789012:db:orders"


def notice(message: Any, subject: str = "", **attributes: str) -> tuple[Alarm, ...]:
    body = {
        "Type": "Notification",
        "TopicArn": TOPIC,
        "Subject": subject,
        "Message": message if isinstance(message, str) else json.dumps(message),
        "Timestamp": "2026-11-20T02:11:07Z",
        "MessageAttributes": {key: {"Type": "String", "Value": value} for key, value in attributes.items()},
    }
    return read("cloudwatch", json.dumps(body), NOW)


def database(message: str, **more: str) -> tuple[Alarm, ...]:
    return notice(
        {"Event Source": "db-instance", "Source ID": "orders", "Source ARN": DATABASE, "Event Message": message, **more}
    )


def test_a_database_tells_the_same_alarm_through_a_topic_and_as_an_event() -> None:
    event = {
        "source": "aws.rds",
        "detail-type": "RDS DB Instance Event",
        "account": "123456789012",
        "region": "eu-west-1",
        "detail": {
            "EventCategories": ["failover"],
            "SourceIdentifier": "orders",
            "Message": "Multi-AZ instance failover started.",
        },
    }

    (as_event,) = read("eventbridge", json.dumps(event), NOW)
    (as_notice,) = database("Multi-AZ instance failover started.")

    assert as_notice.fingerprint == as_event.fingerprint
    assert (as_notice.service, as_notice.state) == ("orders", "firing")


def test_the_end_of_a_failover_ends_the_failover_and_keeps_what_came() -> None:
    (began,) = database("Multi-AZ instance failover started.")
    (ended,) = database("Multi-AZ instance failover completed")

    assert (ended.state, ended.fingerprint) == ("resolved", began.fingerprint)
    assert json.loads(ended.raw)["Event Message"] == "Multi-AZ instance failover completed"


@pytest.mark.parametrize(
    "message", ["Backing up DB instance", "Monitoring Interval changed to 60", "DB parameter group updated"]
)
def test_what_a_database_does_every_day_raises_nothing(message: str) -> None:
    assert database(message) == ()


def test_what_a_database_never_said_before_fires() -> None:
    (alarm,) = database("The flux capacitor of the instance lost its charge.")

    assert alarm.state == "firing"


def test_a_launch_that_failed_ends_with_one_that_worked() -> None:
    told = {"AutoScalingGroupName": "web", "AccountId": "123456789012", "Time": "2026-11-20T02:10:31Z"}

    (failed,) = notice({**told, "Event": "autoscaling:EC2_INSTANCE_LAUNCH_ERROR", "StatusMessage": "no capacity"})
    (worked,) = notice({**told, "Event": "autoscaling:EC2_INSTANCE_LAUNCH"})

    assert (failed.state, worked.state) == ("firing", "resolved")
    assert failed.fingerprint == worked.fingerprint
    assert notice({**told, "Event": "autoscaling:TEST_NOTIFICATION"}) == ()


def test_a_backup_says_in_words_what_failed_and_what_it_guards() -> None:
    (alarm,) = notice(
        f"An AWS Backup job failed. Resource ARN : {DATABASE}. BackupJob ID : 1b23",
        "Notification from AWS Backup",
        EventType="BACKUP_JOB",
        State="FAILED",
    )

    assert (alarm.service, alarm.state) == ("orders", "firing")


def test_a_budget_is_an_alarm_with_its_amounts() -> None:
    (alarm,) = notice(
        "Budget Name: prod\nBudgeted Amount: $10,000.00\nAlert Threshold: > $8,000.00\nACTUAL Amount: $8,213.45\n",
        "AWS Budgets: prod has exceeded your alert threshold",
    )

    assert (alarm.value, alarm.threshold) == (8213.45, 8000.0)
    assert "prod" in alarm.name


def test_a_line_of_words_fires_with_its_labels_and_its_end_ends_it() -> None:
    (began,) = notice("Disk at 96%\nservice: orders\nseverity: critical", "db-7 disk")
    (ended,) = notice("Disk at 40%\nservice: orders", "RESOLVED: db-7 disk")

    assert (began.service, began.state, began.name) == ("orders", "firing", "db-7 disk")
    assert began.claimed_severity is not None and began.claimed_severity.name == "SEV0"
    assert (ended.state, ended.fingerprint) == ("resolved", began.fingerprint)


@pytest.mark.parametrize(
    "words",
    ["The failover has not recovered", "incident not yet resolved, still failing", "replication never recovered"],
)
def test_words_that_deny_an_end_are_none(words: str) -> None:
    (alarm,) = notice(words, "db-7")

    assert alarm.state == "firing"


def test_a_message_that_is_cut_off_is_refused_and_not_read_as_words() -> None:
    with pytest.raises(Malformed, match="Message"):
        notice('{"AlarmName": "checkout-err')


def test_a_program_of_ours_may_post_its_own_alarm_but_must_name_it() -> None:
    (alarm,) = notice({"title": "Ledger out of balance", "service": "ledger", "severity": "critical"})

    assert (alarm.source, alarm.service, alarm.name) == ("cloudwatch", "ledger", "Ledger out of balance")
    with pytest.raises(Malformed, match="AlarmName"):
        notice({"hello": "world"})
