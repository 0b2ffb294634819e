"""maintenance.yaml and heartbeats.yaml are loaded strictly: each fault with its file, line and field."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.runbook import heartbeat
from nightdesk.runbook.catalogue import load as load_catalogue
from nightdesk.runbook.window import last_begun, open_at
from nightdesk.runbook.windows import load

RUNBOOKS = Path(__file__).parents[3] / "runbooks"
CATALOGUE = load_catalogue(RUNBOOKS / "services.yaml")
ONE = {
    "name": "name: ledger patching",
    "services": "services: [ledger-db]",
    "from": "from: 2026-12-01T22:00",
    "until": "until: 2026-12-02T01:00",
    "time_zone": "time_zone: America/New_York",
    "who": "who: ben",
    "why": "why: minor upgrade",
}


def written(folder: Path, **changed: str) -> Path:
    """A file with one window, on whose lines 2 and following its fields stand in their order."""
    lines = [line for line in {**ONE, **changed}.values() if line]
    path = folder / "runbooks" / "maintenance.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("windows:\n  - " + "\n    ".join(lines) + "\n")
    return path


def windows(folder: Path, **changed: str):  # type: ignore[no-untyped-def]  # a tuple of windows, read off the loader
    return load(written(folder, **changed), catalogue=CATALOGUE, people={"ben", "cleo"})


def test_a_window_is_read_on_the_clock_of_its_zone(tmp_path: Path) -> None:
    (window,) = windows(tmp_path)

    assert window.starts_at == datetime(2026, 12, 2, 3, 0, tzinfo=UTC)
    assert window.ends_at == datetime(2026, 12, 2, 6, 0, tzinfo=UTC)
    assert open_at(window, window.starts_at) is not None
    assert open_at(window, window.ends_at - timedelta(seconds=1)) is not None
    assert open_at(window, window.ends_at) is None
    assert open_at(window, window.starts_at - timedelta(seconds=1)) is None


FAULTS = {
    "ends before it starts": ({"until": "until: 2026-12-01T21:00"}, 5, "windows[0].until: is not after from"),
    "ends when it starts": ({"until": "until: 2026-12-01T22:00"}, 5, "windows[0].until: is not after from"),
    "ends before it starts, by its offset": (
        {"from": "from: 2026-12-01T22:00-05:00", "until": "until: 2026-12-02T01:00+00:00"},
        5,
        "windows[0].until: is not after from",
    ),
    "longer than a week": ({"until": "until: 2026-12-09T22:00"}, 5, "windows[0].until: is more than 7 days"),
    "nobody's clock": ({"time_zone": ""}, 4, "windows[0].from: needs an offset"),
    "no such zone": ({"time_zone": "time_zone: Mars/Olympus"}, 6, "windows[0].time_zone: no time zone"),
    "no such service": ({"services": "services: [ledger-db, ledgerdb]"}, 3, "services[1]: no service named 'ledgerdb'"),
    "no such region": ({"services": "regions: [eu-north-9]"}, 3, "regions[0]: no service is in a region"),
    "everywhere": ({"services": ""}, 2, "windows[0].services: name services, regions or both"),
    "nobody's": ({"who": "who: zoe"}, 7, "windows[0].who: nobody called 'zoe'"),
    "without a reason": ({"why": ""}, 2, "windows[0].why: is missing"),
    "a field too many": ({"why": "why: x\n    silent: true"}, 9, "windows[0].silent: is no field here"),
    "not a time": ({"from": "from: tomorrow night"}, 4, "windows[0].from:"),
    "not a rule": ({"why": "why: x\n    repeats: FREQ=DAILY;BYDAY=XX"}, 9, "repeats: is no RRULE"),
    "every minute": ({"why": "why: x\n    repeats: FREQ=MINUTELY"}, 9, "repeats: must have FREQ as one of DAILY"),
    "before it has ended": (
        {"until": "until: 2026-12-02T21:00", "why": "why: x\n    repeats: FREQ=DAILY;BYHOUR=22,23"},
        9,
        "repeats: begins again before it has ended",
    ),
    "not at from": ({"why": "why: x\n    repeats: FREQ=WEEKLY;BYDAY=MO"}, 9, "repeats: does not begin at from"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_file_line_and_field(tmp_path: Path, fault: str) -> None:
    changed, line, why = FAULTS[fault]

    with pytest.raises(Misconfigured) as refused:
        windows(tmp_path, **changed)

    assert str(refused.value).startswith(f"runbooks/maintenance.yaml:{line}: ")
    assert why in str(refused.value)


def test_what_is_not_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "maintenance.yaml"
    path.write_text("windows:\n  - name: [unclosed\n    who: ben\n")

    with pytest.raises(Misconfigured, match=r"maintenance.yaml:\d+: is not YAML"):
        load(path, catalogue=CATALOGUE, people={"ben"})


def test_no_file_is_no_window(tmp_path: Path) -> None:
    assert load(tmp_path / "maintenance.yaml", catalogue=CATALOGUE, people=()) == ()
    assert heartbeat.load(tmp_path / "heartbeats.yaml", catalogue=CATALOGUE) == ()


def test_a_window_that_repeats_keeps_its_wall_clock_through_summer_time(tmp_path: Path) -> None:
    (window,) = windows(
        tmp_path,
        **{
            "from": "from: 2026-03-01T02:30",
            "until": "until: 2026-03-01T04:00",
            "why": "why: x\n    repeats: FREQ=WEEKLY",
            "time_zone": "time_zone: Europe/Berlin",
        },
    )

    winter = last_begun(window, datetime(2026, 3, 23, tzinfo=UTC))
    summer = last_begun(window, datetime(2026, 4, 6, tzinfo=UTC))

    assert winter is not None
    assert summer is not None
    assert (winter.starts_at, winter.ends_at) == (
        datetime(2026, 3, 22, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 22, 3, 0, tzinfo=UTC),
    )
    assert (summer.starts_at, summer.ends_at) == (
        datetime(2026, 4, 5, 0, 30, tzinfo=UTC),
        datetime(2026, 4, 5, 2, 0, tzinfo=UTC),
    )
    assert winter.key != summer.key


def test_between_two_times_it_is_shut_and_after_the_last_it_stays_so(tmp_path: Path) -> None:
    (window,) = windows(tmp_path, why="why: x\n    repeats: FREQ=DAILY;COUNT=3")
    first = window.starts_at

    assert [open_at(window, first + timedelta(days=day)) is not None for day in range(5)] == [True] * 3 + [False] * 2
    assert open_at(window, first + timedelta(hours=12)) is None
    assert last_begun(window, first - timedelta(days=1)) is None


HEARTBEATS = {
    "too often to be missed": ("every_minutes: 0.2, grace_minutes: 1", "heartbeats[0].every_minutes"),
    "no grace told": ("every_minutes: 5", "heartbeats[0].grace_minutes: is missing"),
    "an unknown service": ("every_minutes: 5, grace_minutes: 1, service: leger", "no service named 'leger'"),
    "a severity of its own": ("every_minutes: 5, grace_minutes: 1, severity: BAD", "heartbeats[0].severity"),
    "never": ("every_minutes: .inf, grace_minutes: 1", "heartbeats[0].every_minutes"),
}


@pytest.mark.parametrize("fault", HEARTBEATS)
def test_a_heartbeat_that_could_never_ring_rightly_is_refused(tmp_path: Path, fault: str) -> None:
    told, why = HEARTBEATS[fault]
    path = tmp_path / "heartbeats.yaml"
    path.write_text(f"heartbeats:\n  - {{name: backup, {told}}}\n")

    with pytest.raises(Misconfigured) as refused:
        heartbeat.load(path, catalogue=CATALOGUE)

    assert "heartbeats.yaml:2: " in str(refused.value)
    assert why in str(refused.value)


def test_a_heartbeat_named_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "heartbeats.yaml"
    one = "  - {name: backup, every_minutes: 5, grace_minutes: 1}\n"
    path.write_text(f"heartbeats:\n{one}{one}")

    with pytest.raises(Misconfigured, match=r"heartbeats.yaml:3: heartbeats\[1\].name: 'backup' is used twice"):
        heartbeat.load(path, catalogue=CATALOGUE)
