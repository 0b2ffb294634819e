"""Who of a tier is tried how: several numbers, landlines, quiet hours, and whoever comes on call meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from nightdesk.escalation.pages import Call, at_once
from nightdesk.escalation.relief import Relieve
from nightdesk.escalation.tiers import Climb
from nightdesk.escalation.watch import next_due
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Incident, Page, PageState, Status
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.roster.changes import Changes, Override
from nightdesk.roster.layer import Layer
from nightdesk.roster.person import Person, Quiet
from nightdesk.roster.roster import Roster
from nightdesk.roster.schedule import Schedule

START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANA = Person(id="ana", name="Ana", phone=Phone("+12025550121"))
BEN = Person(id="ben", name="Ben", phone=Phone("+12025550122"))
POLICY = Policy(name="ops", desk=Desk.OPS, rungs=(Rung(tier=1, roles=("on-call",), label="on call"),))


def roster(ana: Person = ANA, *layers: Layer, planned: Changes | None = None) -> Roster:
    schedule = Schedule(layers=layers or (Layer(people=("ana",)),))
    return Roster(people=(ana, BEN), schedules={"on-call": schedule}, catch_all="ben", planned=planned or Changes())


def incident(severity: Severity, *pages: Page) -> Incident:
    new = Incident(
        id=IncidentId("INC-000042"),
        desk=Desk.OPS,
        title="checkout: errors 41%",
        severity=severity,
        status=Status.OPEN,
        first_anomaly_at=START,
        detected_at=START,
        opened_at=START,
        policy=POLICY,
    )
    return changes.climbed(new, tier=1, at=START, pages=list(pages)) if pages else new


def page(channel: str, *, at: datetime = START, attempt: int = 1, state: PageState = PageState.DELIVERED) -> Page:
    return Page(
        person="ana",
        phone=ANA.phone,
        tier=1,
        channel="call" if channel == "call" else "sms",
        attempt=attempt,
        at=at,
        outbox=f"{channel}-{attempt}",
        state=state,
    )


def calls(what: Incident, of: Roster, at: datetime) -> list[Call]:
    due = next_due(what, roster=of, now=at, pace=lambda minutes: timedelta(minutes=minutes))
    return [action for action in due.actions if isinstance(action, Call)]


@pytest.mark.parametrize(
    ("channels", "first"),
    [(("sms", "call"), ("sms",)), (("call", "sms"), ("call", "sms")), (("call",), ("call",)), (("sms",), ("sms",))],
)
def test_when_nothing_is_on_fire_people_are_tried_as_they_like(
    channels: tuple[str, ...], first: tuple[str, ...]
) -> None:
    person = replace(ANA, channels=channels)  # type: ignore[arg-type]

    assert at_once(person, ("sms",), START) == first
    assert at_once(person, ("sms", "call"), START) == ("sms", "call")


def test_in_quiet_hours_who_likes_calls_gets_a_text_unless_that_is_all_they_can_get() -> None:
    quiet = Quiet(starts=time(22), ends=time(7))

    assert at_once(replace(ANA, channels=("call", "sms"), quiet=quiet), ("sms",), START) == ("sms",)
    assert at_once(replace(ANA, channels=("call",), quiet=quiet), ("sms",), START) == ("call",)


def test_a_delivered_text_that_nobody_answers_rings_after_the_quiet_hours_and_sev1_does_not_wait() -> None:
    quiet = roster(replace(ANA, quiet=Quiet(starts=time(2), ends=time(4))))
    mild = incident(Severity.SEV3, page("sms"))
    bad = incident(Severity.SEV1, page("sms"))

    assert calls(mild, quiet, START + 59 * MINUTE) == []
    assert [call.why for call in calls(mild, quiet, START + 60 * MINUTE)] == ["the text was not answered"]
    assert [call.why for call in calls(bad, quiet, START)] == ["it is SEV1 now"]


def test_a_text_that_failed_rings_also_in_quiet_hours() -> None:
    quiet = roster(replace(ANA, quiet=Quiet(starts=time(2), ends=time(4))))

    failed = incident(Severity.SEV3, page("sms", state=PageState.FAILED))
    assert [call.why for call in calls(failed, quiet, START)] == ["the text could not be delivered"]


def test_each_number_is_called_twice_in_a_row_for_the_worst_and_once_for_the_rest() -> None:
    numbers = (Phone("+12025550121"), Phone("+12025550199"))
    two = replace(ANA, rings=numbers)
    tried = [page("call", at=START + 2 * n * MINUTE, attempt=n + 1) for n in range(4)]

    def rung(severity: Severity) -> list[Phone]:
        each = 2 if severity is Severity.SEV0 else 1
        return [
            call.person.ring_phone(call.attempt, each=each)
            for made in range(1, 5)
            for call in calls(incident(severity, *tried[:made]), roster(two), START + 9 * MINUTE)
        ]

    assert rung(Severity.SEV0) == [numbers[0], numbers[1], numbers[1]]
    assert rung(Severity.SEV3) == [numbers[1]]


def test_the_ladder_is_the_one_of_the_opening_and_its_people_those_of_the_moment() -> None:
    daily = Layer(people=("ana", "ben"), first_at=datetime(2026, 11, 21, 4), unit="day")  # noqa: DTZ001 - a wall clock

    def woken(at: datetime) -> list[str]:
        due = next_due(incident(Severity.SEV1), roster=roster(ANA, daily), now=at, pace=lambda m: m * MINUTE)
        return [p.id for action in due.actions if isinstance(action, Climb) for p in action.people]

    assert woken(START) == ["ana"]
    assert woken(START + timedelta(hours=1)) == ["ben"]


def test_whoever_comes_on_call_while_nobody_answers_is_woken_too_and_only_then() -> None:
    daily = Layer(people=("ana", "ben"), first_at=datetime(2026, 11, 21, 3, 3), unit="day")  # noqa: DTZ001
    silent = incident(Severity.SEV1, page("sms"), page("call"), page("call", attempt=2))

    def due(what: Incident, at: datetime) -> list[str]:
        found = next_due(what, roster=roster(ANA, daily), now=at, pace=lambda m: m * MINUTE)
        assert found.wake_at is not None
        return [action.person.id for action in found.actions if isinstance(action, Relieve)]

    before = next_due(silent, roster=roster(ANA, daily), now=START + MINUTE, pace=lambda m: m * MINUTE)
    assert before.wake_at == START + 3 * MINUTE
    assert due(silent, START + MINUTE) == []
    assert due(silent, START + 3 * MINUTE) == ["ben"]
    woken = changes.paged(silent, [replace(page("sms", at=START + 3 * MINUTE), person="ben", outbox="ben")])
    assert due(woken, START + 3 * MINUTE) == []
    acked = changes.acknowledged(silent, person="ana", name="Ana", at=START + MINUTE, channel="sms")
    assert due(acked, START + 3 * MINUTE) == []


def test_a_cover_arranged_in_the_middle_of_an_incident_wakes_whoever_covers() -> None:
    cover = Override(
        role="on-call", person="ben", instead_of="ana", starts_at=START + 2 * MINUTE, ends_at=START + 300 * MINUTE
    )
    silent = incident(Severity.SEV1, page("sms"), page("call"), page("call", attempt=2))

    due = next_due(
        silent,
        roster=roster(planned=Changes(overrides=(cover,))),
        now=START + 2 * MINUTE,
        pace=lambda minutes: timedelta(minutes=minutes),
    )

    assert [action.person.id for action in due.actions if isinstance(action, Relieve)] == ["ben"]
