"""Slack's own client against a server at the wire."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.errors import NoticeUnavailable
from nightdesk.notice.slack import SlackRoom
from stacks.local.faults import Breakage, NoticeFault
from stacks.local.slack_server import SlackServer
from tests.integration.notice.wire import breaks, serving

CHANNEL = "C0NIGHTDESK"


@pytest.fixture
def breakage() -> Breakage:
    return Breakage()


@pytest.fixture
def workspace(breakage: Breakage) -> SlackServer:
    return SlackServer(token="xoxb-1-good", channel=CHANNEL, fault=breakage.slack)


@pytest.fixture
def room(workspace: SlackServer) -> Iterator[SlackRoom]:
    with serving(workspace.routes()) as url:
        yield SlackRoom("xoxb-1-good", CHANNEL, f"{url}/")


def recently() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


def test_a_thread_is_begun_followed_and_amended(room: SlackRoom, workspace: SlackServer) -> None:
    head = room.post("*SEV1* checkout", mark="INC-000042:head")
    room.post("Ana has it", thread=head, mark="INC-000042:3")
    room.amend(head, "*SEV1* checkout: resolved")

    assert [(one.text, one.thread_ts) for one in workspace.messages] == [
        ("*SEV1* checkout: resolved", ""),
        ("Ana has it", head),
    ]


def test_nothing_in_a_message_can_be_clicked(room: SlackRoom, workspace: SlackServer) -> None:
    room.post("Approval asked", mark="m")

    assert workspace.messages[0].blocks == []


def test_what_was_posted_is_found_by_its_mark_on_whichever_page(room: SlackRoom, workspace: SlackServer) -> None:
    head = room.post("head", mark="INC-000042:head")
    for n in range(230):
        workspace.post_message({"channel": CHANNEL, "text": f"talk {n}", "thread_ts": head})
    under = room.post("under", thread=head, mark="INC-000042:9")
    for n in range(230):
        workspace.post_message({"channel": CHANNEL, "text": f"talk {n}"})

    assert room.find("INC-000042:head", since=recently()) == head
    assert room.find("INC-000042:9", thread=head, since=recently()) == under
    assert room.find("INC-000042:8", thread=head, since=recently()) == ""
    assert room.find("INC-000043:head", since=recently()) == ""


def test_a_short_rate_limit_is_waited_for(room: SlackRoom, workspace: SlackServer, breakage: Breakage) -> None:
    breaks(breakage, slack=NoticeFault(status=429, retry_after_s=1, times=1))

    room.post("said", mark="m")

    assert [one.text for one in workspace.messages] == ["said"]


def test_a_long_rate_limit_is_told_and_not_sat_out(room: SlackRoom, workspace: SlackServer, breakage: Breakage) -> None:
    breaks(breakage, slack=NoticeFault(status=429, retry_after_s=120))

    with pytest.raises(NoticeUnavailable) as limited:
        room.post("said", mark="m")

    assert limited.value.retry_seconds == 120
    assert not limited.value.is_final
    assert len(workspace.calls) == 1


@pytest.mark.parametrize("status", [0, 500, 503])
def test_an_answer_that_is_lost_may_have_been_a_yes(
    room: SlackRoom, workspace: SlackServer, breakage: Breakage, status: int
) -> None:
    breaks(breakage, slack=NoticeFault(status=status, after_accept=True, times=1))

    with pytest.raises(NoticeUnavailable) as lost:
        room.post("said", mark="INC-000042:head")

    assert lost.value.may_have_sent
    assert len(workspace.messages) == 1
    assert room.find("INC-000042:head", since=recently()) == workspace.messages[0].ts


@pytest.mark.parametrize("error", ["token_revoked", "channel_not_found", "not_in_channel", "is_archived"])
def test_what_only_a_human_can_mend_is_final(room: SlackRoom, breakage: Breakage, error: str) -> None:
    breaks(breakage, slack=NoticeFault(error=error))

    with pytest.raises(NoticeUnavailable, match=error) as refused:
        room.post("said", mark="m")

    assert refused.value.is_final


def test_a_revoked_token_is_final_and_is_not_shown(room: SlackRoom, workspace: SlackServer) -> None:
    workspace.token = ""

    with pytest.raises(NoticeUnavailable, match="token_revoked") as refused:
        room.post("said", mark="m")

    assert refused.value.is_final
    assert "xoxb" not in str(refused.value)


def test_nobody_at_the_address_is_said_so() -> None:
    with pytest.raises(NoticeUnavailable, match="did not answer"):
        SlackRoom("xoxb-1-good", CHANNEL, "http://127.0.0.1:9/").post("said", mark="m")


def test_the_doctor_is_told_who_we_are(room: SlackRoom) -> None:
    assert room.who() == f"nightdesk in Acme, channel {CHANNEL}"
