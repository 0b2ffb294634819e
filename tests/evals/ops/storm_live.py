"""
The same storms through the live desk: its board, marks and incidents in a table, its watch closing what is over.

python -m tests.evals.ops.storm_live storms|nights FIRST LAST prints how well it groups, beside the recorded stream.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from ulid import ULID

from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.carry_out import close, run_watch
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.settings import Settings, library
from nightdesk.shelf import load as load_shelf
from nightdesk.store.dynamo import DynamoStore
from nightdesk.triage.ops.grouping.growing import FORGOTTEN
from nightdesk.triage.ops.judging.alarm_line import alarm_from_line
from tests.evals.ops.nights import night
from tests.evals.ops.storm_report import Pairs, catalogue_of, firing, grouped, pairs
from tests.evals.ops.storms import Storm, storm
from tests.fakes.table import FakeTable

BOOKS = load_shelf(library() / "runbooks")


def live(made: Storm) -> Pairs:
    """Every line in order of arrival; what has had no word for hours is closed by a human. Scored as the other is."""
    clock = [datetime.fromisoformat(made.lines[0]["received_at"])]
    kit, catalogue = _kit(clock), catalogue_of(made)
    kit = replace(kit, catalogue=catalogue)
    given: dict[str, IncidentId | None] = {}
    words: dict[IncidentId, datetime] = {}
    merged: dict[IncidentId, IncidentId] = {}
    for line in made.lines:
        clock[0] = datetime.fromisoformat(line["received_at"])
        _close_what_is_over(kit, words, merged)
        raised = raise_alarm(kit, catalogue, alarm_from_line(line), once=line["id"])
        given[line["id"]] = raised.incident
        if raised.incident:
            words[raised.incident] = clock[0]
    _close_what_is_over(kit, words, merged)
    fires = {line["id"] for line in made.lines if line["state"] == "firing"}
    truth = {line: cause for line, cause in made.truth.items() if line in fires}
    return pairs(truth, {line: _final(one, kit, merged) for line, one in given.items() if line in fires})


def _kit(clock: list[datetime]) -> Kit:
    table: Any = FakeTable()
    return Kit(
        store=DynamoStore(table, "storm"),
        roster=BOOKS.roster,
        policies=BOOKS.policies,
        settings=Settings(table="storm", number=Phone("+12025550100"), public_url="https://desk.example"),
        now=lambda: clock[0],
        new_id=lambda: str(ULID()),
    )


def _close_what_is_over(kit: Kit, words: dict[IncidentId, datetime], merged: dict[IncidentId, IncidentId]) -> None:
    """As the watch does it, and a human where no source ever said that it was over."""
    for row in kit.store.board(Desk.OPS).open:
        incident = kit.store.incident(row.id)
        if incident is None or not incident.is_open:
            continue
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        if incident.recovered_at:
            run_watch(draft, kit)
        elif kit.now() - words.get(incident.id, kit.now()) >= FORGOTTEN:
            close(draft, kit, actor="ana", how="no word for hours")
        if not draft.incident.is_open:
            kit.store.commit(draft.change())


def _final(incident: IncidentId | None, kit: Kit, merged: dict[IncidentId, IncidentId]) -> IncidentId | None:
    while incident is not None:
        if incident not in merged:
            found = kit.store.incident(incident)
            merged[incident] = (found.merged_into if found else None) or incident
        if merged[incident] == incident:
            return incident
        incident = merged[incident]
    return None


def main() -> None:
    kind, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    make: Callable[[int], Storm] = storm if kind == "storms" else night
    told = [make(seed) for seed in range(first, last)]
    for name, measure in (("recorded", lambda made: firing(made, grouped(made))), ("live", live)):
        every = [measure(made) for made in told]
        total = sum(every, Pairs())
        print(f"{name:<9} precision {total.precision:.3f}  recall {total.recall:.3f}  F1 {total.f1:.3f}")


if __name__ == "__main__":
    main()
