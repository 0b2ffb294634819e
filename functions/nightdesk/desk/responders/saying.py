"""An answer about the rota, whom else it concerns, and what it changes: saved together, and said because it was."""

from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.errand.errand import Outbox, Text
from nightdesk.incident.desk import Phone
from nightdesk.roster.changes import Changes
from nightdesk.roster.person import Person
from nightdesk.store.store import Change, RotaChange


def say(
    kit: Kit,
    message: Message,
    body: str,
    *,
    once: str,
    rota: Changes | None = None,
    record: str = "",
    by: Person | None = None,
    told: list[tuple[Phone, str]] | None = None,
) -> str:
    """
    Save the text with its answer; returns the answer.

    rota: as it is from now on, and then `record` says by whom and what was changed, and `told` who else is texted.
    """
    now = kit.now()
    texts = [Text(to=message.phone, body=body, purpose="reply")]
    texts += [Text(to=phone, body=said, purpose="inform") for phone, said in told or [] if rota]
    change = RotaChange(rota=rota, id=message.id, by=by.id, at=now, words=record) if rota and by else None
    errands = tuple(Outbox(id=kit.new_id(), at=now, errand=text) for text in texts)
    kit.store.commit(Change(once=once, messages=(message,), errands=errands, rota=change))
    return body
