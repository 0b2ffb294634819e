"""What people on call read: numbers first, short, and always with the words that answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.channel.replies.targets import AskRef, Context, OpenRef
from nightdesk.incident.ask import Ask, Asked, AskState, Plan, Risk
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.impact import Impact
from nightdesk.incident.incident import Ack, Hypothesis, Incident, Status
from nightdesk.incident.severity import Severity
from nightdesk.persona.guarding import guard
from nightdesk.persona.owner import speech
from nightdesk.persona.responder import ops, responder_speech
from nightdesk.persona.wording.composing import elapsed
from nightdesk.prompt import load
from nightdesk.roster.roster import Person
from tests.unit.persona.test_pets import AT, CLINIC, SHAKING, incident

ANA = Phone("+12025550121")
"""Who reads it all; she types 3 for it."""
PLAN = Plan(
    runbook="deployment-rollback",
    action="lambda.move_alias",
    parameters={"function": "checkout", "alias": "live", "version": "6"},
    title="roll checkout back from version 7 to version 6",
    risk=Risk.HIGH,
    why="errors rose from 0.1% to 12.5% one minute after version 7 went live",
    impact="requests in flight finish on version 7; new ones see version 6 within seconds",
    rollback="the alias live is moved to version 7 again",
    service="checkout",
)
ASK = Ask(
    id="a1",
    plan=PLAN,
    digest="d" * 64,
    asked=(Asked(person="ana", phone=Phone("+12025550121"), code="K7M2QX"),),
    asked_at=AT,
    expires_at=AT + timedelta(minutes=15),
)


def outage(**changes: object) -> Incident:
    fields: dict[str, object] = {
        "desk": Desk.OPS,
        "title": "checkout: errors 12.5% (threshold 1%)",
        "reasons": ("a critical service fails for more than a tenth of its requests",),
        "services": ("checkout",),
        "blast_radius": ("storefront", "mobile-api"),
        "impact": Impact(summary="about 1,200 users cannot pay", users_affected=1200, failed_share=0.125),
        "owner": None,
        "pet_name": None,
        "species": None,
        "clinic": "",
        "codes": {ANA: (3,)},
        **changes,
    }
    return incident(Severity.SEV1, **fields)


HELD = {"ack": Ack(person="ben", name="Ben Sato", at=AT, channel="sms"), "status": Status.ACKNOWLEDGED, "tier": 2}
CAUSE = Hypothesis(
    summary="version 7 of checkout",
    origin="checkout",
    kind="deployment",
    confidence=0.9,
    evidence=("errors rose at 03:09 UTC, version 7 went live at 03:08 UTC (CloudWatch Errors)",),
)
LONG = "storefront and everything behind it answers with an unexpected failure of the payment gateway " * 9


def test_a_page_says_how_bad_what_since_when_who_is_hurt_and_how_to_answer() -> None:
    text = ops.page(outage(), reader=ANA, tier_label="on-call engineer", why="")

    assert text.startswith("SEV1 INC-42: checkout: errors 12.5% (threshold 1%). Since 03:14 UTC. About 1,200 users")
    assert text.endswith("Reply ack 3 to take it, escalate 3 to pass on, more 3 for detail.")


def test_a_vets_page_says_what_matters_about_the_pet() -> None:
    case = incident(first_step=SHAKING.first_step, reasons=("chocolate 38 mg/kg, moderate",), codes={ANA: (3,)})

    text = ops.page(case, reader=ANA, tier_label="on-call vet")

    assert text.startswith("SEV0 pet INC-42: 30 kg Labrador: dark chocolate 200 g, shaking.")
    assert "join 3 to talk to the owner" in text


@pytest.mark.parametrize(
    "title", ["x", LONG, "\U0001f525 caf\u00e9 \u041f\u0440\u0438\u0432\u0435\u0442 " * 20, "", "a" * 900]
)
@pytest.mark.parametrize("why", ["", LONG])
@pytest.mark.parametrize("desk", Desk)
def test_a_page_of_anything_is_two_segments_and_keeps_its_answer(title: str, why: str, desk: Desk) -> None:
    case = outage(title=title, desk=desk, impact=Impact(summary=LONG), blast_radius=(LONG,), first_step=LONG)

    text = ops.page(case, reader=ANA, tier_label=LONG, why=why)

    assert segments(text).encoding == "GSM-7"
    assert segments(text).count <= 2
    assert "Reply ack 3" in text
    assert "escalate 3" in text


def test_a_page_carries_no_number_secret_or_order_that_came_with_the_alarm() -> None:
    text = ops.page(outage(title="password=hunter2 call +12025550142\nReply go K7M2QX"), reader=ANA, tier_label="")

    assert "hunter2" not in text
    assert "2025550142" not in text
    assert "K7M2QX" not in text


def test_a_call_says_the_same_for_the_ear_and_ends_with_the_keys() -> None:
    ana = Person(id="ana", name="Ana", phone=Phone("+12025550121"))
    text = f"{ops.page_speech(outage(), listener=ana.phone)} {responder_speech.keys(outage(), ana)}"

    assert text.startswith("This is Nightdesk. High severity, incident number 3. checkout: errors 12.5 percent")
    assert text.endswith(
        "Press 4 to acknowledge, 1 to join the call, 5 to pass it on, 2 for more, star to hear it again."
    )
    assert "Press" not in ops.page_speech(incident(), listener=ana.phone, is_whisper=True)


def test_a_request_shows_action_why_impact_and_undo_and_ends_with_the_answer() -> None:
    text = ops.ask(outage(), PLAN, "K7M2QX", 15)

    assert [label for label in ("Why:", "Impact:", "Undo:") if label in text] == ["Why:", "Impact:", "Undo:"]
    assert PLAN.title in text
    assert text.endswith("Reply go K7M2QX or no K7M2QX within 15 min.")


def test_a_request_of_any_length_keeps_all_four_and_its_answer() -> None:
    plan = replace(PLAN, title=LONG, why=LONG, impact=LONG, rollback=LONG)

    text = ops.ask(outage(), plan, "K7M2QX", 15)

    assert segments(text).count <= 3
    assert text.count("...") == 4
    assert all(label in text for label in ("Why: store", "Impact: store", "Undo: store"))
    assert text.endswith("Reply go K7M2QX or no K7M2QX within 15 min.")


def test_a_request_is_cut_between_clauses_and_says_who_leans_on_the_service() -> None:
    plan = replace(
        PLAN,
        why="version 7 at 03:08 is the probable cause (90%): errors rose from 0.1% to 12.5% within one minute; a new "
        "log line, KeyError currency, appeared two hundred and twelve times in the log of checkout since then",
        impact="requests in flight finish on version 7; new ones see version 6 within seconds; no data is changed",
        rollback="point the alias live at version 7 again, which the step does by itself when its verification fails",
    )

    text = ops.ask(outage(), plan, "K7M2QX", 15)

    assert segments(text).count <= 3
    assert "..." not in text
    assert "Why: version 7 at 03:08 is the probable cause (90%)" in text
    assert "Leaning on it: storefront, mobile-api." in text


def test_a_sentence_begins_with_a_capital_and_a_service_keeps_its_name() -> None:
    page = ops.page(
        outage(impact=Impact(summary="checkout fails  for all")), reader=ANA, tier_label="", why="nobody came"
    )

    assert "checkout fails for all." in page
    assert "Nobody came." in page
    assert "  " not in page


def test_late_and_repeated_acks_hear_who_was_first() -> None:
    assert ops.already(outage(**HELD), reader=ANA) == (
        "INC-42: already acknowledged by Ben Sato at 03:14 UTC. Reply take 3 to take it over."
    )
    assert ops.stand_down(outage(**HELD), "Ben Sato").startswith("Stand down, INC-42: Ben Sato has it since 03:14 UTC.")


def test_status_says_who_has_it_why_and_what_it_waits_for() -> None:
    text = ops.status_line(outage(**HELD, hypothesis=CAUSE, ask=ASK), now=AT + timedelta(minutes=12))

    assert text == (
        "INC-42 SEV1, 12 min so far: checkout: errors 12.5% (threshold 1%). Ben Sato has it since 03:14 UTC. "
        "Probable cause (90%): version 7 of checkout. Waiting for approval until 03:29 UTC: roll checkout back from "
        "version 7 to version 6."
    )


def test_an_unknown_cause_is_said_to_be_unknown() -> None:
    nothing = Hypothesis(summary="no signal stood out", origin="", kind="unknown", confidence=0.2, is_abstained=True)

    assert "Cause not known." in ops.more(outage(hypothesis=nothing), reader=ANA)


def test_the_end_says_how_and_after_how_long() -> None:
    over = outage(
        status=Status.RESOLVED,
        resolved_at=AT + timedelta(minutes=23),
        resolution="rolled back to version 6; errors back at baseline",
        report_uri="s3://reports/INC-000042.txt",
    )

    assert ops.resolved(over) == (
        "Resolved: INC-42 after 23 min. checkout: errors 12.5% (threshold 1%). Rolled back to version 6; errors back "
        "at baseline. Report: s3://reports/INC-000042.txt"
    )
    assert ops.already_resolved(over).startswith("INC-42 was resolved at 03:37 UTC.")


def test_the_words_that_work_are_listed_with_what_is_open() -> None:
    context = Context(
        open=(OpenRef(code="42", incident=IncidentId("INC-000042"), title="checkout errors"),),
        asks=(AskRef(code="K7M2QX", incident=IncidentId("INC-000042")),),
    )

    text = ops.help_text(context)

    assert "Open: 42 checkout errors." in text
    assert "go K7M2QX or no K7M2QX" in text
    assert text.endswith("ack 42.")


def test_an_unknown_number_is_not_echoed_when_it_is_no_number() -> None:
    assert "incident 7 is open" in ops.unknown_code("INC-000007")
    assert "<script>" not in ops.unknown_code("<script>")


@pytest.mark.parametrize("title", ["checkout errors", LONG])
def test_every_answer_fits_two_segments_and_three_when_more_is_asked_for(title: str) -> None:
    case = outage(**HELD, title=title, hypothesis=CAUSE, ask=ASK, resolution=LONG, clinic=CLINIC)
    texts = [
        ops.acked(case, "Ben Sato", reader=ANA),
        ops.acked(incident(), "Dr. Omar Reyes", reader=ANA),
        ops.already(outage(), reader=ANA),
        ops.already_resolved(case),
        ops.stand_down(case),
        ops.passed_on(case, reader=ANA),
        ops.nudge(case, reader=ANA),
        ops.resolved(case),
        ops.bridging(incident()),
        ops.no_room(case, reader=ANA),
        ops.noted(case),
        ops.help_text(Context()),
        ops.not_yet("merge"),
        ops.unknown_code(None),
        ops.unknown_sender(),
        ops.who(case, ["Ana Duarte", "Ben Sato"]),
        ops.approved(case, code="7KQ4XM", seconds=60),
        ops.approved(case, code="7KQ4XM", seconds=0),
        ops.approved_by(case, by="Ben Sato", code="7KQ4XM", seconds=60),
        ops.taken_back(case),
        ops.taken_back(case, by="Ben Sato"),
        ops.has_begun(case),
        ops.denied(case),
        ops.expired(case),
        ops.ask_expired(case),
        ops.already_answered(case, by="Ben Sato", at=AT, state=AskState.GRANTED),
        ops.wrong_code(),
        ops.not_yours(),
        ops.locked(),
    ]

    for text in texts:
        assert segments(text).encoding == "GSM-7"
        assert segments(text).count <= 2, text
    assert segments(ops.more(case, reader=ANA)).count <= 3


def test_no_answer_of_ours_is_a_word_the_carrier_acts_on() -> None:
    assert ops.wrong_code().split()[0].lower() not in {"stop", "end", "cancel", "quit", "yes", "start", "help"}


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=45), "45 s"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(minutes=4, seconds=12), "4 min 12 s"),
        (timedelta(hours=2, minutes=5, seconds=9), "2 h 5 min"),
        (timedelta(days=3, hours=4), "3 d 4 h"),
        (timedelta(seconds=-5), "0 s"),
        (timedelta(), "0 s"),
    ],
)
def test_a_length_of_time_has_two_units_at_most(span: timedelta, said: str) -> None:
    assert elapsed(span) == said


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("38 mg/kg of 200 g", "38 milligrams per kilogram of 200 grams"),
        ("SEV1 INC-000042", "severity 1 incident 42"),
        ("p99 1,234 ms, errors 12.5%", "p 99 1,234 milliseconds, errors 12.5 percent"),
        ("call +12025550188 now", "call 2 0 2, 5 5 5, 0 1 8 8 now"),
        ("see https://x.example/y now", "see now"),
        ('<Say>hi</Say> & "bye"', "hi and bye"),
        ("a -> b_c", "a to b c"),
    ],
)
def test_what_is_spoken_is_made_for_the_ear(written: str, heard: str) -> None:
    assert speech.plain(written) == heard


def test_a_caller_hears_the_order_first_and_no_search_for_a_clinic() -> None:
    text = speech.reflex(SHAKING, waking=True)

    assert text.startswith("Go to an emergency vet now.")
    assert "I'm waking our vet now." in text
    assert text.endswith("Is he awake and does he know you?")


def test_an_engineers_answer_is_held_to_the_facts_of_the_incident() -> None:
    case = outage(hypothesis=CAUSE)
    terms = ops.incident_terms(case, reader=ANA)

    good = "12.5% errors on checkout since 03:14 UTC. Version 7 is the probable cause (90%)."
    bad = "Rolled back: errors are back at baseline, SEV3, run kubectl get pods, 40% failing. We have restarted it."

    assert isinstance(guard.check(good, **terms, segments=2), guard.Passed)
    outcome = guard.check(bad, **terms, segments=2)
    assert isinstance(outcome, guard.Failed)
    assert {reason.partition(":")[0] for reason in outcome.reasons} == {"severity", "number", "claim", "command"}


def test_the_values_are_exactly_the_variables_of_the_prompt() -> None:
    values = ops.incident_values(outage(hypothesis=CAUSE, plan=PLAN), reader=ANA, heard="why?")

    assert set(values) == set(load("ops/reply").variables)
    assert set(ops.summary_values(outage(), timeline="")) == set(load("ops/summary").variables)
