"""The simulator's API: what it refuses, what it shows, what it passes on, and the model that is not there."""

import threading
from typing import Any

import httpx
import pytest

from tests.integration.local.conftest import Opens
from tests.integration.local.desk import DESK, Desk, Network, eventually

ANA = "+12025550121"
KEY = {"x-api-key": "k", "anthropic-version": "2023-06-01"}
QUESTION = {"model": "claude-haiku-5-5", "max_tokens": 50, "messages": [{"role": "user", "content": "hi"}]}


class FakeShop:
    """A shop with one thing to break."""

    def __init__(self) -> None:
        self.broken: dict[str, bool] = {}

    def break_(self, fault: str, sticky: bool = False) -> None:
        """Break it."""
        if fault != "bad-deploy":
            raise KeyError(fault)
        self.broken[fault] = sticky

    def mend(self, fault: str) -> None:
        """Mend it."""
        del self.broken[fault]

    def state(self) -> dict[str, Any]:
        """What is broken."""
        return {"faults": dict(self.broken)}


class FakeProxy:
    """Remembers the faults it was handed."""

    def __init__(self) -> None:
        self.handed: list[dict[str, Any]] = []

    def faults(self, faults: dict[str, Any]) -> None:
        """Take the faults."""
        self.handed.append(faults)


@pytest.mark.parametrize(
    ("method", "path", "body", "named"),
    [
        ("POST", "/texts", {"from": ANA, "to": DESK, "body": "x", "colour": "red"}, "'colour' is not a field"),
        ("POST", "/texts", {"from": ANA, "to": DESK}, "'body' is missing"),
        ("POST", "/texts", {"from": "ana", "to": DESK, "body": "x"}, "'from' is wrong: 'ana' is not a telephone"),
        ("POST", "/texts", {"from": ANA, "to": ANA, "body": "x"}, "'to' must be the desk's number"),
        ("POST", "/calls", {"from": ANA, "to": DESK, "body": "x"}, "'body' is not a field"),
        ("PUT", f"/phones/{ANA}/behaviour", {"texts": "failed"}, "'texts' is wrong: 'failed' is none of"),
        ("PUT", f"/phones/{ANA}/behaviour", {"calls": "asleep"}, "'calls' is wrong"),
        ("PUT", "/faults", {"twilio": {"statu": 500}}, "'twilio.statu' is not a field"),
        ("PUT", "/faults", {"telephone": {}}, "'telephone' is not a field"),
    ],
)
def test_a_bad_body_is_refused_with_a_sentence_that_names_the_field(
    network: Network, method: str, path: str, body: dict[str, object], named: str
) -> None:
    refused = network.sim(method, path, **body)

    assert refused.status_code == 400
    assert named in refused.json()["error"]


def test_what_is_not_json_is_refused(network: Network) -> None:
    refused = network.client.post("/sim/texts", content=b"{not json")

    assert refused.status_code == 400
    assert "not JSON" in refused.json()["error"]


def test_any_number_is_a_phone_once_it_is_looked_at(network: Network) -> None:
    network.sim("GET", f"/phones/{ANA}")

    assert [phone["number"] for phone in network.sim("GET", "/phones").json()] == [ANA]


def test_whoever_waits_for_changes_hears_of_the_next_one(network: Network) -> None:
    revision = network.sim("GET", "/state").json()["revision"]
    heard: list[dict[str, Any]] = []
    ask = threading.Thread(
        target=lambda: heard.append(httpx.get(f"{network.serving.url}/sim/changes?after={revision}", timeout=30).json())
    )
    ask.start()

    network.create("Messages", To=ANA, Body="news")

    ask.join(timeout=25)
    assert heard[0]["changed"]
    assert heard[0]["revision"] > revision
    assert heard[0]["phones"][0]["number"] == ANA


def test_the_shop_is_broken_and_mended_by_hand(opens: Opens) -> None:
    network = opens(shop=FakeShop())

    broken = network.sim("POST", "/shop/faults", fault="bad-deploy", sticky=True).json()
    unknown = network.sim("POST", "/shop/faults", fault="earthquake")
    mended = network.sim("DELETE", "/shop/faults/bad-deploy").json()

    assert broken == {"faults": {"bad-deploy": True}}
    assert (unknown.status_code, "earthquake" in unknown.json()["error"]) == (404, True)
    assert mended == network.sim("GET", "/state").json()["shop"] == {"faults": {}}


def test_a_shop_that_cannot_be_seen_does_not_hide_the_phones(opens: Opens) -> None:
    class ClosedShop(FakeShop):
        def state(self) -> dict[str, Any]:
            raise ConnectionError("closed")

    network = opens(shop=ClosedShop())

    network.sim("GET", f"/phones/{ANA}")

    state = network.sim("GET", "/state").json()
    assert state["shop"] == {"error": "the shop cannot be seen: closed"}
    assert [phone["number"] for phone in state["phones"]] == [ANA]


def test_a_run_without_a_shop_says_so(network: Network) -> None:
    assert network.sim("GET", "/shop").json() == {"error": "this run has no demo shop"}


def test_faults_of_aws_are_handed_to_the_proxy(opens: Opens) -> None:
    proxy = FakeProxy()
    network = opens(proxy=proxy)

    network.sim("PUT", "/faults", aws={"deny": ["lambda:UpdateAlias"], "latency_s": 0.5})
    network.sim("PUT", "/faults")

    assert proxy.handed == [{"deny": ["lambda:UpdateAlias"], "latency_s": 0.5}, {}]


def test_the_console_is_passed_on_with_the_operators_token(desk: Desk, network: Network) -> None:
    desk.answers["/console/api/incidents"] = '{"incidents": []}'

    shown = network.client.get("/console/api/incidents?desk=ops", headers={"Authorization": "Bearer stolen"})

    [posted] = desk.posted
    assert shown.text == '{"incidents": []}'
    assert posted.headers["authorization"] == "Bearer console-token"


def test_alarms_posted_to_the_page_reach_the_desk_with_their_own_token(desk: Desk, network: Network) -> None:
    network.client.post("/alarms/alertmanager", json={"alerts": []}, headers={"Authorization": "Bearer theirs"})

    [posted] = desk.posted
    assert (posted.path, posted.headers["authorization"]) == ("/alarms/alertmanager", "Bearer theirs")


def test_without_a_told_text_there_is_no_model_and_it_says_so(network: Network) -> None:
    answer = network.client.post("/claude/v1/messages", json=QUESTION, headers=KEY)

    assert answer.status_code == 503
    assert answer.json()["error"]["type"] == "overloaded_error"
    assert "no model" in answer.json()["error"]["message"]


def test_the_model_says_what_it_was_told_after_failing_as_often_as_asked(network: Network) -> None:
    network.sim("PUT", "/faults", claude={"text": "Stay with him.", "status": 529, "times": 1, "drip_s": 0.001})

    first = network.client.post("/claude/v1/messages", json=QUESTION, headers=KEY)
    second = network.client.post("/claude/v1/messages", json=QUESTION, headers=KEY)

    assert (first.status_code, first.json()["error"]["type"]) == (529, "overloaded_error")
    assert second.json()["content"] == [{"type": "text", "text": "Stay with him."}]
    assert second.json()["stop_reason"] == "end_turn"
    assert len(network.sim("GET", "/claude").json()["requests"]) == 2


def test_anthropics_own_client_reads_the_answer(network: Network) -> None:
    from anthropic import Anthropic

    network.sim("PUT", "/faults", claude={"text": "Hello."})
    client = Anthropic(api_key="k", base_url=f"{network.serving.url}/claude", max_retries=0)

    message = client.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": "hi"}])

    assert [block.text for block in message.content if block.type == "text"] == ["Hello."]


def test_a_request_without_a_key_or_a_model_is_refused(network: Network) -> None:
    keyless = network.client.post("/claude/v1/messages", json=QUESTION)
    modelless = network.client.post("/claude/v1/messages", json={"max_tokens": 5, "messages": []}, headers=KEY)

    assert (keyless.status_code, modelless.status_code) == (401, 400)
    assert "model" in modelless.json()["error"]["message"]


def test_an_answer_of_twilios_can_break_off_half_way(network: Network) -> None:
    network.sim("PUT", "/faults", twilio={"status": 0, "times": 1, "after_accept": True})

    with pytest.raises(httpx.RemoteProtocolError):
        network.create("Messages", To=ANA, Body="taken?")

    assert eventually(lambda: network.sim("GET", f"/phones/{ANA}").json()["texts"])


@pytest.mark.parametrize(
    "headers", [{"Host": "rebound.example"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
)
def test_other_web_pages_cannot_use_the_operators_server(network: Network, headers: dict[str, str]) -> None:
    assert network.client.get("/sim/state", headers=headers).status_code == 403


def test_its_own_page_may(network: Network) -> None:
    assert network.client.get("/sim/state", headers={"Origin": network.serving.url}).status_code == 200
