"""Whatever stands in the data files, `nightdesk runbooks check` answers with file, line and field; it never breaks."""

import re
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nightdesk.errors import Misconfigured
from nightdesk.roster.defects import defects
from nightdesk.roster.files import read_roster
from nightdesk.roster.ladders import read_policies
from nightdesk.roster.roster import Roster
from nightdesk.runbook.catalogue import load as read_catalogue
from nightdesk.runbook.heartbeat import load as read_heartbeats
from nightdesk.runbook.windows import load as read_windows
from tests.unit.roster.people import local

RUNBOOKS = Path(__file__).parents[3] / "runbooks"
FULL: dict[str, str] = {
    "roster.yaml": """
overrides: [{role: on-call engineer, person: ben, starts_at: 2026-12-24T00:00Z, ends_at: 2026-12-25T00:00Z}]
swaps: [{people: [ben, cleo], starts_at: 2026-12-01T00:00Z, ends_at: 2026-12-25T00:00Z}]
away: [{person: ana, starts_at: 2026-08-03, ends_at: 2026-08-14}]
pagerduty: [{role: team lead, schedule: PABC123}]
""",
    "maintenance.yaml": """
windows:
  - {name: upgrade, services: [checkout], from: 2026-12-01T22:00, until: 2026-12-01T23:30, time_zone: America/New_York,
     repeats: FREQ=WEEKLY, who: cleo, why: two restarts}
""",
    "heartbeats.yaml": """
heartbeats: [{name: backup, service: checkout, every_minutes: 1440, grace_minutes: 60, severity: SEV2, what: written}]
""",
}
"""What our own files leave empty, filled, so that it is changed too."""
STRANGE: list[Any] = [
    *(None, True, 0, -1, 1, 1.5, 10**30, float("inf"), float("nan"), "", " ", "\x07", "\n", "ana ", "ANA", "a" * 500),
    *([], {}, [[]], {"": None}, {"a": {"a": {}}}, [None], ["ana", "ana"], "0001-01-01", "9999-12-31T23:59:59+14:00"),
    *(
        "2026-11-02T09:00",
        "2026-02-31",
        "09:00",
        "24:00",
        "EST",
        "utc+2",
        "europe/lisbon",
        "../etc",
        "\u202eana",
        "\uff11",
    ),
    *("0 days", "-1 weeks", "9999 months", "1 minute", "FREQ=DAILY;COUNT=0", "FREQ=YEARLY;UNTIL=99991231", "=cmd()"),
    *("FREQ=DAILY;INTERVAL=0", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "RRULE:", "SEV0", "SEV9", "+11115550121", "+1"),
    *("+442079460000", "+12025550100", "ops", "pets", "mon", "someday", "on-call engineer", "%s{0}", "é", "e\u0301"),
]
RAW = [
    *("a: &a [*a]", "a: &a {b: *a}", "\ta: 1", "a: 1\n\tb: 2", "? [a, b]\n: c", "? {a: b}\n: c", "a: *b", "<<: 1"),
    *("a: !!python/object:os.x 1", "a: !!int x", "a: !!timestamp x", "a: !!binary '*'", "a: !!set [1]", "a: !!float x"),
    *("a: 2026-13-45", "a: 0001-01-01 00:00:00 +14:00", "--- a\n--- b", "%YAML 9.9\n---\na: 1", "\ufeff", "\x00"),
    *("[" * 3000, "{a: " * 3000, "[" * 3000 + "]" * 3000),
    "\n".join([
        "a: &a [x, x, x, x, x, x, x, x, x]",
        *(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ]),
]  # fmt: skip
LINE = re.compile(r"^\S*?(roster|policies|services|maintenance|heartbeats)\.yaml(:\d+)?: (line \d+: )?\S+")


def filled(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((RUNBOOKS / name).read_text("utf-8"))
    return read | (yaml.safe_load(FULL[name]) if name in FULL else {})


ROSTER = read_roster(RUNBOOKS / "roster.yaml")
CATALOGUE = read_catalogue(RUNBOOKS / "services.yaml")
READERS: dict[str, Callable[[Path], object]] = {
    "roster.yaml": read_roster,
    "policies.yaml": lambda path: read_policies(path, roster=ROSTER),
    "services.yaml": read_catalogue,
    "maintenance.yaml": lambda path: read_windows(path, catalogue=CATALOGUE, people={p.id for p in ROSTER.people}),
    "heartbeats.yaml": lambda path: read_heartbeats(path, catalogue=CATALOGUE),
}
WHOLE = {name: filled(name) for name in READERS}


def places(value: object, around: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where everything in it stands."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield (*around, key)
        yield from places(child, (*around, key))


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """One of our own files, in which a few places hold something else, are gone, or are there twice."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    content = deepcopy(WHOLE[name])
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.sampled_from(list(places(content))))
        holder: Any = content
        for part in at[:-1]:
            holder = holder[part]
        match draw(st.sampled_from(["set", "set", "drop", "add", "again", "rename"])):
            case "set":
                strange = st.sampled_from(STRANGE) | st.text(max_size=8) | st.floats() | st.integers()
                holder[at[-1]] = deepcopy(draw(strange))
            case "drop":
                del holder[at[-1]]
            case "again" if isinstance(holder, list):
                holder.append(deepcopy(holder[at[-1]]))
            case "rename" if isinstance(holder, dict):
                holder[draw(st.sampled_from(["", "extra", "ON-CALL ENGINEER", 1, None]))] = holder.pop(at[-1])
            case _ if isinstance(holder, dict):
                holder[draw(st.text(max_size=5))] = deepcopy(draw(st.sampled_from(STRANGE)))
        if not content:
            break
    return name, yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def answers(folder: Path, name: str, text: str) -> None:
    """It loads, and can be asked; or it is refused, each line with its file."""
    path = folder / name
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        read = READERS[name](path)
    except Misconfigured as error:
        told = str(error).splitlines()
        assert told
        assert all(LINE.match(line) for line in told), told
        return
    if isinstance(read, Roster):
        now = local("2026-11-23T12:00")
        assert all(read.holder(role, now).phone for role in read.schedules)
        assert all("\n" not in line for line in defects(read, now))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt())
@example(("roster.yaml", yaml.safe_dump(WHOLE["roster.yaml"] | {"overrides": [{"person": []}]})))
def test_a_file_with_anything_in_it_is_read_or_refused_by_name(tmp_path: Path, drawn: tuple[str, str]) -> None:
    name, text = drawn

    answers(tmp_path, name, text)


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize("text", RAW, ids=range(len(RAW)))
def test_yaml_of_any_kind_is_read_or_refused_by_name(tmp_path: Path, name: str, text: str) -> None:
    answers(tmp_path, name, text)


@pytest.mark.parametrize(
    "window",
    [
        {"from": "0001-01-01T00:00", "until": "0001-01-01T01:00", "time_zone": "Asia/Tokyo"},
        {"from": "9999-12-31T22:00", "until": "9999-12-31T23:00", "time_zone": "America/New_York"},
        {"repeats": "FREQ=DAILY;INTERVAL=0"},
        {"repeats": "FREQ=DAILY; INTERVAL = 00"},
        {"repeats": "FREQ=MONTHLY;BYMONTHDAY=99"},
        {"repeats": "FREQ=DAILY;BYMONTH=6;BYMONTHDAY=31"},
        {"time_zone": "EST"},
    ],
)
def test_a_window_at_the_end_of_the_calendar_or_that_never_moves_on_is_refused(
    tmp_path: Path, window: dict[str, str]
) -> None:
    path = tmp_path / "maintenance.yaml"
    path.write_text(yaml.safe_dump({"windows": [WHOLE["maintenance.yaml"]["windows"][0] | window]}), "utf-8")

    with pytest.raises(Misconfigured, match=rf"maintenance.yaml:\d+: windows\[0\]\.{next(iter(window))}"):
        READERS["maintenance.yaml"](path)


def test_what_is_filled_in_for_these_tests_does_load(tmp_path: Path) -> None:
    for name, content in WHOLE.items():
        shutil.copytree(RUNBOOKS, tmp_path, dirs_exist_ok=True)
        (tmp_path / name).write_text(yaml.safe_dump(content), encoding="utf-8")

        READERS[name](tmp_path / name)
