"""What the reader makes of time, denial, other people's animals, corrections, halves of sentences and odd numbers."""

import pytest

from nightdesk.contact.contact import Pet
from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge

SEV0, SEV1, SEV2, SEV3, SEV4 = Severity


@pytest.mark.parametrize(
    ("text", "at_most"),
    [
        ("hives all over", SEV1),
        ("shaking all over", SEV2),
        ("is knuckling over", SEV1),
        ("no, he is not breathing", SEV0),
        ("no sorry HEAT STROKE", SEV0),
        ("lol so he won't wake up", SEV0),
        ("google says it is normal but he can't breathe", SEV0),
        ("can i give benadryl, he is having trouble breathing", SEV0),
    ],
)
def test_words_that_look_like_an_end_or_a_denial_are_none(text: str, at_most: Severity) -> None:
    assert judge([text]).severity <= at_most


@pytest.mark.parametrize(
    "text",
    [
        "he stopped shaking and is fine now",
        "my last dog had a seizure years ago, this one just sneezed",
        "had a seizure last year, today sneezing",
        "not throwing up, no blood, no trouble breathing, just sneezing",
        "no vomita ni tiene diarrea, solo estornuda",
        "in my novel a dog is hit by a car",
        "saw a video of a dog choking",
        "what if my dog ever eats rat poison",
    ],
)
def test_what_is_over_denied_long_ago_or_told_of_others_is_no_emergency(text: str) -> None:
    assert judge([text]).severity >= SEV3


def test_when_something_happened_is_not_how_long_it_lasted() -> None:
    ago = judge(["had a seizure 10 minutes ago"])
    lasting = judge(["seizure for 10 minutes"])

    assert ago.severity is SEV1
    assert lasting.severity is SEV0


def test_a_third_party_speaks_for_an_animal_as_well_as_its_owner() -> None:
    assert judge(["my sister's cat can't breathe"]).severity is SEV0
    assert judge(["i'm the sitter, their dog collapsed"]).severity is SEV0


def test_a_wild_animal_is_for_a_rescue_and_not_for_our_vet() -> None:
    verdict = judge(["found a baby bird on the ground"])

    assert verdict.severity is SEV3
    assert "wildlife" in verdict.first_step


@pytest.mark.parametrize(
    "turns",
    [
        ("he's been hit", "by a car", "he's breathing funny"),
        ("bleeding", "paw", "soaked three towels"),
        ("pregnant", "pushing", "40 minutes"),
        ("my cat", "male", "hasnt peed all day"),
        ("hola", "mi perro", "esta convulsionando"),
    ],
)
def test_halves_of_a_sentence_in_several_texts_are_read_together(turns: tuple[str, ...]) -> None:
    assert judge(turns).severity is SEV0


def test_an_answer_of_no_does_not_deny_the_next_text() -> None:
    assert judge(["my dog is sick", "any blood? no", "he can't breathe"]).severity is SEV0


@pytest.mark.parametrize(
    ("turns", "dose"),
    [
        (("he weighs 22", "sorry I meant kg", "ate 100g dark chocolate"), 25.9),
        (("22 lb dog ate 2oz dark chocolate", "actually it was 4 oz"), 64.8),
        (("ate chocolate", "baking", "1 oz", "20 lbs dog"), 50.0),
        (("dog 20 kg", "ate 400g milk chocolate", "oops 40g"), 4.6),
    ],
)
def test_corrections_and_late_answers_are_judged_again(turns: tuple[str, ...], dose: float) -> None:
    verdict = judge(turns)

    assert verdict.dose is not None
    assert verdict.dose.dose == pytest.approx(dose, rel=0.01)


def test_a_whole_cake_is_more_than_a_piece_of_it() -> None:
    whole, slice_ = judge(["10 lb dog ate a chocolate cake"]), judge(["10 lb dog ate a slice of chocolate cake"])

    assert whole.severity < slice_.severity


def test_an_impossible_temperature_is_asked_about_and_not_reassured() -> None:
    verdict = judge(["my cat's temperature is 300 degrees"])

    assert verdict.severity <= SEV2
    assert "temperature" in (verdict.question or "")


def test_drowsiness_after_a_sedative_is_an_emergency_now() -> None:
    calm, drowsy = judge(["dog ate 2 xanax"]), judge(["dog ate 2 xanax and is really out of it"])

    assert calm.severity is SEV1
    assert drowsy.severity is SEV0


def test_two_things_that_fail_at_once_are_worse_than_either() -> None:
    weak, cold = judge(["my dog is weak"]), judge(["my dog feels cold to the touch"])
    both = judge(["my dog is weak and feels cold to the touch"])

    assert both.severity < min(weak.severity, cold.severity)


def test_a_cat_of_unknown_sex_that_passes_no_urine_is_judged_as_a_male() -> None:
    unknown, female = judge(["cat hasnt peed since yesterday"]), judge(["my female cat hasnt peed since yesterday"])

    assert unknown.severity is SEV0
    assert "male" in (unknown.question or "")
    assert female.severity is SEV1


def test_the_remembered_pet_fills_in_species_and_weight_but_words_override_them() -> None:
    rex = Pet(name="Rex", species="dog", weight_kg=30)

    told = judge(["he ate 100 g of dark chocolate"], pets=[rex])
    other = judge(["my 3 kg puppy ate 100 g of dark chocolate"], pets=[rex])

    assert told.dose is not None
    assert other.dose is not None
    assert told.dose.dose == pytest.approx(19.0, rel=0.01)
    assert other.dose.dose == pytest.approx(190.0, rel=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "dog ate sugar free chocolate",
        "chocolate covered raisins, 20 lb dog ate them",
        "dog ate pot cookies with chocolate",
    ],
)
def test_a_combination_names_both_poisons(text: str) -> None:
    assert len(judge([text]).reasons) >= 2


def test_the_subject_names_everything_once_and_no_internal_name() -> None:
    for text in ("my cat cant pee, passing no urine, no pee", "ate a lily a", "ate 3 pills", "dog ate lily_true"):
        subject = judge([text]).subject

        assert "_" not in subject
        parts = subject.partition(": ")[2].split(", ")
        assert len(parts) == len(set(parts))
        assert not subject.endswith(" a")
