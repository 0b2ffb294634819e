"""General questions are answered from what people wrote and reviewed, or honestly not at all."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from nightdesk.channel.fitting import fold, segments
from nightdesk.errors import Misconfigured
from nightdesk.persona.guarding import guard
from nightdesk.persona.lore.at_hand import lore
from nightdesk.persona.lore.lore import COMPILED, Lore
from nightdesk.persona.lore.lore_shelf import load
from nightdesk.persona.owner import pets
from nightdesk.settings import library
from nightdesk.shelf import compile_to
from nightdesk.triage.pets.judging.judge import judge

PETS = library() / "runbooks" / "pets"
QUESTIONS = [
    json.loads(line)
    for line in (library() / "tests" / "evals" / "persona" / "questions.jsonl").read_text().splitlines()
]


def measured(split: str) -> tuple[float, float, float]:
    """Of one part: the share of covered questions answered rightly, wrongly, and of uncovered ones answered at all."""
    asked = [(row["topic"], lore().about(row["text"])) for row in QUESTIONS if row["split"] == split]
    covered = [(wanted, found.id if found else None) for wanted, found in asked if wanted]
    others = [found for wanted, found in asked if wanted is None]
    right = sum(wanted == found for wanted, found in covered)
    wrong = sum(found is not None and wanted != found for wanted, found in covered)
    return right / len(covered), wrong / len(covered), sum(found is not None for found in others) / len(others)


def test_sixty_topics_and_more_are_known_in_both_languages() -> None:
    topics = lore().topics

    assert len(topics) >= 60
    assert all(topic.says["en"] and topic.says["es"] and topic.source for topic in topics)


def test_no_topic_claims_a_review_that_nobody_made() -> None:
    """A reviewer is a person's name, put there by that person in a pull request; until then it says null."""
    assert {topic.reviewer for topic in lore().topics} == {None}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_answer_fits_two_texts_together_with_when_to_worry(language: str) -> None:
    for topic in lore().topics:
        whole = f"{topic.says[language]} {topic.worry[language]}"  # type: ignore[index]  # one of the two languages

        assert segments(fold(whole.format(pet="your guinea pig"))).count <= 2, topic.id


def test_every_example_question_finds_its_own_topic() -> None:
    strays = {ask: topic.id for topic in lore().topics for ask in topic.asks if lore().about(ask) != topic}

    assert len(strays) <= 0.03 * sum(len(topic.asks) for topic in lore().topics), strays


def test_questions_put_in_other_words_are_answered_and_strange_ones_are_not() -> None:
    right, wrong, answered_anyway = measured("held")

    assert right >= 0.9
    assert wrong <= 0.06
    assert answered_anyway <= 0.1


def test_a_question_names_its_animal_before_the_pet_we_know_does() -> None:
    fed = lore().about("what vegetables can my rabbit eat", species="dog")

    assert fed is not None
    assert fed.id == "rabbit_food"


def test_what_may_poison_is_said_before_anything_else() -> None:
    found = lore().about("how many grapes can i give my puppy as training treats")

    assert found is not None
    assert found.id == "grapes"


def test_a_question_is_answered_with_when_to_worry() -> None:
    heard = "how often should i feed a kitten"

    text = pets.reply(judge([heard]), incident=None, heard=heard)

    assert "three or four meals" in text
    assert "vet today" in text


def test_a_model_may_say_what_the_desk_knows() -> None:
    for topic in lore().topics:
        for language, heard in (("en", topic.asks[0]), ("es", topic.asks[-1])):
            verdict = judge([heard])
            said = topic.says[language].format(pet="your pet")  # type: ignore[index]  # one of the two languages
            if verdict.language != language or verdict.severity < 3:
                continue
            terms = pets.guard_terms(verdict, incident=None, plain=said, heard=heard)

            assert isinstance(guard.check(said, **terms, segments=3), guard.Passed), (topic.id, said)


def test_the_compiled_knowledge_is_the_strictly_loaded_one(tmp_path: Path) -> None:
    compile_to(library() / "runbooks", tmp_path)

    assert msgspec.json.decode((tmp_path / COMPILED).read_bytes(), type=Lore) == load(PETS)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- id: grapes", "- id: Grapes!", ":4: topics[0].id"),
        ("- id: chocolate", "- id: grapes", "grapes is in runbooks/pets/knowledge/food.yaml already"),
        ("reviewer: null", "reviwer: null", "topics[0].reviewer"),
        ("No grapes or raisins:", "Give 5 grapes or raisins:", "no digits"),
        ("No grapes or raisins:", "Give ibuprofen, or raisins:", "names a medicine: ibuprofen"),
        ("No grapes or raisins:", "See www.vets.example, or raisins:", "no links"),
        ("No grapes or raisins:", "{name}:", "only {pet}"),
        ("No grapes or raisins:", "No grapes or raisins, " + "ever and ever " * 20, "more than 2 text messages"),
        ('needs: ["grape* raisin*', 'needs: [" ", "grape* raisin*', "holds no word"),
        (
            "asks: [are grapes bad for dogs, can my dog have raisins, las uvas son malas para perros]",
            "asks: [a]",
            "asks",
        ),
        ("topics:", "topics: [", "is not YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_field(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = copied(tmp_path)
    food = folder / "knowledge" / "food.yaml"
    food.write_text(food.read_text().replace(old, new, 1))

    with pytest.raises(Misconfigured) as refused:
        load(folder)

    assert "runbooks/pets/knowledge/food.yaml" in str(refused.value)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("severity: SEV1", "severity: SEV0", "signs[0].severity"),
        ("- id: blue_gums", "- id: pale_gums", "pale_gums is there twice"),
        ("are they pale or white?", "are they 2 shades paler?", "no digits"),
        ("steps:", "stops:", "steps: is missing"),
    ],
)
def test_a_photo_sign_that_breaks_a_rule_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = copied(tmp_path)
    photos = folder / "photos.yaml"
    photos.write_text(photos.read_text().replace(old, new, 1))

    with pytest.raises(Misconfigured) as refused:
        load(folder)

    assert "photos.yaml:" in str(refused.value)
    assert told in str(refused.value)


def copied(tmp_path: Path) -> Path:
    """What the persona knows, to be broken."""
    shutil.copytree(PETS / "knowledge", tmp_path / "pets" / "knowledge")
    shutil.copy(PETS / "photos.yaml", tmp_path / "pets" / "photos.yaml")
    return tmp_path / "pets"


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="holds no"):
        load(tmp_path)
