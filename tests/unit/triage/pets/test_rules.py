"""The data files: what they must say, and how they fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from nightdesk.channel.fitting import fold
from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.knowledge.at_hand import compile_to, load, rules
from nightdesk.triage.pets.knowledge.rules import Rules

FOLDER = library() / "runbooks" / "pets"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER, tmp_path / "pets")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sentence_to_an_owner_fits_one_text_in_every_language(language: str) -> None:
    known = rules()
    said = [s for f in known.flags for s in (f.first_step, f.question) if s]
    said += [*known.lines.steps.values(), *known.lines.questions.values()]

    for sentence in said:
        assert 0 < len(fold(sentence.told(language))) <= 160, sentence
        assert fold(sentence.told(language)).isascii() or language == "es", sentence


def test_no_sentence_is_left_in_english_for_those_who_write_spanish() -> None:
    known = rules()
    said = [s for f in known.flags for s in (f.first_step, f.question) if s]
    said += [*known.lines.steps.values(), *known.lines.questions.values()]
    said += [s for r in known.routes for s in (r.first_step, r.question)]

    assert not [s for s in said if s.en == s.es]


def test_no_first_step_of_an_animal_names_a_dose_or_asks_for_vomiting() -> None:
    for flag in rules().flags:
        words = flag.first_step.en.lower()
        assert not any(w in words for w in (" mg", "peroxide", "aspirin", "benadryl", " ml ")), flag.id
        assert "vomit" not in words or "do not make" in words or "watch" in words, flag.id


def test_every_red_flag_names_its_source_and_has_room_for_its_reviewer() -> None:
    for flag in rules().flags:
        assert flag.source, flag.id
        assert flag.reviewer is None or flag.reviewer, flag.id


def test_every_country_has_a_number_for_every_danger() -> None:
    first, *others = rules().countries

    assert first.numbers["emergency"] == "911"
    assert all(set(c.numbers) == set(first.numbers) for c in others)


def test_every_toxin_row_can_be_named_by_an_owner() -> None:
    named = {p.toxin for p in rules().products} | {p.cat for p in rules().products}

    assert {t.toxin for t in rules().toxins} <= named


def test_the_compiled_rules_judge_the_same(tmp_path: Path) -> None:
    compile_to(tmp_path / "rules.json")
    compiled = msgspec.json.decode((tmp_path / "rules.json").read_bytes(), type=Rules)

    text = ["22 lb dog ate 3 oz of baking chocolate and is vomiting"]
    assert judge(text, rules=compiled) == judge(text)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("red_flags.yaml", "severity: SEV0", "severity: SEV9", r":11: red_flags\[0\]\.severity"),
        ("red_flags.yaml", "  - not_breathing\n", "  - not_braething\n", r":13: .*no sign or field not_braething"),
        ("red_flags.yaml", "  question_es:", "  question_ES:", r":\d+: red_flags\[0\]\.question_ES"),
        ("lexicon.yaml", "<belly> & <big>", "<bely> & <big>", r":\d+: signs\.belly_big\.like\[0\]: .*<bely>"),
        ("products.yaml", "toxin: raisins", "toxin: raisin", r":\d+: .*raisin is not in toxins\.csv"),
        ("clinics.yaml", "America/Chicago", "America/Chikago", r":\d+: clinics\[0\]\.time_zone"),
        ("clinics.yaml", '{mon: "18:00-08:00', '{mon: "18-08', r":\d+: clinics\[1\]\.hours\.mon"),
        ("toxins.csv", "dog,mg/kg,75,100,500", "dog,mg/kg,750,100,500", ":11: thresholds: must rise"),
        ("toxins.csv", "dog,mg/kg,75,100,500", "dog,mg/kg,many,100,500", ":11: threshold_low"),
        ("human_routes.yaml", "kind: bat", "kinds: bat", r":\d+: routes\[\d\]\.kind"),
        (
            "human_routes.yaml",
            "{emergency} if you",
            "{emergencies} if you",
            r":\d+: .*US has no number 'emergencies'",
        ),
        ("lines.yaml", "  poison_now:", "  poison_later:", r":3: steps: poison_now is missing"),
        ("contacts.yaml", "  greeting: [", "  greeting: [<nobody>, ", r":\d+: intents\.greeting\[0\]: .*<nobody>"),
        ("animals.yaml", "low: 25", "low: -25", r":\d+: breeds\.Labrador\.low"),
        ("red_flags.yaml", "red_flags:", "red_flags: [", r":\d+: is not YAML"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_line_and_field(
    folder: Path, file: str, old: str, new: str, told: str
) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    with pytest.raises(Misconfigured, match=told) as refused:
        load(folder)

    assert f"runbooks/pets/{file}" in str(refused.value)


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "clinics.yaml").unlink()

    with pytest.raises(Misconfigured, match=r"clinics\.yaml"):
        load(folder)


def test_judging_loads_neither_yaml_nor_pydantic_nor_boto3() -> None:
    code = (
        "import sys, nightdesk.triage.pets.judging.judge; "
        "print([m for m in ('yaml', 'pydantic', 'boto3', 'anthropic') if m in sys.modules])"
    )
    functions = library() / "functions"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=functions, check=True)

    assert done.stdout.strip() == "[]"
