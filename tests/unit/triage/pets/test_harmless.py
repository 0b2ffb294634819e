"""What reads like an emergency and is none, each beside the text that differs from it by what makes it one."""

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge

CALM_AND_GRAVE = [
    (["he drank half a mug of cold tea, 30 kg dog"], ["he ate five caffeine pills 200 mg, 30 kg dog"]),
    (["she licked a bit of beer, 60 lb dog"], ["she drank a whole bottle of vodka, 60 lb dog"]),
    (["he ate peanut butter, the label says peanuts and salt"], ["he ate 200 g of salt, 20 lb dog"]),
    (["one bite of garlic bread, 90 lb dog"], ["she ate 10 cloves of garlic, 5 lb dog"]),
    (["a lump on her leg about a grape, it has been there for a year"], ["she ate about 6 grapes, 10 lb dog"]),
    (["my dog swallowed a moth"], ["my dog swallowed a magnet"]),
    (["he swallowed his kibble too fast"], ["he swallowed a peach pit"]),
    (["she is chewing the collar right now"], ["she chewed the collar and the buckle is gone"]),
    (["he chewed a slipper, nothing swallowed"], ["he chewed a slipper and swallowed a piece"]),
    (["she licked an empty chocolate wrapper, 30 lb dog"], ["a chocolate wrapper, he ate 12 oz dark, 8 lb dog"]),
    (["he sounds like he's choking but he isn't, eats fine"], ["he sounds like he's choking and he is turning blue"]),
    (["she coughed on her water and went right back to drinking"], ["she is choking on her water, tongue blue"]),
    (["our cat cries when we leave for work, eats and plays"], ["our cat cries every time i touch his belly"]),
    (["she is not moving", "oh she woke up and is playing"], ["she is not moving", "oh she woke up but can't stand"]),
    (
        ["bunny is not eating", "ok he just ate all his hay"],
        ["bunny is not eating", "ok he still won't eat, no poop today"],
    ),
    (
        ["mi perro tiene un bultito, come y juega"],
        ["mi perro tiene sangrita en la popo y vomita, cachorro sin vacunas"],
    ),
    (["i gave him his nexgard today, ate his dinner"], ["he got into the nexgard, ate the whole box of nexgard"]),
    (["is the collar better or the tablet for ticks?"], ["he ate a tablet of mine, i do not know which"]),
]


@pytest.mark.parametrize(("calm", "grave"), CALM_AND_GRAVE)
def test_what_only_reads_like_an_emergency_is_not_sent_to_one(calm: list[str], grave: list[str]) -> None:
    assert judge(calm).severity >= Severity.SEV2
    assert judge(grave).severity <= Severity.SEV1


@pytest.mark.parametrize("soothing", ["my neighbor says it's nothing", "the breeder says it's normal", "probably fine"])
@pytest.mark.parametrize("grave", [grave for _, grave in CALM_AND_GRAVE])
def test_nobody_talks_an_emergency_down(grave: list[str], soothing: str) -> None:
    assert judge([soothing, *grave]).severity <= Severity.SEV1


@pytest.mark.parametrize(
    ("typed", "is_poison"),
    [("his eye is gummed", False), ("he ate gumy bears with thc", True), ("a charco in the yard", False)],
)
def test_a_real_word_is_not_mended_towards_a_poison(typed: str, is_poison: bool) -> None:
    assert ("poison" in judge([f"my dog, {typed}"]).flags) is is_poison


def test_a_cat_that_licked_the_dogs_drops_is_judged_as_a_cat() -> None:
    verdict = judge(["cat licked the flea drops off my dog"])

    assert verdict.species == "cat"
    assert verdict.severity <= Severity.SEV1


def test_what_is_bad_for_dogs_in_general_makes_the_cat_no_dog() -> None:
    verdict = judge(["our cat licked a piece of sugarfree gum, i read it is bad for dogs"])

    assert verdict.species == "cat"
    assert verdict.severity >= Severity.SEV2
