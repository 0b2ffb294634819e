"""The same alarm in every form a body may take, and what is said when the form is odd."""

import base64
import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote_plus

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import guarded, read
from nightdesk.alarm.reading.payload import LARGEST
from nightdesk.errors import Malformed

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BODY = {"title": "[Triggered] Caf\u00e9 tills are down", "alert_id": "7", "body": "no orders", "tags": "service:tills"}
TEXT = json.dumps(BODY, ensure_ascii=False)
BYTES = TEXT.encode()


def gateway(body: str, *, is_base64: bool) -> bytes:
    context = {"http": {"method": "POST"}}
    return json.dumps(
        {"version": "2.0", "requestContext": context, "body": body, "isBase64Encoded": is_base64}
    ).encode()


@pytest.mark.parametrize(
    ("delivery", "said"),
    [
        (BYTES, ""),
        (b"\xef\xbb\xbf" + BYTES, ""),
        (b" \r\n" + BYTES + b"\n", ""),
        (TEXT.encode("utf-16"), "UTF-16"),
        (gzip.compress(BYTES), "compressed"),
        (base64.b64encode(BYTES), "base64"),
        (base64.urlsafe_b64encode(BYTES).rstrip(b"="), "base64"),
        (base64.b64encode(gzip.compress(BYTES)), "compressed"),
        (gateway(TEXT, is_base64=False), ""),
        (gateway(base64.b64encode(BYTES).decode(), is_base64=True), ""),
        (f"payload={quote_plus(TEXT)}".encode(), ""),
        ("&".join(f"{key}={quote_plus(value)}" for key, value in BODY.items()).encode(), ""),
    ],
    ids=[
        "plain", "marked", "spaced", "utf-16", "gzip", "base64", "bare base64", "gzip in base64", "gateway",
        "gateway base64", "form field", "form",
    ],
)  # fmt: skip
def test_an_alarm_is_the_same_in_every_form(delivery: bytes, said: str) -> None:
    (alarm,) = read("datadog", delivery, NOW)

    assert (alarm.name, alarm.service, alarm.state) == ("Caf\u00e9 tills are down", "tills", "firing")
    assert any(said in reason for reason in alarm.reasons)


def test_a_letter_that_is_not_utf8_costs_the_letter_and_not_the_alarm() -> None:
    (alarm,) = read("datadog", TEXT.encode("latin-1"), NOW)

    assert alarm.name == "Caf\ufffd tills are down"
    assert any("not UTF-8" in reason for reason in alarm.reasons)


def test_a_key_told_twice_is_said() -> None:
    (alarm,) = read("datadog", b'{"title": "a", "alert_type": "error", "alert_type": "success"}', NOW)

    assert alarm.state == "resolved"
    assert "'alert_type' is told twice; the last one counts" in alarm.reasons


@pytest.mark.parametrize(
    ("delivery", "why"),
    [
        (gzip.compress(BYTES)[:-9], "its end is missing"),
        (b"\x1f\x8b" + b"x" * 50, "cannot be unpacked"),
        (gzip.compress(b'{"a": "' + b"x" * LARGEST + b'"}'), "more than"),
        (gateway("not base64!", is_base64=True), "said to be base64"),
        (TEXT[:-2].encode(), "not JSON"),
        (b"just words", "not JSON"),
        (b"a=1", "not JSON"),
    ],
)
def test_a_form_that_cannot_be_undone_is_refused_with_the_reason(delivery: bytes, why: str) -> None:
    with pytest.raises(Malformed, match=why):
        read("datadog", delivery, NOW)


def test_what_is_cut_is_said() -> None:
    (alarm,) = read("datadog", json.dumps({"title": "down " * 3000, "body": "why " * 60_000}), NOW)

    assert len(alarm.name) <= 200 and len(alarm.summary) <= 500
    assert any("name is cut" in reason for reason in alarm.reasons)
    assert any("summary is cut" in reason for reason in alarm.reasons)


def entries(*alerts: object) -> str:
    return json.dumps({"alerts": alerts})


def test_one_bad_entry_costs_no_other_alarm() -> None:
    (alarm,) = read("generic", entries({"name": "lag", "state": "down"}, {"nothing": "here"}, "words"), NOW)

    assert alarm.name == "lag"
    assert any("2 of 3 entries" in reason for reason in alarm.reasons)


def test_a_bad_entry_beside_ends_fires_itself() -> None:
    ended, unread = read("generic", entries({"name": "lag", "state": "up"}, {"nothing": "here"}), NOW)

    assert (ended.state, unread.state) == ("resolved", "firing")
    assert unread.name == "unreadable alarm from generic" and "here" in unread.raw


def test_a_null_beside_ends_is_nothing() -> None:
    (ended,) = read("generic", entries({"name": "lag", "state": "up"}, None), NOW)

    assert ended.state == "resolved"
    assert any("1 of 2 entries" in reason for reason in ended.reasons)


@pytest.mark.parametrize("fault", [KeyError("x"), TypeError(), RecursionError(), OverflowError()])
def test_a_readers_own_fault_is_a_reason_and_no_crash(fault: Exception) -> None:
    def fails(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
        raise fault

    with pytest.raises(Malformed, match=f"failed on this payload.*{type(fault).__name__}"):
        guarded(fails, BYTES, NOW)


@pytest.mark.parametrize("wrap", [lambda b: b, gzip.compress, base64.b64encode], ids=["plain", "gzip", "base64"])
@pytest.mark.parametrize("levels", [41, 10_000, 100_000])
def test_nesting_without_end_is_refused_in_any_form(wrap: Callable[[bytes], bytes], levels: int) -> None:
    with pytest.raises(Malformed, match="deeper"):
        read("datadog", wrap(b'{"a":' * levels + b"1" + b"}" * levels), NOW)
