"""The post-incident report as plain text, in the format people know."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from nightdesk.audit.chain import Entry
from nightdesk.incident.incident import Incident
from nightdesk.report.sections import Section, sections


def incident_report(
    incident: Incident,
    entries: Sequence[Entry],
    *,
    now: datetime,
    currency: str = "USD",
    owners: Mapping[str, str] | None = None,
    boards: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """
    The whole report. Every field is there; what nobody recorded is "not known", never invented.

    currency: of the catalogue's revenue figures. owners: service -> owner, for the remediation items. boards: service
    -> the addresses of its dashboards, named as evidence. Redacted; objects keep their full names (ARNs, URIs,
    absolute paths).
    """
    parts = sections(incident, entries, now=now, currency=currency, owners=owners or {}, boards=boards or {})
    return "\n\n".join(["=== INCIDENT REPORT ===", *map(_text, parts), "=== END REPORT ==="]) + "\n"


def _text(section: Section) -> str:
    table = [" | ".join(row) for row in section.rows]
    if table:
        table.insert(1, " | ".join("---" for _ in section.rows[0]))
    return "\n".join([section.title, *section.lines, *table])
