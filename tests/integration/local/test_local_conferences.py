"""Ending a war room at the simulated network, through the very client the desk uses, and at one that answers badly."""

from typing import Any

import pytest
import urllib3
from twilio.rest import Client  # type: ignore[import-untyped]  # twilio ships no types

from nightdesk.channel.twilio_rest import TwilioRest
from nightdesk.errors import ChannelUnavailable
from nightdesk.notice.twilio_conference import TwilioWarRoom
from tests.integration.local.desk import ACCOUNT, TOKEN, Desk, Network, eventually
from tests.integration.local.test_local_calls import OTHER_VET, rings, until
from tests.integration.local.test_local_texts import LocalHttp

ROOM = "INC-000042"
JOINS = (
    '<Response><Dial hangupOnStar="true" action="/twilio/left"><Conference participantLabel="{label}" '
    'statusCallback="/twilio/conference/INC-000042" statusCallbackEvent="start end join leave">INC-000042'
    "</Conference></Dial></Response>"
)


def war_room(network: Network) -> TwilioWarRoom:
    rest = TwilioRest(account_sid=ACCOUNT, auth_token=TOKEN, base_url=network.serving.url, http=urllib3.PoolManager())
    return TwilioWarRoom(rest.exchange)


def events(desk: Desk) -> list[tuple[str, str]]:
    told = desk.receipts(f"/twilio/conference/{ROOM}")
    return [(one["StatusCallbackEvent"], one["SequenceNumber"]) for one in told]


def test_everybody_in_the_room_is_hung_up_on_and_the_desk_is_told_who_left(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    maya, omar = rings(network), rings(network, To=OTHER_VET)
    for call in (maya, omar):
        until(network, call, conference=ROOM)

    war_room(network).end(ROOM)

    for call in (maya, omar):
        assert until(network, call, conference=None, status="completed")["ended_at"]
    eventually(lambda: len(events(desk)) == 6)
    assert [what for what, _ in events(desk)] == [
        "participant-join",
        "participant-join",
        "conference-start",
        "participant-leave",
        "participant-leave",
        "conference-end",
    ]
    assert [order for _, order in events(desk)] == [str(number) for number in range(6)]


def test_somebody_who_waits_alone_is_not_left_in_it(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    maya = rings(network)
    until(network, maya, conference=ROOM)

    war_room(network).end(ROOM)

    until(network, maya, conference=None, status="completed")


def test_an_empty_room_an_unknown_one_and_a_second_time_are_nothing(desk: Desk, network: Network) -> None:
    room = war_room(network)

    room.end(ROOM)
    room.end(ROOM)


def test_another_incidents_room_goes_on(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    maya = rings(network)
    until(network, maya, conference=ROOM)

    war_room(network).end("INC-000004")

    assert network.call(maya)["conference"] == ROOM


def test_star_leaves_the_room_for_what_comes_after_it(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    desk.answers["/twilio/left"] = "<Response><Say>You have left.</Say><Hangup/></Response>"
    maya = rings(network)
    until(network, maya, conference=ROOM)

    network.sim("POST", f"/calls/{maya}/digits", digits="*")

    assert until(network, maya, status="completed")["said"] == ["You have left."]
    eventually(lambda: ("conference-end", "2") in events(desk))


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_a_carrier_that_does_not_answer_well_is_said_to(desk: Desk, network: Network, status: int) -> None:
    network.sim("PUT", "/faults", twilio={"status": status, "times": 9})

    with pytest.raises(ChannelUnavailable):
        war_room(network).end(ROOM)


def test_twilios_own_client_reads_the_same_conferences(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    maya, omar = rings(network), rings(network, To=OTHER_VET)
    for call in (maya, omar):
        until(network, call, conference=ROOM)
    client: Any = Client(ACCOUNT, TOKEN, http_client=LocalHttp(network.serving.url))

    (found,) = client.conferences.list(friendly_name=ROOM, status="in-progress")
    client.conferences(found.sid).update(status="completed")

    assert found.friendly_name == ROOM
    until(network, maya, status="completed")
    ended = client.conferences(found.sid).fetch()
    assert (ended.status, ended.reason_conference_ended) == ("completed", "conference-ended-via-api")
