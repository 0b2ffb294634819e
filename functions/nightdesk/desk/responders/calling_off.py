"""Second thoughts in plain words: what was approved, and has not begun, is stopped by whoever was asked."""

from nightdesk.approval.reply import asked_of
from nightdesk.contact.contact import Message
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.answer import stop
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
    for incident in kit.store.several([row.incident for row in standing.codes], may_wake):
        ask = incident.about_to_run
        if ask is None or asked_of(ask, message.phone, person.id) is None:
            continue
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        body = stop(draft, kit, ask, person, is_leaving=is_leaving)
        if not is_leaving:
            draft.text(message.phone, body, "reply")
        kit.store.commit(draft.change(once=once, messages=(message,)))
        return body
    return None
