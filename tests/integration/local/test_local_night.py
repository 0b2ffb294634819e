"""The phone language, told over a scripted desk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from stacks.local.night import Night
from tests.integration.local.conftest import Opens
from tests.integration.local.desk import Desk, Network

Nights = Callable[..., Night]
ANA, BEN = "+12025550121", "+12025550122"


@pytest.fixture
def begins(network: Network, tmp_path: Any) -> Iterator[Nights]:
    """Begins a night with a small roster."""
    roster = tmp_path / "roster.yaml"
    people = [{"id": "ana", "name": "Ana Duarte", "phone": ANA}, {"id": "ben", "name": "Dr. Ben Sato", "phone": BEN}]
    roster.write_text(yaml.safe_dump({"people": people}))
    begun: list[Night] = []

    def begin() -> Night:
        begun.append(Night(network.serving.url, roster=roster, patience_s=3.0, quiet_s=0.2))
        return begun[-1]

    yield begin
    for night in begun:
        night.close()


def test_a_page_is_expected_and_acknowledged_with_the_code_it_hints_at(
    desk: Desk, network: Network, begins: Nights
) -> None:
    night = begins()
    network.create("Messages", To=ANA, Body="SEV1 Checkout errors at 20:15. Reply ACK 42, or: go K7PQ2X / no K7PQ2X.")

    ana = night.phone("Ana").expects("checkout errors", "sev1").replies("ack {code}")
    ana.replies("go {code}")

    assert [form["Body"] for form in desk.receipts("/twilio/sms")] == ["ack 42", "go K7PQ2X"]
    night.stays_quiet()


def test_a_text_nobody_expected_ends_the_quiet_and_is_shown(network: Network, begins: Nights) -> None:
    night = begins()
    network.create("Messages", To=BEN, Body="INC-000042 is resolved")

    with pytest.raises(AssertionError) as noise:
        night.stays_quiet()

    assert "nobody expected\nDr. Ben Sato: INC-000042 is resolved" in str(noise.value)
    assert f"Dr. Ben Sato ({BEN})" in night.transcript()


def test_what_was_there_before_the_night_is_not_of_this_night(network: Network, begins: Nights) -> None:
    network.create("Messages", To=BEN, Body="yesterday")
    night = begins()

    night.stays_quiet()

    assert night.transcript() == ""


def test_a_text_that_does_not_come_is_told_with_the_transcript(network: Network, begins: Nights) -> None:
    night = begins()
    network.create("Messages", To=ANA, Body="something else")

    with pytest.raises(AssertionError, match=r"Ana got no text with 'checkout'[\s\S]*something else"):
        night.phone("Ana").expects("checkout")


def test_a_text_the_phone_could_not_take_did_not_arrive(network: Network, begins: Nights) -> None:
    night = begins()
    night.phone("Ana").behaves(texts="failed:30006")

    network.create("Messages", To=ANA, Body="never seen")

    night.stays_quiet()


def test_a_call_is_heard_answered_and_over(desk: Desk, network: Network, begins: Nights) -> None:
    desk.answers["/page"] = (
        '<Response><Gather numDigits="1" action="/key"><Say>Press 4 to take it.</Say></Gather></Response>'
    )
    desk.answers["/key"] = "<Response><Say>It is yours.</Say></Response>"
    night = begins()
    network.create("Calls", To=ANA, Url="https://desk.example/page")

    night.phone("Ana").rings().hears("press 4").presses("4").hears("yours").ends()

    night.stays_quiet()


def test_an_owner_is_joined_with_a_person_on_the_roster(desk: Desk, network: Network, begins: Nights) -> None:
    desk.answers["/twilio/voice"] = f'<Response><Dial callerId="+12025550100"><Number>{BEN}</Number></Dial></Response>'
    night = begins()
    owner, ben = night.owner(), night.phone("Ben")

    call = owner.calls_desk()
    vets = ben.rings()

    call.speaks_with(vets).says("he is shaking")
    vets.hears("shaking").hangs_up()
    call.ends()
    night.stays_quiet()


def test_a_night_goes_at_the_speed_of_the_stack(begins: Nights) -> None:
    assert begins().speed == 60.0


def test_an_alarm_says_when_there_is_nowhere_to_raise_it(begins: Nights) -> None:
    with pytest.raises(AssertionError, match="no alarm topic"):
        begins().alarm("checkout-errors")


def test_somebody_who_is_not_on_the_roster_has_no_phone(begins: Nights, opens: Opens) -> None:
    with pytest.raises(LookupError, match="nobody on the roster is called Zoe"):
        begins().phone("Zoe")
