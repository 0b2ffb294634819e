"""Nothing personal and nothing secret leaves; everything a reader needs stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.redaction.redact import last4, redact


@pytest.mark.parametrize(
    "number",
    [
        "+12025550142",
        "+1 (202) 555-0142",
        "+1 202 555 0142",
        "202-555-0142",
        "202.555.0142",
        "(202) 555-0142",
        "1 202 555 0142",
        "12025550142",
    ],
)
def test_a_telephone_number_keeps_only_its_last_four_digits(number: str) -> None:
    assert redact(f"call me on {number} please") == "call me on ***0142 please"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("card 4111 1111 1111 1111 was charged", "card ***1111 was charged"),
        ("card 4111-1111-1111-1111", "card ***1111"),
        ("amex 3782 822463 10005", "amex ***0005"),
        ("write to jo.smith+vet@example.co.uk now", "write to [email] now"),
        ("key AKIAIOSFODNN7EXAMPLE leaked", "key [secret] leaked"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: [secret] [secret]"),
        ("using bearer abcdef123", "using bearer [secret]"),
        ("DB_PASSWORD=hunter2 host=db", "DB_PASSWORD=[secret] host=db"),
        ('{"api_key": "a b c", "ok": 1}', '{"api_key": [secret], "ok": 1}'),
        ("my password is hunter2", "my password is [secret]"),
        ("https://bob:pw@db.internal/x", "https://[secret]@db.internal/x"),
        ("sk-ant-api03-abcdefgh is live", "[secret] is live"),
        ("jwt eyJhbGciOi.eyJzdWIi.c2ln", "jwt [secret]"),
        ("he wrote go K7M2QX", "he wrote go [code]"),
        ("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- end", "[secret] end"),
        ("X-Amz-Signature=abcdef&x=1", "X-Amz-Signature=[secret]&x=1"),
    ],
)
def test_secrets_and_personal_data_are_removed(text: str, clean: str) -> None:
    assert redact(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T03:14:15Z checkout p95 1,234 ms, errors 12.5%",
        "from 2026-11-22 03:14:15 to 2026-11-22 03:40:00",
        "INC-000042 acked at 03:14 UTC by ben",
        "30 kg Labrador: dark chocolate 200 g, 38.0 mg/kg",
        "s3://reports/INC-000042.txt and /var/task/runbooks/ops/rollback.md",
        "alias live moved from version 7 to 6; no change in storefront",
    ],
)
def test_times_measures_and_places_stay_readable(text: str) -> None:
    assert redact(text) == text


def test_a_resource_name_stays_whole_in_a_report_and_not_elsewhere() -> None:
    text = "read arn:aws:lambda:us-east-1:123456789012:function:checkout for 2025550142"

    assert redact(text, keep_arns=True) == "read arn:aws:lambda:us-east-1:123456789012:function:checkout for ***0142"
    assert "123456789012" not in redact(text)


def test_addresses_go_when_asked() -> None:
    assert redact("from 10.0.12.34 to db", ips=True) == "from [address] to db"
    assert redact("from 10.0.12.34 to db") == "from 10.0.12.34 to db"


def test_the_last_four_digits_name_a_phone_in_a_log() -> None:
    assert last4("+12025550142") == "***0142"
    assert last4("911") == "***"


PIECES = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.from_regex(r"[+(]?[0-9]{1,4}[-. )]?[0-9]{2,9}[-. ]?[0-9]{0,5}", fullmatch=True),
        st.sampled_from(["password=", "token: ", "Bearer ", "a@b.co", "go K7M2QX", "AKIAIOSFODNN7EXAMPLE", "[secret]"]),
    ),
    max_size=6,
).map("".join)


@given(PIECES)
def test_no_long_run_of_digits_survives_and_twice_is_once(text: str) -> None:
    clean = redact(text)

    assert not re.search(r"\d{7,}", clean)
    assert redact(clean) == clean


def test_public_lines_and_measurements_stay_readable() -> None:
    assert redact("poison line 888-426-4435 or 1-800-222-1222") == "poison line 888-426-4435 or 1-800-222-1222"
    assert redact("error rate 20.12345670515 over 5.0") == "error rate 20.12 over 5.0"
    assert redact("call me at 202-555-0142") == "call me at ***0142"
