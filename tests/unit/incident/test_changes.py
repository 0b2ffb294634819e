"""How an incident changes: each rule by itself."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from nightdesk.incident import changes
from nightdesk.incident.ask import Ask, AskState, Plan, Risk, StepState, StepTaken
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import AlarmSeen, Incident, Page, PageState, Status
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PLAN = Plan(
    runbook="r",
    action="a",
    parameters={},
    title="Roll back",
    risk=Risk.HIGH,
    why="w",
    impact="i",
    rollback="b",
    service="checkout",
)
ASK = Ask(id="ask", plan=PLAN, digest="d", asked=(), asked_at=NOW, expires_at=NOW + timedelta(minutes=15))


def page(outbox: str = "out", state: PageState = PageState.QUEUED) -> Page:
    return Page(
        person="ana", phone=Phone("+12025550121"), tier=1, channel="sms", attempt=1, at=NOW, outbox=outbox, state=state
    )


def alarm(fingerprint: str = "errors", *, service: str = "checkout") -> AlarmSeen:
    return AlarmSeen(
        fingerprint=fingerprint,
        source="cloudwatch",
        service=service,
        name=fingerprint,
        is_firing=True,
        first_at=NOW,
        last_at=NOW,
    )


def incident(**more: object) -> Incident:
    rungs = (Rung(tier=1, roles=("on-call engineer",), label="on-call"),)
    known: dict[str, object] = {
        "id": IncidentId("INC-000001"),
        "desk": Desk.OPS,
        "title": "checkout errors",
        "severity": Severity.SEV2,
        "status": Status.OPEN,
        "first_anomaly_at": NOW,
        "detected_at": NOW,
        "opened_at": NOW,
        "policy": Policy(name="ops", desk=Desk.OPS, rungs=rungs),
        "version": 3,
    }
    return Incident(**(known | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("order", list(permutations([PageState.ACCEPTED, PageState.DELIVERED, PageState.UNANSWERED])))
def test_receipts_of_a_page_may_come_in_any_order(order: tuple[PageState, ...]) -> None:
    current = incident(pages=(page(), page("other")))

    for state in order:
        current = changes.page_became(current, "out", state)

    assert [one.state for one in current.pages] == [PageState.UNANSWERED, PageState.QUEUED]


def test_a_late_note_that_the_carrier_took_it_does_not_undo_delivered() -> None:
    delivered = incident(pages=(page(state=PageState.DELIVERED),))

    assert changes.page_became(delivered, "out", PageState.ACCEPTED) == delivered


def test_the_first_acknowledgement_is_remembered_when_somebody_else_takes_over() -> None:
    first = changes.acknowledged(incident(), person="ana", name="Ana", at=NOW, channel="sms")

    later = NOW + timedelta(minutes=9)
    second = changes.acknowledged(first, person="ben", name="Ben", at=later, channel="call")

    assert second.ack is not None
    assert (second.ack.person, second.first_acked_at) == ("ben", NOW)
    assert second.status is Status.ACKNOWLEDGED


def test_releasing_urges_the_next_tier_and_opens_it_again() -> None:
    held = changes.acknowledged(incident(), person="ana", name="Ana", at=NOW, channel="sms")

    free = changes.released(held, why="went silent")

    assert (free.ack, free.status, free.urged) == (None, Status.OPEN, "went silent")


def test_nothing_urges_a_closed_incident() -> None:
    closed = changes.resolved(incident(), at=NOW, how="mended")

    assert changes.urged(closed, why="late news").urged == ""


@pytest.mark.parametrize("severity", [Severity.SEV2, Severity.SEV3, Severity.SEV4])
def test_a_milder_verdict_lowers_nothing(severity: Severity) -> None:
    judged = changes.worsened(incident(tier=1, reasons=("errors",)), severity=severity, reasons=("errors", "more"))

    assert (judged.severity, judged.urged, judged.generation) == (Severity.SEV2, "", 1)
    assert judged.reasons == ("errors", "more")


def test_a_worse_verdict_urges_the_next_tier_and_a_new_watch() -> None:
    judged = changes.worsened(incident(tier=1), severity=Severity.SEV0, reasons=("data loss",))

    assert judged.severity is Severity.SEV0
    assert "SEV2 to SEV0" in judged.urged
    assert judged.generation == 2


def test_a_human_may_lower_a_severity_without_waking_anybody() -> None:
    lowered = changes.set_by_human(incident(tier=1), severity=Severity.SEV4)

    assert (lowered.severity, lowered.urged) == (Severity.SEV4, "")


def test_only_a_pending_request_can_be_answered() -> None:
    granted = changes.answered(incident(ask=ASK), state=AskState.GRANTED, by="ana", at=NOW)

    again = changes.answered(granted, state=AskState.DENIED, by="ben", at=NOW)

    assert again == granted
    assert changes.answered(incident(), state=AskState.GRANTED, by="ana", at=NOW).ask is None


def test_resolving_withdraws_what_waits_and_asks_for_a_watch_that_writes_the_report() -> None:
    closed = changes.resolved(incident(ask=ASK, urged="hurry"), at=NOW, how="mended")

    assert closed.ask is not None
    assert closed.ask.state is AskState.WITHDRAWN
    assert (closed.is_open, closed.urged, closed.generation) == (False, "", 2)


def test_a_step_is_known_by_its_id() -> None:
    begun = StepTaken(id="s", plan=PLAN, state=StepState.BACKED_UP, started_at=NOW)
    done = StepTaken(id="s", plan=PLAN, state=StepState.ACTED, started_at=NOW)

    current = changes.step_became(changes.step_became(incident(), begun), done)

    assert current.steps == (done,)


def test_an_alarm_that_fires_again_is_counted_and_keeps_when_it_began() -> None:
    once = changes.with_alarm(incident(), alarm())

    twice = changes.with_alarm(once, alarm())

    assert [(one.times, one.first_at) for one in twice.alarms] == [(2, NOW)]
    assert twice.services == ("checkout",)


def test_it_is_watched_before_it_closes_only_when_the_last_alarm_has_ended() -> None:
    two = changes.with_alarm(changes.with_alarm(incident(), alarm("a")), alarm("b"))

    one_left = changes.alarm_ended(two, "a", at=NOW)
    none_left = changes.alarm_ended(one_left, "b", at=NOW)

    assert one_left.status is Status.OPEN
    assert (none_left.status, none_left.recovered_at) == (Status.MONITORING, NOW)


def test_an_alarm_that_comes_back_starts_recovery_from_nothing() -> None:
    calm = changes.alarm_ended(changes.with_alarm(incident(), alarm()), "errors", at=NOW)

    again = changes.with_alarm(calm, alarm())

    assert (again.status, again.recovered_at) == (Status.OPEN, None)
