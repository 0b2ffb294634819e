"""The pets desk's own voice: action first, short, true, and kind."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import product

import pytest

from nightdesk.channel.fitting import fold, segments
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Ack, Incident, Page, Status
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.persona.guarding import guard
from nightdesk.persona.guarding.allowed import allowed_from
from nightdesk.persona.owner import pets
from nightdesk.persona.owner.turn import turn_of
from nightdesk.persona.wording.words import Language
from nightdesk.triage.verdict import Dose, HumanRoute, Verdict

AT = datetime(2026, 11, 22, 3, 14, tzinfo=UTC)
CLINIC = "City Emergency Vet +12025550188"
SHAKING = Verdict(
    desk=Desk.PETS,
    severity=Severity.SEV0,
    reasons=("shaking after chocolate",),
    subject="30 kg Labrador: dark chocolate 200 g, shaking",
    first_step="Go to an emergency vet now. Keep him warm and quiet; do not give food or make him vomit.",
    question="Is he awake and does he know you?",
    species="dog",
    pet_name="Rex",
    dose=Dose(toxin="dark chocolate", dose=38.0, unit="mg/kg", band="moderate"),
)


def verdict(severity: Severity, **changes: object) -> Verdict:
    return Verdict(
        **{  # type: ignore[arg-type]  # the fields of a Verdict, varied by name
            "desk": Desk.PETS,
            "severity": severity,
            "reasons": ("vomited twice",),
            "subject": "cat: vomited twice",
            "first_step": "Take food away for a few hours and offer small amounts of water.",
            "question": "How many times since yesterday?",
            "species": "cat",
            **changes,
        }
    )


def incident(severity: Severity = Severity.SEV0, **changes: object) -> Incident:
    policy = Policy(name="pets", desk=Desk.PETS, rungs=(Rung(tier=1, roles=("on-call vet",), label="on-call vet"),))
    return Incident(
        **{  # type: ignore[arg-type]  # the fields of an Incident, varied by name
            "id": IncidentId("INC-000042"),
            "desk": Desk.PETS,
            "title": SHAKING.subject,
            "severity": severity,
            "status": Status.OPEN,
            "first_anomaly_at": AT,
            "detected_at": AT,
            "opened_at": AT,
            "policy": policy,
            "pet_name": "Rex",
            "species": "dog",
            "clinic": CLINIC,
            **changes,
        }
    )


PAGED = Page(person="maya", phone=Phone("+12025550111"), tier=1, channel="sms", attempt=1, at=AT, outbox="o1")


def test_an_emergency_is_answered_in_the_order_that_saves_time() -> None:
    text = pets.reflex(SHAKING, clinic=CLINIC, waking=True)

    places = [
        text.index(part) for part in ("Go to an emergency vet now", CLINIC, "I'm waking our vet now", "Is he awake")
    ]
    assert places == sorted(places)
    assert text.startswith("Go to an emergency vet now.")
    assert "About 38 mg/kg of dark chocolate: a serious amount for a dog." in text


def test_a_first_step_that_is_not_yet_an_order_follows_one() -> None:
    step = "Press a clean cloth on the wound and keep pressing."

    text = pets.reflex(verdict(Severity.SEV0, first_step=step, pet_name="Luna"), clinic="", waking=False)

    assert text.startswith(f"Take Luna to an emergency vet now. {step}")
    assert "nearest open emergency vet" in text
    assert "waking" not in text


def test_first_aid_that_cannot_wait_opens_the_text_and_the_way_to_the_vet_follows() -> None:
    step = "Start chest pushes now: hands on the widest part, fast and hard."

    text = pets.reflex(verdict(Severity.SEV0, first_step=step), clinic=CLINIC, waking=True)

    assert text.startswith(step)
    assert "Take your cat to an emergency vet now." in text


def test_a_person_in_danger_comes_before_the_pet() -> None:
    route = HumanRoute(kind="self-harm", call="988")

    text = pets.reflex(verdict(Severity.SEV0, human_route=route, first_step=""), clinic=CLINIC, waking=False)

    assert text.startswith("I'm glad you told me. You come first: please call 988 now")
    assert pets.reply(verdict(Severity.SEV0, human_route=route, first_step=""), incident=None, heard="x").startswith(
        "I'm glad you told me."
    )


def test_someone_who_only_says_hello_is_asked_what_is_wrong() -> None:
    hello = verdict(Severity.SEV4, subject="", first_step="", question=None, reasons=())

    text = pets.reflex(replace(hello, intent="greeting"), clinic="", waking=False)

    assert "Nightdesk" in text
    assert "real vets" in text
    assert "ell me" in text


STEPS = ("", SHAKING.first_step, "Rinse the mouth with water. " + "Keep the pet calm and quiet on the way there. " * 9)
LANGUAGES: tuple[Language, ...] = ("en", "es")
STEPS_ES = {
    SHAKING.first_step: "Ve ahora a urgencias veterinarias. Mantenla abrigada y tranquila.",
    STEPS[2]: "Enjuaga la boca con agua. " + "Mantenla en calma y quieta de camino. " * 9,
}
CASES = [
    verdict(
        severity,
        first_step=step,
        dose=dose,
        pet_name=name,
        human_route=route,
        question="Is your pet awake and able to stand up on all four legs by itself?",
    )
    for severity, step, dose, name, route in product(
        Severity, STEPS, (None, SHAKING.dose), (None, "Señor Ñoño"), (None, HumanRoute(kind="poison", call="911"))
    )
]


def told_in(language: Language, case: Verdict) -> Verdict:
    """The case as an owner of this language is told it."""
    if language == "en":
        return case
    step = STEPS_ES.get(case.first_step, "")
    return replace(case, language=language, first_step=step, question="\u00bfEst\u00e1 despierta?")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "clinic", ["", CLINIC, "The Very Long Named Animal Emergency and Referral Hospital +12025550188"]
)
def test_every_reflex_and_reply_is_a_text_of_three_segments_at_most(language: Language, clinic: str) -> None:
    for case in map(partial(told_in, language), CASES):
        said = [pets.reflex(case, clinic=clinic, waking=True)]
        said += [pets.reply(case, incident=None, heard=heard) for heard in ("a", "b", "what now?")]
        for text in said:
            assert segments(text).encoding == "GSM-7"
            assert segments(text).count <= 3
            assert text == fold(text)


@pytest.mark.parametrize("case", [case for case in CASES if case.severity is Severity.SEV0])
def test_an_emergency_opens_with_a_sentence_of_one_segment(case: Verdict) -> None:
    text = pets.reflex(case, clinic=CLINIC, waking=True)

    assert len(text.split(". ")[0]) <= 160


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_whatever_the_desk_says_itself_passes_its_own_guard(case: Verdict, language: Language) -> None:
    case = told_in(language, case)
    case_incident = incident(case.severity, pages=(PAGED,), language=language)

    for heard in ("a", "b", "c"):
        text = pets.reply(case, incident=case_incident, heard=heard)
        terms = pets.guard_terms(case, incident=case_incident, plain=text)

        assert not text or guard.check(text, **terms, segments=3) == guard.Passed(text)


def test_the_reply_tells_the_plain_truth_about_our_vet() -> None:
    answered = incident(pages=(PAGED,), ack=Ack(person="omar", name="Dr. Omar Reyes", at=AT, channel="sms"))

    assert "nobody has answered yet" in pets.reply(SHAKING, incident=incident(pages=(PAGED,)), heard="x")
    assert "Dr. Omar Reyes has your case." in pets.reply(SHAKING, incident=answered, heard="x")
    assert "vet has" not in pets.reply(SHAKING, incident=incident(), heard="x")


def test_the_same_words_get_the_same_reply_and_different_words_vary_it() -> None:
    replies = [pets.reply(SHAKING, incident=None, heard=str(heard)) for heard in range(20)]

    assert replies == [pets.reply(SHAKING, incident=None, heard=str(heard)) for heard in range(20)]
    assert len(set(replies)) > 3


def test_an_owner_who_writes_spanish_is_answered_in_spanish() -> None:
    text = pets.reply(told_in("es", SHAKING), incident=None, heard="mi perro se comió un chocolate")

    assert "salvo que un veterinario lo diga" in text
    assert pets.language_of("omg my lab ate chocolate") == "en"
    assert pets.language_of("¿que hago?") == "es"
    assert pets.language_of("") == "en"


@pytest.mark.parametrize(
    ("heard", "part"),
    [
        ("ok", "Tell me when"),
        ("thank you", "Tell me when|Text me when"),
        ("we are in the car", "Tell me when|Text me if"),
        ("22 lbs", "About 38 mg/kg"),
        ("he's better", "still see|all the same"),
        ("he is worse", "clinic"),
        ("is he going to die?", "can't know|Nobody can tell"),
    ],
)
def test_a_further_text_of_an_emergency_is_answered_and_the_order_stays(heard: str, part: str) -> None:
    case = incident(pages=(PAGED,))

    text = pets.reply(SHAKING, incident=case, heard=heard)

    assert re.search(part, text)
    assert "to an emergency vet now" in text
    assert "Keep him warm" not in text
    assert guard.check(text, **pets.guard_terms(SHAKING, incident=case, plain=text), segments=2) == guard.Passed(text)


def test_bad_news_with_a_nod_in_front_is_no_nod() -> None:
    assert turn_of("ok he is shaking more") == "news"
    assert turn_of("not better") == "worse"
    assert turn_of("thanks but he is throwing up blood now and can't get up at all") == "news"


def test_a_case_that_was_closed_meanwhile_is_not_answered_as_an_emergency() -> None:
    over = incident(status=Status.RESOLVED, ack=Ack(person="omar", name="Dr. Omar Reyes", at=AT, channel="sms"))

    text = pets.reply(SHAKING, incident=over, heard="ok")

    assert "closed" in text
    assert "nobody has answered" not in text


def test_thanks_in_a_calm_conversation_are_answered_once() -> None:
    calm = verdict(Severity.SEV3)

    assert pets.reflex(calm, clinic="", waking=False, heard="thank you!").startswith(("You're welcome", "Any time"))
    assert pets.reply(calm, incident=None, heard="thank you!") == ""


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("can dogs eat blueberries?", "small pieces"),
        ("is it ok to give my dog grapes", "No grapes"),
        ("why?", "won't guess|safely"),
    ],
)
def test_a_question_in_general_is_answered_or_honestly_not(question: str, part: str) -> None:
    asks = verdict(Severity.SEV4, intent="question", first_step="Nothing to do this minute.", question=None)

    assert re.search(part, pets.reply(asks, incident=None, heard=question))
    assert "Nothing to do" not in pets.reflex(asks, clinic="", waking=False, heard=question)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("severity", Severity)
def test_every_other_message_to_an_owner_fits_two_segments(severity: Severity, language: Language) -> None:
    case = incident(severity, pet_name=None, clinic="")
    said = [
        pets.has_it(case, "Dr. Omar Reyes", language=language),
        pets.trying(incident(severity), language=language),
        pets.trying(case, language=language),
        pets.bridging(language=language),
        pets.check_in(case, language=language),
        pets.closed(case, language=language),
        pets.summary_ready(case, language=language),
    ]

    for text in said:
        assert text[0].isupper() or text[0] in '"¿'
        assert segments(text).encoding == "GSM-7"
        assert segments(text).count <= 2
        assert "{" not in text


def test_the_owner_hears_who_has_it_and_what_to_do_without_us() -> None:
    assert pets.has_it(incident(), "Dr. Omar Reyes").startswith("Dr. Omar Reyes has Rex's case now")
    assert "nobody has answered me yet" in pets.trying(incident())
    assert pets.trying(incident()).endswith(f"Don't wait for us: {CLINIC}.")


def test_numbers_of_a_case_are_allowed_as_they_are_written() -> None:
    allowed = allowed_from("38.0 mg/kg of 1,200 g", "call 911 or +1 (202) 555-0188")

    assert allowed.numbers == {"38 mg/kg", "1200 g", "911"}
    assert allowed.phones == {"2025550188"}
