"""What a deployment knows: the compiled data files say what the written ones say, and a wrong one never ships."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.shelf import COMPILED, Shelf, compile_to, load
from nightdesk.triage.pets.knowledge import at_hand, rules
from stacks import bundle

RUNBOOKS = library() / "runbooks"

LOOK = """
import json, sys
from nightdesk.shelf import shelf
from nightdesk.triage.pets.knowledge.at_hand import atlas, rules
assert "62565" in atlas().zips
print(json.dumps({
    "people": len(shelf().roster.people), "signs": len(rules().signs),
    "paid": sorted({"pydantic", "yaml", "zipcodes", "icalendar"} & set(sys.modules)),
}))
"""


@pytest.fixture(scope="module")
def asset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("asset")
    bundle.build_code(built)
    return built


def test_the_compiled_shelf_is_the_strictly_loaded_one(tmp_path: Path) -> None:
    compile_to(RUNBOOKS, tmp_path)

    assert msgspec.json.decode((tmp_path / COMPILED).read_bytes(), type=Shelf) == load(RUNBOOKS)


def test_the_compiled_rules_are_the_strictly_loaded_ones(tmp_path: Path) -> None:
    compile_to(RUNBOOKS, tmp_path)

    compiled = msgspec.json.decode((tmp_path / rules.COMPILED).read_bytes(), type=rules.Rules)
    assert compiled == at_hand.load(RUNBOOKS / "pets")


def test_a_bundled_function_knows_everything_and_pays_neither_for_yaml_nor_for_pydantic(asset: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(asset)}

    done = subprocess.run(
        [sys.executable, "-P", "-c", LOOK], cwd=asset, env=environment, capture_output=True, text=True, check=True
    )

    people, signs = len(load(RUNBOOKS).roster.people), len(at_hand.load(RUNBOOKS / "pets").signs)
    assert json.loads(done.stdout) == {"people": people, "signs": signs, "paid": []}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("roster.yaml", "catch_all:", "catch_al:", "catch_al"),
        ("policies.yaml", "rungs:", "rung:", "rung"),
        ("services.yaml", "tier:", "tear:", "services[0].tear"),
        (
            "services.yaml",
            "policy: ops",
            "policy: opps",
            "services[0].policy: no policy of the ops desk is named 'opps'",
        ),
        ("pets/red_flags.yaml", "severity: SEV0", "severity: SEV9", "severity"),
    ],
)
def test_a_file_that_does_not_load_ends_the_bundling_with_its_name_and_field(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    bundle.build_code(tmp_path)
    broken = tmp_path / "runbooks" / file
    assert old in broken.read_text()
    broken.write_text(broken.read_text().replace(old, new, 1))
    for stale in (tmp_path / "runbooks").glob("*.compiled.json"):
        stale.unlink()

    with pytest.raises(bundle.DataRefused) as refused:
        bundle.compile_library(tmp_path)

    assert Path(file).name in str(refused.value)
    assert told in str(refused.value)
    assert not list(tmp_path.rglob("*.compiled.json"))


def test_a_compiled_file_of_another_version_is_named(tmp_path: Path) -> None:
    bundle.build_code(tmp_path)
    (tmp_path / "runbooks" / COMPILED).write_text('{"roster": 1}')

    done = subprocess.run(
        [sys.executable, "-P", "-c", LOOK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert Misconfigured.__name__ in done.stderr.splitlines()[-1]
    assert COMPILED in done.stderr.splitlines()[-1]
