"""What the command line shows a person: why, from which facts, and which rules nobody has signed."""

import io
import json
import re
from pathlib import Path

import pytest

from nightdesk.cli.__main__ import main
from nightdesk.settings import library
from nightdesk.triage.pets.hearing.hear import hear
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.judging.why import NOTHING_FOUND, told
from nightdesk.triage.pets.knowledge import review
from nightdesk.triage.pets.knowledge.at_hand import rules


def test_the_facts_a_judgement_rests_on_are_told_in_words() -> None:
    facts = hear(["dog threw up 5 times in 2 hours, no blood"], pets=(), rules=rules())

    said = told(facts, rules())

    assert "vomiting (5 times, for 2 h)" in said
    assert "no bleeding" in said
    assert "a care question" not in " ".join(said)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("can you call me", "wants to be called"),
        ("should i put my old dog to sleep", "asks whether it is time to let an animal go"),
        ("found a baby bird on the ground", "a wild animal was found, and nobody's pet met it"),
        ("help", "asks for help without saying what is wrong: judged high until we know"),
    ],
)
def test_a_contact_without_a_sign_has_its_reason_in_words(text: str, reason: str) -> None:
    assert judge([text]).reasons == (reason,)


def test_what_was_understood_is_surer_than_what_was_not() -> None:
    assert judge(["my dog is doing a thing with the thing"]).confidence == NOTHING_FOUND
    assert judge(["can you call me"]).confidence > NOTHING_FOUND


def test_a_bad_line_among_good_ones_is_reported_and_the_rest_is_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ['{"id": 1, "text": "my dog is choking"}', "not json", '{"id": 3}', '{"id": 4, "text": "hi"}']
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))

    code = main(["triage"])
    first, second, third, fourth = map(json.loads, capsys.readouterr().out.splitlines())

    assert code == 1
    assert first["severity"] == "SEV0"
    assert first["heard"] == ["choking"]
    assert second == {"line": 2, "error": "not JSON: Expecting value at character 1"}
    assert third == {"line": 3, "error": "text: is missing"}
    assert fourth["severity"] == "SEV4"


def test_the_table_for_people_cuts_nothing_off(capsys: pytest.CaptureFixture[str]) -> None:
    main(["triage", "--pretty", "22 lb dog ate 3 oz of baking chocolate and is vomiting"])
    shown = " ".join(capsys.readouterr().out.split())

    for word in " ".join([*judge(["22 lb dog ate 3 oz of baking chocolate and is vomiting"]).reasons]).split():
        assert word in shown


def test_checking_the_files_tells_how_many_rules_no_vet_has_signed(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["runbooks", "check"])
    said = capsys.readouterr().out

    assert code == 0
    for kind, (left, total) in review.unsigned(library() / "runbooks" / "pets").items():
        assert total > 0
        assert not left or f"{left} of {total} {kind}" in said


def test_a_signed_rule_is_counted_no_more(tmp_path: Path) -> None:
    for file in (library() / "runbooks" / "pets").glob("*.*"):
        signed = re.sub(r"reviewer: null", "reviewer: Dr. Vega, DVM", file.read_text(encoding="utf-8"))
        (tmp_path / file.name).write_text(signed, encoding="utf-8")

    assert review.unsigned(tmp_path)["red flags"][0] < review.unsigned(library() / "runbooks" / "pets")["red flags"][0]
    assert "red flags" not in review.told(tmp_path)
