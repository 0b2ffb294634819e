"""What moves an incident to its next tier, each alone; and that all who were woken may sleep once somebody has it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.escalation.actions import Heed
from nightdesk.escalation.tiers import Climb
from nightdesk.escalation.watch import next_due
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident, PageState
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.report.items import remediation_items
from nightdesk.roster.person import Person
from tests.integration.desk.acts import (
    ANA,
    BEN,
    BOOKS,
    MAYA,
    OWNER,
    alarm,
    ask,
    asks,
    grants,
    plans,
    raises,
    runs,
    undoes,
)
from tests.integration.desk.world import World

CLEO, DEV = "+12025550123", "+12025550124"


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def lags(world: World, service: str = "acorn") -> None:
    """Something mild, which a text is enough for at first."""
    mild = replace(alarm(world, service), summary=f"{service} disk 81% over limit 80%", value=81.0, threshold=80.0)
    told = replace(mild, claimed_severity=Severity.SEV3)
    raise_alarm(world.kit, BOOKS.catalogue, told, once=f"{service}-mild")
    world.settle()


def says(world: World, phone: str, body: str) -> None:
    """One text after the other."""
    world.now += timedelta(seconds=1)
    world.texts(phone, body)


def why_of(incident: Incident, world: World) -> list[str]:
    return [entry.text for entry in world.store.entries(incident.id) if entry.kind is Kind.CLIMBED]


def texts(world: World, phone: str) -> list[str]:
    return world.channel.texts_to(phone)


def known(world: World, person: str) -> Person:
    return world.kit.roster.person(person)


def with_person(world: World, person: str, **changed: object) -> None:
    people = tuple(replace(p, **changed) if p.id == person else p for p in world.kit.roster.people)  # type: ignore[arg-type]
    world.kit = replace(world.kit, roster=replace(world.kit.roster, people=people))


def test_a_service_that_is_newly_affected_wakes_the_next_tier_although_somebody_has_it(world: World) -> None:
    raises(world, "checkout")
    says(world, ANA, "ack 1")
    world.now += timedelta(seconds=90)
    assert texts(world, BEN) == []

    raises(world, "storefront")

    assert world.incident().tier == 2
    assert "storefront affected too" in why_of(world.incident(), world)[-1]
    assert texts(world, BEN)


def test_the_same_service_again_wakes_nobody_more(world: World) -> None:
    raises(world, "checkout")
    says(world, ANA, "ack 1")
    world.now += timedelta(minutes=6)

    raises(world, "checkout")

    assert world.incident().tier == 1


def test_what_is_not_over_when_it_was_promised_to_be_wakes_the_next_tier_of_the_ops_desk(world: World) -> None:
    raises(world)
    says(world, ANA, "ack 1")
    world.passes(minutes=39)
    says(world, ANA, "ack 1")
    world.passes(minutes=20)
    assert world.incident().tier == 1

    world.passes(minutes=2)

    assert world.incident().tier == 2
    assert "resolve" in world.incident().breached
    assert why_of(world.incident(), world)[-1].endswith("not resolved within the promise")


def test_a_vet_who_sees_a_case_through_is_not_joined_by_others_but_it_is_noted(world: World) -> None:
    says(world, OWNER, "my dog is having a seizure that won't stop")
    says(world, MAYA, "ack 1")
    for _ in range(4):
        world.passes(minutes=9)
        says(world, MAYA, "ack 1")

    incident = world.incident()
    notes = [entry.text for entry in world.store.entries(incident.id) if entry.kind is Kind.BREACHED]
    assert notes == ["not resolved within the promise of SEV0"]
    assert incident.tier == 1


def test_a_vet_hears_how_her_case_stands_on_its_cadence(world: World) -> None:
    says(world, OWNER, "my dog is having a seizure that won't stop")
    says(world, MAYA, "ack 1")
    world.passes(minutes=18)
    says(world, MAYA, "ack 1")
    said = len(texts(world, MAYA))

    world.passes(minutes=13)

    assert any("so far" in body for body in texts(world, MAYA)[said:])


def test_what_monitoring_noticed_late_is_noted_once_and_what_it_noticed_in_time_is_not(world: World) -> None:
    def noticed(service: str, *, after: float) -> Alarm:
        return replace(alarm(world, service), started_at=world.now - timedelta(minutes=after))

    raise_alarm(world.kit, BOOKS.catalogue, noticed("checkout", after=12), once="late")
    raise_alarm(world.kit, BOOKS.catalogue, noticed("mailer", after=0.5), once="in time")
    world.passes(minutes=1)
    late, in_time = world.incident(0), world.incident(1)

    notes = [entry.text for entry in world.store.entries(late.id) if entry.kind is Kind.BREACHED]
    assert notes == [f"not detected within the promise of {late.severity.name}; it had begun 12 min before"]
    assert in_time.breached == ()
    assert late.tier == 1


@pytest.mark.parametrize("ending", ["failed at once", "undone"])
def test_a_fix_that_failed_wakes_the_next_tier_although_somebody_has_it(world: World, ending: str) -> None:
    raises(world)
    says(world, ANA, "ack 1")
    world.now += timedelta(seconds=1)
    grants(world)
    assert world.incident().tier == 1
    if ending == "failed at once":
        world.action.serving = "9"

    runs(world)
    if ending == "undone":
        undoes(world)

    assert world.incident().tier == 2
    failed = {"failed at once": "the alias serves 9 already", "undone": "errors went on"}[ending]
    assert f"remediation failed: {failed}" in why_of(world.incident(), world)[-1]
    assert texts(world, BEN)


def test_a_request_that_nobody_answered_wakes_the_next_tier_although_somebody_has_it(world: World) -> None:
    asks(world)
    says(world, ANA, "ack 1")
    minutes = int(world.incident().policy.approval_minutes)
    assert world.incident().tier == 1

    world.passes(minutes=minutes + 1)

    assert world.incident().tier == 2
    assert "nobody answered the request for approval" in why_of(world.incident(), world)[-1]


def test_when_all_were_silent_also_the_catch_all_is_woken_who_stands_on_no_tier(world: World) -> None:
    roster = world.kit.roster
    hero = replace(known(world, "gus"), id="hero", name="Hero Hall", phone=Phone("+12025550177"), rings=(), known_as=())
    world.kit = replace(world.kit, roster=replace(roster, people=(*roster.people, hero), catch_all="hero"))
    raises(world)

    world.passes(minutes=39)
    assert texts(world, hero.phone) == []
    world.passes(minutes=3)

    assert world.incident().loops == 1
    assert texts(world, hero.phone)
    assert world.channel.calls_to(hero.phone)


def test_everybody_who_was_woken_is_told_to_stand_down_and_nobody_else(world: World) -> None:
    raises(world)
    world.passes(minutes=21)
    assert world.incident().tier == 3
    woken = {page.phone for page in world.incident().pages}
    before = {phone: len(texts(world, phone)) for phone in (*woken, "+12025550127")}

    says(world, DEV, "ack 1")

    told = {phone: texts(world, phone)[count:] for phone, count in before.items()}
    assert {ANA, BEN, CLEO} < woken
    for phone in woken - {DEV}:
        assert [body for body in told[phone] if body.startswith("Stand down") and "Dev" in body], phone
    assert not any(body.startswith("Stand down") for body in told[DEV])
    assert told["+12025550127"] == []


def test_who_takes_only_texts_and_gets_none_is_not_waited_for(world: World) -> None:
    with_person(world, "ana", channels=("sms",))
    lags(world)
    page = world.incident().pages[0]
    assert (page.person, page.channel, world.incident().tier) == ("ana", "sms", 1)

    take_receipt(world.kit, page.outbox, status="undelivered", error=30005)
    world.settle()

    assert world.incident().tier == 2
    assert world.channel.calls_to(ANA) == []
    assert "none could be delivered" in why_of(world.incident(), world)[-1]


def test_while_one_of_a_tier_can_still_answer_the_others_are_waited_for(world: World) -> None:
    with_person(world, "ben", channels=("sms",))
    lags(world)
    world.passes(minutes=int(world.incident().policy.patience_minutes(1, world.incident().severity)) + 1)
    assert world.incident().tier == 2
    failed = next(page for page in world.incident().pages if page.person == "ben")

    take_receipt(world.kit, failed.outbox, status="undelivered", error=30005)
    world.settle()

    assert world.incident().tier == 2


def test_a_tier_that_neither_text_nor_call_reaches_is_not_waited_for(world: World) -> None:
    raises(world)
    world.passes(minutes=3)
    for page in world.incident().pages:
        status, error = ("undelivered", 30005) if page.channel == "sms" else ("busy", 0)
        assert world.incident().tier == 1
        take_receipt(world.kit, page.outbox, status=status, error=error)
        world.settle()

    assert world.incident().tier == 2
    assert "neither text nor call reaches tier 1" in why_of(world.incident(), world)[-1]


@pytest.mark.parametrize("became", ["delivered", "sent"])
def test_a_phone_that_rings_and_may_have_the_text_is_waited_for(world: World, became: str) -> None:
    raises(world)
    world.passes(minutes=3)

    for page in world.incident().pages:
        take_receipt(world.kit, page.outbox, status=became if page.channel == "sms" else "no-answer")
        world.settle()

    assert world.incident().tier == 1


@pytest.mark.parametrize("seconds", [0, 25])
def test_a_call_that_a_mailbox_or_nobody_takes_is_no_answer(world: World, seconds: int) -> None:
    """Picked up and put down at once, or talked to by a machine: the carrier says "completed" of both."""
    raises(world)
    first = next(one for one in world.channel.sent if one.kind == "call")

    world.now += timedelta(seconds=seconds)
    take_receipt(world.kit, first.receipt.rsplit("/", 1)[-1], status="completed")
    world.settle()

    page = next(page for page in world.incident().pages if page.channel == "call")
    assert page.state is PageState.UNANSWERED
    assert world.incident().ack is None
    world.passes(minutes=3)
    assert len(world.channel.calls_to(ANA)) == 2
    world.passes(minutes=8)
    assert world.incident().tier == 2


def test_two_reasons_of_one_moment_are_one_page(world: World) -> None:
    """At 60 minutes a SEV1 begins its next round and breaks its promise."""
    raises(world)
    world.passes(minutes=58)
    before = len(texts(world, ANA)), len(world.channel.calls_to(ANA))

    world.passes(minutes=3)

    pages = [body for body in texts(world, ANA)[before[0] :] if "Reply ack" in body]
    moments = [page.at for page in world.incident().pages if page.person == "ana" and page.channel == "sms"]
    assert "resolve" in world.incident().breached
    assert len(pages) == 1
    assert len(moments) == len(set(moments))
    assert len(world.channel.calls_to(ANA)) - before[1] <= 2


def test_passing_on_again_and_again_wakes_one_tier(world: World) -> None:
    raises(world)

    for _ in range(3):
        world.now += timedelta(seconds=5)
        says(world, ANA, "pass 1")

    assert world.incident().tier == 2
    assert "passed on already: tier 2 was woken" in texts(world, ANA)[-1]


def test_somebody_else_may_pass_it_further_and_whoever_is_woken_anew_too(world: World) -> None:
    raises(world)
    says(world, ANA, "pass 1")
    world.now += timedelta(seconds=30)

    says(world, BEN, "pass 1")
    assert world.incident().tier == 3

    says(world, ANA, "take 1")
    world.now += timedelta(seconds=30)
    says(world, ANA, "pass 1")
    assert world.incident().tier == 4
    assert world.incident().ack is None


def test_one_who_opts_out_again_wakes_no_further_tier(world: World) -> None:
    raises(world)

    for word in ("STOP", "quit", "end"):
        world.now += timedelta(seconds=10)
        says(world, ANA, word)

    assert world.incident().tier == 2


def test_at_the_top_nobody_is_said_to_be_woken_who_is_not(world: World) -> None:
    raises(world)
    world.passes(minutes=34)
    assert world.incident().tier == 4
    says(world, BEN, "ack 1")
    said = len(world.channel.sent)

    says(world, CLEO, "pass 1")

    assert "Ben Sato has it" in texts(world, CLEO)[-1]
    assert "nobody is left to wake" in texts(world, CLEO)[-1]
    assert [one.to for one in world.channel.sent[said:]] == [CLEO]
    assert world.incident().urged == ""


def test_whoever_has_it_at_the_top_may_still_pass_it_on(world: World) -> None:
    raises(world)
    world.passes(minutes=31)
    says(world, BEN, "ack 1")
    loops = world.incident().loops

    says(world, BEN, "pass 1")

    assert world.incident().ack is None
    assert world.incident().loops == loops + 1


def test_a_question_for_approval_of_one_who_left_the_roster_goes_to_the_tier(world: World) -> None:
    raises(world)
    says(world, ANA, "ack 1")
    plans(world)
    people = tuple(p for p in world.kit.roster.people if p.id != "ana")
    schedules = {
        role: replace(one, layers=tuple(replace(layer, people=("ben",)) for layer in one.layers))
        for role, one in world.kit.roster.schedules.items()
    }
    world.kit = replace(world.kit, roster=replace(world.kit.roster, people=people, schedules=schedules))

    ask(world)

    asked = world.incident().ask
    assert asked is not None
    assert [one.person for one in asked.asked] == ["ben"]


def test_the_team_is_woken_in_one_transaction_however_many_numbers_each_has(world: World) -> None:
    roster = world.kit.roster
    team = [
        replace(known(world, "ana"), id=f"p{n}", name=f"Person {n}", known_as=(), phone=Phone(f"+1202555030{n}"),
                rings=(Phone(f"+1202555031{n}"), Phone(f"+1202555032{n}")))
        for n in range(9)
    ]  # fmt: skip
    desks = {**roster.desks, "ops": (*roster.desks["ops"], *(one.id for one in team))}
    world.kit = replace(world.kit, roster=replace(roster, people=(*roster.people, *team), desks=desks))
    raises(world)

    world.passes(minutes=41)

    assert world.incident().loops == 1
    assert sum(bool(texts(world, one.phone)) for one in team) == 8
    assert texts(world, team[0].phone)[0].startswith("SEV1 INC-7001: checkout")


def test_nobody_is_told_that_they_were_woken_as_what_they_are_not(world: World) -> None:
    raises(world)

    world.passes(minutes=41)

    assert world.incident().loops == 1
    assert not any("Woken as" in body for body in texts(world, ANA))
    assert all("VP engineering" not in body for body in texts(world, BEN))


def test_the_report_blames_no_tier_that_was_passed_over(world: World) -> None:
    schedules = world.kit.roster.schedules
    alone = {**schedules, "senior on-call": schedules["on-call engineer"], "team lead": schedules["on-call engineer"]}
    world.kit = replace(world.kit, roster=replace(world.kit.roster, schedules=alone))
    raises(world)
    world.passes(minutes=11)
    says(world, DEV, "ack 1")

    found = remediation_items(world.incident(), (), now=world.now, owners={})

    assert world.incident().tier == 3
    assert [one.what[:7] for one in found if one.what.startswith("Tier ")] == ["Tier 1 "]


def test_nobody_is_rung_once_more_between_the_two_calls_of_one_page(world: World) -> None:
    raises(world)
    world.passes(minutes=48)
    incident = world.incident()
    called_at = max(page.at for page in incident.pages)
    assert incident.tier_at
    assert called_at - incident.tier_at >= timedelta(minutes=2)
    urged = replace(incident, urged="not resolved within the promise")

    def reason_wakes(after: timedelta) -> list[type]:
        due = next_due(urged, roster=world.kit.roster, now=called_at + after, pace=world.kit.pace)
        return [type(one) for one in due.actions if isinstance(one, Climb | Heed)]

    assert reason_wakes(timedelta(seconds=30)) == [Heed]
    assert reason_wakes(timedelta(minutes=2, seconds=1)) == [Climb]


def test_at_the_top_a_second_reason_wakes_only_whom_the_first_did_not(world: World) -> None:
    raises(world)
    world.passes(minutes=48)
    urged = replace(world.incident(), urged="not resolved within the promise")
    woken = {page.person for page in urged.pages}
    new = next(person.id for person in world.kit.roster.people if person.id not in woken)
    just = max(page.at for page in urged.pages) + timedelta(seconds=10)

    due = next_due(urged, roster=replace(world.kit.roster, catch_all=new), now=just, pace=world.kit.pace)

    (climb,) = [one for one in due.actions if isinstance(one, Climb)]
    assert [person.id for person in climb.people] == [new]


def test_whoever_was_woken_for_what_was_merged_into_it_is_not_woken_anew_by_that(world: World) -> None:
    """A grave one that has just come to the top, into a mild one of a minute ago."""
    raises(world)
    world.passes(minutes=30)
    assert world.incident().tier == 4
    lags(world)
    first, mild = world.incident(0), world.incident(1)
    rung = len(world.channel.sent)
    world.now += timedelta(seconds=10)

    says(world, BEN, f"merge INC-{first.id[-4:]} into INC-{mild.id[-4:]}")

    kept = world.incident(1)
    assert (kept.severity, kept.tier, kept.urged, kept.loops) == (first.severity, 4, "", 0)
    # Ana was only texted about the mild one, and it is grave now.
    assert {one.to for one in world.channel.sent[rung:] if one.kind == "call"} <= {ANA}
