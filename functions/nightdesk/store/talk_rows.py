"""What was said from and to a phone, and whom a check-in is owed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from nightdesk.contact.contact import Contact, Message
from nightdesk.incident.desk import Phone
from nightdesk.store import keys
from nightdesk.store.codec import item, thing
from nightdesk.store.table import Table
from nightdesk.store.writes import epoch


class TalkRows:
    """The messages of the Store port."""

    _table: Table

    def message(self, phone: Phone, message_id: str) -> Message | None:
        found = self._table.get(keys.message(phone, message_id))
        return thing(Message, found) if found else None

    def messages(self, phone: Phone, *, limit: int = 20) -> tuple[Message, ...]:
        pk, _ = keys.profile(phone)
        newest_first = self._table.rows(pk, "begins_with(sk, :value)", "MSG#", newest_first=True, limit=limit)
        return tuple(sorted((thing(Message, row) for row in newest_first), key=lambda message: message.at))

    def conversation(self, phone: Phone, *, before: datetime) -> tuple[Message, ...]:
        pk, _ = keys.profile(phone)
        found = (thing(Message, row) for row in self._table.rows(pk, "begins_with(sk, :value)", "MSG#"))
        return tuple(message for message in found if message.at <= before)

    def erase_messages(self, messages: Iterable[Message]) -> None:
        for message in messages:
            empty = replace(message, body="", media=(), headers={}, incident=None)
            self._table.keep(item(keys.message(message.phone, message.id), empty, expires=epoch(message.at)))

    def owed_check_ins(self, *, before: datetime, limit: int = 50) -> tuple[Phone, ...]:
        owed = self._table.listed(keys.CHECK_INS, before=before.isoformat(), limit=limit)
        return tuple(thing(Contact, row).phone for row in owed)
