"""What somebody on call did in PagerDuty counts here as if they had texted it. It permits nothing: only codes do."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.opt_out import may_text
from nightdesk.desk.responders import verbs
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.war_room import where_it_went
from nightdesk.errors import Repeated
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.notice.pagerduty_webhook import Said
from nightdesk.roster.known import known_by
from nightdesk.roster.person import Person
from nightdesk.store.store import Change

LATE = timedelta(minutes=10)
"""An ack that took longer says nothing about who is awake now."""

Outcome = Literal["done", "known already", "not ours", "nobody on the roster", "another desk", "too late", "repeated"]


def hear_pagerduty(kit: Kit, said: Said) -> Outcome:
    """
    Acknowledge or resolve, once. What an event of ours caused there comes back without a person and does nothing.

    Somebody the roster does not know, or who works on the other desk, changes nothing but the timeline: whoever is on
    call is still woken.
    """
    if said.what == "other" or said.incident is None or not said.called:
        return "not ours"
    try:
        return decide_again_if_stale(lambda: _hear(kit, said))
    except Repeated:
        return "repeated"


def _hear(kit: Kit, said: Said) -> Outcome:
    once = f"pagerduty:{said.id}"
    incident = kit.store.incident(said.incident) if said.incident else None
    if said.what == "acknowledged":
        # They are awake for what it became part of meanwhile; an end there is the end of that one alone.
        incident = where_it_went(kit, incident)
    if incident is None:
        return "not ours"
    if not incident.is_open:
        kit.store.commit(Change(once=once))
        return "known already"
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    outcome = _act(draft, kit, said, known_by(kit.roster.people, said.called))
    kit.store.commit(draft.change(once=once) if outcome != "known already" else Change(once=once))
    if outcome == "done" and said.what == "resolved":
        told = kit.store.told(incident.id, "pagerduty")
        # It knows; should this be lost, it is told once more, which changes nothing there.
        kit.store.save_told(replace(told, state="resolve"))
    return outcome


def _act(draft: Draft, kit: Kit, said: Said, person: Person | None) -> Outcome:
    incident = draft.incident
    if person is None:
        who = next(iter(said.called[1:] or said.called))[:60]  # their name there, which is more than an id
        _refused(draft, f"{who} {said.what} it in PagerDuty and is no one person on this roster")
        return "nobody on the roster"
    if not kit.roster.may_work(person, incident.desk):
        _refused(draft, f"{person.name} {said.what} it in PagerDuty and works on another desk")
        return "another desk"
    if said.what == "acknowledged":
        if incident.ack:
            return "known already"
        if kit.now() - said.at > LATE:
            draft.note(Kind.NOTE, person.id, f"{person.name} acknowledged in PagerDuty at {said.at:%H:%M}, told late")
            return "too late"
        _answer(draft, kit, person, verbs.acknowledge(draft, kit, person, channel="pagerduty"))
        return "done"
    if _fired_since(incident, said):
        draft.note(Kind.NOTE, person.id, f"{person.name} resolved it in PagerDuty; alarms have fired since")
        return "too late"
    verbs.resolve(draft, kit, person, how=f"resolved in PagerDuty by {person.name}")
    return "done"


def _refused(draft: Draft, why: str) -> None:
    draft.note(Kind.NOTE, "pagerduty", f"{why}; paging goes on")


def _answer(draft: Draft, kit: Kit, person: Person, body: str) -> None:
    """What whoever acknowledges by text is answered: the facts and what to type next. Only where a text may go."""
    if "sms" in person.channels and may_text(kit.store.standing(person.phone).contact):
        draft.text(person.phone, body, "reply")


def _fired_since(incident: Incident, said: Said) -> bool:
    """What was resolved there had not happened yet when it was."""
    return any(alarm.is_firing and alarm.last_at > said.at for alarm in incident.alarms)
