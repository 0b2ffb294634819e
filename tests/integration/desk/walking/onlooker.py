"""What an onlooker remembers of each incident, by what phones heard and people did, never by the desk's deciders."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.severity import Severity
from nightdesk.roster.person import Person
from tests.integration.desk.walking.night import Night
from tests.integration.desk.walking.phones import Heard

AT_ONCE = timedelta(seconds=20)
STORM = timedelta(minutes=4)
"""What is milder than SEV0 may wait so long, to go out with others of a storm."""
MENDING = timedelta(minutes=3)
"""After a death or a carrier that was away, what was said may be said once more."""


def minutes(many: float) -> timedelta:
    return timedelta(minutes=many)


@dataclass
class Followed:
    """
    One incident as an onlooker knows it.

    wants_since: since when somebody must be woken (open, nobody's, nobody asked for quiet, something fires), None while
    not. at_once: that began with nobody knowing of it. steady_since: since when nothing about its holding has changed.
    """

    now: Incident
    wants_since: datetime | None = None
    at_once: bool = False
    grave_since: datetime | None = None
    steady_since: datetime | None = None
    unwatched_since: datetime | None = None
    wakes: list[Heard] = field(default_factory=list)
    sleepers: list[tuple[datetime, str, str]] = field(default_factory=list)
    """Whom to tell by when to stand down: the moment of the ack, whose it was, and who is told."""


@dataclass
class Onlooker:
    """Looks on at everything that happens in one night."""

    night: Night
    known: dict[IncidentId, Followed] = field(default_factory=dict)
    heard: int = 0
    asked: int = 0
    looked_at: datetime | None = None

    def remembers(self) -> list[Heard]:
        """How every incident stands by now, and what was heard since the last look."""
        fresh = self.night.phones.heard[self.heard :]
        self.heard = len(self.night.phones.heard)
        for incident in self.night.store.incidents(limit=100):
            self._follow(incident)
        for one in fresh:
            self._file(one)
        return fresh

    def _follow(self, incident: Incident) -> None:
        one = self.known.setdefault(incident.id, Followed(now=incident))
        was, one.now = one.now, incident
        now = self.night.now
        is_new = was is incident
        if wants(incident) and pages(incident):
            if one.wants_since is None:
                one.wants_since = now
                one.at_once = (is_new and not incident.links) or (was.ack is not None and not incident.merged_into)
        else:
            one.wants_since = None
        if incident.severity <= Severity.SEV1 and one.wants_since:
            one.grave_since = one.grave_since or now
        else:
            one.grave_since = None
        if is_new or _holding(was) != _holding(incident):
            one.steady_since = now
        ack, had = incident.ack, was.ack
        if ack and not is_new and (had is None or had.person != ack.person) and was.links == incident.links:
            for person in self._woken(one):
                if person not in {ack.person, *self._on_it(incident.id, since=ack.at)}:
                    one.sleepers.append((now, ack.person, person))

    def _file(self, heard: Heard) -> None:
        if heard.is_page:
            for id_ in heard.incidents:
                if id_ in self.known:
                    self.known[id_].wakes.append(heard)

    def _woken(self, one: Followed) -> set[str]:
        """Whose phone took a page about it."""
        return {heard.person for heard in one.wakes if not heard.is_refused}

    def _on_it(self, id_: IncidentId, *, since: datetime) -> set[str]:
        return {order.person for order in self.night.orders if order.at >= since and order.incident in {id_, None}}

    def _since_then(self, one: Followed, person: Person, at: datetime) -> bool:
        """They have answered, or the roster was changed under them."""
        return person.id in self._on_it(one.now.id, since=at - MENDING) or self.night.edited.get(person.id, at) > at

    def late(self, since: datetime, limit: timedelta, incident: Incident | None = None) -> bool:
        """Whether that is over, with the time that whatever failed meanwhile may cost."""
        by = since + limit
        if incident and incident.severity > Severity.SEV0:
            by += STORM
        for trouble in self.night.troubles:
            if trouble.begins <= by and trouble.ends >= since:
                by = (
                    max(by, min(trouble.ends, by) + limit, trouble.ends + AT_ONCE)
                    if limit < minutes(5)
                    else by + (trouble.ends - trouble.begins)
                )
        return self.night.now > by

    def _died_since(self, at: datetime) -> bool:
        return any(trouble.ends >= at for trouble in self.night.troubles)


def is_hot(incident: Incident) -> bool:
    """Open, and something is still wrong."""
    return incident.is_open and incident.status is not Status.MONITORING


def wants(incident: Incident) -> bool:
    """Nobody has it, nobody asked for quiet, and something is wrong."""
    return is_hot(incident) and incident.ack is None and incident.hold is None


def pages(incident: Incident) -> bool:
    """Whether it wakes anybody at all: at the pets desk only what cannot wait until morning."""
    return incident.severity <= (Severity.SEV1 if incident.desk is Desk.PETS else Severity.SEV3)


def _holding(incident: Incident) -> tuple[object, ...]:
    """All that a clock of it depends on."""
    return (
        incident.severity,
        incident.status,
        incident.ack.person if incident.ack else "",
        incident.hold,
        incident.generation if incident.links else 0,
        incident.links,
    )
