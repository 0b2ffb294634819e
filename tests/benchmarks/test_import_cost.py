"""
What a cold start costs a frightened person: importing a webhook, and its first invocation apart.

Divided by importing boto3 and creating one DynamoDB client, which no webhook that remembers anything can go below.
Measured in fresh interpreters, taking turns so that a busy machine is equally unfair to all; bytecode is warm.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from stacks.local.emulator import INTERPRETER
from tests.benchmarks.table import show

ROOT = Path(__file__).parents[2]
ROUNDS = 9
WEBHOOKS = ("inbound_sms", "inbound_voice", "delivery_status")
FORBIDDEN = ("anthropic", "twilio.rest", "pydantic", "yaml", "requests", "aiohttp", "phonenumbers", "jinja2", "httpx")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "NIGHTDESK_TABLE": "nightdesk",
    "NIGHTDESK_NUMBER": "+12025550100",
    "NIGHTDESK_PUBLIC_URL": "https://desk.example",
}

CLOCK = """
import json, sys, time
def timed(done):
    wall, cpu = time.perf_counter(), time.process_time()
    exec(done, globals())
    return {"wall": (time.perf_counter() - wall) * 1000, "cpu": (time.process_time() - cpu) * 1000}
print(json.dumps({
    "steps": [timed(step) for step in STEPS],
    "loaded": sorted(sys.modules),
}))
"""
BASELINE = ("import boto3; boto3.client('dynamodb')",)
FIRST_INVOCATION = (
    "from nightdesk import wiring; wiring.kit()",
    "from nightdesk.triage.pets.knowledge.at_hand import rules; rules().spelling, rules().classes, rules().sign_finder",
)


@dataclass(frozen=True)
class Layout:
    """Where a fresh interpreter finds the code."""

    name: str
    interpreter: str
    path: tuple[Path, ...]

    def run(self, steps: Sequence[str]) -> Mapping[str, Any]:
        """Milliseconds of each step, wall and processor, and the modules loaded in the end."""
        environment = {**ENVIRONMENT, "PYTHONPATH": ":".join(map(str, self.path))}
        program = f"STEPS = {list(steps)!r}\n{CLOCK}"
        done = subprocess.run(
            [self.interpreter, "-P", "-c", program], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        answer: Mapping[str, Any] = json.loads(done.stdout)
        return answer


@pytest.fixture(scope="module")
def layouts(code_asset: Path, core_layer: Path) -> tuple[Layout, ...]:
    return (
        # Lambda's own: code, layer, and the SDK that the runtime brings along.
        Layout("as deployed", str(INTERPRETER), (code_asset, core_layer)),
        Layout("checkout", sys.executable, (ROOT / "functions",)),
    )


def test_a_webhook_is_imported_about_as_fast_as_its_table_client(layouts: tuple[Layout, ...]) -> None:
    programs = {"boto3 + client": BASELINE, **{name: (f"import handlers.{name}",) for name in WEBHOOKS}}

    rows: list[tuple[str | float, ...]] = []
    for layout in layouts:
        runs = _take_turns(layout, programs)
        base = {kind: _median(runs["boto3 + client"], 0, kind) for kind in ("cpu", "wall")}
        for name in programs:
            cpu, wall = (_median(runs[name], 0, kind) for kind in ("cpu", "wall"))
            rows.append((f"{layout.name}: {name}", cpu / base["cpu"], wall / base["wall"], cpu, wall))

    show(
        f"Webhook import / (boto3 + one DynamoDB client), median of {ROUNDS}; aim <= 1.5",
        ("import", "ratio cpu", "ratio wall", "cpu ms", "wall ms"),
        rows,
    )


def test_the_first_invocation_adds_little(layouts: tuple[Layout, ...]) -> None:
    steps = ("import handlers.inbound_sms", *FIRST_INVOCATION)
    names = ("import", "kit: client, shelf", "rules of the pets desk", "all of it")

    rows: list[tuple[str | float, ...]] = []
    for layout in layouts:
        runs = _take_turns(layout, {"base": BASELINE, "first": steps})
        base = _median(runs["base"], 0, "cpu")
        parts = [_median(runs["first"], number, "cpu") for number in range(len(steps))]
        for name, cpu in zip(names, [*parts, sum(parts)], strict=True):
            rows.append((f"{layout.name}: {name}", cpu / base, cpu))

    show(
        "inbound_sms from nothing to ready / (boto3 + one DynamoDB client)",
        ("step", "ratio cpu", "cpu ms"),
        rows,
        notes=("A checkout reads YAML strictly; a deployment decodes what the bundling compiled.",),
    )


@pytest.mark.parametrize("webhook", WEBHOOKS)
def test_a_deployed_webhook_loads_nothing_it_does_not_need(layouts: tuple[Layout, ...], webhook: str) -> None:
    deployed = layouts[0]

    loaded = deployed.run((f"import handlers.{webhook}", *FIRST_INVOCATION))["loaded"]

    assert [module for module in FORBIDDEN if module in loaded] == []


def _take_turns(layout: Layout, programs: Mapping[str, Sequence[str]]) -> dict[str, list[Mapping[str, Any]]]:
    for steps in programs.values():  # warms the bytecode and the page cache
        layout.run(steps)
    runs: dict[str, list[Mapping[str, Any]]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, steps in programs.items():
            runs[name].append(layout.run(steps))
    return runs


def _median(runs: Sequence[Mapping[str, Any]], step: int, kind: str) -> float:
    return float(median(run["steps"][step][kind] for run in runs))
