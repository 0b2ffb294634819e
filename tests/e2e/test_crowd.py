"""Many senders at once on the whole stack: nobody is refused, nothing is lost, and what is critical wakes somebody."""

import json
import re
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import httpx

from nightdesk.alarm.readers.registry import read
from nightdesk.alarm.sqs_lane import SqsLane
from stacks.local.deploy import client
from stacks.local.night import Night
from stacks.local.run import Run

SERVICES = ("payments", "storefront", "checkout")
"""Of one cause: whoever reports one of them is in the way of all others."""
SENDERS, POSTS, ALERTS = 8, 3, 4
PATIENCE_S = 120.0


def _body(sender: int, n: int) -> dict[str, Any]:
    return {
        "version": "4",
        "status": "firing",
        "alerts": [
            {
                "status": "firing",
                "labels": {
                    "alertname": "HighErrorRate",
                    "service": SERVICES[(sender + n + i) % len(SERVICES)],
                    "instance": f"crowd-{sender}-{n}-{i}:9100",
                    "severity": "warning",
                },
                "annotations": {"summary": "errors 12% of requests"},
                "startsAt": datetime.now(UTC).isoformat(),
                "endsAt": "0001-01-01T00:00:00Z",
                "fingerprint": f"{sender:04x}{n:04x}{i:08x}",
            }
            for i in range(ALERTS)
        ],
    }


def test_eight_senders_at_once_are_all_heard(night: Night, run: Run) -> None:
    for name in ("Ben", "Cleo", "Dev", "Eve", "Finn", "Gus"):
        night.phone(name).sleeps()
    ana = night.phone("Ana").is_only_read()
    headers = {"authorization": f"Bearer {run.wiring.alarm_tokens['alertmanager']}"}

    def sends(sender: int) -> list[httpx.Response]:
        with httpx.Client(headers=headers, trust_env=False, timeout=60) as http:
            return [http.post(f"{run.url}/alarms/alertmanager", json=_body(sender, n)) for n in range(POSTS)]

    with ThreadPoolExecutor(SENDERS) as pool:
        answers = [answer for some in pool.map(sends, range(SENDERS)) for answer in some]

    assert [answer.text for answer in answers if answer.status_code != 202] == []
    ana.expects("Reply ack").replies("ack {code}").expects("yours")
    until = time.monotonic() + PATIENCE_S
    while len(_kept(run)) < SENDERS * POSTS * ALERTS and time.monotonic() < until:
        time.sleep(1)
    assert len(_kept(run)) == SENDERS * POSTS * ALERTS
    felt = [service for incident in night.incidents() for service in night.console(incident["id"])["services"]]
    assert sorted(felt) == sorted(set(felt)), "one service stands in two incidents"


def test_what_waits_in_the_lane_wakes_somebody(night: Night, run: Run) -> None:
    for name in ("Ben", "Cleo", "Dev", "Eve", "Finn", "Gus"):
        night.phone(name).sleeps()
    ana = night.phone("Ana").is_only_read()
    sqs = client("sqs", run.wiring.aws_url)
    (lane,) = (url for url in sqs.list_queues()["QueueUrls"] if "AlarmLane" in url)
    alarms = read("alertmanager", json.dumps(_body(99, 0)).encode(), received_at=datetime.now(UTC))

    SqsLane(sqs, lane).put([(alarm, f"lane:{secrets.token_hex(8)}") for alarm in alarms])

    ana.expects("Reply ack").replies("ack {code}").expects("yours")
    assert {f"crowd-99-0-{i}" for i in range(ALERTS)} <= _kept(run)


def _kept(run: Run) -> set[str]:
    """The instances of every alarm of ours whose payload the table has."""
    table = client("dynamodb", run.wiring.aws_url)
    (name,) = [one for one in table.list_tables()["TableNames"] if "ightdesk" in one]
    pages = table.get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
    rows = [row for page in pages for row in page["Items"] if row["sk"]["S"].startswith("ALARM#")]
    return {found for row in rows for found in re.findall(r"crowd-\d+-\d+-\d+", row["doc"]["S"])}
