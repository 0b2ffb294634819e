"""What was done, by whom, when, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.audit.chain import Entry
from nightdesk.incident.ask import StepTaken
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.report.timeline import of_kinds
from nightdesk.report.wording import UNKNOWN

_OUTCOMES = {
    Kind.ACKNOWLEDGED: "taken",
    Kind.RELEASED: "nobody had it any more",
    Kind.SEVERITY: "in force",
    Kind.APPROVED: "permission given",
    Kind.DENIED: "refused; nothing was run",
    Kind.EXPIRED: "nothing was run",
    Kind.CHECKED: "the precondition held",
    Kind.BACKED_UP: "backup kept before any change",
    Kind.VERIFIED: "recovery confirmed",
    Kind.UNDONE: "put back as it was",
    Kind.FAILED: "failed",
    Kind.BRIDGED: "recorded",
}
_REPORTED = (Kind.CLIMBED, Kind.PAGED, Kind.PROPOSED, Kind.ACTED, *_OUTCOMES)
_STEP_KINDS = (Kind.CHECKED, Kind.BACKED_UP, Kind.ACTED, Kind.VERIFIED, Kind.UNDONE, Kind.FAILED)
_SAME_MOMENT = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One action. outcome: "not known" when the record does not say."""

    at: datetime
    what: str
    outcome: str


def actions_taken(incident: Incident, entries: Sequence[Entry]) -> tuple[Taken, ...]:
    """Every page, climb, permission and step, oldest first. Steps without entries are taken from the incident."""
    done = [_taken(incident, entries, entry) for entry in of_kinds(entries, _REPORTED)]
    if not of_kinds(entries, _STEP_KINDS):
        done += [_step(step) for step in incident.steps]
    return tuple(sorted(done, key=lambda taken: taken.at))


def _taken(incident: Incident, entries: Sequence[Entry], entry: Entry) -> Taken:
    outcome = entry.data.get("outcome") or _OUTCOMES.get(entry.kind, "")
    if entry.kind in {Kind.CLIMBED, Kind.PAGED}:
        outcome = _answered(incident, entry)
    elif entry.kind is Kind.PROPOSED:
        outcome = _follows(entries, entry, "ask", (Kind.APPROVED, Kind.DENIED, Kind.EXPIRED))
    elif entry.kind is Kind.ACTED:
        outcome = _follows(entries, entry, "step", (Kind.VERIFIED, Kind.UNDONE, Kind.FAILED))
    return Taken(at=entry.at, what=entry.text, outcome=outcome or UNKNOWN)


def _answered(incident: Incident, entry: Entry) -> str:
    """What became of the pages that went out with this entry."""
    person = entry.data.get("person")
    pages = [
        page
        for page in incident.pages
        if abs(page.at - entry.at) <= _SAME_MOMENT and (person is None or page.person == person)
    ]
    return ", ".join(f"{page.person} {page.channel} {page.state.value}" for page in pages)


def _follows(entries: Sequence[Entry], entry: Entry, key: str, kinds: tuple[Kind, ...]) -> str:
    """The first later entry of these kinds about the same ask or step."""
    later = (
        other
        for other in of_kinds(entries, kinds)
        if other.seq > entry.seq and other.data.get(key) == entry.data.get(key)
    )
    return next((f"{other.kind.value}: {other.text}" for other in later), "")


def _step(step: StepTaken) -> Taken:
    outcome = f"{step.state.value}: {step.outcome}" if step.outcome else step.state.value
    return Taken(at=step.started_at, what=step.plan.title, outcome=outcome)
