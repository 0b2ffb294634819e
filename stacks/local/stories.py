"""The stories the desk must be able to live through, told by people on phones. The demo and the tests play them."""

from collections.abc import Iterator
from contextlib import contextmanager

from stacks.local.handset import Phone
from stacks.local.night import Night

CRY = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"
SPOKEN_CRY = "my dog ate a whole pack of rat poison an hour ago and he is shaking"


def chocolate(night: Night) -> str:
    """
    An owner texts in a fright; the first vet sleeps; the second has it, talks to the owner and closes the case.

    Returns the visit summary.
    """
    with _a_night(night):
        owner, maya, omar = night.owner(), night.phone("Maya").sleeps(), night.phone("Omar")
        dana = night.phone("Dana").sleeps()
        night.phone("Iris").sleeps()
        _minds_nothing_by_the_clock(night)

        with night.promises("the owner gets the first step, the dose, a clinic, and word that our vet is being woken"):
            owner.texts(CRY).expects("emergency vet", "38 mg", "waking our vet", "Springfield Animal Emergency")
            owner.expects("Map: https://", "ZIP or city")
        incident = night.incident("pets")["id"]
        with night.promises("the vet on call is paged by text and by call, with what matters"):
            maya.expects("SEV0", "30 kg", "chocolate", "38 mg", "Reply ack")
            maya.rings()
        with night.promises("silence climbs to the second vet, and the owner is told the plain truth"):
            omar.expects("SEV0", "chocolate", "38 mg")
            page = omar.rings()
            owner.expects("plain truth")
        with night.promises("the second vet takes it with one word, and the owner is told who has it"):
            omar.replies("ack {code}").expects("yours")
            page.hangs_up()
            owner.expects("Omar", "your dog")
        with night.promises("everybody else who was woken may sleep again"):
            maya.expects("Stand down", "Omar")
            dana.expects("Stand down", "Omar")
        with night.promises("a second message keeps the owner company while help is sought"):
            owner.expects("Nothing by mouth")
        with night.promises("owner and vet talk when the owner asks to, and neither sees the other's number"):
            owner.texts("can you call me").expects("connecting you")
            _talk(night, owner, omar)
        with night.promises("the owner is asked how the dog is; better is kept for the vet, and is no all-clear"):
            owner.expects("better, the same, or worse").texts("a bit better now")
            night.tells(incident, "heard", "a bit better now")
            omar.expects("a bit better now")
            owner.expects("emergency vet now", "better")
        with night.promises("the vet closes the case and the owner gets the visit summary"):
            omar.texts("close").expects("resolved")
            owner.expects("closing your dog's case")
            owner.expects("summary")
            summary = str(night.until(lambda: night.console(incident)["report"], "no summary was written"))
            _holds(night, summary, "VISIT SUMMARY", "38 mg", "shaking", "Omar", "a bit better now", "END SUMMARY")
        with night.promises("what was told of the dog is remembered for another night, if the owner says it is right"):
            owner.expects("I remember", "Labrador", "30 kg", "Right?")
            owner.texts("right").expects("I will remember")
        with night.promises("after that nobody hears anything more"):
            night.stays_quiet()
    return summary


def by_voice(night: Night) -> None:
    """The same by voice: the owner says it, hears the first step, presses 1; only a key press acknowledges."""
    with _a_night(night):
        owner, maya = night.owner(), night.phone("Maya")
        for name in ("Omar", "Dana", "Iris"):
            night.phone(name).sleeps()
        _minds_nothing_by_the_clock(night)

        with night.promises("a caller hears the first step at once, and that one key leads to a vet"):
            call = owner.calls_desk().hears("what is wrong")
            call.says(SPOKEN_CRY).hears("emergency vet", "press 1")
            owner.expects("Map: https://")
        incident = night.incident("pets")["id"]
        with night.promises("the vet on call is called, hears what happened, and picking up is no answer"):
            page = maya.rings().hears("rat poison", "press 4")
            maya.expects("SEV0", "rat poison")
            assert night.console(incident)["acknowledged_by"] is None, night.telling("picking up acknowledged")
        with night.promises("only a key press acknowledges"):
            page.presses("4").hears("yours").hangs_up()
            night.becomes(incident, "acknowledged")
            owner.expects("Maya", "your dog")
        with night.promises("the caller presses 1 and is put through to the vet who has it"):
            call.presses("1")
            vet = maya.is_put_through().hears("Press any key").presses("1")
            call.speaks_with(vet)
            vet.hangs_up()
            call.hears("has hung up")
            night.tells(incident, "bridged", "talked")
        with night.promises("the vet closes the case by text and the caller gets the visit summary"):
            maya.texts("close").expects("resolved")
            owner.expects("closing your dog's case")
            owner.expects("summary")
        with night.promises("after that nobody hears anything more"):
            night.stays_quiet()


def bad_deploy(night: Night) -> str:
    """
    A bad deployment, two alarms, one incident; the first engineer sleeps, the second approves the rollback by text.

    Returns the report.
    """
    with _a_night(night):
        ana, ben, cleo = night.phone("Ana").sleeps(), night.phone("Ben").is_only_read(), night.phone("Cleo").sleeps()
        for name in ("Dev", "Eve", "Finn", "Gus"):
            night.phone(name).sleeps()
        _minds_nothing_by_the_clock(night)
        night.breaks("bad-deploy")

        with night.promises("alarms open an incident and the engineer on call is paged by text and call"):
            ana.expects("Reply ack")
            ana.rings()
        incident = night.incident("ops")["id"]
        with night.promises("silence climbs: the second tier is paged when the promise of the severity has passed"):
            ben.expects("Reply ack")
        with night.promises("one word takes it, and whoever was woken before may sleep again"):
            ben.replies("ack {code}").expects("yours")
            ana.expects("Stand down", "Ben")
        with night.promises("the investigation names the deployment, with evidence and confidence"):
            night.tells(incident, "cause", "shop-checkout")
        with night.promises("the rollback waits for a human, who reads action, why, impact, undo and a code"):
            ben.expects("needs your OK", "Roll back", "Why:", "Impact:", "Undo:", "go ")
        with night.promises("one word with the code runs it"):
            ben.replies("go {code}").expects("approved")
            night.tells(incident, "backed up")
            night.tells(incident, "acted")
        with night.promises("the metrics return to their usual level, and only then it is resolved"):
            seen = night.becomes(incident, "resolved")
            kinds = [entry["kind"] for entry in seen["timeline"]]
            assert kinds.index("recovered") < kinds.index("resolved"), night.telling("closed before it recovered")
        with night.promises("alarms of both services became one incident"):
            services = {alarm["service"] for alarm in seen["alarms"]}
            assert {"checkout", "storefront"} <= services, night.telling(f"alarms of {', '.join(sorted(services))}")
            assert len(night.incidents()) == 1, night.telling("more than one incident was opened")
        with night.promises("everyone who was told of it is told that it is over"):
            for phone in (ana, ben, cleo):
                phone.expects("Resolved")
        with night.promises("the report is written, whole, and the trail behind it is intact"):
            report = str(night.until(lambda: night.console(incident)["report"], "no report was written"))
            _holds(night, report, "=== INCIDENT REPORT ===", incident, "shop-checkout", "=== END REPORT ===")
            assert night.console(incident)["audit"]["is_intact"], night.telling("the audit chain is broken")
        with night.promises("after that nobody hears anything more"):
            night.stays_quiet()
    return report


@contextmanager
def _a_night(night: Night) -> Iterator[None]:
    """Whatever happens in it, the next one begins with nothing broken and nothing open."""
    try:
        yield
    finally:
        night.ends()


def _talk(night: Night, owner: Phone, vet: Phone) -> None:
    """The owner picks up, is put through, and the vet accepts by pressing a key; both see only the desk's number."""
    ringing = owner.rings()
    whispered = vet.is_put_through().hears("Press any key").presses("1")
    ringing.speaks_with(whispered)
    shown = {ringing.now["other"], whispered.now["other"]}
    assert shown == {night.desk}, night.telling(f"the phones show {shown}")
    ringing.hangs_up()


def _minds_nothing_by_the_clock(night: Night) -> None:
    """What comes by the clock alone while a story is played: it is another story's promise."""
    night.tolerates("still on inc")
    night.tolerates("better, the same, or worse")
    night.tolerates("nothing by mouth")
    night.tolerates("INC-", "so far")  # a status update
    night.tolerates("yours", "Waking")  # how bad it is may be known before or after somebody has it
    night.tolerates("is flapping")  # its alarms may have rung in a story before


def _holds(night: Night, text: str, *words: str) -> None:
    missing = [word for word in words if word not in text]
    assert not missing, night.telling(f"not in the record: {', '.join(missing)}", text)
