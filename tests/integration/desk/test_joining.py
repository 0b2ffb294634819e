"""Incidents that an alarm shows to be of one cause become one while nobody has them; then only a human regroups."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.audit.chain import first_break
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raise_alarms import raise_alarms
from nightdesk.desk.alarms.raised import Raised
from nightdesk.incident.ask import Ask, AskState, Plan, Risk
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Status
from nightdesk.runbook.service import Catalogue
from nightdesk.store.dynamo import DynamoStore
from nightdesk.store.store import Change
from tests.fakes.table import FakeTable
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import ANA, alarm
from tests.unit.triage.ops.shop import service

MESH = Catalogue(
    services=(
        service("web", 2, "orders"),
        service("app", 2, "orders"),
        service("orders", 2, "orders-db"),
        service("orders-db", 2),
        service("mail", 3),
    )
)
"""web and app do not know each other; a failing orders-db reaches both through orders."""
PLAN = Plan(
    runbook="service-restart",
    action="ecs.restart",
    parameters={},
    title="Restart web",
    risk=Risk.HIGH,
    why="it hangs",
    impact="a minute without web",
    rollback="none needed",
    service="web",
)


def fires(night: Night, service: str) -> Raised:
    raised = raise_alarm(night.kit, MESH, _told(night, service), once=f"{service}-{night.now}")
    night.settle()
    return raised


def _told(night: Night, service: str, *, state: str = "firing") -> Alarm:
    return replace(alarm(night, service, state=state), started_at=night.now)


def victims(night: Night) -> None:
    """Two that look like failures of their own, a little too far apart to suspect what is silent."""
    fires(night, "web")
    night.now += timedelta(seconds=150)
    fires(night, "app")
    night.now += timedelta(seconds=40)
    assert len(night.kit.store.incidents()) == 2


def kinds(night: Night, number: int) -> list[str]:
    return [entry.kind.value for entry in night.kit.store.entries(night.incident(number).id)]


def test_the_origin_joins_what_it_explains_and_both_timelines_say_why(night: Night) -> None:
    victims(night)

    raised = fires(night, "orders-db")

    kept, gone = night.incident(1), night.incident(2)
    assert raised.incident == kept.id
    assert (gone.status, gone.merged_into) == (Status.RESOLVED, kept.id)
    assert {one.service for one in kept.alarms} == {"web", "app", "orders-db"}
    why = "app depends on orders-db over 2 hops, 40 s apart"
    for one in (kept, gone):
        entries = night.kit.store.entries(one.id)
        assert any(entry.kind.value == "merged" and why in entry.text for entry in entries)
        assert first_break(entries, head=one.seal) is None
    assert [row.id for row in night.kit.store.board(Desk.OPS).open] == [kept.id]


def test_whoever_was_woken_hears_it_in_one_text_that_says_how_to_undo_it(night: Night) -> None:
    victims(night)
    before = len(night.channel.texts_to(ANA))

    fires(night, "orders-db")

    told = [body for body in night.channel.texts_to(ANA)[before:] if "joined" in body]
    assert told == [
        "INC-2 joined INC-1: app depends on orders-db over 2 hops, 40 s apart. "
        "Nobody has INC-1 yet: reply ack 1 to take it. " + told[0].split("take it. ", 1)[1]
    ]
    assert told[0].endswith("Undo: split 1.")
    night.texts(ANA, "ack 1")
    assert night.incident(1).ack is not None


def test_no_page_is_sent_again_and_the_one_that_is_gone_pages_nobody(night: Night) -> None:
    victims(night)
    night.delivers_receipts()
    fires(night, "orders-db")
    after = len(night.channel.sent)

    night.passes(minutes=1)

    assert not any("INC-2" in one.what for one in night.channel.sent[after:])


def test_a_split_undoes_it_for_good(night: Night) -> None:
    victims(night)
    fires(night, "orders-db")

    night.texts(ANA, "split 1")
    night.now += timedelta(seconds=20)
    fires(night, "orders")

    parted = night.incident(3)
    assert [one.service for one in parted.alarms] == ["app"]
    assert parted.is_open
    assert "web" in night.incident(1).services
    night.now += timedelta(seconds=10)
    over = raise_alarm(night.kit, MESH, _told(night, "app", state="resolved"), once="app is over")
    assert over.incident == parted.id


@pytest.mark.parametrize("taken", [1, 2])
def test_what_somebody_has_is_never_joined_but_it_is_said_once(night: Night, taken: int) -> None:
    victims(night)
    night.texts(ANA, f"ack {taken}")

    fires(night, "orders-db")
    night.now += timedelta(seconds=20)
    fires(night, "orders")

    assert night.incident(1).is_open and night.incident(2).is_open
    said = [body for body in night.channel.texts_to(ANA) if "may have one cause" in body]
    assert len(said) == 1
    assert "Reply merge" in said[0]
    for number in (1, 2):
        assert kinds(night, number).count("merged") == 0
        notes = [e.text for e in night.kit.store.entries(night.incident(number).id) if "may be of one cause" in e.text]
        assert len(notes) == 1


def test_an_open_request_for_approval_keeps_them_apart(night: Night) -> None:
    victims(night)
    asking = night.incident(2)
    until = night.now + timedelta(minutes=15)
    ask = Ask(id="a1", plan=PLAN, digest="d", asked=(), asked_at=night.now, expires_at=until, state=AskState.PENDING)
    night.kit.store.commit(Change(incident=replace(asking, ask=ask)))

    fires(night, "orders-db")

    assert night.incident(2).is_open
    assert night.incident(2).ask == ask


def test_what_was_known_of_the_one_leads_to_the_other(night: Night) -> None:
    victims(night)
    fires(night, "orders-db")
    night.now += timedelta(minutes=1)

    assert fires(night, "app").outcome == "repeated"
    over = raise_alarm(night.kit, MESH, _told(night, "app", state="resolved"), once="app is over")

    assert over.incident == "INC-000001"
    _, marks = night.kit.store.known(Desk.OPS, [mark("app-errors")])
    assert marks[mark("app-errors")].incident in {"INC-000001", "INC-000002"}


def test_alarms_of_one_batch_join_what_is_of_one_cause_as_one_by_one(night: Night) -> None:
    deliveries = [(_told(night, name), f"batch:{name}") for name in ("mail", "web", "orders-db", "app", "orders")]

    raised = raise_alarms(night.kit, MESH, deliveries)

    assert [one.incident for one in raised] == ["INC-000001"] + ["INC-000002"] * 4


def test_the_payload_of_an_end_that_came_first_is_kept_and_so_is_its_alarms(night: Night) -> None:
    table = FakeTable()
    night.kit = replace(night.kit, store=DynamoStore(table, "night"))  # type: ignore[arg-type]  # answers as boto3's
    over = replace(_told(night, "mail", state="resolved"), raw='{"the": "end"}')
    late = replace(_told(night, "mail"), raw='{"the": "alarm"}')
    night.now += timedelta(seconds=30)

    raised = [
        raise_alarm(night.kit, MESH, one, once=name)
        for one, name in ((replace(over, ended_at=night.now), "end"), (late, "late"))
    ]

    assert [one.outcome for one in raised] == ["early", "early"]
    kept = [row["doc"]["S"] for (pk, _), row in table.items.items() if pk == f"EARLY#{mark('mail-errors')}"]
    assert sorted("end" if "end" in one else "alarm" for one in kept) == ["alarm", "end"]
    assert night.kit.store.board(Desk.OPS).open == ()


def test_a_late_alarm_that_belongs_to_what_is_open_is_noted_there(night: Night) -> None:
    fires(night, "orders-db")
    late = replace(_told(night, "orders"), raw='{"the": "alarm"}')
    night.now += timedelta(seconds=30)
    raise_alarm(night.kit, MESH, replace(_told(night, "orders", state="resolved"), ended_at=night.now), once="end")

    raised = raise_alarm(night.kit, MESH, late, once="late")

    assert (raised.outcome, raised.incident) == ("early", "INC-000001")
    assert any("had ended before it arrived" in e.text for e in night.kit.store.entries(night.incident(1).id))
    assert len(night.kit.store.incidents()) == 1
