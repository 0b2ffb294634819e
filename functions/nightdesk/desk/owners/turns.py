"""What an owner said, as it counts for the next verdict: the turns of one conversation, without what is no fact."""

from dataclasses import replace
from datetime import timedelta

from nightdesk.contact.contact import Contact, Message
from nightdesk.desk.owners import next_day
from nightdesk.desk.vets.advise import facts_in
from nightdesk.triage.pets.nearby import place

CONVERSATION = timedelta(hours=6)
"""After this silence a new text starts a new conversation; older words no longer count as facts."""
MOST_TURNS = 30
LONGEST_TURN = 2000
"""Longer than any text a carrier delivers (1600), and short enough that all turns fit into one row."""


def remember(contact: Contact, message: Message) -> Contact:
    """The contact with this turn, after those that belong to it: of an open case, of today, or asked about."""
    is_fresh = contact.turns_at is None or message.at - contact.turns_at > CONVERSATION
    goes_on = contact.open_incident is not None or next_day.is_about_it(contact, message)
    earlier = () if is_fresh and not goes_on else contact.turns
    said = facts_in(place.without_zip(message.body)[:LONGEST_TURN])
    turns = (*earlier, said) if said or not earlier else earlier
    return replace(contact, turns=turns[-MOST_TURNS:], turns_at=message.at)
