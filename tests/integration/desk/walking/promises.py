"""What issue and mission promise to people, held after everything that happens against what phones heard."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from nightdesk.errand.errand import OutboxState
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from tests.integration.desk.walking.holding import Holding
from tests.integration.desk.walking.onlooker import MENDING, Followed, minutes
from tests.integration.desk.walking.phones import Heard
from tests.integration.desk.walking.waking import Waking

A_MOMENT = timedelta(seconds=2)


class Promises(Waking, Holding):
    """A broken one fails the walk at once, with all that are broken in that moment."""

    def look(self) -> None:
        before = {id_: one.now for id_, one in self.known.items()}
        fresh = self.remembers()
        broken = [*self._of_the_night(fresh)]
        for id_, followed in self.known.items():
            broken += self._of_one(followed, before.get(id_), fresh)
        self.looked_at = self.night.now
        assert not broken, "\n".join([f"at {self.night.now:%H:%M:%S}", *broken])

    def _of_the_night(self, fresh: list[Heard]) -> Iterator[str]:
        yield from self._nothing_twice(fresh)
        yield from self._numbers_are_apart()
        yield from self._nothing_grave_waits()
        yield from self._no_step_without_a_yes()

    def _of_one(self, one: Followed, before: Incident | None, fresh: list[Heard]) -> Iterator[str]:
        rules: tuple[Callable[[], Iterator[str]], ...] = (
            lambda: self._severity_stays(one, before),
            lambda: self._somebody_is_woken(one),
            lambda: self._everybody_in_the_end(one),
            lambda: self._receipts_ring(one),
            lambda: self._rings_twice(one),
            lambda: self._nobody_is_woken_in_vain(one, fresh),
            lambda: self._stand_down(one, fresh),
            lambda: self._still_on_it(one),
            lambda: self._breaches_are_noted(one),
            lambda: self._updates_come(one),
            lambda: self._is_watched(one),
        )
        for rule in rules:
            for said in rule():
                yield f"{one.now.id} {one.now.severity.name} {one.now.status}: {said}"

    def _nothing_twice(self, fresh: list[Heard]) -> Iterator[str]:
        """One errand is one text, and one call but for a worker that died over it; nobody reads the same twice."""
        told = self.night.phones.heard
        for one in fresh:
            same = [other for other in told if other.row.id == one.row.id and not other.is_refused]
            if len(same) > 1 and (one.kind == "text" or not self._died_since(same[0].at)):
                yield f"{one.kind} sent twice: {one.to} {one.what[:80]}"
            lately = [o for o in told if o.to == one.to and o.kind == one.kind and one.at - o.at <= minutes(0.5)]
            if one.kind == "text" and one.is_page and sum(o.what == one.what for o in lately) > 1:
                yield f"the same text twice to {one.to}: {one.what}"
            if one.is_page and not self._died_since(one.at - MENDING):
                for id_ in one.incidents:
                    others = [
                        other
                        for other in lately
                        if other.is_page
                        and id_ in other.incidents
                        and other.row.id != one.row.id
                        and abs(other.row.at - one.row.at) <= A_MOMENT
                    ]
                    if others:
                        yield f"two {one.kind} pages about {id_} to {one.to} at {one.at:%H:%M:%S}"

    def _numbers_are_apart(self) -> Iterator[str]:
        """A short number means one open incident on one phone."""
        means: dict[tuple[str, int], IncidentId] = {}
        for one in self.known.values():
            if one.now.is_open:
                for phone, codes in one.now.codes.items():
                    for code in codes:
                        if means.setdefault((phone, code), one.now.id) != one.now.id:
                            yield f"{code} on {phone} means {means[phone, code]} and {one.now.id}"

    def _nothing_grave_waits(self) -> Iterator[str]:
        """No limit of a person delays a SEV0."""
        for row in self.night.store.unsettled(before=self.night.now):
            one = self.known.get(row.incident) if row.incident else None
            if one is None or one.grave_since is None or row.state is not OutboxState.WAITING:
                continue
            is_worst = one.now.severity is Severity.SEV0 and one.now.is_open
            if is_worst and self.late(max(row.at, one.steady_since or row.at), minutes(1.2)):
                yield f"{one.now.id} is SEV0 and a page of {row.at:%H:%M:%S} waits"

    def _no_step_without_a_yes(self) -> Iterator[str]:
        """A step acts on an exact yes that nobody took back for a minute."""
        done = self.night.action.asked.count("act")
        if done == self.asked:
            return
        self.asked = done
        if not any(self.night.now - at >= timedelta(seconds=60) for at in self.night.granted.values()):
            yield f"a step ran; yes was said at {list(self.night.granted.values())}"

    def _severity_stays(self, one: Followed, before: Incident | None) -> Iterator[str]:
        if before and one.now.severity > before.severity:
            since = self.looked_at or self.night.now
            said = [o for o in self.night.orders if o.at >= since and o.verb == "sev" and o.incident == one.now.id]
            if not said:
                yield f"fell from {before.severity.name} by itself"
