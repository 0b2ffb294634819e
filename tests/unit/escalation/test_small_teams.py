"""A ladder on which one person stands on several rungs: the next tier is the next one that has somebody new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.escalation.actions import Heed
from nightdesk.escalation.tiers import Climb
from nightdesk.escalation.watch import Action, next_due
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Incident, Page, PageState, Status
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.roster.changes import Away, Changes
from nightdesk.roster.layer import Layer
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster
from nightdesk.roster.schedule import Schedule

START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LATER = START + timedelta(minutes=11)


def roster(*holders: str) -> Roster:
    """holders: who holds the role of each tier, from the first."""
    people = tuple(
        Person(id=name, name=name.title(), phone=Phone(f"+1202555018{at}"))
        for at, name in enumerate(dict.fromkeys((*holders, "boss")))
    )
    schedules = {f"role {at}": Schedule(layers=(Layer(people=(name,)),)) for at, name in enumerate(holders, 1)}
    return Roster(people=people, schedules=schedules, catch_all="boss")


def opened(tiers: int) -> Incident:
    rungs = tuple(Rung(tier=at, roles=(f"role {at}",), label=f"tier {at}") for at in range(1, tiers + 1))
    return Incident(
        id=IncidentId("INC-000042"),
        desk=Desk.OPS,
        title="checkout: errors 41%",
        severity=Severity.SEV1,
        status=Status.OPEN,
        first_anomaly_at=START,
        detected_at=START,
        opened_at=START,
        policy=Policy(name="ops", desk=Desk.OPS, rungs=rungs),
    )


def woken(incident: Incident, tier: int, *people: str, at: datetime = START) -> Incident:
    def page(person: str, attempt: int) -> Page:
        return Page(
            person=person,
            phone=Phone("+12025550180"),
            tier=tier,
            channel="call" if attempt else "sms",
            attempt=attempt or 1,
            at=at,
            outbox=f"{person}-{attempt}",
            state=PageState.UNANSWERED,
        )

    pages = [page(person, attempt) for person in people for attempt in range(3)]
    return changes.climbed(incident, tier=tier, at=at, pages=pages)


def decided(incident: Incident, of: Roster, at: datetime) -> Action | None:
    due = next_due(incident, roster=of, now=at, pace=lambda minutes: timedelta(minutes=minutes))
    return next((action for action in due.actions if isinstance(action, Climb | Heed)), None)


def climb(incident: Incident, of: Roster, at: datetime = LATER) -> tuple[int, list[str], bool]:
    action = decided(incident, of, at)
    assert isinstance(action, Climb)
    return action.tier, [person.id for person in action.people], action.again


def test_silence_wakes_somebody_new_together_with_who_was_silent() -> None:
    assert climb(woken(opened(3), 1, "ana"), roster("ana", "ana", "dev")) == (3, ["ana", "dev"], False)


def test_a_rung_with_somebody_new_is_never_skipped() -> None:
    assert climb(woken(opened(3), 1, "ana"), roster("ana", "ben", "dev")) == (2, ["ben"], False)


def test_whoever_passes_it_on_is_not_the_one_who_is_woken() -> None:
    incident = changes.passed_on(woken(opened(3), 1, "ana"), person="ana", at=START, why="Ana passed it on")

    assert climb(incident, roster("ana", "ana", "dev"), START) == (3, ["dev"], False)


@pytest.mark.parametrize("why", ["storefront affected too", "severity raised from SEV2 to SEV1"])
def test_more_hands_are_other_hands(why: str) -> None:
    incident = changes.acknowledged(woken(opened(3), 1, "ana"), person="ana", name="Ana", at=START, channel="sms")

    assert climb(changes.urged(incident, why=why), roster("ana", "ana", "dev"), START)[:2] == (3, ["dev"])


def test_alone_with_nobody_above_everyone_there_is_is_woken_and_the_catch_all() -> None:
    assert climb(woken(opened(3), 1, "ana"), roster("ana", "ana", "ana")) == (1, ["ana", "boss"], True)


@pytest.mark.parametrize("at", [START + timedelta(seconds=30), LATER])
def test_alone_and_passing_it_on_wakes_the_catch_all(at: datetime) -> None:
    incident = changes.passed_on(woken(opened(2), 1, "ana"), person="ana", at=at, why="Ana passed it on")

    assert climb(incident, roster("ana", "ana"), at)[1] == ["boss"]


def test_who_passes_it_on_and_is_the_only_one_there_is_is_woken_again() -> None:
    incident = changes.passed_on(woken(opened(2), 1, "boss"), person="boss", at=LATER, why="Boss passed it on")

    assert climb(incident, roster("boss", "boss"))[1] == ["boss"]


def test_alone_and_on_it_nobody_is_woken_for_more_hands() -> None:
    incident = changes.acknowledged(woken(opened(2), 1, "ana"), person="ana", name="Ana", at=START, channel="sms")

    assert isinstance(decided(changes.urged(incident, why="it got worse"), roster("ana", "ana"), START), Heed)


def test_silence_goes_on_in_rounds_when_nobody_new_is_left() -> None:
    once = replace(woken(opened(2), 1, "ana"), loops=1)

    assert climb(once, roster("ana", "ana"))[2]


def silent(severity: Severity, *, loops: int = 0) -> Incident:
    everyone = woken(opened(2), 2, "ana", "dev")
    return replace(everyone, severity=severity, loops=loops)


def of_a_team(*team: str, away: str = "") -> Roster:
    known = roster("ana", "dev")
    people = tuple(Person(id=one, name=one.title(), phone=Phone(f"+120255502{at:02}")) for at, one in enumerate(team))
    gone = (Away(person=away, starts_at=START - timedelta(days=1), ends_at=START + timedelta(days=9)),) if away else ()
    return replace(
        known, people=(*known.people, *people), desks={"ops": ("ana", "dev", *team)}, planned=Changes(away=gone)
    )


def test_when_all_were_silent_the_team_is_woken_beside_them_but_for_who_is_on_vacation() -> None:
    of = of_a_team("fay", "gil", "hal", away="gil")

    assert climb(silent(Severity.SEV1), of, START + timedelta(hours=1))[1] == ["ana", "dev", "boss", "fay", "hal"]


def test_what_is_mild_wakes_nobody_whose_turn_it_is_not() -> None:
    of = of_a_team("fay", "gil")

    assert climb(silent(Severity.SEV3), of, START + timedelta(hours=9))[1] == ["ana", "dev", "boss"]


@pytest.mark.parametrize("size", [1, 8, 9, 30])
def test_of_a_large_team_everybody_has_their_turn_and_never_many_at_once(size: int) -> None:
    team = tuple(f"p{at}" for at in range(size))
    rounds = [climb(silent(Severity.SEV0, loops=n), of_a_team(*team), START + timedelta(hours=9))[1] for n in range(8)]

    assert all(len(people) == len(set(people)) <= 3 + 8 for people in rounds)
    assert {person for people in rounds for person in people} >= set(team)
