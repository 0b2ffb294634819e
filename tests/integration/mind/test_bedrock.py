"""Claude through Bedrock: the same questions, signed with the credentials of whoever runs."""

from collections.abc import Iterator

import pytest

from nightdesk.errors import MindUnavailable
from nightdesk.mind.claude import ClaudeMind
from nightdesk.mind.connect import bedrock, bedrock_name
from nightdesk.prompt import load
from tests.integration.mind.wire import Wire, message, serving, text

VALUES = {name: name for name in ("facts", "state", "plain", "must_say", "heard")}


@pytest.fixture
def wire() -> Iterator[Wire]:
    with serving() as wire:
        yield wire


@pytest.fixture
def mind(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> ClaudeMind:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAROLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-role")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token-of-the-role")
    made = ClaudeMind(bedrock("us-east-1", wire.url), bedrock_name("claude-haiku-5-5"))
    made.warm()
    return made


def test_a_question_goes_to_the_named_model_signed_with_the_roles_credentials(wire: Wire, mind: ClaudeMind) -> None:
    wire.reply = lambda request: request.say(message(text("Go now.")))

    thought = mind.phrase(load("pets/reply"), values=VALUES, deadline_seconds=20)

    [asked], [headers] = wire.requests, wire.headers
    assert thought.text == "Go now."
    assert asked["path"] == "/model/anthropic.claude-haiku-5-5/invoke"
    assert headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKIAROLE/")
    assert "/us-east-1/bedrock/aws4_request" in headers["authorization"]
    assert headers["x-amz-security-token"] == "token-of-the-role"
    assert asked["thinking"] == {"type": "disabled"}
    assert asked["system"][0]["cache_control"] == {"type": "ephemeral", "ttl": "1h"}
    assert "secret-of-the-role" not in str((asked, headers))


def test_a_throttled_model_is_given_up_on_without_a_second_try(wire: Wire, mind: ClaudeMind) -> None:
    wire.reply = lambda request: request.say({"message": "slow down"}, status=429, headers={"retry-after": "600"})

    with pytest.raises(MindUnavailable, match="429"):
        mind.phrase(load("pets/reply"), values=VALUES, deadline_seconds=20)

    assert len(wire.requests) == 1


def test_without_credentials_the_mind_is_unavailable_and_says_no_secret(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")

    mind = ClaudeMind(bedrock("eu-west-3", wire.url))  # the SDK keeps a session, credentials included, per region

    with pytest.raises(MindUnavailable):
        mind.phrase(load("pets/reply"), values=VALUES, deadline_seconds=20)

    assert wire.requests == []


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("claude-haiku-5-5", "anthropic.claude-haiku-5-5"),
        ("us.anthropic.claude-haiku-5-5", "us.anthropic.claude-haiku-5-5"),
        ("arn:aws:bedrock:us-east-1:1:inference-profile/x", "arn:aws:bedrock:us-east-1:1:inference-profile/x"),
    ],
)
def test_a_model_is_named_as_bedrock_names_it(told: str, named: str) -> None:
    assert bedrock_name(told) == named
