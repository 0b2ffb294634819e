"""What a text from this phone can refer to: what it was woken for, was named a short while ago, or is still asked."""

from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.channel.replies.commands import Command, Context, read
from nightdesk.channel.replies.keeping import still_on_it
from nightdesk.contact.contact import Contact
from nightdesk.desk.kit import Kit
from nightdesk.incident.ask import AskState
from nightdesk.incident.awake import active_at
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.roster.roster import Person
from nightdesk.store.store import Standing

REMEMBERED = timedelta(minutes=15)
"""How long "ack 1" makes a bare "resolve" mean 1, where more than one is open."""


def understood(kit: Kit, person: Person, body: str, standing: Standing, context: Context) -> tuple[Command, Context]:
    """
    The command of a text, and what it was read against.

    Only words that could answer "Still on it?" cost another read: whether that was asked stands on the incidents.
    """
    context = replace(context, chosen=_chosen(standing, kit.now()))
    command = read(body, context)
    if command.verb not in {"none", "carrier"} or still_on_it(body) is None:
        return command, context
    rows = sorted(standing.paged, key=lambda row: row.at, reverse=True)
    ids = [row.incident for row in rows if not row.is_over]
    asked = [one.id for one in kit.store.several(ids) if _is_asked(one, person)] if ids else []
    if not asked:
        return command, context
    context = replace(context, nudged=tuple(asked))
    return read(body, context), context


def still_asked(kit: Kit, context: Context) -> Context:
    """Without the requests that were answered or withdrawn meanwhile: their codes lie there until they expire."""
    asked = list(dict.fromkeys(ask.incident for ask in context.asks if ask.incident))
    if not asked:
        return context
    requests = (ask for one in kit.store.several(asked) for ask in (one.ask, *one.advice) if ask is not None)
    waiting = {to.code for ask in requests if ask.state is AskState.PENDING for to in ask.asked}
    return replace(context, asks=tuple(ask for ask in context.asks if ask.code in waiting))


def remembered(contact: Contact, command: Command, *, now: datetime) -> Contact | None:
    """Of somebody whose words were understood: what they named, and no count any more. None when nothing changes."""
    after = replace(contact, unknown_replies=0, unknown_at=None)
    if command.is_named and command.verb in {"ack", "take"} and not command.also:
        after = replace(after, named=IncidentId(command.target or ""), named_at=now)
    return after if after != contact else None


def _chosen(standing: Standing, now: datetime) -> IncidentId | None:
    """What they took by name, while that is fresh, still theirs to answer for, and nothing has woken them since."""
    contact = standing.contact
    if contact.named is None or contact.named_at is None or now - contact.named_at > REMEMBERED:
        return None
    is_open = any(row.incident == contact.named and not row.is_over for row in standing.paged)
    is_last = all(row.at <= contact.named_at for row in standing.paged if row.incident != contact.named)
    return contact.named if is_open and is_last else None


def _is_asked(incident: Incident, person: Person) -> bool:
    """Whether "Still on it?" waits for their answer; an order or words to the owner since then were one."""
    ack = incident.ack
    if not incident.is_open or ack is None or ack.person != person.id or ack.nudged_at is None:
        return False
    active = active_at(incident)
    return active is not None and ack.nudged_at >= active
