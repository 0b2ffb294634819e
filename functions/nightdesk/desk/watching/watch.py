"""The watch's duty: do what is due for one incident and say when to look again."""

from dataclasses import dataclass

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import LONGEST_SLEEP, do_what_is_due
from nightdesk.escalation.watch import next_due
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.timeline import Kind

MOST_TURNS = 1500
"""
Times one execution looks before the next generation takes over.

AWS ends an execution at 25,000 events of history. A turn makes 9, and what this leaves is for outages: a task that
fails for a whole day costs some 8,000 more, in which no turn is counted.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """
    What the chain does next. is_stale: a newer generation watches; end quietly. is_over: resolved; write the report.
    wait_seconds: whole seconds, at least 1. turns: how often this execution has looked, this time included.
    """

    is_over: bool
    is_stale: bool
    wait_seconds: int
    turns: int = 1


def attend(kit: Kit, incident_id: IncidentId, *, generation: int, turns: int = 0) -> Attention:
    """Do what is due. Repeating it, late or twice, does nothing more. turns: how often this execution looked before."""

    def once() -> Attention:
        incident = kit.store.incident(incident_id)
        if incident is None or incident.generation != generation:
            return Attention(is_over=False, is_stale=True, wait_seconds=1, turns=turns + 1)
        if not incident.is_open:
            return Attention(is_over=True, is_stale=False, wait_seconds=1, turns=turns + 1)
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        do_what_is_due(draft, kit)
        if turns + 1 >= MOST_TURNS and draft.incident.generation == generation and draft.incident.is_open:
            draft.note(Kind.NOTE, "watch", f"looked {turns + 1} times; a fresh watch takes over")
            with_incident(draft, generation=generation + 1)
        if draft.incident is not incident:
            kit.store.commit(draft.change())
        due = next_due(draft.incident, roster=kit.roster, now=draft.now, pace=kit.pace)
        sleep = min(due.wake_at - draft.now, LONGEST_SLEEP) if due.wake_at else LONGEST_SLEEP
        return Attention(
            is_over=False,
            is_stale=draft.incident.generation != generation,
            wait_seconds=max(1, -int(-sleep.total_seconds() // 1)),
            turns=turns + 1,
        )

    return decide_again_if_stale(once)
