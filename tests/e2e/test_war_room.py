"""People on an incident come together on one call and are told by one text; it ends with the incident."""

import pytest

from stacks.local.handset import Phone
from stacks.local.night import Night

ENGINEERS = ("Dev", "Eve", "Finn")


@pytest.fixture
def night_of_two(night: Night) -> tuple[Phone, Phone]:
    """Ana is woken, and Ben after her; nobody else answers."""
    for name in ENGINEERS:
        night.phone(name).sleeps()
    for words in (
        ("SEV",),
        ("Stand down",),
        ("Still on",),
        ("Resolved",),
        ("is yours",),
        ("is on the call",),
        ("Sent to",),
    ):
        night.tolerates(*words)
    ana, ben, cleo = night.phone("Ana").is_only_read(), night.phone("Ben").is_only_read(), night.phone("Cleo").sleeps()
    night.alarm("checkout-errors", service="checkout")
    ana.expects("checkout", "Reply ack")
    ben.expects("checkout", "Reply ack")
    for phone in (ana, ben):
        phone.behaves(calls="human")
        phone.is_muted = True
    assert cleo
    return ana, ben


def test_two_people_come_together_are_on_the_record_and_are_hung_up_on_when_it_is_over(
    night: Night, night_of_two: tuple[Phone, Phone]
) -> None:
    ana, ben = night_of_two
    incident = night.incident("ops")["id"]
    hers, his = ana.code("ack"), ben.code("ack")
    night.disturbs(callbacks={"duplicate": True, "reorder": False, "delay_s": 0})

    ana.texts(f"ack {hers}").expects("is yours")
    ana.texts(f"join {hers}").expects("press any key to join")
    anas = ana.is_invited().hears("the call for case", "Press any key to join").presses("1").joins(incident)
    anas.hears("first on the call")
    night.tells(incident, "joined", "Ana", "joined the call")

    bens = ben.calls_desk().hears("0 to join the call").presses("0").joins(incident)
    bens.hears("Ana Duarte is on it")
    anas.says("rolling back now")
    bens.hears("rolling back now")
    ben.texts(f"say {his} Deploys are frozen.")
    ana.expects("to all on INC-", "Deploys are frozen.")

    anas.presses("*").hears("You have left the call", "6 to close it")
    night.tells(incident, "left", "Ana", "left the call")
    anas.presses("0").joins(incident)

    ana.texts(f"resolve {hers}: rolled back by hand")
    anas.ends()
    bens.ends()
    night.tells(incident, "left", "the call ended")
    joined = [line for line in night.console(incident)["timeline"] if line["kind"] == "joined"]
    assert len(joined) == 3, night.telling("somebody joined more often on the record than in truth")
    told = [event["detail"] for event in bens.now["events"] if event["event"] == "callback"]
    assert told[0].startswith("participant-join")


def test_callbacks_that_come_last_first_leave_nobody_in_the_room(
    night: Night, night_of_two: tuple[Phone, Phone]
) -> None:
    ana, _ = night_of_two
    incident = night.incident("ops")["id"]
    night.disturbs(callbacks={"duplicate": True, "reorder": True, "delay_s": 0})

    call = ana.calls_desk().presses("0").joins(incident)
    call.hangs_up()

    night.tells(incident, "joined", "Ana")
    night.tells(incident, "left", "Ana")
    night.tells(incident, "left", "the call ended")
    ana.texts(f"who {incident.removeprefix('INC-').lstrip('0')}").expects("Woken so far")
    assert "On the call" not in ana.last


def test_who_talks_on_a_merged_incidents_call_goes_on_talking_on_the_others(
    night: Night, night_of_two: tuple[Phone, Phone]
) -> None:
    ana, ben = night_of_two
    kept = night.incident("ops")["id"]
    night.tolerates("merged into")
    night.alarm("catalog-db-errors", service="catalog-db")
    ben.expects("catalog-db", "Reply ack")
    gone = next(one["id"] for one in night.incidents() if one["id"] != kept)
    ben.texts(f"join {gone}").expects("press any key to join")
    bens = ben.is_invited().presses("1").joins(gone)
    anas = ana.calls_desk().presses("0").joins(gone)

    ana.texts(f"merge {gone} into {kept}").expects("was merged into")

    for call in (anas, bens):
        call.joins(kept).hears("is now part of case", "Joining its call")
    anas.says("rolling back now")
    bens.hears("rolling back now")
    night.tells(gone, "note", "its call goes over to", "Ana Duarte")
    night.tells(kept, "note", "comes over", "Ana Duarte")
    night.tells(gone, "left", "the call ended")
    night.tells(kept, "joined", "Ben")


def test_a_mailbox_is_never_let_into_the_room(night: Night, night_of_two: tuple[Phone, Phone]) -> None:
    ana, _ = night_of_two
    incident = night.incident("ops")["id"]
    ana.behaves(calls="voicemail")

    ana.texts(f"join {incident.removeprefix('INC-').lstrip('0')}").expects("press any key to join")

    call = ana.is_invited().ends()
    assert "Press any key to join" in (call.now["voicemail"] or "")
    assert not [line for line in night.console(incident)["timeline"] if line["kind"] == "joined"]
