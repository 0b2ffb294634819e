"""People are reached, or the next one is: whatever their phones, the carrier and the network do."""

from stacks.local.night import Night
from stacks.local.stories import CRY

VETS = ("Maya", "Omar", "Dana", "Iris", "Paul", "Gus")
ENGINEERS = ("Ben", "Cleo", "Dev", "Eve", "Finn", "Gus")


def test_a_page_that_cannot_be_delivered_makes_the_phone_ring(night: Night) -> None:
    _sleep(night, *ENGINEERS)
    ana = night.phone("Ana").behaves(texts="failed:30006")

    night.alarm("payments-latency", service="payments")

    page = ana.rings().hears("payments", "press 4")
    page.presses("4").hears("yours")
    night.becomes(night.incident("ops")["id"], "acknowledged")
    night.stays_quiet()


def test_a_voicemail_is_not_an_answer(night: Night) -> None:
    owner, maya = night.owner(), night.phone("Maya").behaves(calls="voicemail")
    _sleep(night, *VETS[1:])

    owner.texts(CRY).expects("waking our vet").expects("Map: https://")

    maya.rings()
    omar = night.phone("Omar").expects("SEV0")
    assert night.incident("pets")["acknowledged_by"] is None
    omar.replies("ack {code}").expects("yours")
    owner.expects("Omar", "your dog")


def test_a_webhook_delivered_twice_is_answered_once(night: Night) -> None:
    owner, maya = night.owner(), night.phone("Maya").is_only_read()
    _sleep(night, *VETS[1:])
    night.tolerates("better, the same, or worse")
    # The emulator unpacks a second worker for the second post, which may take longer than the first tier has.
    night.tolerates("nobody has answered me yet")
    night.disturbs(callbacks={"duplicate": True})

    owner.texts(CRY).expects("waking our vet").expects("Map: https://")
    maya.expects("SEV0")
    maya.replies("ack {code}").expects("yours")
    owner.expects("Maya", "your dog")

    owner.expects("Nothing by mouth")
    night.stays_quiet()
    assert len(night.incidents()) == 1


def test_an_owner_who_stops_texts_in_an_emergency_is_called(night: Night) -> None:
    owner, maya = night.owner(), night.phone("Maya").is_only_read()
    _sleep(night, *VETS[1:])
    owner.texts(CRY).expects("waking our vet").expects("Map: https://")
    maya.expects("SEV0")
    maya.replies("ack {code}").expects("yours")
    owner.expects("Maya", "your dog").expects("Nothing by mouth")
    maya.behaves(calls="human")

    owner.texts("STOP")
    maya.expects("opted out", "Reply join").expects("can no longer be texted", "Waking Dr. Omar Reyes")

    ringing = owner.rings().hears("connecting")
    vet = maya.is_put_through().hears("Press any key").presses("1")
    ringing.speaks_with(vet)
    vet.hangs_up()
    maya.texts("close").expects("resolved")
    night.stays_quiet()


def test_two_owners_at_once_do_not_mix(night: Night) -> None:
    one, other, maya = night.owner("One"), night.owner("Other"), night.phone("Maya").is_only_read()
    _sleep(night, *VETS[1:])

    one.texts(CRY).expects("38 mg").expects("Map: https://")
    maya.expects("SEV0", "chocolate")
    first = maya.code("ack")
    maya.texts(f"ack {first}").expects("yours")
    dogs = night.incident("pets")["id"]
    other.texts("my cat cannot breathe and her gums are blue").expects("now").expects("Map: https://")
    maya.expects("SEV0", "cat")
    second = maya.code("ack")

    one.expects("Maya", "your dog")
    assert first != second
    cats = night.incident("pets")["id"]
    held = {seen["id"]: seen["acknowledged_by"] for seen in night.incidents()}
    assert held[cats] is None
    assert held[dogs] is not None
    maya.texts(f"ack {second}").expects("yours")
    other.expects("Maya", "your cat")
    maya.texts(f"resolve {second}: she is breathing again").expects("resolved")
    other.expects("closing your cat's case")
    assert {seen["id"]: seen["status"] for seen in night.incidents()}[dogs] == "acknowledged"


def _sleep(night: Night, *names: str) -> None:
    for name in names:
        night.phone(name).sleeps()
