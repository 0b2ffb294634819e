"""The post-incident report as one HTML page that needs nothing else: styles and chart are inside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from nightdesk.audit.chain import Entry
from nightdesk.incident.incident import Incident
from nightdesk.report.chart import chart
from nightdesk.report.sections import sections
from nightdesk.report.timeline import milestones
from nightdesk.report.wording import line, moment


def incident_html(
    incident: Incident,
    entries: Sequence[Entry],
    *,
    now: datetime,
    currency: str = "USD",
    owners: Mapping[str, str] | None = None,
    boards: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The same sections as the plain report, escaped, with the milestones drawn as an SVG timeline."""
    return _page().render(
        title=f"{incident.id}: {line(incident.title)}",
        severity=f"{incident.severity.name} {incident.severity.label}",
        level=incident.severity.name.lower(),
        sections=sections(incident, entries, now=now, currency=currency, owners=owners or {}, boards=boards or {}),
        chart=chart(milestones(incident, entries)),
        written=moment(now),
    )


@cache
def _page() -> Template:
    here = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=here, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html.j2")
