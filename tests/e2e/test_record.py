"""What happened can be proven afterwards, without the desk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stacks.local.deploy import client
from stacks.local.night import Night
from stacks.local.run import Run
from stacks.local.stories import CRY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def played(night: Night) -> str:
    """An incident that was opened, acknowledged and closed."""
    for name in ("Omar", "Dana", "Iris"):
        night.phone(name).sleeps()
    owner, maya = night.owner(), night.phone("Maya").is_only_read()
    owner.texts(CRY).expects("waking our vet")
    maya.expects("SEV0").replies("ack {code}").expects("yours")
    incident = str(night.incident("pets")["id"])
    maya.texts("close").expects("resolved")
    owner.expects("summary")
    return incident


def test_an_exported_trail_is_intact_and_one_changed_word_is_found(run: Run, played: str, tmp_path: Path) -> None:
    exported = _nightdesk("audit", "export", played, run=run)
    trail, forged = tmp_path / "trail.jsonl", tmp_path / "forged.jsonl"
    trail.write_text(exported.stdout)
    forged.write_text(exported.stdout.replace("acknowledged by sms", "acknowledged by call"))
    cut = tmp_path / "cut.jsonl"
    cut.write_text("\n".join(exported.stdout.splitlines()[:-1]))

    verified = _nightdesk("audit", "verify", str(trail))
    refused = _nightdesk("audit", "verify", str(forged))
    missed = _nightdesk("audit", "verify", str(cut))

    assert exported.returncode == 0, exported.stderr
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert verified.stdout.startswith("intact: ")
    assert refused.returncode == 1
    assert "its content does not match its hash" in refused.stdout
    assert missed.returncode == 1


def _nightdesk(*words: str, run: Run | None = None) -> "subprocess.CompletedProcess[str]":
    """The command line, as a person runs it; with `run`, against its table."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "functions")}
    if run is not None:
        aws = run.wiring.aws_url
        (table,) = [one for one in client("dynamodb", aws).list_tables()["TableNames"] if "ightdesk" in one]
        environment |= {
            "AWS_ENDPOINT_URL": aws,
            "AWS_REGION": run.wiring.region,
            "AWS_DEFAULT_REGION": run.wiring.region,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "NIGHTDESK_TABLE": table,
            "NIGHTDESK_NUMBER": run.wiring.desk_number,
            "NIGHTDESK_PUBLIC_URL": run.wiring.public_url,
        }
    command = [sys.executable, "-m", "nightdesk.cli", *words]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
