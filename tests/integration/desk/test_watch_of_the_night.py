"""Promises of the ops desk kept by the duties in one process: alarms, pages, acks, approvals."""

from datetime import timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.audit.chain import first_break
from nightdesk.desk.alarms.raise_alarm import kept_unread, raise_alarm
from nightdesk.desk.alarms.raised import Raised
from nightdesk.incident.incident import PageState, Status
from nightdesk.shelf import load
from tests.integration.desk.conftest import RUNBOOKS, Night

ANA, BEN, CLEO, STRANGER = "+12025550121", "+12025550122", "+12025550123", "+12025550199"
CATALOGUE = load(RUNBOOKS).catalogue


def alarm(night: Night, service: str = "checkout", *, state: str = "firing", name: str = "errors") -> Alarm:
    return Alarm(
        source="cloudwatch",
        fingerprint=f"{service}-{name}",
        service=service,
        resource=service,
        name=f"{service}-{name}",
        state="resolved" if state == "resolved" else "firing",
        summary=f"{service} error rate 41% over limit 5%",
        value=41.0,
        threshold=5.0,
        started_at=night.now - timedelta(seconds=30),
        ended_at=night.now if state == "resolved" else None,
        raw="{}",
    )


def raises(night: Night, service: str = "checkout", *, once: str = "", state: str = "firing") -> Raised:
    raised = raise_alarm(
        night.kit, CATALOGUE, alarm(night, service, state=state), once=once or f"{service}-{state}-{night.now}"
    )
    night.settle()
    return raised


def test_an_alarm_opens_one_incident_and_pages_the_engineer_by_text_and_call(night: Night) -> None:
    raised = raises(night)

    assert raised.outcome == "opened"
    assert "checkout" in night.channel.texts_to(ANA)[0]
    assert "ack 1" in night.channel.texts_to(ANA)[0]
    assert night.channel.calls_to(ANA)
    assert (night.incident().id, 1) in night.chain.watches
    assert night.incident().id in night.chain.works


def test_the_same_delivery_twice_changes_nothing(night: Night) -> None:
    raises(night, once="delivery-1")
    before = night.incident()

    again = raises(night, once="delivery-1")

    assert again.outcome == "seen"
    assert night.incident() == before


def test_the_caller_of_a_failing_service_joins_its_incident_and_says_why(night: Night) -> None:
    raises(night, "checkout")
    night.now += timedelta(seconds=40)

    joined = raises(night, "storefront")

    assert joined.outcome == "joined"
    assert joined.incident == night.incident().id
    assert "checkout" in joined.why
    assert set(night.incident().services) == {"checkout", "storefront"}


def test_silence_wakes_the_next_tier_when_the_promise_passes(night: Night) -> None:
    raises(night)
    night.delivers_receipts()
    sla = night.incident().policy.ack_sla_minutes(night.incident().severity)

    night.passes(minutes=sla - 0.5)
    assert night.channel.texts_to(BEN) == []

    night.passes(minutes=1)
    assert len(night.channel.texts_to(BEN)) == 1
    assert len(night.channel.texts_to(CLEO)) == 1
    assert night.incident().tier == 2


def test_an_ack_stops_the_climbing_and_tells_the_others(night: Night) -> None:
    raises(night)
    night.delivers_receipts()
    night.passes(minutes=11)

    night.texts(BEN, "ack 1")
    night.passes(minutes=30)

    incident = night.incident()
    assert incident.status is Status.ACKNOWLEDGED
    assert incident.ack is not None
    assert incident.ack.person == "ben"
    assert incident.tier == 2
    assert any("Ben" in text for text in night.channel.texts_to(ANA))


def test_everybody_who_was_woken_hears_how_it_stands_until_it_is_over(night: Night) -> None:
    raises(night)
    night.delivers_receipts()
    night.passes(minutes=11)
    night.texts(BEN, "ack 1")

    for _ in range(12):
        night.passes(minutes=10)
        night.texts(BEN, "ack 1")
    told = {phone: sum("so far" in text for text in night.channel.texts_to(phone)) for phone in (ANA, BEN, STRANGER)}
    night.texts(BEN, "resolve 1")
    night.passes(minutes=120)

    assert told[ANA] == told[BEN] >= 1
    assert told[STRANGER] == 0
    assert sum("so far" in text for text in night.channel.texts_to(ANA)) == told[ANA]


def test_a_tier_that_is_woken_although_somebody_has_it_is_really_paged(night: Night) -> None:
    raises(night)
    night.texts(ANA, "ack 1")

    night.texts(ANA, "sev0 1")

    assert night.incident().tier == 2
    assert any("Ana Duarte has it. Reply take 1" in body for body in night.channel.texts_to(BEN))


def test_a_late_ack_is_told_who_has_it(night: Night) -> None:
    raises(night)
    night.passes(minutes=11)
    night.texts(BEN, "ack 1")

    night.texts(ANA, "ack 1")

    ack = night.incident().ack
    assert "Ben" in night.channel.texts_to(ANA)[-1]
    assert ack is not None
    assert ack.person == "ben"


def test_the_same_text_twice_is_obeyed_once(night: Night) -> None:
    raises(night)
    night.texts(ANA, "ack 1", sid="SM1")
    answers = len(night.channel.texts_to(ANA))

    night.texts(ANA, "ack 1", sid="SM1")

    assert len(night.channel.texts_to(ANA)) == answers


def test_a_bare_ack_means_the_only_page(night: Night) -> None:
    raises(night)

    night.texts(ANA, "ack")

    assert night.incident().ack is not None


def test_a_stranger_cannot_acknowledge(night: Night) -> None:
    raises(night)

    night.texts(STRANGER, "ack 1")

    assert night.incident().ack is None


def test_a_vet_cannot_acknowledge_a_production_incident(night: Night) -> None:
    raises(night)

    night.texts("+12025550111", "ack 1")

    assert night.incident().ack is None
    assert night.channel.texts_to("+12025550111")


def test_an_undelivered_page_makes_the_phone_ring(night: Night) -> None:
    from nightdesk.desk.rounds.receipt import take_receipt

    raises(night)
    receipt = next(sent.receipt for sent in night.channel.sent if sent.to == ANA and sent.kind == "text")
    calls = len(night.channel.calls_to(ANA))

    take_receipt(night.kit, receipt.rsplit("/", 1)[-1], status="undelivered", error=30003)
    night.passes(minutes=3)

    assert any(page.state is PageState.FAILED for page in night.incident().pages)
    assert len(night.channel.calls_to(ANA)) == calls + 1


def test_receipts_out_of_order_leave_it_delivered(night: Night) -> None:
    from nightdesk.desk.rounds.receipt import take_receipt

    raises(night)
    outbox = next(s.receipt for s in night.channel.sent if s.to == ANA and s.kind == "text").rsplit("/", 1)[-1]

    take_receipt(night.kit, outbox, status="delivered")
    take_receipt(night.kit, outbox, status="sent")
    take_receipt(night.kit, outbox, status="undelivered")

    row = night.kit.store.errand(outbox)
    assert row is not None
    assert row.state.value == "delivered"


def test_ended_alarms_close_the_incident_only_after_a_quiet_time(night: Night) -> None:
    raises(night)
    night.texts(ANA, "ack 1")
    night.now += timedelta(minutes=3)

    raises(night, state="resolved")
    assert night.incident().status is Status.MONITORING
    night.passes(minutes=9)
    assert night.incident().is_open

    night.passes(minutes=2)
    assert night.incident().status is Status.RESOLVED


def test_an_alarm_that_comes_back_in_the_quiet_time_keeps_it_open(night: Night) -> None:
    raises(night)
    night.texts(ANA, "ack 1")
    raises(night, state="resolved")
    night.passes(minutes=2)

    raises(night, once="fires-again")
    night.passes(minutes=11)

    assert night.incident().is_open


def test_an_end_that_overtakes_its_alarm_makes_no_ghost(night: Night) -> None:
    early = raises(night, state="resolved")
    late = raise_alarm(night.kit, CATALOGUE, alarm(night), once="late")

    assert early.outcome == "early"
    assert late.outcome == "early"
    assert night.kit.store.incidents() == ()


def test_a_closed_incident_never_absorbs_a_new_alarm(night: Night) -> None:
    raises(night)
    night.texts(ANA, "resolve 1")
    night.now += timedelta(minutes=1)

    raised = raises(night, once="recurs")

    assert raised.outcome == "opened"
    assert raised.incident == "INC-000002"
    assert "INC-000001" in night.incident(2).links


def test_what_a_trusted_source_garbles_still_wakes_someone_and_is_kept(night: Night) -> None:
    unread = kept_unread(night.kit, source="grafana", raw="{broken", why="not JSON", once="x")
    raised = raise_alarm(night.kit, CATALOGUE, unread, once="x")
    night.settle()

    assert raised.outcome == "opened"
    assert "unreadable alarm from grafana" in night.incident().title
    assert night.channel.texts_to(ANA)


def test_everything_that_happened_is_in_an_intact_chain(night: Night) -> None:
    raises(night)
    night.passes(minutes=11)
    night.texts(BEN, "ack 1")
    night.texts(BEN, "note 1 looking at the deploy")
    night.texts(BEN, "resolve 1")

    incident = night.incident()
    entries = night.kit.store.entries(incident.id)

    assert first_break(entries, head=incident.seal) is None
    assert [entry.kind.value for entry in entries if entry.kind.value in {"opened", "acknowledged", "resolved"}] == [
        "opened",
        "acknowledged",
        "resolved",
    ]
