"""What the README tells somebody who puts a team on call for the first time is what the desk reads."""

import re
from pathlib import Path
from textwrap import dedent, indent

from nightdesk.channel.replies.covering import read_rota_words
from nightdesk.roster.defects import defects
from nightdesk.roster.files import read_roster
from tests.unit.roster.people import local

README = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
CHAPTER = README.partition("## Putting a team on call")[2].partition("\n## ")[0]
ROSTER = """catch_all: gus
people:
  - {id: ana, name: Ana Duarte, phone: "+12025550121", known_as: [ana@example.com]}
  - {id: ben, name: Ben Sato, phone: "+12025550122"}
  - {id: cleo, name: Cleo Marsh, phone: "+12025550123"}
  - {id: gus, name: Gus Weber, phone: "+12025550127"}
desks: {ops: [ana, ben, cleo]}
schedules:
"""


def test_its_schedule_loads_and_means_what_it_says(tmp_path: Path) -> None:
    (written,) = re.findall(r"```yaml\n(.*?)```", CHAPTER, re.DOTALL)
    calendar = Path(__file__).parent / "calendars" / "opsgenie_schedule.ics"
    (tmp_path / "on-call.ics").write_bytes(calendar.read_bytes().replace(b"Ben.Sato@example.com", b"ben"))
    (tmp_path / "roster.yaml").write_text(ROSTER + indent(dedent(written), "  "), encoding="utf-8")

    roster = read_roster(tmp_path / "roster.yaml")

    weekdays, weekend = (local(f"2026-06-{day}T12:00", "Europe/Lisbon") for day in ("10", "13"))
    assert roster.holder("on-call engineer", weekdays).id in {"ana", "ben"}
    assert roster.holder("on-call engineer", weekend).id == "cleo"
    assert roster.holder("on-call engineer", local("2026-11-02T12:00", "Europe/Lisbon")).id == "ana"
    assert defects(roster, weekdays) == ()


def test_every_text_it_shows_is_one_that_is_understood() -> None:
    table = "".join(line for line in CHAPTER.splitlines(keepends=True) if line.startswith("| `"))
    shown = re.findall(r"`([^`]+)`", table)

    assert len(shown) > 10
    assert [text for text in shown if read_rota_words(text) is None] == []
