"""A storm pages nobody to death: the first page of each person at once, SEV0 and SEV1 always, the rest in one text."""

from dataclasses import replace
from datetime import timedelta

from nightdesk.channel.fitting import segments
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raised import Raised
from nightdesk.desk.rounds.audit_chains import Audit, audit_chains
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.incident.incident import PageState
from nightdesk.incident.severity import Severity
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import ANA, BEN, CATALOGUE, alarm

NAMES = ["acorn", "birch", "cedar", "dogwood", "elder", "fir", "ginkgo", "hazel", "ivy", "juniper", "kapok", "larch"]


def fires(night: Night, n: int, *, grave: bool = False) -> Raised:
    """The nth unrelated thing; each a mild one of a service nobody knows, unless it is grave."""
    told = replace(
        alarm(night, NAMES[n], name="disk"),
        summary="complete outage, all customers affected, 100% failing" if grave else "disk 81% over limit 80%",
        value=None if grave else 81.0,
        threshold=None if grave else 80.0,
        claimed_severity=Severity.SEV0 if grave else Severity.SEV3,
    )
    raised = raise_alarm(night.kit, CATALOGUE, told, once=f"storm-{n}-{night.now}")
    night.settle()
    return raised


def audits(night: Night, *, seconds: int = 60) -> Audit:
    """The minute's audit, once the moment in which pages are gathered is over."""
    night.now += timedelta(seconds=seconds)
    found = audit_chains(night.kit, night.doors, beat=lambda: None)
    night.settle()
    return found


def pages(night: Night) -> list[str]:
    return [body for body in night.channel.texts_to(ANA) if "Reply ack" in body or "Reply status" in body]


def states(night: Night, count: int) -> list[PageState]:
    return [night.incident(n + 1).pages[0].state for n in range(count)]


def test_the_first_page_goes_at_once_and_the_others_together_with_their_count(night: Night) -> None:
    for n in range(12):
        fires(night, n)
    assert all(night.incident(n + 1).severity > Severity.SEV1 for n in range(12))
    assert len(pages(night)) == 1
    assert "ack 1 " in pages(night)[0]

    found = audits(night)

    assert len(pages(night)) == 2
    bundle = pages(night)[1]
    assert bundle.startswith("11 more: 2 = INC-2 ")
    assert "Reply status for all, ack 2 to take one." in bundle
    assert segments(bundle).count <= 2
    assert found.stuck == 0
    assert states(night, 12)[1:] == [PageState.BUNDLED] * 11
    assert list(night.kit.store.unsettled(before=night.now + timedelta(days=1))) == []


def test_in_the_middle_of_a_storm_the_gravest_page_at_once_by_text_and_call(night: Night) -> None:
    for n in range(5):
        fires(night, n)

    grave = fires(night, 5, grave=True)

    assert grave.outcome == "opened"
    assert night.incident(6).severity <= Severity.SEV1
    assert f"{night.incident(6).severity.name} INC-6" in pages(night)[-1]
    assert any("INC-000006" in call for call in night.channel.calls_to(ANA))
    before = len(pages(night))
    fires(night, 6, grave=True)
    assert len(pages(night)) == before + 1


def test_a_page_alone_never_waits(night: Night) -> None:
    for n in range(3):
        fires(night, n)
        night.now += timedelta(minutes=2)

    assert len(pages(night)) == 3


def test_what_somebody_has_by_then_is_not_in_the_bundle(night: Night) -> None:
    for n in range(5):
        fires(night, n)
    night.texts(ANA, "ack 3")
    night.texts(ANA, "resolve 4")

    audits(night)

    bundle = pages(night)[-1]
    assert bundle.startswith("2 more: 2 = INC-2 ")
    assert "INC-5" in bundle
    assert "INC-3" not in bundle
    assert "INC-4" not in bundle


def test_what_is_left_alone_goes_out_in_its_own_words(night: Night) -> None:
    for n in range(3):
        fires(night, n)
    night.texts(ANA, "ack 2")

    audits(night)

    assert "INC-3" in pages(night)[-1]
    assert "ack 3 to take it" in pages(night)[-1]


def test_nothing_is_said_when_all_of_it_is_taken_care_of(night: Night) -> None:
    for n in range(3):
        fires(night, n)
    for n in (2, 3):
        night.texts(ANA, f"ack {n}")
    before = len(pages(night))

    audits(night)

    assert len(pages(night)) == before
    assert list(night.kit.store.unsettled(before=night.now + timedelta(days=1))) == []


def test_a_bundle_does_not_ring_the_phone_for_want_of_receipts_but_for_one_that_failed(night: Night) -> None:
    for n in range(4):
        fires(night, n)
    night.delivers_receipts()
    audits(night)
    night.passes(minutes=3)
    assert night.channel.calls_to(ANA) == []

    sent = next(one for one in night.channel.sent if one.what.startswith("3 more"))
    take_receipt(night.kit, sent.receipt.rsplit("/", 1)[-1], status="undelivered", error=30003)
    night.settle()

    assert len(night.channel.calls_to(ANA)) == 1


def test_an_unanswered_bundled_page_climbs_like_any_other(night: Night) -> None:
    for n in range(2):
        fires(night, n)
    night.delivers_receipts()
    audits(night)
    second = night.incident(2)

    night.passes(minutes=second.policy.patience_minutes(1, second.severity) + 1)

    assert night.incident(2).tier == 2


def test_a_desk_that_runs_too_fast_for_the_audit_bundles_nothing(night: Night) -> None:
    night.kit = replace(night.kit, settings=replace(night.kit.settings, speed=60))

    for n in range(3):
        fires(night, n)

    assert len(pages(night)) == 3


def test_who_was_to_hear_of_it_with_others_is_not_told_to_stand_down_from_what_they_never_heard_of(
    night: Night,
) -> None:
    for n in range(3):
        fires(night, n)
    assert states(night, 3)[1:] == [PageState.WAITING] * 2
    before = night.channel.texts_to(ANA)

    night.texts(BEN, "take INC-2")
    night.texts(BEN, "resolve INC-2")

    assert night.channel.texts_to(ANA) == before
    audits(night)
    assert "INC-3" in pages(night)[-1]


def test_nor_from_what_that_was_merged_into(night: Night) -> None:
    for n in range(3):
        fires(night, n)
    before = night.channel.texts_to(ANA)

    night.texts(BEN, "merge INC-2 into INC-3")
    night.texts(BEN, "take INC-3")

    assert night.channel.texts_to(ANA) == before
