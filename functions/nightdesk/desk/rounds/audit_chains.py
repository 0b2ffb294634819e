"""Every minute: is everything that should be awake awake? Mend what is not, and beat only when all is well."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.rounds.deliver import Doors, recover
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.errand.errand import Notify, OutboxState
from nightdesk.errors import NightdeskError
from nightdesk.escalation.watch import next_due
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind

OVERSLEPT = timedelta(seconds=45)
STUCK = timedelta(seconds=20)
LOST_AFTER = timedelta(minutes=2)
UNTOLD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """
    What one round found: incidents whose watch should have acted, errands not handed over, and what failed.

    untold: notices that a place outside has not taken for long. They raise an alarm of their own and do not silence the
    heartbeat: nobody sleeps worse because Slack is down.
    """

    looked_at: int
    overslept: tuple[str, ...]
    stuck: int
    mended: int
    failed: tuple[str, ...]
    untold: int = 0

    @property
    def all_is_well(self) -> bool:
        """Nothing overslept, nothing stuck, nothing failed."""
        return not (self.overslept or self.stuck or self.failed)


def audit_chains(kit: Kit, doors: Doors, *, beat: Callable[[], None]) -> Audit:
    """One round. A failure at one incident never stops the round at the others."""
    now = kit.now()
    overslept: list[str] = []
    failed: list[str] = []
    incidents = [incident for incident in kit.store.incidents(limit=200) if incident.is_open]
    for incident in incidents:
        if _lost_its_work(incident, now):
            overslept.append(incident.id)
            try:
                _work_anew(kit, incident.id)
            except NightdeskError as error:
                failed.append(f"{incident.id}: {error}")
        due = next_due(incident, roster=kit.roster, now=now - OVERSLEPT, pace=kit.pace)
        if not due.actions:
            continue
        overslept.append(incident.id)
        try:
            _watch_anew(kit, incident.id)
        except NightdeskError as error:
            failed.append(f"{incident.id}: {error}")
    unsettled = list(kit.store.unsettled(before=now - STUCK))
    # A page that was put off to go out with others waits for this very round.
    stuck = [
        row for row in unsettled if row.state is not OutboxState.WAITING and not isinstance(row.errand, Notify)
    ]
    untold = [
        row
        for row in unsettled
        # Subscribers are told a few at a time, which may take long.
        if isinstance(row.errand, Notify) and row.errand.to != "subscribers" and now - row.at > UNTOLD
    ]
    mended = 0
    for row in unsettled:
        try:
            mended += recover(kit, doors, row) is not None
        except NightdeskError as error:
            failed.append(f"{row.id}: {error}")
    found = Audit(
        looked_at=len(incidents),
        overslept=tuple(overslept),
        stuck=len(stuck),
        mended=mended,
        failed=tuple(failed),
        untold=len(untold),
    )
    if found.all_is_well:
        beat()
    return found


def _lost_its_work(incident: Incident, now: datetime) -> bool:
    """Permission was given a while ago and nothing has been done with it: the chain that waited is gone."""
    ask = incident.ask
    if ask is None or ask.state is not AskState.GRANTED or ask.answered_at is None:
        return False
    has_begun = any(step.started_at >= ask.answered_at for step in incident.steps)
    return not has_begun and LOST_AFTER < now - ask.answered_at < LOST_AFTER * 1.5


def _work_anew(kit: Kit, incident_id: IncidentId) -> None:
    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not _lost_its_work(incident, kit.now()):
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.NOTE, "auditor", "approved, but nothing ran; the work was started anew")
        draft.start_work()
        kit.store.commit(draft.change())

    decide_again_if_stale(once)


def _watch_anew(kit: Kit, incident_id: IncidentId) -> None:
    """Do what is overdue and start a new generation: a chain that overslept may be dead, and its name is spent."""

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.NOTE, "auditor", "the watch overslept; it was started anew")
        with_incident(draft, generation=incident.generation + 1)
        run_watch(draft, kit)
        kit.store.commit(draft.change())

    decide_again_if_stale(once)
