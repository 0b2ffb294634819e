"""`nightdesk triage --desk ops`: a verdict a line, a bad line reported in its place, one clear line when all is bad."""

import io
import json
from typing import Any

import pytest

from nightdesk.cli.__main__ import main

LINE = {
    "id": "a",
    "alarms": [{"name": "checkout down", "state": "firing", "severity": "critical"}],
    "service": {"name": "checkout", "tier": 1, "criticality": "critical", "environment": "production"},
    "facts": {"error_rate": 0.4},
    "claimed": "high",
    "somebody's own field": {"x": [1]},
}


@pytest.fixture
def triage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*lines: Any) -> tuple[int, list[dict[str, Any]], str]:
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass"))))
        code = main(["triage", "--desk", "ops"])
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return run


def test_a_line_is_answered_with_its_id_its_severity_and_reasons_and_nothing_else(triage: Any) -> None:
    code, rows, err = triage(LINE)

    assert (code, err) == (0, "")
    assert [row.keys() for row in rows] == [{"id", "severity", "reasons"}]
    assert rows[0]["id"] == "a" and rows[0]["severity"] == "SEV1" and rows[0]["reasons"]


def test_the_same_lines_are_judged_the_same_each_time(triage: Any) -> None:
    assert triage(LINE, {**LINE, "id": "b"}) == triage(LINE, {**LINE, "id": "b"})


BAD = (
    "{broken", "[]", "7", "null", "{}", '{"alarms": 7}', '{"alarms": [3]}', '{"alarms": [{}]}', '{"service": [1]}',
    '{"a": ' + "1" * 9000 + "}", "[" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_line_is_reported_in_its_place_and_the_rest_goes_on(triage: Any, bad: str) -> None:
    code, rows, _ = triage(LINE, bad, {**LINE, "id": "c"})

    assert code == 1
    assert [row.get("id") for row in rows] == ["a", None, "c"]
    assert rows[1]["line"] == 2 and rows[1]["error"] and "\n" not in rows[1]["error"]


def test_nothing_to_read_is_one_clear_line(triage: Any) -> None:
    code, rows, err = triage("")

    assert (code, rows) == (1, [])
    assert err.startswith("nightdesk: ") and err.count("\n") == 1


ODD = (
    {"alarms": None, "service": "checkout", "claimed": "critical"},
    {"alarms": [{"name": "x", "value": float("nan"), "threshold": float("inf"), "started_at": "9999-12-31"}]},
    {"alarms": [{"name": "\u202e\x00" + "y" * 260_000}], "service": {"name": 7, "tier": [], "regions": {}}},
    {"alarms": [{"name": ["a"], "summary": {"b": 1}, "value": {}, "service": "s", "labels": "x"}]},
    {"alarms": {"name": "one, not a list"}, "facts": [[[["deep"]]]], "service": {"customers_affected_pct": "many"}},
    {"facts": "everybody is locked out", "service": {"tier": -4, "depends_on": 3, "dependents": "a,b"}},
    {"alarms": [{"name": "x"}], "claimed": {"not": "a word"}, "service": {"customers_affected_pct": 1e308}},
)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_odd_in_a_line_is_left_out_and_the_rest_is_judged(triage: Any, odd: dict[str, Any]) -> None:
    code, rows, _ = triage(odd)

    assert code == 0
    assert rows[0]["severity"] in {f"SEV{n}" for n in range(5)}
    assert rows[0]["reasons"] and all(len(reason) < 500 for reason in rows[0]["reasons"])
