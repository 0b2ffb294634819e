"""A responder merges and splits by text: alarms, people and board follow, pages stand down, and it can be undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.audit.chain import first_break
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raised import Raised
from nightdesk.incident.ask import Plan, Risk, StepState, StepTaken
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.severity import Severity
from nightdesk.store.store import Change, OpenIncident
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import ANA, BEN, CATALOGUE, CLEO, alarm

APART = ("catalog-db", "cart-cache")
"""Two services that do not lean on each other."""


def fires(night: Night, service: str, name: str = "errors", **more: object) -> Raised:
    told = replace(alarm(night, service, name=name), **more)  # type: ignore[arg-type]
    raised = raise_alarm(night.kit, CATALOGUE, told, once=f"{service}-{name}-{night.now}")
    night.settle()
    return raised


def ends(night: Night, service: str) -> Raised:
    raised = raise_alarm(
        night.kit, CATALOGUE, alarm(night, service, state="resolved"), once=f"{service}-ends-{night.now}"
    )
    night.settle()
    return raised


def two(night: Night) -> tuple[Incident, Incident]:
    for service in APART:
        fires(night, service)
        night.now += timedelta(seconds=5)
    assert len(night.kit.store.incidents()) == 2
    return night.incident(1), night.incident(2)


def row(night: Night, number: int) -> OpenIncident | None:
    board = night.kit.store.board(Desk.OPS)
    return next((row for row in board.open if row.id == f"INC-{number:06d}"), None)


def test_merging_moves_alarms_services_and_the_boards_row_and_both_say_so(night: Night) -> None:
    two(night)

    night.texts(ANA, "merge 2 into 1")

    kept, gone = night.incident(1), night.incident(2)
    assert set(kept.services) == set(APART)
    assert {one.service: one.came_from for one in kept.alarms} == {"catalog-db": "", "cart-cache": "INC-000002"}
    assert "INC-000002" in kept.links
    assert (gone.status, gone.merged_into) == (Status.RESOLVED, "INC-000001")
    assert "merged into INC-000001 by Ana Duarte" in gone.resolution
    assert row(night, 2) is None
    held = row(night, 1)
    assert held is not None
    assert set(held.services) == {"catalog-db", "cart-cache"}
    assert night.kit.store.board(Desk.OPS).moved == {"INC-000002": "INC-000001"}
    for one in (kept, gone):
        entries = night.kit.store.entries(one.id)
        assert [entry.kind.value for entry in entries].count("merged") == 1
        assert first_break(entries, head=one.seal) is None


def test_what_comes_later_goes_to_the_one_that_is_left(night: Night) -> None:
    two(night)
    night.texts(ANA, "merge 2 into 1")
    night.now += timedelta(minutes=1)

    assert fires(night, "cart-cache").incident == "INC-000001"
    ends(night, "cart-cache")
    assert night.incident(1).is_open
    ends(night, "catalog-db")
    assert night.incident(1).status is Status.MONITORING


def test_the_losers_pages_stand_down_and_its_people_can_answer_for_the_winner(night: Night) -> None:
    two(night)
    night.delivers_receipts()
    night.texts(ANA, "escalate 2")
    assert night.channel.texts_to(BEN)
    before = len(night.channel.texts_to(BEN))

    night.texts(ANA, "merge 2 into 1")
    night.passes(minutes=3)

    told = night.channel.texts_to(BEN)[before:]
    assert len(told) == 1
    assert "INC-2 was merged into INC-1 by Ana Duarte. Stand down there" in told[0]
    assert not any("INC-2" in call for call in night.channel.calls_to(BEN)[1:])

    night.texts(BEN, "ack 1")
    ack = night.incident(1).ack
    assert ack is not None
    assert ack.person == "ben"


def test_queued_pages_of_the_loser_are_not_sent_any_more(night: Night) -> None:
    fires(night, "catalog-db")
    night.texts(ANA, "ack 1")
    raise_alarm(night.kit, CATALOGUE, alarm(night, "cart-cache"), once="not delivered yet")
    before = len(night.channel.sent)

    night.texts(ANA, "merge 2 into 1")

    said = [one for one in night.channel.sent[before:] if "Reply ack 2" in one.what or "page/INC-000002" in one.what]
    assert said == []


def test_whoever_had_the_loser_has_the_winner(night: Night) -> None:
    two(night)
    night.texts(ANA, "ack 2")

    night.texts(BEN, "merge 2 into 1")

    ack = night.incident(1).ack
    assert ack is not None
    assert ack.person == "ana"
    assert night.incident(1).status is Status.ACKNOWLEDGED


def test_a_graver_loser_raises_the_winner_and_wakes_the_next_tier(night: Night) -> None:
    two(night)
    night.texts(ANA, "ack 1")
    night.texts(ANA, "sev4 1")
    graver = night.incident(2).severity

    night.texts(ANA, "merge 2 into 1")

    assert night.incident(1).severity is graver
    assert night.channel.texts_to(BEN)
    assert night.channel.texts_to(CLEO)


def test_a_merge_is_undone_by_a_split_without_a_name(night: Night) -> None:
    two(night)
    night.texts(ANA, "ack 1")
    night.texts(ANA, "merge 2 into 1")
    assert "Undo: split 1" in night.channel.texts_to(ANA)[-1]
    paged = len(night.channel.calls_to(ANA))

    night.texts(ANA, "split 1")

    old, fresh = night.incident(1), night.incident(3)
    assert [one.service for one in old.alarms] == ["catalog-db"]
    assert [one.service for one in fresh.alarms] == ["cart-cache"]
    assert old.services == ("catalog-db",)
    assert "INC-000001" in fresh.links
    assert "INC-000003" in old.links
    assert fresh.ack is not None
    assert len(night.channel.calls_to(ANA)) == paged
    assert night.chain.watches[fresh.id, fresh.generation]


def test_a_split_takes_one_service_with_its_alarms_and_the_board_follows(night: Night) -> None:
    fires(night, "checkout")
    fires(night, "storefront")
    assert night.incident(1).services == ("checkout", "storefront")
    night.texts(ANA, "ack 1")
    grave = night.incident(1).severity

    night.texts(ANA, "split 1 storefront")

    assert "INC-2 was split from INC-1 by you" in night.channel.texts_to(ANA)[-1]
    assert "Undo: merge 2 into 1" in night.channel.texts_to(ANA)[-1]
    assert [one.service for one in night.incident(2).alarms] == ["storefront"]
    assert night.incident(1).severity is grave
    first, second = row(night, 1), row(night, 2)
    assert first is not None
    assert second is not None
    assert (first.services, second.services) == (("checkout",), ("storefront",))
    _, known = night.kit.store.known(Desk.OPS, [mark("checkout-errors"), mark("storefront-errors")])
    assert {name: one.incident for name, one in known.items()} == {
        mark("checkout-errors"): "INC-000001",
        mark("storefront-errors"): "INC-000002",
    }
    night.now += timedelta(minutes=1)
    assert ends(night, "storefront").incident == "INC-000002"
    assert night.incident(2).status is Status.MONITORING
    assert night.incident(1).status is Status.ACKNOWLEDGED


def test_whoever_was_asked_about_the_whole_is_asked_anew_about_a_part(night: Night) -> None:
    fires(night, "checkout")
    fires(night, "storefront")
    night.texts(ANA, "ack 1")
    ack = night.incident(1).ack
    assert ack is not None
    night.now += timedelta(hours=2)
    night.kit.store.commit(Change(incident=replace(night.incident(1), ack=replace(ack, nudged_at=night.now))))

    night.texts(BEN, "split 1 storefront")

    part = night.incident(2).ack
    assert part == replace(ack, nudged_at=night.now)
    assert any("Still on INC-2?" in body for body in night.channel.texts_to(ANA))


def test_whoever_splits_what_they_have_is_on_the_part(night: Night) -> None:
    fires(night, "checkout")
    fires(night, "storefront")
    night.texts(ANA, "ack 1")
    night.now += timedelta(hours=2)

    night.texts(ANA, "split 1 storefront")

    part = night.incident(2).ack
    assert part is not None
    assert part.active_at == night.now
    assert not any("Still on" in body for body in night.channel.texts_to(ANA))


def test_a_split_that_nobody_has_pages(night: Night) -> None:
    fires(night, "checkout")
    fires(night, "storefront")

    night.texts(BEN, "split 1 storefront")

    assert any("INC-2" in body and "Reply ack 2" in body for body in night.channel.texts_to(ANA))


def test_a_split_is_undone_by_a_merge(night: Night) -> None:
    fires(night, "checkout")
    fires(night, "storefront")
    night.texts(ANA, "ack 1")
    night.texts(ANA, "split 1 storefront")

    night.texts(ANA, "merge 2 into 1")

    assert {one.service for one in night.incident(1).alarms} == {"checkout", "storefront"}
    assert not night.incident(2).is_open


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        ("split 1", "Split what from INC-1? Its services: checkout, storefront"),
        ("split 1 ledger-db", "INC-1 has no alarm of ledger-db"),
        ("merge 1 into 99", "99 is none of your numbers"),
        ("merge 1 into INC-99", "No incident 99"),
        ("merge 99 into 1", "99 is none of your numbers"),
        ("merge 1 into 1", "merge <number> into <number>"),
    ],
)
def test_what_cannot_be_meant_changes_nothing_and_says_what_to_type(night: Night, order: str, answer: str) -> None:
    fires(night, "checkout")
    fires(night, "storefront")
    before = night.incident(1)

    night.texts(ANA, order)

    assert answer in night.channel.texts_to(ANA)[-1]
    assert night.incident(1) == before
    assert len(night.kit.store.incidents()) == 1


def test_an_incident_of_one_service_cannot_be_split_into_nothing(night: Night) -> None:
    fires(night, "checkout")

    night.texts(ANA, "split 1 checkout")

    assert "nothing would be left" in night.channel.texts_to(ANA)[-1]
    assert night.incident(1).is_open


def test_a_closed_incident_takes_no_part(night: Night) -> None:
    two(night)
    night.texts(ANA, "resolve 2")

    night.texts(ANA, "merge 1 into 2")

    assert "INC-2 was resolved" in night.channel.texts_to(ANA)[-1]
    assert night.incident(1).is_open


def test_an_incident_whose_fix_is_running_is_not_taken_away_from_it(night: Night) -> None:
    _, loser = two(night)
    plan = Plan(
        runbook="r", action="a", parameters={}, title="t", risk=Risk.HIGH, why="", impact="", rollback="", service="s"
    )
    step = StepTaken(id="s", plan=plan, state=StepState.ACTED, started_at=night.now)
    night.kit.store.commit(Change(incident=replace(loser, steps=(step,))))

    night.texts(ANA, "merge 2 into 1")

    assert "A fix is running for INC-2" in night.channel.texts_to(ANA)[-1]
    assert night.incident(2).is_open


def test_the_same_order_twice_is_obeyed_once_and_a_stranger_or_a_vet_never(night: Night) -> None:
    two(night)
    for phone in ("+12025550199", "+12025550111"):
        night.texts(phone, "merge 2 into 1")
    assert night.incident(2).is_open

    night.texts(ANA, "merge 2 into 1", sid="SMmerge")
    kept = night.incident(1)
    night.texts(ANA, "merge 2 into 1", sid="SMmerge")

    assert night.incident(1) == kept


def test_a_split_part_is_judged_from_its_own_alarms(night: Night) -> None:
    fires(night, "checkout", summary="complete outage, 100% failing", claimed_severity=Severity.SEV0)
    fires(night, "storefront")
    night.texts(ANA, "ack 1")

    night.texts(ANA, "split 1 storefront")

    assert night.incident(2).severity > night.incident(1).severity
    assert night.incident(2).reasons
