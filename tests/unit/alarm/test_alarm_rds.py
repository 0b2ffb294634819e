"""What RDS and Aurora tell: by id where the sentence misleads, by category and sentence where the id is new."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.aws_rds_ids import ENDING, FIRING, QUIET
from nightdesk.alarm.readers.registry import read

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


def rds(event_id: str, category: str, message: str, *, name: str = "stock-db") -> tuple[Alarm, ...]:
    detail: dict[str, Any] = {
        "EventCategories": [category] if category else [],
        "SourceType": "DB_INSTANCE",
        "SourceArn": f"arn:aws:rds:eu-west-1:123456789012:db:{name}",
        "Date": "2026-11-23T03:50:00Z",
        "SourceIdentifier": name,
        "Message": message,
        "EventID": event_id,
    }
    event = {
        "source": "aws.rds",
        "detail-type": "RDS DB Instance Event",
        "region": "eu-west-1",
        "account": "123456789012",
        "detail": detail,
    }
    return read("eventbridge", json.dumps(event), NOW)


def notice(event_id: str, message: str) -> tuple[Alarm, ...]:
    told = {
        "Event Source": "db-instance",
        "Event Time": "2026-11-23 03:50:00.000",
        "Source ID": "stock-db",
        "Source ARN": "arn:aws:rds:eu-west-1:123456789012:db:stock-db",
        "Event ID": f"http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.html#{event_id}",
        "Event Message": message,
    }
    posted = {
        "Type": "Notification",
        "TopicArn": "arn:aws:sns:eu-west-1:123456789012:t",
        "Message": json.dumps(told),
        "Timestamp": "2026-11-23T03:50:01Z",
    }
    return read("cloudwatch", json.dumps(posted), NOW)


@pytest.mark.parametrize(
    ("event_id", "category", "message"),
    [
        ("RDS-EVENT-0003", "deletion", "DB instance deleted"),
        ("RDS-EVENT-0171", "deletion", "DB cluster deleted"),
        ("RDS-EVENT-0205", "deletion", "RDS deleted DB proxy shop-proxy"),
        (
            "RDS-EVENT-0020",
            "recovery",
            "Recovery of the DB instance has started. Recovery time will vary with the amount of data to be recovered.",
        ),
        (
            "RDS-EVENT-0052",
            "recovery",
            "Multi-AZ instance recovery started. Recovery time will vary with the amount of data to be recovered.",
        ),
        ("RDS-EVENT-0053", "recovery", "Multi-AZ instance recovery completed. Pending failover or activation."),
        ("RDS-EVENT-0087", "notification", "DB instance stopped"),
        ("RDS-EVENT-0150", "notification", "DB cluster stopped"),
        ("RDS-EVENT-0044", "notification", "The host of your instance is being examined by our operators"),
        (
            "RDS-EVENT-0403",
            "notification",
            "A database workload is causing the system to run critically low on memory.",
        ),
        ("RDS-EVENT-0391", "notification", "Attempt to block writes for DB cluster a in Region eu-west-1 timed out."),
        ("RDS-EVENT-0028", "configuration change", "Disabled automated backups"),
        (
            "RDS-EVENT-0425",
            "maintenance",
            "Amazon RDS can't perform the OS upgrade because there are no available IP "
            "addresses in the specified subnets.",
        ),
        ("RDS-EVENT-0419", "availability", "Amazon RDS has been unable to access the KMS encryption key"),
        (
            "RDS-EVENT-0270",
            "maintenance",
            "The DB engine version upgrade failed. The engine version upgrade rollback succeeded.",
        ),
        ("RDS-EVENT-0002", "backup", "The nightly DB instance backup failed"),
        ("RDS-EVENT-9001", "deletion", "DB cluster deleted"),
        ("RDS-EVENT-9002", "recovery", "Recovery of the shard has started"),
        ("RDS-EVENT-9003", "notification", "Replication can't be resumed"),
        ("RDS-EVENT-9004", "something new", "A thing happened"),
        ("", "availability", "The DB instance was restarted, waiting for storage"),
    ],
)
def test_what_takes_a_database_away_or_leaves_it_in_doubt_fires(event_id: str, category: str, message: str) -> None:
    alarms = rds(event_id, category, message)

    assert [(alarm.state, alarm.service) for alarm in alarms] == [("firing", "stock-db")]


@pytest.mark.parametrize(
    ("event_id", "category", "message"),
    [
        ("RDS-EVENT-0001", "backup", "Backing up DB instance"),
        ("RDS-EVENT-0041", "deletion", "Deleted user snapshot"),
        ("RDS-EVENT-0246", "deletion", "Blue/green deployment deleted."),
        ("RDS-EVENT-0005", "creation", "DB instance created"),
        ("RDS-EVENT-0155", "maintenance", "The DB instance has a DB engine minor version upgrade available."),
        ("RDS-EVENT-0372", "notification", "Successfully paused the DB instance."),
        ("RDS-EVENT-9005", "backup", "Copied the backup to another vault"),
    ],
)
def test_what_was_asked_for_or_happens_every_day_raises_nothing(event_id: str, category: str, message: str) -> None:
    assert rds(event_id, category, message) == ()


@pytest.mark.parametrize(
    ("fires", "ends"),
    [
        (
            ("RDS-EVENT-0004", "availability", "DB instance shutdown"),
            ("RDS-EVENT-0006", "availability", "DB instance restarted"),
        ),
        (
            ("RDS-EVENT-0020", "recovery", "Recovery has started"),
            ("RDS-EVENT-0021", "recovery", "Recovery is complete"),
        ),
        (
            ("RDS-EVENT-0087", "notification", "DB instance stopped"),
            ("RDS-EVENT-0088", "notification", "DB instance started"),
        ),
        (("RDS-EVENT-0013", "failover", "Failover started"), ("RDS-EVENT-0049", "failover", "Failover completed")),
        (
            ("RDS-EVENT-0045", "read replica", "Replication has stopped."),
            ("RDS-EVENT-0046", "read replica", "Replication resumed."),
        ),
        (
            ("RDS-EVENT-0418", "failure", "unable to access the KMS key"),
            ("RDS-EVENT-0420", "failure", "can now successfully access the KMS key"),
        ),
        (
            ("RDS-EVENT-0361", "recovery", "Recovery of standby has started"),
            ("RDS-EVENT-0362", "recovery", "Recovery of standby has completed"),
        ),
    ],
)
def test_an_end_resolves_the_trouble_of_its_own_topic(fires: tuple[str, str, str], ends: tuple[str, str, str]) -> None:
    (trouble,), over = rds(*fires), rds(*ends)

    assert trouble.state == "firing"
    assert {alarm.state for alarm in over} == {"resolved"}
    assert trouble.fingerprint in {alarm.fingerprint for alarm in over}


def test_a_standby_that_is_active_ends_the_recovery_that_led_to_it_and_its_own_start() -> None:
    recovery, activation = rds("RDS-EVENT-0052", "recovery", "a"), rds("RDS-EVENT-0050", "failover", "b")

    over = rds("RDS-EVENT-0051", "failover", "Multi-AZ instance activation completed")

    assert {alarm.fingerprint for alarm in over} == {recovery[0].fingerprint, activation[0].fingerprint}


def test_a_restart_says_nothing_of_a_full_disk() -> None:
    (full,) = rds("RDS-EVENT-0007", "low storage", "Allocated storage has been exhausted")

    (restarted,) = rds("RDS-EVENT-0006", "availability", "DB instance restarted")

    assert full.fingerprint != restarted.fingerprint


def test_a_notice_of_the_topic_reads_as_the_event_does() -> None:
    (posted,), (event,) = (
        notice("RDS-EVENT-0003", "DB instance deleted"),
        rds("RDS-EVENT-0003", "deletion", "DB instance deleted"),
    )

    assert (posted.state, posted.fingerprint, posted.name) == ("firing", event.fingerprint, event.name)


def test_no_id_means_two_things() -> None:
    assert not FIRING.keys() & ENDING.keys()
    assert not QUIET & (FIRING.keys() | ENDING.keys())


def test_every_topic_that_is_ended_can_be_opened() -> None:
    opened = {topic for topics in FIRING.values() for topic in topics}

    assert {topic for topics in ENDING.values() for topic in topics} <= opened
