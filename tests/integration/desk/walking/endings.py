"""What must be left: nothing, after something that was only repeated or said; and nothing to do, after a night."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from nightdesk.audit.chain import first_break
from nightdesk.contact.contact import Message
from nightdesk.desk.responders.receive import receive
from nightdesk.escalation.watch import next_due
from nightdesk.incident.desk import Desk, short_code
from nightdesk.incident.timeline import Seal
from tests.integration.desk.walking.night import Night


@dataclass
class Endings:
    """Comparisons of before and after."""

    night: Night

    @contextmanager
    def nothing_happens(self) -> Iterator[None]:
        """The incidents are what they were, and nobody hears anything."""
        before, heard = self._incidents(), len(self.night.phones.heard)
        yield
        if self.night.fuse.burst_at:
            return
        assert self._incidents() == before, "a repeat changed something"
        assert self.night.phones.heard[heard:] == [], "a repeat said something"

    @contextmanager
    def nothing_is_ordered(self) -> Iterator[None]:
        """Nobody has what nobody had, nothing is over, milder, graver, or approved."""
        before = self._ordered()
        yield
        assert self._ordered() == before, "free words did something"

    def everything_ends(self, name: Callable[[str], str]) -> None:
        """Somebody resolves all of it; then the night is over and nothing is left to do."""
        night = self.night
        night.dies_at = None
        for incident in night.open():
            if night.store.incident(incident.id).is_open:  # type: ignore[union-attr]
                person = night.roster.person("maya" if incident.desk is Desk.PETS else "ana")
                body = f"resolve INC-{short_code(incident.id)}"
                message = Message(
                    id=name("SM"), phone=person.phone, at=night.now, direction="in", channel="sms", body=body
                )
                night.does(lambda m=message: receive(night.kit, m))  # type: ignore[misc]
        assert night.open() == ()
        night.phones.away_until = None
        night.elapses(timedelta(minutes=8).total_seconds())

        left = [(row.state, row.errand) for row in night.store.unsettled(before=night.now)]
        assert left == [], "something waits to be said"
        for incident in night.store.incidents(limit=100):
            assert next_due(incident, roster=night.roster, now=night.now, pace=night.kit.pace).actions == ()
            chain = night.store.entries(incident.id)
            assert first_break(chain, head=incident.seal) is None, "the record is broken"
            assert not night.chain.watches[incident.id, incident.generation], "its watch runs on"

    def _incidents(self) -> object:
        """All that is known of each, but for how often it was saved."""
        found = sorted(self.night.store.incidents(limit=100), key=lambda one: one.id)
        return [(replace(one, version=0, seal=Seal()), len(self.night.store.entries(one.id))) for one in found]

    def _ordered(self) -> object:
        return [
            (one.id, one.status, one.severity, one.ack and one.ack.person, one.ask and one.ask.state, one.hold)
            for one in sorted(self.night.store.incidents(limit=100), key=lambda one: one.id)
        ]
