"""A slip in a data file is refused with the file, the line, the field and why, in one sentence."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from nightdesk.cli.__main__ import main
from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.triage.pets.knowledge import needed
from nightdesk.triage.pets.knowledge.at_hand import load

RUNBOOKS = library() / "runbooks"
SENTENCE = re.compile(r"runbooks/pets/[a-z_]+\.(yaml|csv|txt):[1-9]\d*: [^:\n]+: [^\n]+")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(RUNBOOKS / "pets", tmp_path / "pets")


def refusal(folder: Path, file: str, old: str, new: str) -> str:
    """What loading says once the first `old` of a file is `new`; its line is also that of the slip."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Misconfigured) as refused:
        load(folder)
    return str(refused.value)


def line_of(folder: Path, file: str, mark: str) -> int:
    return (folder / file).read_text(encoding="utf-8").partition(mark)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "why"),
    [
        # a key is missing
        ("red_flags.yaml", "  source:", "  sauce:", "red_flags.0.source", "is missing"),
        ("human_routes.yaml", "    severity: 0\n", "", "routes.0.severity", "is missing"),
        ("clinics.yaml", "time_zone:", "timezone:", "clinics.0.time_zone", "is missing"),
        ("products.yaml", ", per_gram:", ", per_grams:", "products.0.per_gram", "is missing"),
        ("animals.yaml", "low: 25", "lowest: 25", "breeds.Labrador.low", "is missing"),
        ("lines.yaml", "  farewell:\n", "  farwell:\n", "steps", "farewell is missing"),
        ("contacts.yaml", "  greeting: [", "  greting: [", "intents", "greeting is missing"),
        ("lexicon.yaml", "  hearsay: [", "  heresay: [", "marks", "hearsay is missing"),
        ("lexicon.yaml", "  long_ago:\n", "  longago:\n", "frames", "long_ago is missing"),
        ("toxins.csv", "toxin,says,", "toxin,said,", "said", "is no column of this file"),
        # a wrong type
        ("red_flags.yaml", "  - not_breathing\n", "  - {not: breathing}\n", "red_flags.0.when.0", "valid string"),
        ("products.yaml", ", per_gram: ", ", per_gram: lots", "products.0.per_gram", "valid number"),
        ("lexicon.yaml", "  vet: [vet,", "  vet: [[vet],", "words.vet.0", "valid string"),
        ("contacts.yaml", "  abuse: [", "  abuse: [3, ", "intents.abuse.0", "valid string"),
        ("toxins.csv", "dog,mg/kg,75,100,500", "dog,mg/kg,1O,100,500", "threshold_low", "valid number"),
        ("toxins.csv", "dog,mg/kg,75,100,500", "wolf,mg/kg,75,100,500", "species", "should match"),
        ("toxins.csv", ",vet_directed_only,", ",vet_directed,", "induce_vomiting_contraindicated", "should match"),
        # a severity, a number or a text out of bounds
        ("red_flags.yaml", "severity: SEV0", "severity: SEV7", "red_flags.0.severity", "valid integer"),
        ("human_routes.yaml", "    severity: 0\n", "    severity: 5\n", "routes.0.severity", "less than or equal to 4"),
        ("animals.yaml", "low: 25", "low: 2500", "breeds.Labrador.low", "2500 is above high"),
        (
            "human_routes.yaml",
            'emergency: "911"',
            'emergency: "nine"',
            "countries.US.numbers.emergency",
            "should match",
        ),
        ("lines.yaml", "    en: '", "    en: 'caf\u00e9 \u2014 ", "steps.poison_now.en", "outside plain GSM-7"),
        ("lines.yaml", "    en: '", "    en: '" + "x" * 160, "steps.poison_now.en", "at most 160"),
        ("plain_words.txt", "\n", "\nNot-a-word\n", "word", "not of plain lower-case words"),
        # a reference to nothing
        ("red_flags.yaml", "  - not_breathing\n", "  - not_braething\n", "red_flags.0.when.0", "there is no sign"),
        ("red_flags.yaml", "- species is cat", "- species is cta", "when.0", "species is one of"),
        ("red_flags.yaml", "  - belly_big\n", "  - build is wide\n", "when", "build is one of deep, flat"),
        ("red_flags.yaml", "- breaths >= 40", "- breaths", "when.0", "needs >= or <"),
        ("red_flags.yaml", "vomiting.count >= 3", "vomiting.count >= three", "when", "needs a number"),
        ("red_flags.yaml", "  quiets:\n  - ", "  quiets:\n  - un", "quiets", "there is no un"),
        ("lexicon.yaml", "<belly> & <big>", "<bely> & <big>", "signs.belly_big.like.0", "there is no class <bely>"),
        ("lexicon.yaml", "  walking: [wobbly,", "  walking: [woobly,", "grave.walking.0", "there is no sign woobly"),
        ("products.yaml", "toxin: raisins", "toxin: raisin", "toxin", "raisin is not in toxins.csv"),
        (
            "products.yaml",
            "fast_killers: [ethylene",
            "fast_killers: [ethilene",
            "fast_killers.0",
            "there is no ethilene",
        ),
        ("animals.yaml", "heaviest_kg: {", "heaviest_kg: {unicorn: 400, ", "heaviest_kg.unicorn", "is none of"),
        ("human_routes.yaml", "call: crisis", "call: crysis", "routes.0.call", "no country has a number crysis"),
        ("human_routes.yaml", "kind: self-harm", "kind: selfharm", "routes", "self-harm is missing"),
        ("human_routes.yaml", "{emergency} if you", "{police} if you", "first_step", "no number 'police'"),
        # said twice
        ("red_flags.yaml", "id: breathing_trouble", "id: not_breathing", "red_flags.1.id", "is there twice"),
        (
            "human_routes.yaml",
            "routes:\n",
            "routes:\n  - {kind: bat, call: crisis, severity: 1, like: [x], first_step: x, first_step_es: y, "
            "question: x, question_es: y, reason: x, source: x}\n",
            "kind",
            "bat is there twice",
        ),
        ("contacts.yaml", "  spam: [", "  spam: [x]\n  spam: [", "intents.spam", "is there twice"),
        ("lexicon.yaml", "forms:\n  {ate: eat,", "forms:\n  {ate: eat, ate: eaten,", "forms.ate", "is there twice"),
        ("products.yaml", "name: raisins", "name: grapes", "name", "grapes is there twice"),
        # a pattern that says nothing
        ("contacts.yaml", '  spam: ["', '  spam: ["a||b", "', "intents.spam.0", "empty choice"),
        ("lexicon.yaml", "<belly> & <big>", "<belly> & ", "signs.belly_big.like.0", "empty part"),
        ("animals.yaml", "words: [", 'words: ["", ', "words.0", "empty part"),
    ],
)
def test_a_slip_is_refused_with_its_file_line_and_field(
    folder: Path, file: str, old: str, new: str, field: str, why: str
) -> None:
    told = refusal(folder, file, old, new)

    place = re.sub(r"\.(\d+)", r"[\1]", field)
    assert all(SENTENCE.fullmatch(line) for line in told.splitlines()), told
    assert all(line.startswith(f"runbooks/pets/{file}:") for line in told.splitlines())
    assert any(place in line.split(": ")[1] for line in told.splitlines())
    assert why in told


@pytest.mark.parametrize(
    ("file", "old", "new", "mark"),
    [
        ("red_flags.yaml", "id: pale_gums", "id: blue_gums", "id: blue_gums\n  severity: SEV0\n  when:\n  - pale_gums"),
        ("human_routes.yaml", "kind: medical", "kind: Medical", "kind: Medical"),
        ("toxins.csv", "dog,mg/kg,75,100,500", "dog,mg/kg,1O,100,500", "dog,mg/kg,1O"),
        ("clinics.yaml", "America/Chicago", "America/Chikago", "America/Chikago"),
        ("contacts.yaml", "  spam: [", "  spam: [x]\n  spam: [", "  spam: ["),
    ],
)
def test_the_line_is_where_the_slip_is(folder: Path, file: str, old: str, new: str, mark: str) -> None:
    told = refusal(folder, file, old, new)

    twice = 1 if "is there twice" in told and file == "contacts.yaml" else 0
    assert f":{line_of(folder, file, mark) + twice}: " in told


ELSEWHERE = {"photos.yaml"}
"""Read by the persona and tried in tests/unit/persona/test_lore.py."""


@pytest.mark.parametrize(
    "file", sorted(p.name for p in (RUNBOOKS / "pets").iterdir() if p.is_file() and p.name not in ELSEWHERE)
)
@pytest.mark.parametrize("spoil", [lambda _: "", lambda text: text[: len(text) // 2]], ids=["empty", "cut off"])
def test_an_empty_file_or_one_cut_off_is_refused_by_name(folder: Path, file: str, spoil: Callable[[str], str]) -> None:
    path = folder / file
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")

    if file == "plain_words.txt":
        load(folder)  # any list of words is one
        return
    with pytest.raises(Misconfigured, match=r"runbooks/pets/"):
        load(folder)


@pytest.mark.parametrize("file", sorted(p.name for p in (RUNBOOKS / "pets").glob("*.yaml") if p.name not in ELSEWHERE))
def test_no_key_can_be_dropped_or_invented_without_a_sentence(folder: Path, file: str) -> None:
    path = folder / file
    whole = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    dropped = [{k: v for k, v in whole.items() if k != key} for key in whole]

    for spoiled in (*dropped, {**whole, "more": []}):
        path.write_text(yaml.dump(spoiled, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
        with pytest.raises(Misconfigured, match=SENTENCE):
            load(folder)


def test_every_name_that_the_code_turns_on_must_be_there() -> None:
    code = "".join(p.read_text() for p in (library() / "functions/nightdesk/triage/pets").rglob("*.py"))

    used = set(re.findall(r'\bmarks\["([a-z_]+)"\]', code))

    assert used <= set(needed.MARKS.split())


def test_the_command_that_checks_and_the_one_that_bundles_refuse_a_slip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runbooks = shutil.copytree(RUNBOOKS, tmp_path / "runbooks")
    flags = runbooks / "pets" / "red_flags.yaml"
    flags.write_text(flags.read_text().replace("severity: SEV0", "severity: SEV9", 1))

    checked = main(["runbooks", "check", str(runbooks)])
    said = capsys.readouterr().out
    (tmp_path / "out").mkdir()
    bundled = main(["runbooks", "compile", str(runbooks), str(tmp_path / "out")])

    assert checked == 1
    assert re.search(r"pets/: runbooks/pets/red_flags\.yaml:\d+: red_flags\[0\]\.severity: ", said)
    assert bundled != 0
    assert not list((tmp_path / "out").iterdir())
