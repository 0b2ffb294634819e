"""The page's phones: whoever is on the roster, however their numbers and turns are written."""

from pathlib import Path

from stacks.local.people import people

ROSTER = """catch_all: ana
people:
  - {id: ana, name: Ana, phone: "+12025550121"}
  - {id: ben, name: Ben, numbers: [{number: "+12025550122"}, {number: "+12025550199", landline: true}]}
desks: {ops: [ana, ben]}
schedules:
  in short: {people: [ana], starts_at: 2026-01-05T00:00:00Z}
  in layers: {time_zone: UTC, layers: [{people: [ana], starts_at: 2026-01-05}, {people: [ben], starts_at: 2026-01-05}]}
  from a calendar: {time_zone: UTC, calendar: on-call.ics}
"""


def test_numbers_and_roles_are_found_in_every_form(tmp_path: Path) -> None:
    (tmp_path / "roster.yaml").write_text(ROSTER)

    found = people(tmp_path / "roster.yaml")

    assert [(one["phone"], one["roles"]) for one in found] == [
        ("+12025550121", ["in short", "in layers"]),
        ("+12025550122", ["in layers"]),
    ]
