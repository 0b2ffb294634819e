"""Who may come in: signed webhooks and known monitoring, nobody else."""

import secrets
from pathlib import Path

import httpx
import pytest

from stacks.local.deploy import client
from stacks.local.night import Night
from stacks.local.run import Run
from tests.e2e.alertmanager import BINARY, Alertmanager
from tests.e2e.prometheus import BINARY as PROMETHEUS
from tests.e2e.prometheus import Exporter, Prometheus

FORGED = "Zm9yZ2VkIHNpZ25hdHVyZSE="


@pytest.mark.parametrize(
    "path", ["/twilio/sms", "/twilio/voice", "/twilio/voice/said/0/0", "/twilio/status/of-nothing"]
)
def test_what_twilio_did_not_sign_is_refused_and_leaves_no_trace(night: Night, run: Run, path: str) -> None:
    mark = secrets.token_hex(8)
    form = {"MessageSid": f"SM{mark}", "CallSid": f"CA{mark}", "From": "+12025559999", "To": night.desk, "Body": mark}

    unsigned = httpx.post(run.url + path, data=form, trust_env=False)
    forged = httpx.post(run.url + path, data=form, headers={"X-Twilio-Signature": FORGED}, trust_env=False)

    assert (unsigned.status_code, forged.status_code) == (403, 403)
    assert (unsigned.text, forged.text) == ("", "")
    assert mark not in _everything_kept(run)
    night.stays_quiet()


@pytest.mark.parametrize("token", ["", "Bearer guessed"], ids=["without", "with a guessed token"])
def test_monitoring_that_cannot_prove_itself_opens_nothing(night: Night, run: Run, token: str) -> None:
    headers = {"Authorization": token} if token else {}

    answer = httpx.post(f"{run.url}/alarms/alertmanager", json={"alerts": []}, headers=headers, trust_env=False)

    assert answer.status_code == 401
    assert night.incidents() == []


@pytest.mark.skipif(not BINARY, reason="no Alertmanager here; install Debian's prometheus-alertmanager")
def test_a_real_alertmanager_opens_an_incident_and_its_recovery_closes_it(
    night: Night, run: Run, tmp_path: Path
) -> None:
    for name in ("Ben", "Cleo", "Dev", "Eve", "Finn", "Gus"):
        night.phone(name).sleeps()
    ana = night.phone("Ana").is_only_read()
    desk = f"{run.url}/alarms/alertmanager"
    with Alertmanager(tmp_path, desk=desk, token=run.wiring.alarm_tokens["alertmanager"]) as alertmanager:
        alertmanager.fires("HighErrorRate", service="payments", severity="warning")
        ana.expects("payments", "Reply ack").replies("ack {code}").expects("yours")
        incident = night.incident("ops")["id"]

        alertmanager.recovers("HighErrorRate", service="payments", severity="warning")
        night.becomes(incident, "monitoring")
        night.becomes(incident, "resolved")

    ana.expects("Resolved")
    assert {alarm["source"] for alarm in night.console(incident)["alarms"]} == {"alertmanager"}


@pytest.mark.skipif(not (BINARY and PROMETHEUS), reason="needs Debian's prometheus and prometheus-alertmanager")
def test_a_rule_of_a_real_prometheus_wakes_and_its_end_closes(night: Night, run: Run, tmp_path: Path) -> None:
    for name in ("Ben", "Cleo", "Dev", "Eve", "Finn", "Gus"):
        night.phone(name).sleeps()
    ana = night.phone("Ana").is_only_read()
    desk = f"{run.url}/alarms/alertmanager"
    token = run.wiring.alarm_tokens["alertmanager"]
    with (
        Exporter() as shop,
        Alertmanager(tmp_path, desk=desk, token=token) as alertmanager,
        Prometheus(tmp_path, scrapes=shop.address, alertmanager=alertmanager.url),
    ):
        shop.error_ratio = 0.42
        ana.expects("payments", "Reply ack").replies("ack {code}").expects("yours")
        incident = night.incident("ops")["id"]
        (alarm,) = night.console(incident)["alarms"]
        assert "42% of requests" in alarm["summary"]

        shop.error_ratio = 0.0
        night.becomes(incident, "monitoring")
        night.becomes(incident, "resolved")

    ana.expects("Resolved")


def _everything_kept(run: Run) -> str:
    """The whole table, as text."""
    table = client("dynamodb", run.wiring.aws_url)
    (name,) = [one for one in table.list_tables()["TableNames"] if "ightdesk" in one]
    pages = table.get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
    return "".join(str(item) for page in pages for item in page["Items"])
