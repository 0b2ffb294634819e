"""That whoever has it is known to all who were woken, is asked in time, and that everyone hears how it stands."""

from collections.abc import Iterator

from nightdesk.incident.desk import Desk, short_code
from nightdesk.incident.incident import Page
from tests.integration.desk.walking.onlooker import AT_ONCE, MENDING, Followed, Onlooker, is_hot, minutes, pages
from tests.integration.desk.walking.phones import Heard
from tests.integration.desk.walking.waking import SLA

RESOLVE = {"SEV0": 30, "SEV1": 60, "SEV2": 240, "SEV3": 1440}
STILL_ON_IT = {"SEV0": 20, "SEV1": 40, "SEV2": 120, "SEV3": 480}
UPDATES = {"SEV0": 15, "SEV1": 30, "SEV2": 120}
PETS_STILL, PETS_UPDATES = {"SEV0": 20, "SEV1": 40}, {"SEV0": 30, "SEV1": 60}


class Holding(Onlooker):
    """Of one incident that somebody has, or that is over."""

    def _nobody_is_woken_in_vain(self, one: Followed, fresh: list[Heard]) -> Iterator[str]:
        """Nothing wakes anybody for what is over, nor for what somebody has had since before it was said."""
        for heard in fresh:
            if heard.row.incident != one.now.id or heard.row.bundle or not heard.is_page:
                continue
            if not one.now.is_open and one.now.resolved_at and one.now.resolved_at < heard.at:
                yield f"{heard.kind} to {heard.to} after it was over"
            if one.now.ack and heard.row.at < one.now.ack.at < heard.at and heard.row.unless == "acknowledged":
                yield f"{heard.kind} to {heard.to} although {one.now.ack.person} has it"

    def _stand_down(self, one: Followed, fresh: list[Heard]) -> Iterator[str]:
        """Whoever was woken hears that somebody has it; whoever was not, hears nothing of the kind."""
        name = f"INC-{short_code(one.now.id)}"
        for heard in fresh:
            if heard.what.startswith(f"Stand down, {name}:"):
                person = self.night.person_at(heard.to)
                families = [one, *(each for each in self.known.values() if each.now.id in one.now.links)]
                known = {
                    name
                    for each in families
                    for name in self._woken(each) | {order.person for order in self.night.orders}
                }
                if person and person.id not in known and not self._died_since(heard.at - MENDING):
                    yield f"{person.id} was told to stand down and had heard nothing"
        for at, holder, sleeper in list(one.sleepers):
            if not self.late(at, AT_ONCE):
                continue
            one.sleepers.remove((at, holder, sleeper))
            person = next((p for p in self.night.roster.people if p.id == sleeper), None)
            if (
                person is None
                or sleeper in self.night.edited
                or sleeper in self._on_it(one.now.id, since=at)
                or not one.now.is_open
            ):
                continue
            told = [h for h in self.night.phones.heard if h.person == sleeper and h.at >= at and name in h.what]
            if not told:
                yield f"{sleeper} was woken and not told that {holder} has it since {at:%H:%M:%S}"

    def _still_on_it(self, one: Followed) -> Iterator[str]:
        """Whoever has it is asked in time, and loses it when they do not answer that."""
        incident, ack = one.now, one.now.ack
        table = PETS_STILL if incident.desk is Desk.PETS else STILL_ON_IT
        name = incident.severity.name
        if ack is None or incident.hold or not is_hot(incident) or name not in table or one.steady_since is None:
            return
        if incident.desk is Desk.PETS and incident.owner_call:
            return
        # An order about what it was split from was about it too.
        about = {incident.id, *incident.parted, None}
        orders = [o.at for o in self.night.orders if o.person == ack.person and o.incident in about]
        active = max([ack.at, *orders])
        person = next((p for p in self.night.roster.people if p.id == ack.person), None)
        if person is None:
            if self.late(one.steady_since, minutes(3)):
                yield f"{ack.person} has it and is on the roster no more"
            return
        asked = [
            page.at
            for page in incident.pages
            if page.person == ack.person and page.at > active and self._is_question(page)
        ]
        due = max(active + minutes(table[name]), one.steady_since)
        if not asked and self.late(due, minutes(1.2)):
            yield f"{ack.person} has it since {active:%H:%M:%S} and was not asked"
        if asked and self.late(max(asked[0], one.steady_since), minutes(SLA[name]) + AT_ONCE):
            yield f"{ack.person} was asked at {asked[0]:%H:%M:%S}, said nothing and has it still"

    def _is_question(self, page: Page) -> bool:
        row = self.night.store.errand(page.outbox)
        return row is not None and not row.unless

    def _breaches_are_noted(self, one: Followed) -> Iterator[str]:
        incident = one.now
        if not incident.is_open or not is_hot(incident) or not pages(incident) or one.steady_since is None:
            return
        if incident.first_acked_at is None and "acknowledge" not in incident.breached and not incident.hold:
            since = max(incident.detected_at + minutes(SLA[incident.severity.name]), one.steady_since)
            if self.late(since, minutes(1.2)):
                yield "not acknowledged in time, and nothing says so"
        if "resolve" not in incident.breached and not incident.hold:
            since = max(incident.detected_at + minutes(RESOLVE[incident.severity.name]), one.steady_since)
            if self.late(since, minutes(1.2)):
                yield "not resolved in time, and nothing says so"

    def _updates_come(self, one: Followed) -> Iterator[str]:
        incident = one.now
        table = PETS_UPDATES if incident.desk is Desk.PETS else UPDATES
        if not is_hot(incident) or incident.hold or incident.severity.name not in table or not one.wakes:
            return
        said = f"INC-{short_code(incident.id)} SEV"
        told = [
            heard.at
            for heard in self.night.phones.heard
            if heard.purpose == "update" and (heard.what.startswith(said) or heard.to == incident.owner)
        ]
        since = max([incident.opened_at, *told])
        due = max(since + minutes(table[incident.severity.name]), one.steady_since or since)
        if self._woken(one) and self.late(due, minutes(1.2)):
            yield f"nobody was told how it stands since {since:%H:%M:%S}"
