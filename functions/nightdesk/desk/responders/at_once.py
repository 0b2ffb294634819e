"""Several incidents acknowledged or taken over by one text: "ack both", "take 1 and 2"."""

from nightdesk.channel.fitting import fit
from nightdesk.channel.replies.command import Command
from nightdesk.contact.contact import Contact, Message
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders import verbs
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.roster.roster import Person

MOST_SEGMENTS = 3


def acknowledge_all(
    kit: Kit,
    person: Person,
    message: Message,
    command: Command,
    *,
    once: str,
    contact: Contact | None,
    may_wake: tuple[Phone, ...] = (),
) -> str:
    """
    Each of them as if it had been acknowledged alone, all in one transaction; returns the one answer.

    Empty when none of them is there for this person.
    """
    wanted = [IncidentId(one) for one in (command.target, *command.also) if one]
    found = [one for one in kit.store.several(wanted, may_wake) if kit.roster.may_work(person, one.desk)]
    drafts = [Draft(one, now=kit.now(), new_id=kit.new_id) for one in found]
    if not drafts:
        return ""
    take = verbs.take if command.verb == "take" else verbs.acknowledge
    said = [take(draft, kit, person, channel="sms") for draft in drafts]
    body = fit(" ".join(said), segments=MOST_SEGMENTS) if len(said) > 1 else said[0]
    lead, *rest = drafts
    lead.text(message.phone, body, "reply")
    also = tuple(draft.change() for draft in rest)
    kit.store.commit(lead.change(once=once, messages=(message,), contact=contact, also=also))
    return body
