"""The data files: what they must say, and how they fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.triage.pets.judge import judge
from nightdesk.triage.pets.rules import Rules, compile_to, load, rules

FOLDER = library() / "runbooks" / "pets"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER, tmp_path / "pets")


def test_every_first_step_fits_one_plain_text() -> None:
    for flag in rules().flags:
        assert len(flag.first_step) <= 160, flag.id
        assert flag.first_step.isascii(), flag.id


def test_no_first_step_of_an_animal_names_a_dose_or_asks_for_vomiting() -> None:
    for flag in rules().flags:
        words = flag.first_step.lower()
        assert not any(w in words for w in (" mg", "peroxide", "aspirin", "benadryl", " ml ")), flag.id
        assert "vomit" not in words or "do not make" in words or "watch" in words, flag.id


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
        ("red_flags.yaml", "severity: SEV0", "severity: SEV9", "severity"),
        ("red_flags.yaml", "  - not_breathing\n", "  - not_braething\n", "not_braething"),
        ("lexicon.yaml", "<belly> & <big>", "<bely> & <big>", "<bely>"),
        ("products.yaml", "toxin: raisins", "toxin: raisin", "raisin is not in toxins.csv"),
        ("clinics.yaml", "America/Chicago", "America/Chikago", "time_zone"),
        ("toxins.csv", "dog,mg/kg,75,100,500", "dog,mg/kg,750,100,500", "line 11"),
        ("human_routes.yaml", "kind: bat", "kinds: bat", "kinds"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_field(
    folder: Path, file: str, old: str, new: str, told: str
) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    with pytest.raises(Misconfigured) as refused:
        load(folder)

    assert file in str(refused.value)
    assert told in str(refused.value)


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "clinics.yaml").unlink()

    with pytest.raises(Misconfigured, match=r"clinics\.yaml"):
        load(folder)


def test_judging_loads_neither_yaml_nor_pydantic_nor_boto3() -> None:
    code = (
        "import sys, nightdesk.triage.pets.judge; "
        "print([m for m in ('yaml', 'pydantic', 'boto3', 'anthropic') if m in sys.modules])"
    )
    functions = library() / "functions"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=functions, check=True)

    assert done.stdout.strip() == "[]"
