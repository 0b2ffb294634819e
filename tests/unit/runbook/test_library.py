from pathlib import Path

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.incident.ask import Risk
from nightdesk.runbook.library import load, load_all

ACTIONS = {"lambda.rollback_alias": Risk.HIGH, "cache.invalidate": Risk.MEDIUM, "logs.snapshot": Risk.LOW}
GOOD = """---
title: Empty the cache
matches:
  kinds: [resource]
  change_needs: [cache]
steps:
  - action: cache.invalidate
    parameters: {cache: $cache}
    risk: MEDIUM
    impact: Slower for a minute.
    rollback: It fills by itself.
    undo: backup
    verify: {metrics: [errors]}
---
Body for people.
"""
OPS = Path(__file__).resolve().parents[3] / "runbooks" / "ops"


def written(folder: Path, text: str, name: str = "runbooks/ops/x.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(Misconfigured) as caught:
        load(written(folder, text), ACTIONS)
    return str(caught.value)


def test_a_whole_runbook_is_read(tmp_path: Path) -> None:
    found = load(written(tmp_path, GOOD), ACTIONS)

    assert (found.name, found.title, found.body) == ("x", "Empty the cache", "Body for people.")
    assert found.steps[0].risk is Risk.MEDIUM
    assert found.steps[0].verify.hold_minutes == 2.0


def test_the_rollback_runbook_asks_a_human_and_watches_errors_and_latency() -> None:
    found = load(OPS / "deployment-rollback.md", ACTIONS)

    assert found.steps[0].risk is Risk.HIGH
    assert found.matches.kinds == ("deployment",)
    assert set(found.steps[0].verify.metrics) == {"errors", "latency"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    undo: backup\n", "", "runbooks/ops/x.md: steps[0].undo: Field required"),
        ("    undo: backup\n", "    undo: none\n", "steps[0].undo: none is only for actions that change nothing"),
        ("    verify: {metrics: [errors]}\n", "", "steps[0].verify: Field required"),
        ("metrics: [errors]", "metrics: []", "steps[0].verify.metrics: List should have at least 1 item"),
        ("cache.invalidate", "shell.run", "steps[0].action: 'shell.run' is not a registered action"),
        ("risk: MEDIUM", "risk: LOW", "steps[0].risk: LOW is below MEDIUM, the action's own"),
        ("risk: MEDIUM", "risk: medium", "steps[0].risk: Input should be"),
        ("title:", "titel:", "titel: Extra inputs are not permitted"),
        ("$cache}", "$store}", "steps[0].parameters.cache: $store is not among matches.change_needs"),
        ("Body for people.", "", "body: empty"),
        ("kinds: [resource]", "kinds: [", "head: not YAML"),
        ("---\ntitle", "title", "head: must stand first"),
        ("change_needs: [cache]", "min_confidence: .nan", "matches.min_confidence"),
        ("  kinds: [resource]", "  kinds: 5", "matches.kinds: Input should be a valid list"),
    ],
)
def test_a_runbook_that_could_do_harm_does_not_load_and_says_where(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert said in refusal(tmp_path, GOOD.replace(old, new, 1))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    path.write_bytes(b"---\n\xff\xfe")

    with pytest.raises(Misconfigured, match="cannot be read"):
        load(path, ACTIONS)


def test_every_fault_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("MEDIUM", "LOW"), "runbooks/ops/a.md")
    written(tmp_path, GOOD.replace("cache.invalidate", "nope"), "runbooks/ops/b.md")
    folder = written(tmp_path, GOOD, "runbooks/ops/c.md").parent

    with pytest.raises(Misconfigured) as caught:
        load_all(folder, ACTIONS)

    assert [line.partition(": ")[0] for line in str(caught.value).splitlines()] == [
        "runbooks/ops/a.md",
        "runbooks/ops/b.md",
    ]


def test_runbooks_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "runbooks/ops/b.md")
    folder = written(tmp_path, GOOD, "runbooks/ops/a.md").parent

    assert [one.name for one in load_all(folder, ACTIONS)] == ["a", "b"]
