"""Twilio refuses the account: pages still reach the phones, by another number, and say what to do."""

from stacks.local.night import Night
from stacks.local.stories import CRY

ENGINEERS = ("Ben", "Cleo", "Dev", "Eve", "Finn", "Gus")
VETS = ("Omar", "Dana", "Iris", "Paul", "Gus")


def test_a_suspended_carrier_keeps_no_page_from_its_phone(night: Night) -> None:
    for name in ENGINEERS:
        night.phone(name).sleeps()
    ana = night.phone("Ana")
    night.tolerates("CALL NOT POSSIBLE")
    night.disturbs(twilio={"status": 401, "code": 20003})

    night.alarm("payments-latency", service="payments")

    ana.expects("payments", "REPLIES DON'T REACH US", "/console")
    incident = night.incident("ops")["id"]
    night.until(lambda: _went(night, incident) or None, "no entry on the timeline says by which way it went")
    night.disturbs()
    code = incident.rpartition("-")[2].lstrip("0")
    ana.texts(f"ack {code}").expects("yours")
    night.becomes(incident, "acknowledged")


def test_an_owner_is_told_what_to_do_and_whom_to_call_when_the_carrier_is_lost(night: Night) -> None:
    owner = night.owner()
    for name in VETS:
        night.phone(name).sleeps()
    maya = night.phone("Maya").is_only_read()
    night.tolerates("CALL NOT POSSIBLE", "Our line is failing")
    night.disturbs(twilio={"status": 403, "code": 20005})

    owner.texts(CRY)

    owner.expects("emergency vet now", "we can't read replies")
    maya.expects("SEV0", "REPLIES DON'T REACH US")
    night.disturbs()
    maya.texts("ack").expects("yours")


def _went(night: Night, incident: str) -> list[str]:
    entries = night.console(incident)["timeline"]
    return [entry["text"] for entry in entries if "went out by the second carrier" in entry["text"]]
