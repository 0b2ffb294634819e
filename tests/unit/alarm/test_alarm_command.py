"""`nightdesk alarm read`: an alarm a line, or one clear line and a code."""

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from nightdesk.alarm.readers.registry import READERS
from nightdesk.cli.__main__ import main

CORPUS = Path(__file__).parents[2] / "events" / "alarms"
FILES = sorted(CORPUS.glob("*/*.json"))
FIELDS = {
    "source", "fingerprint", "service", "resource", "name", "state", "claimed_severity", "severity", "value",
    "threshold", "started_at", "ended_at", "reasons",
}  # fmt: skip


def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, source: str, raw: bytes, *more: str
) -> tuple[int, Any, str]:
    (tmp_path / "payload").write_bytes(raw)
    code = main(["alarm", "read", "--source", source, *more, str(tmp_path / "payload")])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_every_payload_of_the_corpus_prints_its_alarms(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for file in FILES:
        example = json.loads(file.read_text())

        code, rows, err = run(capsys, tmp_path, file.parent.name, json.dumps(example["payload"]).encode())

        assert (code, len(rows)) == (0, len(example["reads"])), file
        assert all(row.keys() == FIELDS for row in rows)
        assert all(row["severity"] in {f"SEV{n}" for n in range(5)} and row["reasons"] for row in rows)
        assert bool(err) == (not rows), file


@pytest.mark.parametrize("source", sorted(READERS))
@pytest.mark.parametrize(
    "raw", [b"", b"{", b"null", b"[" * 10_000, b"\xff\xfe\x00", b'{"a": ' + b"1" * 5000 + b"}", b"x" * 2_000_000]
)
def test_bad_input_is_one_line_and_a_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, source: str, raw: bytes
) -> None:
    code, rows, err = run(capsys, tmp_path, source, raw)

    assert (code, rows) == (1, [])
    assert err.startswith("nightdesk: body: ") and err.count("\n") == 1 and len(err) < 300


def test_an_unknown_source_is_told_which_there_are(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, rows, err = run(capsys, tmp_path, "carrier-pigeon", b"{}")

    assert (code, rows) == (1, [])
    assert "carrier-pigeon" in err and "alertmanager" in err and "pingdom" in err


def test_a_missing_file_is_one_line_and_a_code(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["alarm", "read", "--source", "grafana", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("wrap", [lambda b: b, gzip.compress, base64.b64encode], ids=["plain", "gzip", "base64"])
def test_packed_bytes_are_unpacked(capsys: pytest.CaptureFixture[str], tmp_path: Path, wrap: Any) -> None:
    raw = wrap(json.dumps({"name": "tills offline", "state": "down"}).encode())

    code, (row,), _ = run(capsys, tmp_path, "generic", raw)

    assert (code, row["name"]) == (0, "tills offline")


def test_a_mapping_of_ones_own_is_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("sources: {tills: {name: t, state: c, firing: red}}")

    code, (row,), _ = run(
        capsys, tmp_path, "tills", b'{"t": "till 4", "c": "RED"}', "--mapping", str(tmp_path / "mine.yaml")
    )

    assert (code, row["source"], row["name"], row["state"]) == (0, "tills", "till 4", "firing")


def test_people_may_have_a_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "payload").write_text('{"name": "tills offline", "state": "down"}')

    assert main(["alarm", "read", "--source", "generic", "--pretty", str(tmp_path / "payload")]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("generic")
