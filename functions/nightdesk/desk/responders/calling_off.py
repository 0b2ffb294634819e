"""Second thoughts in plain words: what was approved, and has not begun, is stopped by whoever was asked."""

from nightdesk.approval.reply import asked_of
from nightdesk.contact.contact import Message
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.answer import stop
from nightdesk.incident.ask import is_about_to_run
from nightdesk.incident.desk import Phone
from nightdesk.roster.roster import Person
from nightdesk.store.store import Standing


def call_off(
    kit: Kit,
    person: Person,
    message: Message,
    standing: Standing,
    *,
    once: str,
    may_wake: tuple[Phone, ...] = (),
    is_leaving: bool = False,
) -> str | None:
    """
    What they are told; None when nothing of what this phone was asked is about to run.

    is_leaving: the same word takes them off texts, so that nothing is texted and that wakes others.
    """
    for incident_id in dict.fromkeys(row.incident for row in standing.codes):
        incident = kit.store.incident(incident_id, may_wake)
        if incident is None or incident.ask is None or not is_about_to_run(incident.ask, incident.steps):
            continue
        if asked_of(incident.ask, message.phone, person.id) is None:
            continue
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        body = stop(draft, kit, incident.ask, person, is_leaving=is_leaving)
        if not is_leaving:
            draft.text(message.phone, body, "reply")
        kit.store.commit(draft.change(once=once, messages=(message,)))
        return body
    return None
