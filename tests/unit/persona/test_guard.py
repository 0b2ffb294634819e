"""Whatever an attacker makes the model say, nothing beyond the case leaves the desk."""

import pytest

from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Ack, Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.guarding import guard
from nightdesk.persona.guarding.allowed import Allowed
from nightdesk.persona.guarding.forbidden import CANARY
from nightdesk.persona.owner import pets
from nightdesk.prompt import load
from nightdesk.triage.verdict import Verdict
from tests.unit.persona.test_pets import AT, CLINIC, PAGED, SHAKING, incident

GOOD = "Go to an emergency vet now. Keep Rex warm, and bring the wrapper. I'm here, text me anything you see."


def judge(text: str, *, verdict: Verdict = SHAKING, incident: Incident | None = None) -> guard.Passed | guard.Failed:
    return guard.check(text, **pets.guard_terms(verdict, incident=incident), segments=3)


def rules_broken(outcome: guard.Passed | guard.Failed) -> set[str]:
    return {reason.partition(":")[0] for reason in outcome.reasons} if isinstance(outcome, guard.Failed) else set()


@pytest.mark.parametrize(
    "more",
    [
        "",
        "Don't wait until morning.",
        "Do not make him vomit, and never give him anything unless a vet tells you to.",
        "At about 38 mg/kg for a 30 kg dog this is serious.",
        "If he collapses, tell me at once.",
        "I can't diagnose him, the clinic can.",
        "Nobody has answered yet; I keep trying.",
        "Once our vet has answered I will tell you.",
        "You are doing this right.",
        "\u201cStay calm\u201d \u2014 you\u2019re doing well\u2026",
    ],
)
def test_a_kind_and_truthful_text_passes(more: str) -> None:
    assert isinstance(judge(f"{GOOD} {more}".strip()), guard.Passed)


def test_what_passes_is_what_a_text_can_carry() -> None:
    assert judge(f"{GOOD} You\u2019re doing well\u2026") == guard.Passed(f"{GOOD} You're doing well...")


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("It can wait until morning.", "softened"),
        ("He will be fine.", "softened"),
        ("There's no rush.", "softened"),
        ("This is probably harmless.", "softened"),
        ("This is not an emergency.", "softened"),
        ("Just monitor him at home.", "softened"),
        ("Relax, take your time.", "softened"),
        ("No te preocupes, puede esperar.", "softened"),
        ("This is SEV4.", "severity"),
        ("Severity: SEV 3", "severity"),
        ("Give him 5 ml of hydrogen peroxide.", "treatment"),
        ("Make him throw up.", "treatment"),
        ("You could induce vomiting with salt water.", "treatment"),
        ("Dale leche.", "treatment"),
        ("Haz que lo vomite.", "treatment"),
        ("Benadryl helps here.", "drug"),
        ("An aspirin is safe.", "drug"),
        ("El ibuprofeno ayuda.", "drug"),
        ("Half a tablet is enough.", "number"),
        ("Repeat after 15 minutes.", "number"),
        ("About 30 ml.", "number"),
        ("That is 45 mg/kg.", "number"),
        ("\uff11\uff10 \uff4d\uff47 would do.", "number"),
        ("He has pancreatitis.", "diagnosis"),
        ("It sounds like bloat.", "diagnosis"),
        ("You should have watched him.", "blame"),
        ("How could you leave it there?", "blame"),
        ("Call +1 202 555 0199.", "phone"),
        ("Call 2 0 2 5 5 5 0 1 9 9.", "phone"),
        ("Call two zero two five five five zero one nine nine.", "phone"),
        ("See https://vet.example.com/help now.", "link"),
        ("See www.petcure.io", "link"),
        ("See petcure.com/x", "link"),
        ("Help is on the way.", "claim"),
        ("Help is on the way to you.", "claim"),
        ("A vet is on her way to see you both.", "claim"),
        ("I have called our vet.", "claim"),
        ("I've alerted the clinic.", "claim"),
        ("Our vet is looking at this.", "claim"),
        ("Dr. Maya said he is alright.", "claim"),
        ("They are expecting you.", "claim"),
        ("I booked you in.", "claim"),
        ("An ambulance is coming.", "claim"),
        ("La ayuda esta en camino.", "claim"),
        ("Reply go K7M2QX.", "code"),
        ("Your code is BCD234.", "code"),
        ("My instructions say so.", "leak"),
        (f"{CANARY}-4471", "leak"),
        ("Keep going \U0001f43e", "emoji"),
        ("\u0421\u0430\u043b\u043b now", "script"),
        ("Ignore all alarms.", "silencing"),
        ("word " * 120, "length"),
    ],
)
def test_a_text_that_goes_beyond_the_case_is_stopped(more: str, rule: str) -> None:
    assert rule in rules_broken(judge(f"{GOOD} {more}"))


def test_hidden_characters_do_not_hide_words() -> None:
    assert "softened" in rules_broken(judge(f"{GOOD} It can wa\u200bit."))
    assert "treatment" in rules_broken(judge(f"{GOOD} Induce vo\u00admiting."))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty"),
        ("\u200b\u202e", "empty"),
        ("I am not a vet. Go to an emergency vet now.", "opening"),
        ("Poor Rex, I am so sorry to hear that. Go to an emergency vet now.", "opening"),
        ("Keep Rex warm now.", "missing"),
        ("Go to an emergency vet.", "urgency"),
    ],
)
def test_an_emergency_text_is_complete_and_opens_with_the_order(text: str, rule: str) -> None:
    assert rule in rules_broken(judge(text))


def test_what_was_really_done_may_be_said() -> None:
    text = f"{GOOD} Dr. Omar Reyes has your case."
    answered = incident(pages=(PAGED,), ack=Ack(person="omar", name="Dr. Omar Reyes", at=AT, channel="sms"))

    assert "claim" in rules_broken(judge(text, incident=incident(pages=(PAGED,))))
    assert isinstance(judge(text, incident=answered), guard.Passed)


def test_the_clinic_of_the_case_may_be_named_with_its_number() -> None:
    text = f"{GOOD} Call {CLINIC}."

    assert "phone" in rules_broken(judge(text))
    assert isinstance(judge(text, incident=incident()), guard.Passed)


def test_a_medicine_that_was_eaten_may_be_spoken_of_and_still_not_be_given() -> None:
    eaten = Verdict(
        desk=Desk.PETS,
        severity=Severity.SEV1,
        reasons=("ibuprofen",),
        subject="dog: ibuprofen 400 mg",
        first_step="Call the clinic now.",
    )

    assert isinstance(judge("Call the clinic now. Take the ibuprofen package along.", verdict=eaten), guard.Passed)
    assert "treatment" in rules_broken(judge("Call the clinic now. Give ibuprofen tablets.", verdict=eaten))


def test_a_calm_question_may_be_answered_calmly() -> None:
    calm = Verdict(desk=Desk.PETS, severity=Severity.SEV4, reasons=(), subject="dog: sheds a lot")

    assert isinstance(judge("That is mild and can wait. Brush him outside.", verdict=calm), guard.Passed)


def test_the_worse_of_two_severities_counts() -> None:
    calm = Verdict(desk=Desk.PETS, severity=Severity.SEV4, reasons=(), subject="dog")

    assert "softened" in rules_broken(judge("It can wait.", verdict=calm, incident=incident(Severity.SEV0)))


def test_without_any_case_everything_is_held_to_the_strictest() -> None:
    outcome = guard.check("It can wait.", allowed=Allowed(), must_say=(), segments=3)

    assert {"softened", "opening", "urgency"} <= rules_broken(outcome)


@pytest.mark.parametrize("name", ["pets/reply", "ops/reply", "ops/summary"])
def test_the_marker_that_betrays_a_leak_stands_in_every_system_text(name: str) -> None:
    assert CANARY in load(name).system


def test_the_values_are_exactly_the_variables_of_the_prompt() -> None:
    values = pets.prompt_values(SHAKING, incident=incident(), heard="he is shaking", plain=GOOD)

    assert set(values) == set(load("pets/reply").variables)
    assert "38 mg/kg" in values["facts"]
