"""Every payload of both corpora, broken in every way: read, or refused with a reason, never lost."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import read
from nightdesk.errors import Malformed
from nightdesk.shelf import shelf
from tests.evals.ops.payload_report import CORPORA

EVENTS = Path(__file__).parents[2] / "events" / "alarms"
NOW = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
JUNK: tuple[Any, ...] = (
    None, {}, [], "qwertz", "", 98765, -1.5, 1e308, "x" * 5000, "\u202e\x00\u200b", {"a": {"b": [None]}}, [[]], [None],
    "9999-99-99T99:99:99Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "NaN", 10**40,
)  # fmt: skip

Where = tuple[str | int, ...]


def _corpus() -> Iterator[tuple[str, Any]]:
    for file in sorted(EVENTS.glob("*/*.json")):
        yield file.parent.name, json.loads(file.read_text())["payload"]
    for corpus in CORPORA:
        for line in corpus.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield row["source"], row["payload"]


def _read(source: str, payload: Any) -> tuple[Alarm, ...] | None:
    """The alarms, None when refused with a reason. Anything else that is raised fails the test."""
    body = payload if isinstance(payload, str) else json.dumps(payload)
    try:
        return read(source, body, NOW, mappings=shelf().sources)
    except Malformed as error:
        assert str(error)
        return None


def _opened(payload: Any) -> Any:
    """The payload with the text of a notification parsed, so that what is inside is broken too."""
    if isinstance(payload, dict):
        return {key: _opened(_parsed(value) if key in {"Message", "body"} else value) for key, value in payload.items()}
    return [_opened(one) for one in payload] if isinstance(payload, list) else payload


def _parsed(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in {"{", "["} else value
    except ValueError:
        return value


CORPUS = [(source, _opened(payload)) for source, payload in _corpus()]
FIRING = [
    n for n, (source, payload) in enumerate(CORPUS) if any(a.state == "firing" for a in _read(source, payload) or ())
]


def _paths(value: Any, here: Where = ()) -> Iterator[Where]:
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*here, key)
        yield from _paths(inner, (*here, key))


def _broken(payload: Any, where: Where, how: str, junk: Any) -> Any:
    made = copy.deepcopy(payload)
    inside = made
    for step in where[:-1]:
        inside = inside[step]
    last = where[-1]
    match how:
        case "gone":
            del inside[last]
        case "junk":
            inside[last] = junk
        case "nested":
            inside[last] = {"value": inside[last]}
        case "listed":
            inside[last] = [inside[last]]
        case "worded":
            inside[last] = json.dumps(inside[last])
        case _:
            inside[last] = [inside[last], inside[last]]
    return made


HOWS = ("gone", "junk", "nested", "listed", "worded", "doubled")


@given(data=st.data())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_broken_every_alarm_keeps_what_tells_it_apart_and_its_raw(data: st.DataObject) -> None:
    source, payload = data.draw(st.sampled_from(CORPUS))
    for _ in range(data.draw(st.integers(1, 3))):
        if paths := list(_paths(payload)):
            how, junk = data.draw(st.sampled_from(HOWS)), data.draw(st.sampled_from(JUNK))
            payload = _broken(payload, data.draw(st.sampled_from(paths)), how, junk)

    for alarm in _read(source, payload) or ():
        assert alarm.source and alarm.fingerprint and json.loads(alarm.raw) is not None
        assert alarm.name and len(alarm.name) <= 200 and alarm.name.isprintable()
        assert alarm.state in {"firing", "resolved"}
        assert not alarm.started_at or alarm.started_at.tzinfo


@pytest.mark.parametrize("position", FIRING, ids=[f"{CORPUS[n][0]}-{n}" for n in FIRING])
def test_what_fires_never_becomes_over_or_nothing_because_one_field_is_broken(position: int) -> None:
    source, payload = CORPUS[position]

    for where in _paths(payload):
        # An alarm that is taken out of a list is no broken field; and that a task was stopped on purpose, only to be
        # replaced because it was unwell, its reason alone tells.
        if isinstance(where[-1], int) or where[-1] == "stoppedReason":
            continue
        for how, junk in (("gone", None), ("junk", "qwertz")):
            found = _read(source, _broken(payload, where, how, junk))
            assert found is None or any(alarm.state == "firing" for alarm in found), (where, how, junk)


@given(data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_fires_never_becomes_nothing_however_one_field_is_broken(data: st.DataObject) -> None:
    source, payload = CORPUS[data.draw(st.sampled_from(FIRING))]
    where = data.draw(
        st.sampled_from([one for one in _paths(payload) if isinstance(one[-1], str) and one[-1] != "stoppedReason"])
    )
    broken = _broken(payload, where, data.draw(st.sampled_from(["junk", "nested"])), data.draw(st.sampled_from(JUNK)))

    found = _read(source, broken)

    assert found is None or any(alarm.state == "firing" for alarm in found)


@pytest.mark.parametrize("source", sorted({source for source, _ in CORPUS}))
@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.99])
def test_a_payload_cut_off_is_refused_with_a_reason(source: str, part: float) -> None:
    whole = json.dumps(next(payload for name, payload in CORPUS if name == source))

    assert _read(source, whole[: max(1, int(len(whole) * part))]) is None
