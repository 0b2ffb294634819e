"""Everything said about an owner's question fits, in both languages, whatever the pet is called."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.approval.advice import Question, plan_of
from nightdesk.approval.request import request
from nightdesk.channel.fitting import segments
from nightdesk.incident.ask import Ask, AskState
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.persona.owner import advice, between, checking, pets
from nightdesk.persona.responder import casefile, consult
from nightdesk.persona.wording.words import Language
from nightdesk.roster.roster import Person
from nightdesk.triage.pets.judging.seeking import Kind

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MAYA = Person(id="maya", name="Dr. Maya Lind", phone=Phone("+12025550111"), is_vet=True)
LANGUAGES: tuple[Language, ...] = get_args(Language)
KINDS: tuple[Kind, ...] = get_args(Kind)


def case(language: Language = "en", *, pet: str | None = None, severity: Severity = Severity.SEV0) -> Incident:
    return Incident(
        id=IncidentId("INC-000042"),
        desk=Desk.PETS,
        title="9.98 kg dog: dark chocolate 100 g 20 min ago. ~57.1 mg/kg methylxanthine",
        severity=severity,
        status=Status.OPEN,
        first_anomaly_at=NOW,
        detected_at=NOW,
        opened_at=NOW,
        policy=Policy(name="pets", desk=Desk.PETS, rungs=(Rung(tier=1, roles=("on-call vet",), label="on-call vet"),)),
        reasons=("dark chocolate 100 g: about 57.1 mg methylxanthine/kg; moderate range; onset: GI signs 2-4 h",),
        first_step="Go to the emergency vet now and bring the packet.",
        owner=Phone("+12025550180"),
        pet_name=pet,
        species="dog",
        clinic="Springfield Animal Emergency +12025550150",
        language=language,
        told=("Go to the emergency vet now and bring the packet. " * 4, "Please don't make your dog vomit yet. " * 3),
        owner_said=("he is lying down and looks at me " * 6,),
    )


def asked(incident: Incident, kind: Kind, *, words: str = "", why: str = "should i?", thing: str = "") -> Ask:
    question = Question(
        kind=kind, thing=thing, asked=why, facts=f"{incident.title}; swallowed about 02:40 UTC", words=words,
        language=incident.language,
    )  # fmt: skip
    return request(plan_of(question), approvers=(MAYA,), now=NOW, lifetime=timedelta(minutes=10))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("severity", [Severity.SEV0, Severity.SEV3])
@pytest.mark.parametrize("pet", [None, "Rex", "Captain Bartholomew the Third"])
def test_what_an_owner_hears_takes_two_gsm_segments_and_names_no_amount(
    language: Language, kind: Kind, severity: Severity, pet: str | None
) -> None:
    incident = case(language, pet=pet, severity=severity)
    ask = asked(incident, kind, thing="diphenhydramine" if kind == "medicine" else "")
    thing = ask.plan.parameters["thing"]

    said = [
        advice.wait(incident, kind=kind, thing=thing, language=language),
        advice.wait(incident, kind=kind, thing=thing, language=language, has_vet=False),
        advice.still(incident, kind=kind, thing=thing, language=language),
        advice.silence(incident, ask, has_next=True),
        advice.silence(incident, ask, has_next=False),
        advice.declined(incident, ask),
    ]

    for body in said:
        assert segments(body).count <= 2, body
        assert segments(body).encoding == "GSM-7"
        assert not any(word in body for word in ("mL", "peroxide", "oxigenada"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_request_keeps_the_very_words_whole_however_long_the_question(language: Language) -> None:
    incident = case(language, pet="Captain Bartholomew the Third")
    words = advice.draft(incident, ml=45, teaspoons=9, language=language)
    ask = asked(incident, "vomiting", words=words, why="should i make him throw up? " * 20)

    body = consult.ask(incident, ask, ask.asked[0].code)

    assert f'"{words}"' in body
    assert "57.1 mg/kg" in body
    assert segments(body).count <= 3


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_question_and_no_facts_make_the_request_longer_than_three_segments(why: str, pet: str) -> None:
    incident = case(pet=pet[:40] or None)
    words = advice.draft(incident, ml=45, teaspoons=9, language="en")
    ask = asked(incident, "vomiting", words=words, why=why)

    body = consult.ask(incident, ask, ask.asked[0].code)

    assert segments(body).count <= 3
    assert words in body


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=900))
def test_too_many_characters_are_counted_so_that_cutting_them_fits(words: str) -> None:
    text = advice.signed(MAYA.name, words)
    over = advice.too_many(text)

    assert (over == 0) == (segments(text).count <= 3)
    assert over >= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_casefile_and_the_summary_take_three_segments(language: Language) -> None:
    incident = case(language)

    for body in (casefile.casefile(incident, reader=MAYA.phone), pets.summary_ready(incident, language=language)):
        assert segments(body).count <= 3
        assert "57.1 mg/kg" in body


def test_a_summary_carries_what_the_vet_allowed() -> None:
    incident = case()
    words = advice.draft(incident, ml=22, teaspoons=4, language="en")
    ask = asked(incident, "vomiting", words=words)
    given_at = replace(ask, state=AskState.GRANTED, answered_by="maya", answered_at=NOW)

    body = pets.summary_ready(replace(incident, advice=(given_at,)))

    assert "22 mL" in body
    assert "hydrogen peroxide" in body
    assert segments(body).count <= 3


def test_of_several_texts_of_an_owner_the_newest_stays() -> None:
    body = between.owner_says(case(), ("first " * 40, "second " * 40, "he collapsed"), reader=MAYA.phone)

    assert "he collapsed" in body
    assert segments(body).count <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_on_the_check_in_call_can_be_read_aloud(language: Language) -> None:
    for said in (checking.call(case(language)), checking.noted(case(language))):
        assert not any(sign in said for sign in "<>{}[]|*")
