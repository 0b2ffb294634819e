"""War rooms at the simulated network, through the very client the desk uses, and at one that answers badly."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import urllib3
from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]  # twilio ships no types
from twilio.rest import Client  # type: ignore[import-untyped]  # twilio ships no types

from nightdesk.channel.conference import conference_event
from nightdesk.channel.twilio import TwilioChannel
from nightdesk.channel.twilio_rest import TwilioRest
from nightdesk.desk.rounds.moving import move_room
from nightdesk.errand.errand import MoveRoom
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.roll_call import Live, There, call_roll
from nightdesk.incident.war_room import WarRoom, told
from nightdesk.notice.twilio_conference import TwilioWarRoom
from tests.integration.local.desk import ACCOUNT, DESK, PUBLIC, TOKEN, Desk, Network, eventually
from tests.integration.local.test_local_calls import OTHER_VET, rings, until
from tests.integration.local.test_local_texts import LocalHttp

ROOM, OTHER = "INC-000042", "INC-000009"
JOINS = (
    '<Response><Dial hangupOnStar="true" action="/twilio/left"><Conference participantLabel="{label}" '
    'statusCallback="/twilio/conference/INC-000042" statusCallbackEvent="start end join leave">INC-000042'
    "</Conference></Dial></Response>"
)


def war_room(network: Network) -> TwilioWarRoom:
    rest = TwilioRest(account_sid=ACCOUNT, auth_token=TOKEN, base_url=network.serving.url, http=urllib3.PoolManager())
    return TwilioWarRoom(rest.exchange)


def channel(network: Network) -> TwilioChannel:
    return TwilioChannel(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        base_url=network.serving.url,
        public_url=PUBLIC,
        number=Phone(DESK),
        http=urllib3.PoolManager(),
    )


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
    with pytest.raises(ChannelUnavailable):
        war_room(network).live(ROOM)


def test_who_is_in_it_is_shown_with_whose_call_it_is_and_since_when(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    begun = datetime.now(UTC).replace(microsecond=0)
    maya = rings(network)
    until(network, maya, conference=ROOM)

    (alone,) = war_room(network).live(ROOM)
    omar = rings(network, To=OTHER_VET)
    until(network, omar, conference=ROOM)
    (both,) = war_room(network).live(ROOM)
    network.sim("POST", f"/calls/{maya}/hangup")
    (left,) = war_room(network).live(ROOM)
    network.sim("POST", f"/calls/{omar}/hangup")

    assert [one.call for one in alone.there] == [maya]
    assert (alone.there[0].person, alone.conference) == ("maya", both.conference)
    assert alone.there[0].since is not None
    assert begun <= alone.there[0].since <= datetime.now(UTC)
    assert [one.call for one in both.there] == [maya, omar]
    assert [one.call for one in left.there] == [omar]
    assert war_room(network).live(ROOM) == []
    assert war_room(network).live("INC-000004") == []


def test_a_lost_leaving_and_a_lost_end_are_found_at_the_wire(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    network.sim("PUT", "/faults", callbacks={"lose": ["participant-leave", "conference-end"]})
    maya = rings(network)
    until(network, maya, conference=ROOM)
    eventually(lambda: events(desk))
    network.sim("POST", f"/calls/{maya}/hangup")
    until(network, maya, status="completed")
    room: WarRoom | None = None
    for form in desk.receipts(f"/twilio/conference/{ROOM}"):
        told_of = conference_event(form, now=datetime.now(UTC))
        room = told(room, told_of) if told_of else room
    assert room is not None
    assert room.inside == ("maya",)

    found = []
    for minute in (1, 2):
        now = datetime.now(UTC) + timedelta(minutes=minute)
        room, seen = call_roll(room, war_room(network).live(ROOM), now=now)
        for one in seen:
            room = told(room, one)
            found.append(one.what)

    assert found == ["left", "ended"]
    assert room.inside == ()


def test_everybody_goes_over_to_another_room_once_and_nobody_is_hung_up_on(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    for person in ("maya", "omar"):
        desk.answers[f"/twilio/voice/room/{OTHER}/{person}/moved/{ROOM}"] = (
            f"<Response><Say>Joining.</Say><Dial><Conference>{OTHER}</Conference></Dial></Response>"
        )
    maya = rings(network)
    until(network, maya, conference=ROOM)
    desk.answers["/twilio/page/7"] = JOINS.format(label="omar.2")
    omar = rings(network, To=OTHER_VET)
    until(network, omar, conference=ROOM)
    errand = MoveRoom(room=IncidentId(ROOM), into=IncidentId(OTHER))

    for _ in range(2):
        move_room(errand, war_room=war_room(network), channel=channel(network))
        for call in (maya, omar):
            until(network, call, conference=OTHER)

    assert [network.call(call)["said"] for call in (maya, omar)] == [["Joining."], ["Joining."]]
    assert war_room(network).live(ROOM) == []
    (there,) = war_room(network).live(OTHER)
    assert {one.call for one in there.there} == {maya, omar}
    eventually(lambda: [what for what, _ in events(desk)][-1:] == ["conference-end"])
    assert [what for what, _ in events(desk)].count("participant-leave") == 2


def test_who_hangs_up_while_the_others_go_over_stops_nobody(desk: Desk, network: Network) -> None:
    class Late:
        """What the carrier showed a moment ago, when somebody was there who has hung up since."""

        def end(self, room: str) -> None: ...

        def live(self, room: str) -> list[Live]:
            return [Live(conference="CF1", there=(There(call=gone, person="maya"), There(call=omar, person="omar")))]

    desk.answers["/twilio/page/7"] = JOINS.format(label="omar.2")
    desk.answers[f"/twilio/voice/room/{OTHER}/omar/moved/{ROOM}"] = (
        f"<Response><Dial><Conference>{OTHER}</Conference></Dial></Response>"
    )
    gone, omar = rings(network), rings(network, To=OTHER_VET)
    for call in (gone, omar):
        until(network, call, conference=ROOM)
    network.sim("POST", f"/calls/{gone}/hangup")

    errand = MoveRoom(room=IncidentId(ROOM), into=IncidentId(OTHER))
    move_room(errand, war_room=Late(), channel=channel(network))

    until(network, omar, conference=OTHER)


def test_twilios_own_client_reads_the_same_participants(desk: Desk, network: Network) -> None:
    desk.answers["/twilio/page/7"] = JOINS.format(label="maya.1")
    maya = rings(network)
    until(network, maya, conference=ROOM)
    client: Any = Client(ACCOUNT, TOKEN, http_client=LocalHttp(network.serving.url))
    (conference,) = client.conferences.list(friendly_name=ROOM, status="init")

    (listed,) = client.conferences(conference.sid).participants.list()
    by_label = client.conferences(conference.sid).participants("maya.1").fetch()

    assert (listed.call_sid, listed.label, listed.status) == (maya, "maya.1", "connected")
    assert (listed.start_conference_on_enter, listed.end_conference_on_exit) == (True, False)
    assert by_label.date_created == listed.date_created
    assert client.conferences(conference.sid).participants.list(muted=True) == []
    client.conferences(conference.sid).update(status="completed")
    assert client.conferences(conference.sid).participants.list() == []
    with pytest.raises(TwilioException, match="20404"):
        client.conferences("CF" + "0" * 32).participants.list()


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
