"""nightdesk alarm read | group: what a monitoring system's payload says, and which alarms belong together."""

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.declared import load as load_sources
from nightdesk.alarm.readers.registry import read, why_quiet
from nightdesk.alarm.reading import fields
from nightdesk.cli.lines import Json, answers_to, read_bytes, read_text, show
from nightdesk.errors import Malformed
from nightdesk.runbook.service import Catalogue
from nightdesk.runbook.window import Window
from nightdesk.shelf import shelf
from nightdesk.triage.ops.grouping.group import group
from nightdesk.triage.ops.hearing.attribution import attribute
from nightdesk.triage.ops.judging.alarm_line import alarm_from_line
from nightdesk.triage.ops.judging.case import from_alarms
from nightdesk.triage.ops.judging.severity import judge


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("alarm", help="read alarms")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    reading = verbs.add_parser("read", help="one payload -> its alarms")
    reading.add_argument(
        "--source", required=True, help="who sent it, as it stands in the URL: cloudwatch, grafana, ..."
    )
    reading.add_argument("--mapping", type=Path, help="a sources.yaml that declares it; the one in runbooks/ else")
    reading.add_argument("--services", type=Path, help="a catalogue; the one in runbooks/ when left out")
    reading.add_argument("--pretty", action="store_true", help="a table for people")
    reading.add_argument("file", nargs="?", help="the payload; standard input when left out")
    reading.set_defaults(run=_read)
    grouping = verbs.add_parser("group", help="alarms in order of arrival -> the incident each belongs to")
    grouping.add_argument("--services", type=Path, help="a catalogue; the one in runbooks/ when left out")
    grouping.add_argument("--windows", type=Path, help="planned maintenance; none when left out")
    grouping.add_argument("--pretty", action="store_true", help="a table for people")
    grouping.add_argument("file", nargs="?", help="JSON lines; standard input when left out")
    grouping.set_defaults(run=_group)


def _read(chosen: argparse.Namespace) -> int:
    mappings = load_sources(chosen.mapping) if chosen.mapping else shelf().sources
    raw = read_bytes(chosen.file)
    alarms = read(chosen.source, raw, received_at=datetime.now(UTC), mappings=mappings)
    catalogue = catalogue_of(chosen.services)
    show((_row(attribute(alarm, catalogue), catalogue) for alarm in alarms), is_pretty=chosen.pretty)
    if not alarms:
        why = why_quiet(chosen.source, raw) or "a note, a test or a step on the way"
        print(f"nightdesk: read, and it raises no alarm: {why}", file=sys.stderr)
    return 0


def _group(chosen: argparse.Namespace) -> int:
    arrivals: list[tuple[str, datetime, Alarm]] = []

    def take(row: Json) -> Json:
        at = fields.moment(row.get("received_at")) or fields.moment(row.get("at"))
        if at is None:
            raise Malformed("received_at: needs a time, as in 2026-11-22T03:00:00Z")
        arrivals.append((str(row.get("id")), at, alarm_from_line(row)))
        return row

    bad = [answer for answer in answers_to(read_text(chosen.file), take) if "error" in answer]
    catalogue = catalogue_of(chosen.services)
    placed = group(arrivals, catalogue, maintenance=_windows(chosen.windows, catalogue))
    show([{"id": one.id, "incident": one.incident, "why": one.why} for one in placed] + bad, is_pretty=chosen.pretty)
    return 1 if bad or not placed else 0


def _windows(path: Path | None, catalogue: Catalogue) -> tuple[Window, ...]:
    if path is None:
        return ()
    from nightdesk.runbook.windows import load

    return load(path, catalogue=catalogue, people={person.id for person in shelf().roster.people})


def catalogue_of(path: Path | None) -> Catalogue:
    """The catalogue in this file, or the one in use."""
    if path is None:
        return shelf().catalogue
    from nightdesk.runbook.catalogue import load

    return load(path, is_ours=False)


def _row(alarm: Alarm, catalogue: Catalogue) -> Json:
    verdict = judge(from_alarms((replace(alarm, state="firing"),), catalogue))
    return {
        "source": alarm.source,
        "fingerprint": alarm.fingerprint,
        "service": alarm.service,
        "resource": alarm.resource,
        "name": alarm.name,
        "state": alarm.state,
        "claimed_severity": alarm.claimed_severity.name if alarm.claimed_severity is not None else None,
        "severity": verdict.severity.name,
        "value": alarm.value,
        "threshold": alarm.threshold,
        "started_at": alarm.started_at.isoformat() if alarm.started_at else None,
        "ended_at": alarm.ended_at.isoformat() if alarm.ended_at else None,
        "reasons": [*verdict.reasons, *alarm.reasons],
    }
