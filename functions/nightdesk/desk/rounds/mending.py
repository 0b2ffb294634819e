"""How the auditor mends an incident whose chain died: what is overdue is done, and a new chain is started."""

from datetime import datetime, timedelta

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind

LOST_AFTER = timedelta(minutes=2)
RAISED_AFTER = timedelta(minutes=5)
"""An ill as old as this has outlasted several rounds of mending: somebody must look."""


def lost_its_work(incident: Incident, now: datetime) -> bool:
    """Permission was given a while ago and nothing has been done with it: the chain that waited is gone."""
    ask = incident.about_to_run
    if ask is None:
        return False
    due = ask.not_before or ask.answered_at or ask.asked_at
    return LOST_AFTER < now - due < LOST_AFTER * 1.5


def work_anew(kit: Kit, incident_id: IncidentId) -> bool:
    """Start the work once more; False when that is not needed any longer."""

    def once() -> bool:
        incident = kit.store.incident(incident_id)
        if incident is None or not lost_its_work(incident, kit.now()):
            return False
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.NOTE, "auditor", "approved, but nothing ran; the work was started anew")
        draft.start_work()
        kit.store.commit(draft.change())
        return True

    return decide_again_if_stale(once)


def watch_anew(kit: Kit, incident_id: IncidentId, why: str, *, generation: int | None = None) -> bool:
    """
    Do what is overdue and start a new generation: a chain that overslept may be dead, and its name is spent.

    False when it is not needed any longer: it is over, or another generation than the given one watches by now.
    """

    def once() -> bool:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open or generation not in {None, incident.generation}:
            return False
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.NOTE, "auditor", f"the watch {why}; it was started anew")
        with_incident(draft, generation=incident.generation + 1)
        run_watch(draft, kit)
        kit.store.commit(draft.change())
        return True

    return decide_again_if_stale(once)
