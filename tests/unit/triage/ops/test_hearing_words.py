"""What the words of an alarm mean: grave and innocent uses, denials, one of several, too little of something good."""

from typing import Any

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import Kind, findings
from nightdesk.triage.ops.hearing.share import said_share
from nightdesk.triage.ops.judging.environment import serves_nobody
from nightdesk.triage.ops.judging.line import from_line
from nightdesk.triage.ops.judging.severity import judge

SHOP: dict[str, Any] = {"name": "shop", "tier": 1, "criticality": "critical", "environment": "production"}


def _kinds(said: str) -> set[Kind]:
    return {finding.kind for finding in findings(said)}


def _severity(name: str, summary: str = "", *, service: dict[str, Any] | None = SHOP, **alarm: Any) -> Severity:
    return judge(from_line({"alarms": [{"name": name, "summary": summary, **alarm}], "service": service})).severity


@pytest.mark.parametrize(
    "said",
    """
    p95 latency breached 800 ms|SLO for search breached|CPU breached 90%|SLA status: breached|error budget breach
    3 missing datapoints were treated as [Breaching]|metric breached the anomaly band|queue depth breach|RPO breach
    wrong user agent header|heap dump of pod|core dump of worker|nightly dump of reports failed|thread dump taken
    Unexpected token < in JSON|unknown token at position 4|hackathon site slow|virus definitions updated
    vulnerability scan finished, nothing found|root disk usage 91%|root filesystem full soon|root cause unknown
    old snapshots were deleted by lifecycle|listening on 0.0.0.0:8080 failed|default route 0.0.0.0/0 missing
    anonymous users see errors|all users have slow pages|Impact: RDS failover took 40 s|new binary deployed
    unexpected process exit|log4j appender error|data is taken from the cache|connection cannot be restored
    namespace stuck terminating|12 transactions rolled back|web logs stopped arriving|the queue was emptied
    public read replica lag|memory leak in worker|UnknownHostException|Einbruch der Bestellungen|cache flushed
    expired backups deleted by retention policy|password reset mail late|node deleted from cluster|pod was deleted
    feature exposed to 10% of users|audit job slow|admin panel slow|token bucket exhausted|snapshot created
    discovery service slow|execution lambda timeout|policy evaluation slow|session expired for users
    """.replace("\n", "|").split("|"),
)
def test_what_only_sounds_grave_is_not(said: str) -> None:
    assert not _kinds(said.strip()) & {Kind.SECURITY, Kind.DATA_LOSS}


@pytest.mark.parametrize(
    "said",
    [
        "Security breach suspected", "customer data breach", "breached via vpn", "StopLogging by user bob",
        "DeleteTrail", "GuardDuty disabled", "VPC flow logs deleted", "audit log cleared on dc01",
        "CloudTrail logging was turned off", "bucket exports is now public",
        "snapshot shared with an unknown account", "DB became publicly accessible", "SSH open to 0.0.0.0/0",
        "security group sg-1 allows 0.0.0.0/0 on port 3389", "port 5432 open to the world", "DeactivateMFADevice",
        "MFA was disabled for admin", "root login without MFA", "Root user signed in",
        "console sign in without MFA", "new access key created for admin by unknown principal",
        "AdministratorAccess policy attached", "admin role granted to contractor", "Terminal shell in container",
        "xmrig found on ml-3", "Persistence:IAMUser/AnomalousBehavior", "Impact:S3/AnomalousBehavior.Delete",
        "Recon:EC2/PortProbeUnprotectedPort", "password spraying", "employee gave password to a fake page",
        "mimikatz detected", "shell spawned by www-data", "Daten wurden gestohlen", "Server gehackt",
        "servidor comprometido",
    ],
)  # fmt: skip
def test_an_intruder_an_opened_door_and_an_audit_switched_off_are_security(said: str) -> None:
    assert Kind.SECURITY in _kinds(said)
    assert _severity(said) <= Severity.SEV1


@pytest.mark.parametrize(
    "said",
    [
        "all backups of ledger were deleted", "production bucket emptied", "S3 bucket invoices-prod was emptied",
        "table users dropped", "DELETE without WHERE on orders", "terraform destroy ran against prod",
        "KMS key scheduled for deletion", "ScheduleKeyDeletion", "KMS key of ledger was disabled",
        "DeleteDBInstance ledger-db", "DeleteBucket invoices", "someone ran DROP DATABASE",
        "namespace prod deleted", "FLUSHALL executed on redis-main", "PurgeQueue orders",
        "volume vol-1 has failed permanently", "4000 orders gone", "rollback of 1400 committed writes",
        "last snapshot was deleted", "data loss: no backup available", "Datenbank gel\u00f6scht",
        "p\u00e9rdida de datos", "topic orders was deleted",
    ],
)  # fmt: skip
def test_what_destroys_is_data_loss(said: str) -> None:
    assert Kind.DATA_LOSS in _kinds(said)
    assert _severity(said) is Severity.SEV0


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("not a drill: checkout down", Kind.OUTAGE),
        ("without warning the shop went down", Kind.OUTAGE),
        ("no response, site unreachable", Kind.OUTAGE),
        ("no backup, data loss", Kind.DATA_LOSS),
        ("HealthyHostCount 0", Kind.OUTAGE),
        ("healthy hosts: 0", Kind.OUTAGE),
        ("checkout down: resolved last week, back since noon", Kind.OUTAGE),
    ],
)
def test_what_is_not_denied(said: str, kind: Kind) -> None:
    assert kind in _kinds(said)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("no sign of a breach", Kind.SECURITY),
        ("data loss ruled out", Kind.DATA_LOSS),
        ("no customer data loss", Kind.DATA_LOSS),
        ("errors: 0", Kind.ERRORS),
        ("outage was not confirmed", Kind.OUTAGE),
    ],
)
def test_what_is_denied(said: str, kind: Kind) -> None:
    assert kind not in _kinds(said)


@pytest.mark.parametrize(
    "said",
    [
        "Checkout unavailable after a deploy", "shop down: server returned 503",
        "checkout is down with a 503", "shop unreachable: server does not answer",
        "outage: the API returns an error page", "no healthy host in the target group", "HealthyHostCount < 1",
        "shop down (container exited)", "payments unreachable from a checkout pod of ours",
        "shop down, see the host dashboard",
    ],
)  # fmt: skip
def test_a_host_in_the_sentence_does_not_make_an_outage_one_of_several(said: str) -> None:
    assert _severity(said) is Severity.SEV0


@pytest.mark.parametrize(
    "said",
    [
        "InstanceDown", "KubeNodeNotReady", "node-7 down", "host web-3 is unreachable",
        "one pod of shop unavailable", "1 of 6 brokers offline", "UnHealthyHostCount 1", "worker 4 not responding",
        "an instance is unreachable",
    ],
)  # fmt: skip
def test_one_of_several_is_one_of_several(said: str) -> None:
    assert _severity(said) is Severity.SEV2


@pytest.mark.parametrize(
    ("alarm", "worst"),
    [
        ({"name": "pay-canary", "value": 0, "threshold": 90, "labels": {"metric": "SuccessPercent"}}, Severity.SEV0),
        ({"name": "SuccessfulLoginsLow", "value": 2, "threshold": 100}, Severity.SEV1),
        (
            {"name": "events", "value": 0, "threshold": 1, "labels": {"metric": "NumberOfMessagesPublished"}},
            Severity.SEV1,
        ),
        ({"name": "watchdog killed the shop, every replica is down"}, Severity.SEV0),
        ({"name": "Scheduled settlement did not run"}, Severity.SEV2),
        ({"name": "tg-HealthyHostCount", "value": 0, "threshold": 1}, Severity.SEV0),
    ],
    ids=lambda told: told["name"] if isinstance(told, dict) else told.name,
)
def test_too_little_of_something_good_is_a_failure(alarm: dict[str, Any], worst: Severity) -> None:
    assert judge(from_line({"alarms": [alarm], "service": SHOP})).severity <= worst


@pytest.mark.parametrize(
    "name", ["212 of 212 smoke tests passed", "Sync finished", "All products published", "Backup succeeded, 0 errors"]
)
def test_good_news_stays_news(name: str) -> None:
    assert _severity(name, severity="info") is Severity.SEV4


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("availability of the shop 0%", 1.0),
        ("success rate 3% on checkout", 0.97),
        ("shop down: 0% availability", 1.0),
        ("success rate dropped to 62 %", 0.38),
        ("availability below 99.9% for api", None),
        ("error rate is 41%", 0.41),
    ],
)
def test_what_still_works_is_not_what_fails(said: str, share: float | None) -> None:
    assert said_share(said) == (pytest.approx(share) if share is not None else None)


def test_some_that_were_blocked_hold_off_no_one_who_got_in() -> None:
    held = _severity("WAF", "all 300 attack requests were blocked")
    inside = _severity("WAF", "some attack requests were blocked, the attacker got in and exfiltrated data")

    assert (held, inside) == (Severity.SEV2, Severity.SEV0)


@pytest.mark.parametrize(
    ("name", "summary", "severity"),
    [
        ("Filesystem is 91% full", "", Severity.SEV2),
        ("Filesystem is full", "", Severity.SEV1),
        ("Disk will be full in 9 days", "", Severity.SEV2),
        ("Disk", "no space left on device", Severity.SEV1),
    ],
)
def test_full_is_not_filling(name: str, summary: str, severity: Severity) -> None:
    assert _severity(name, summary) is severity


@pytest.mark.parametrize(
    "environment", ["latest", "prod-test", "prod/staging", "live", "testnet-mainnet", "contest", ""]
)
def test_an_environment_that_may_serve_customers_does(environment: str) -> None:
    assert not serves_nobody(environment)


@pytest.mark.parametrize(
    "environment", ["staging", "non-prod", "NonProd", "pre_prod", "qa2", "dev-eu", "test", "UAT", "loadtest"]
)
def test_an_environment_that_serves_nobody_is_known(environment: str) -> None:
    assert serves_nobody(environment)


def test_missing_data_treated_as_breaching_is_silence_and_no_intruder() -> None:
    silent = "no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching]."
    told = f"Threshold Crossed: {silent}"

    assert _severity("shop-requests", told) is Severity.SEV2
    assert _severity("reports-requests", told, service={"name": "reports", "tier": 3}) is Severity.SEV3


@pytest.mark.parametrize("where", ["first", "last"])
@pytest.mark.parametrize(
    ("grave", "worst"),
    [
        ("All customers get 500.", Severity.SEV0),
        ("4000 orders lost.", Severity.SEV0),
        ("The attacker got in and exfiltrated data.", Severity.SEV0),
    ],
)
def test_the_grave_sentence_of_a_long_description_is_heard_wherever_it_stands(
    grave: str, worst: Severity, where: str
) -> None:
    prose = (
        "This rule watches the shop. See the dashboard of each host and its runbook; please ignore it during a drill. "
        * 3
    )
    summary = f"{grave} {prose}" if where == "first" else f"{prose} {grave}"

    assert _severity("ShopErrors", summary) <= worst


@pytest.mark.parametrize(
    "prose",
    [
        "High CPU utilization indicates performance degradation. Consider a larger instance type or more nodes. " * 4,
        "If the age passes half of the retention, records may be lost. Check the consumers and scale them out. " * 4,
        "This alarm helps to monitor failed checks. It could be caused by a deploy, a bad host or a network problem. "
        * 4,
    ],
)
def test_the_prose_of_a_rule_makes_nothing_graver_than_its_name(prose: str) -> None:
    assert _severity("CPUUtilization", prose, value=91, threshold=90) >= Severity.SEV2


def test_what_can_wait_waits_for_a_service_nobody_knows() -> None:
    retirement = "AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED"

    assert _severity(retirement, "instance i-1 is scheduled for retirement in two weeks", service=None) is Severity.SEV3
    assert _severity("CPUThrottlingHigh", "27% throttling", severity="info") is Severity.SEV3
