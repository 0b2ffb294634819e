"""The two stories the desk must be able to live through, told by people on phones. The demo and the tests play both."""

import time
from typing import Any

from stacks.local.night import Night

CRY = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"


def chocolate(night: Night) -> None:
    """An owner texts in a fright; the first vet sleeps; the second has it, talks to the owner and closes the case."""
    owner, maya, omar, dana = night.owner(), night.phone("Maya"), night.phone("Omar"), night.phone("Dana")
    maya.behaves(calls="no-answer")
    dana.behaves(calls="no-answer")

    owner.texts(CRY).expects("emergency vet", "waking our vet")
    owner.expects("vet")  # what the persona says when it has thought
    maya.expects("SEV0", "chocolate", "38 mg")
    maya.rings()

    owner.expects("nobody has answered")  # the plain truth
    omar.expects("SEV0", "chocolate").replies("ack {code}").expects("yours")
    owner.expects("Omar")
    _lets_the_others_sleep(night, "Maya", "Dana")

    owner.texts("can you call me")
    owner.expects("call")
    _talks(night, "Omar", owner)

    owner.expects("better, the same or worse")
    owner.texts("a bit better")
    omar.texts("close").expects("closed")
    owner.expects("closed")
    owner.expects("summary")
    _expects_the_rest(night)


def by_voice(night: Night) -> None:
    """The same by voice: the owner says it, hears the first step, presses 1; only a key press acknowledges."""
    owner, maya = night.owner(), night.phone("Maya")
    maya.behaves(calls="human")
    call = owner.calls_desk().hears("what is happening")

    call.says("my dog ate a whole pack of rat poison an hour ago and he is shaking")
    call.hears("press 1")
    page = maya.rings().hears("press 4")
    maya.expects("SEV0")
    page.presses("4").hears("yours")

    call.presses("1")
    whispered = maya.rings().hears("Press any key")
    whispered.presses("1")
    call.speaks_with(whispered)
    call.hangs_up()
    maya.texts("close").expects("closed")
    _expects_the_rest(night)


def bad_deploy(night: Night) -> str:
    """
    A bad deployment, two alarms, one incident; the first engineer sleeps, the second approves the rollback by text.

    Returns the report.
    """
    ana, ben, cleo = night.phone("Ana"), night.phone("Ben"), night.phone("Cleo")
    for phone in (ana, ben, cleo):
        phone.behaves(calls="no-answer")
    night.breaks("bad-deploy")

    ana.expects("checkout", "ack")
    ana.rings()
    ben.expects("checkout", "ack").replies("ack {code}").expects("yours")
    ben.expects("rollback plan", "go ")
    ben.replies("go {code}").expects("approved")

    incident = night.until(lambda: _resolved(night), "the incident was not resolved")
    ben.expects("resolved")
    report = night.until(lambda: night.console(incident["id"])["report"] or None, "no report was written")
    assert "END INCIDENT REPORT" in report, report
    _expects_the_rest(night)
    return str(report)


def _talks(night: Night, name: str, owner: Any) -> None:
    """The owner picks up, is put through, and the vet accepts by pressing a key."""
    ringing = owner.rings()
    vet = night.phone(name).rings().hears("Press any key")
    vet.presses("1")
    ringing.speaks_with(vet)
    ringing.hangs_up()


def _lets_the_others_sleep(night: Night, *names: str) -> None:
    for name in names:
        night.phone(name).expects("has it")


def _resolved(night: Night) -> dict[str, Any] | None:
    found = [one for one in night.console()["incidents"] if one["desk"] == "ops"]
    return dict(found[0]) if found and found[0]["status"] == "resolved" else None


def _expects_the_rest(night: Night) -> None:
    """Let what is on its way arrive, and count it as expected: retries of silent people, updates, the summary."""
    time.sleep(3)
    for phone in night.ask("GET", "/sim/state")["phones"]:
        night.expected.update(thing["sid"] for thing in phone["texts"] + phone["calls"])
