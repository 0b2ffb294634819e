"""What the desk remembers, and the one way it changes: a Change is saved whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from nightdesk.audit.chain import Entry
from nightdesk.contact.contact import Contact, Message, Subscriber
from nightdesk.errand.errand import Outbox, OutboxState, Way
from nightdesk.errand.ration import Ration
from nightdesk.errand.told import Told
from nightdesk.incident.audience import Place
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.felt import Felt
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Fact
from nightdesk.incident.trouble import Trouble
from nightdesk.roster.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIncident:
    """
    An open incident as the board shows it: enough to decide whether a new alarm belongs to it.

    felt: when each of its services alarmed. fingerprints, clues: what one alarm has in common with it; filled in from
    the marks when that alarm is placed (desk/alarms/known.py), never saved.
    """

    id: IncidentId
    services: tuple[str, ...]
    opened_at: datetime
    last_alarm_at: datetime
    severity: int
    fingerprints: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    felt: tuple[Felt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """
    What is known of one alarm by its fingerprint, or of one clue (a host, a deployment) by its value.

    A row each, so that alarms of many causes do not meet in one. incident: the last one it belonged to, open or not.
    ended_at: when an end of the alarm came that ended nothing. ends: when it ended lately, so that one that flaps
    slowly is known for what it is. version: below zero it is saved whatever the row was.
    """

    key: str
    at: datetime
    incident: IncidentId | None = None
    ended_at: datetime | None = None
    ends: tuple[datetime, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """
    A desk's open incidents in one strongly consistent row, so that two alarms arriving together cannot open
    two incidents for one cause. (An index would be eventually consistent.) It is written when an incident opens, is
    felt by one more service or goes, not with every alarm. moved: incident -> the open one it became part of.
    """

    desk: Desk
    open: tuple[OpenIncident, ...] = ()
    moved: dict[str, IncidentId] = field(default_factory=dict)
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An open approval code of one phone."""

    phone: Phone
    code: str
    incident: IncidentId
    ask: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """
    That this phone was woken for this incident: what a bare "ack" can mean.

    codes: the short numbers that mean it on this phone, the shown one first; none yet where it is saved for the first
    time, and then the store gives one out. numbers_of: the phone of the same person whose numbers these are, None
    for this one. at: of a row that is over, when it ended.
    """

    phone: Phone
    incident: IncidentId
    title: str
    at: datetime
    is_over: bool = False
    codes: tuple[int, ...] = ()
    numbers_of: Phone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """
    The last sign of life of one heartbeat. since: when the desk first knew of it.

    rung_at: since when it is missed, None while it is not; is_raised: whether the alarm for that has been taken. The
    one is saved before, the other after, so that a worker that dies in between rings all the same, and once.
    """

    name: str
    since: datetime
    beat_at: datetime | None = None
    rung_at: datetime | None = None
    is_raised: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    Everything needed to understand one text from one phone, read in a single round trip.

    late: the rows of incidents this phone had to do with that are over.
    """

    contact: Contact
    paged: tuple[Paged, ...] = ()
    late: tuple[Paged, ...] = ()
    codes: tuple[Code, ...] = ()

    @property
    def over(self) -> frozenset[IncidentId]:
        """The incidents of `late`."""
        return frozenset(row.incident for row in self.late)


@dataclass(frozen=True, slots=True, kw_only=True)
class RotaChange:
    """
    All that departs from the schedules from now on, and what somebody changed in it, in words, for the record.

    rota carries the version it was read at.
    """

    rota: Changes
    id: str
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    Everything one event changes, saved in one transaction.

    once: the inbound id (MessageSid, alarm delivery id, ...); a second Change with it raises Repeated.
    paged: who was woken for what, for the reply grammar; rows that are over are kept but no longer count. Those whose
    phone has no number for the incident get one as they are saved, and the texts beside them say it (see numbering.py).
    incident: the new state, carrying the version it was read at; the store adds one, seals `facts` into its audit
    chain and raises Stale when somebody else was first. The same holds for contact and board.
    alarm: (fingerprint, raw payload) kept beside the incident.
    raws: (incident, fingerprint, raw payload) of further alarms. subscriber: a number for the list of subscribers.
    early: (fingerprint, raw payload) of an alarm that belongs to no incident, because its end came first.
    marks: what is now known of alarms and clues, each carrying the version it was read at.
    number: the incident number that this uses, as Store.upcoming told it; Stale when somebody took it meanwhile.
    also: what happens to other incidents by the same event; in these only what belongs to an incident counts.
    """

    once: str | None = None
    incident: Incident | None = None
    facts: tuple[Fact, ...] = ()
    contact: Contact | None = None
    board: Board | None = None
    messages: tuple[Message, ...] = ()
    errands: tuple[Outbox, ...] = ()
    codes: tuple[Code, ...] = ()
    paged: tuple[Paged, ...] = ()
    alarm: tuple[str, str] | None = None
    rota: RotaChange | None = None
    subscriber: Subscriber | None = None
    raws: tuple[tuple[IncidentId, str, str], ...] = ()
    early: tuple[str, str] | None = None
    marks: tuple[Mark, ...] = ()
    number: int | None = None
    also: "tuple[Change, ...]" = ()


class Store(Protocol):
    """Every method raises StoreUnavailable. Reads are strongly consistent unless said otherwise."""

    def commit(self, change: Change) -> None:
        """Save all of it or nothing. Raises Repeated (once-mark seen) or Stale (a version moved)."""
        ...

    def next_number(self) -> int:
        """A new incident number. Numbers may be skipped, never reused."""
        ...

    def upcoming(self) -> int | None:
        """
        The next number as last read with an incident, which costs no read; None when it is not at hand.

        Whoever uses it says so in their Change.
        """
        ...

    def refresh(self, board: Board) -> None:
        """Save a board that only knows newer times, unless somebody else was first: then it is not worth a try."""
        ...

    def foresee(self, phones: Sequence[Phone]) -> int | None:
        """
        As `upcoming`, read now, together with what the numbers of these phones mean: whoever is about to open an
        incident that wakes them then saves it without another read. None when the next number is much asked for.
        """
        ...

    def known(self, desk: Desk, marks: Sequence[str], phones: Sequence[Phone] = ()) -> tuple[Board, dict[str, Mark]]:
        """
        The board, and those of these marks that are there, in one round trip; at most ninety. phones: who may be woken,
        see `foresee`.
        """
        ...

    @property
    def rota(self) -> Changes:
        """What people changed of the schedules, as last read with an incident or a number, which costs no read."""
        ...

    def read_rota(self) -> Changes:
        """What people changed of the schedules, as it is now."""
        ...

    def incident(self, incident: IncidentId, phones: Sequence[Phone] = ()) -> Incident | None:
        """phones: who may be woken for it next, see `foresee`."""
        ...

    def several(self, incidents: Sequence[IncidentId], phones: Sequence[Phone] = ()) -> tuple[Incident, ...]:
        """Those that are there, in the order asked for, read in one round trip; at most a hundred with the phones."""
        ...

    def with_board(
        self, incidents: Sequence[IncidentId], desk: Desk, phones: Sequence[Phone] = ()
    ) -> tuple[tuple[Incident, ...], Board]:
        """`several` and `board` in one round trip."""
        ...

    def standing(self, phone: Phone) -> Standing:
        """The contact (a blank one with version 0 when new), what it was paged for and its open approval codes."""
        ...

    def board(self, desk: Desk) -> Board: ...

    def message(self, phone: Phone, message_id: str) -> Message | None: ...

    def messages(self, phone: Phone, *, limit: int = 20) -> tuple[Message, ...]:
        """The last messages of a conversation, oldest first."""
        ...

    def entries(self, incident: IncidentId) -> tuple[Entry, ...]:
        """The sealed timeline, in order."""
        ...

    def incidents(self, *, limit: int = 50) -> tuple[Incident, ...]:
        """The newest incidents, for the console. Eventually consistent."""
        ...

    def open_incidents(self) -> Iterable[Incident]:
        """Every incident that is not over, however many there are, newest first. Eventually consistent."""
        ...

    def unreported(self, *, limit: int) -> tuple[Incident, ...]:
        """The newest incidents that are over and whose record is not kept yet. Eventually consistent."""
        ...

    def claim(self, outbox: str, *, now: datetime) -> Outbox | None:
        """Take a queued errand; None when somebody else has it or it is done."""
        ...

    def errand(self, outbox: str) -> Outbox | None: ...

    def settle(
        self, outbox: str, *, state: OutboxState, now: datetime, sid: str = "", error: int = 0, way: Way = ""
    ) -> Outbox | None:
        """
        Record what became of an errand; a lower rank or a second terminal state changes nothing and returns None.
        QUEUED gives a claimed errand back for another try. way: who says so; what the carrier still tells of an errand
        that goes the second way changes nothing.
        """
        ...

    def amend(self, old: Outbox, new: Outbox) -> bool:
        """Replace an errand that is still as it was read; False when it is not."""
        ...

    def settled_to(self, phone: Phone, *, limit: int = 25) -> tuple[Outbox, ...]:
        """The newest errands to this phone outside of any incident whose end is known. Eventually consistent."""
        ...

    def unsettled(self, *, before: datetime) -> Iterable[Outbox]:
        """Errands still queued, claimed or uncertain that are older than this. Eventually consistent."""
        ...

    def owed_check_ins(self, *, before: datetime, limit: int = 50) -> tuple[Phone, ...]:
        """Who is owed a question about their pet since before then, longest first. Eventually consistent."""
        ...

    def conversation(self, phone: Phone, *, before: datetime) -> tuple[Message, ...]:
        """Every message of a phone up to then."""
        ...

    def erase_messages(self, messages: Iterable[Message]) -> None:
        """Empty these rows at once; the table's clock then removes them, with the number in their keys."""
        ...

    def erase_words(self, incident: IncidentId) -> None:
        """Empty the words of a timeline and forget their salts. The chain still verifies. Again changes nothing."""
        ...

    def erase_errands(self, about: str, *, before: datetime) -> None:
        """Empty what was said, settled, about an incident or to a phone outside of any. Eventually consistent."""
        ...

    def pulses(self, names: Sequence[str]) -> dict[str, Pulse]:
        """Those that are there, by name, in one round trip; at most a hundred."""
        ...

    def save_pulse(self, pulse: Pulse) -> None:
        """One row each. Raises Stale when it changed since it was read."""
        ...

    def ration(self, phone: Phone) -> Ration:
        """What this person was paged with lately; a blank one with version 0 when nothing."""
        ...

    def save_ration(self, ration: Ration) -> None:
        """One row, which the table forgets after a day. Raises Stale when it changed since it was read."""
        ...

    def told(self, incident: IncidentId, place: Place) -> Told:
        """How much of it a place was told; a blank one with version 0 when nothing."""
        ...

    def save_told(self, told: Told) -> Told:
        """As saved. Raises Stale when it changed since it was read."""
        ...

    def save_trouble(self, trouble: Trouble) -> None:
        """What customers may know of an incident; an older version changes nothing."""
        ...

    def troubles(self, *, since: datetime) -> tuple[Trouble, ...]:
        """Those that opened since then, oldest first."""
        ...

    def next_edition(self) -> int:
        """A number for the status page that is about to be composed. Numbers may be skipped, never reused."""
        ...

    def subscribers(self, *, after: str = "") -> Iterable[Subscriber]:
        """
        The list of those who want to hear of trouble, from behind the `place_in_line` of the last one seen on.

        Eventually consistent.
        """
        ...

    def quarantine(self, raw_id: str, *, source: str, raw: str, reason: str, at: datetime) -> None:
        """Keep input that could not be read, findable by its id. Keeping it again changes nothing."""
        ...
