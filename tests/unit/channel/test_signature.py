"""Webhooks that are Twilio's, and webhooks that only look like it. The SDK's validator is the independent signer."""

import hashlib
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import (  # type: ignore[import-untyped]  # twilio ships no types
    HMAC_SHA256,
    RequestValidator,
)

from nightdesk.channel.signature import SharedKey, sign, verify
from nightdesk.errors import BadSignature

TOKEN, OLD_TOKEN = "12345", "54321"
URL = "https://desk.example.com/prod/twilio/sms"
FORM = "application/x-www-form-urlencoded"
BODY = "From=%2B12025550142&Body=ack+42&FromCity=&MessageSid=SM1&Emoji=%F0%9F%90%B6"


class Pairs(dict[str, str]):
    """A form as the SDK takes it when keys repeat."""

    def __init__(self, body: str) -> None:
        super().__init__(parse_qsl(body, keep_blank_values=True))
        self._pairs = parse_qsl(body, keep_blank_values=True)

    def getall(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key == name]


def signed(url: str = URL, body: str = BODY, token: str = TOKEN, **more: str) -> dict[str, str]:
    signature = RequestValidator(token).compute_signature(url, Pairs(body), **more)
    return {"X-Twilio-Signature": signature, "Content-Type": FORM}


def test_a_signed_form_is_accepted_with_its_blanks() -> None:
    params = verify(URL, signed(), BODY, [TOKEN])

    assert params["Body"] == "ack 42"
    assert params["FromCity"] == ""
    assert params["Emoji"] == "\U0001f436"


def test_header_names_come_in_any_case_and_bodies_as_bytes() -> None:
    headers = {name.lower(): value for name, value in signed().items()}
    headers["content-type"] += "; charset=UTF-8"

    assert verify(URL, headers, BODY.encode(), [TOKEN])["MessageSid"] == "SM1"


def test_a_repeated_key_counts_each_distinct_value_once() -> None:
    body = "Media=b&Media=a&Media=b&Z="

    assert verify(URL, signed(body=body), body, [TOKEN]) == {"Media": ["b", "a", "b"], "Z": ""}


def test_the_query_is_used_as_it_was_sent() -> None:
    url = f"{URL}?b=two%20words&a=1"

    assert verify(url, signed(url), BODY, [TOKEN])
    with pytest.raises(BadSignature):
        verify(f"{URL}?b=two+words&a=1", signed(url), BODY, [TOKEN])


def test_the_connection_override_behind_the_url_is_not_signed() -> None:
    assert verify(f"{URL}#rc=2&rp=5xx", signed(), BODY, [TOKEN])


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ("https://desk.example.com:443/x", "https://desk.example.com/x"),
        ("https://desk.example.com/x", "https://desk.example.com:443/x"),
        ("http://127.0.0.1:8123/x", "http://127.0.0.1:8123/x"),
        ("https://desk.example.com:8443/x", "https://desk.example.com/x"),
    ],
)
def test_the_port_may_be_spelled_or_not(told: str, called: str) -> None:
    assert verify(called, signed(told), BODY, [TOKEN])


@pytest.mark.parametrize(
    "wrong",
    [
        "http://desk.example.com/prod/twilio/sms",
        "https://desk.example.com/twilio/sms",
        "https://Desk.example.com/prod/twilio/sms",
        "https://desk.example.com/prod/twilio/sms/",
        "wss://desk.example.com/prod/twilio/sms",
        "https://desk.example.com/prod/twilio/sms?x=1",
    ],
)
def test_another_url_does_not_pass(wrong: str) -> None:
    with pytest.raises(BadSignature):
        verify(wrong, signed(), BODY, [TOKEN])


@pytest.mark.parametrize("body", ["From=%2B12025550142&Body=ack+43", BODY + "&x=1", "", BODY.replace("FromCity=&", "")])
def test_a_changed_form_does_not_pass(body: str) -> None:
    with pytest.raises(BadSignature):
        verify(URL, signed(), body, [TOKEN])


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": "\ud800"}])
def test_a_missing_or_absurd_signature_does_not_pass(headers: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        verify(URL, {"Content-Type": FORM} | headers, BODY, [TOKEN])


@pytest.mark.parametrize("token", [TOKEN, OLD_TOKEN])
def test_both_tokens_pass_while_one_is_being_rotated(token: str) -> None:
    assert verify(URL, signed(token=token), BODY, [TOKEN, OLD_TOKEN])


@pytest.mark.parametrize("tokens", [[], [""], ["99999"]])
def test_no_token_or_another_token_passes_nothing(tokens: list[str]) -> None:
    with pytest.raises(BadSignature):
        verify(URL, signed(token=tokens[0] if tokens == [""] else TOKEN), BODY, tokens)


def test_parameters_that_were_not_signed_are_dropped_when_they_are_the_known_ones() -> None:
    body = BODY + "&CallToken=abc&StirVerstat=TN-Validation-Passed-A"

    params = verify(URL, signed(), body, [TOKEN])

    assert "CallToken" not in params
    assert "StirVerstat" not in params
    assert verify(URL, signed(body=body), body, [TOKEN])["CallToken"] == "abc"


class TestOtherBodies:
    """JSON is signed through its hash in the query."""

    def url(self, body: str) -> str:
        return f"{URL}?bodySHA256={hashlib.sha256(body.encode()).hexdigest()}"

    def headers(self, url: str, kind: str = "application/json") -> dict[str, str]:
        return {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(url, {}), "Content-Type": kind}

    def test_a_json_body_passes_with_its_hash_and_yields_no_parameters(self) -> None:
        url = self.url('{"a":1}')

        assert verify(url, self.headers(url), '{"a":1}', [TOKEN]) == {}

    @pytest.mark.parametrize("swapped", ['{"a": 1}', '{"a":2}', "", "From=%2B12025550142"])
    @pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
    def test_a_swapped_body_does_not_pass(self, swapped: str, kind: str) -> None:
        url = self.url('{"a":1}')

        with pytest.raises(BadSignature):
            verify(url, self.headers(url, kind), swapped, [TOKEN])

    def test_a_form_cannot_borrow_the_signature_of_a_json_body(self) -> None:
        url = self.url('{"a":1}')

        with pytest.raises(BadSignature):
            verify(url, self.headers(url, FORM), "", [TOKEN])

    def test_a_json_body_without_its_hash_does_not_pass(self) -> None:
        with pytest.raises(BadSignature):
            verify(URL, self.headers(URL), '{"a":1}', [TOKEN])

    def test_a_hash_given_twice_must_be_right_twice(self) -> None:
        url = self.url('{"a":1}')
        twice = url + url[url.index("?") :].replace("?", "&")

        assert verify(twice, self.headers(twice), '{"a":1}', [TOKEN]) == {}
        with pytest.raises(BadSignature):
            verify(url + "&bodySHA256=00", self.headers(url + "&bodySHA256=00"), '{"a":1}', [TOKEN])

    def test_a_request_without_any_body_is_signed_by_its_url(self) -> None:
        assert verify(URL + "?x=1", {"X-Twilio-Signature": sign(URL + "?x=1", [], TOKEN)}, "", [TOKEN]) == {}


class TestSharedKeys:
    """The newer scheme, in which a header names key and algorithm."""

    KEY = SharedKey(id="webhooks_sharedkey_1", secret="shared")

    def headers(self, settings: str, token: str = "shared", algorithm: str = HMAC_SHA256) -> dict[str, str]:
        return signed(token=token, algorithm=algorithm) | {"X-Twilio-Webhooks-Signature-Settings": settings}

    def test_a_shared_key_signs_with_sha256(self) -> None:
        headers = self.headers("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256")

        assert verify(URL, headers, BODY, [self.KEY])

    @pytest.mark.parametrize(
        "settings",
        [
            "",
            "algorithm=HMAC_SHA256",
            "key=other,algorithm=HMAC_SHA256",
            "key=webhooks_sharedkey_1,algorithm=HMAC_SHA1",
        ],
    )
    def test_the_sender_cannot_choose_another_key_or_algorithm(self, settings: str) -> None:
        with pytest.raises(BadSignature):
            verify(URL, self.headers(settings), BODY, [self.KEY])

    def test_an_auth_token_never_signs_with_sha256(self) -> None:
        headers = self.headers("algorithm=HMAC_SHA256", token=TOKEN)

        with pytest.raises(BadSignature):
            verify(URL, headers, BODY, [TOKEN])


forms = st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=12)), max_size=6)


@given(forms)
def test_every_form_signs_as_the_sdk_signs_it(pairs: list[tuple[str, str]]) -> None:
    body = urlencode(pairs)

    assert sign(URL, parse_qsl(body, keep_blank_values=True), TOKEN) == signed(body=body)["X-Twilio-Signature"]
    assert verify(URL, signed(body=body), body, [TOKEN]).keys() == {name for name, _ in pairs}


@given(st.binary(max_size=200), st.text(max_size=40))
def test_noise_is_refused_and_never_crashes(body: bytes, signature: str) -> None:
    with pytest.raises(BadSignature):
        verify(URL, {"X-Twilio-Signature": signature, "Content-Type": FORM}, body, [TOKEN])
