"""That somebody is always woken: at once, by text and call, again and further up, until somebody answers."""

from collections.abc import Iterator
from datetime import datetime

from nightdesk.errand.errand import OutboxState
from nightdesk.incident.incident import Page
from nightdesk.incident.severity import Severity
from nightdesk.roster.person import Person
from tests.integration.desk.walking.onlooker import AT_ONCE, Followed, Onlooker, minutes

SLA = {"SEV0": 5, "SEV1": 10, "SEV2": 30, "SEV3": 120}
"""Minutes within which somebody must have it, before the next tier is woken."""
ROUNDS_AT_FULL_PACE, MOST_APART = 3, 12


class Waking(Onlooker):
    """Of one incident that nobody has."""

    def _somebody_is_woken(self, one: Followed) -> Iterator[str]:
        """Nobody has it and it is not quiet: somebody is woken at once, and again as long as nobody answers."""
        if one.wants_since is None:
            return
        mine = [heard.at for heard in one.wakes]
        last = max(mine, default=None)
        if one.at_once and (last is None or last < one.wants_since):
            if self.late(one.wants_since, AT_ONCE, one.now):
                yield f"wakes nobody since {one.wants_since:%H:%M:%S}"
            return
        limit = minutes(SLA[one.now.severity.name])
        if one.now.loops > ROUNDS_AT_FULL_PACE:
            limit *= MOST_APART
        since = max(one.wants_since, last or one.wants_since)
        since_it_is_so = one.steady_since or since
        if self.late(since, limit + AT_ONCE, one.now) and self.late(since_it_is_so, AT_ONCE, one.now):
            yield f"nobody has been woken since {since:%H:%M:%S}"

    def _everybody_in_the_end(self, one: Followed) -> Iterator[str]:
        """After an hour and a half of silence everybody on the ladder, and the catch-all, was tried."""
        if one.wants_since is None or one.now.severity > Severity.SEV2:
            return
        if not self.late(one.wants_since, minutes(95), one.now):
            return
        tried = {heard.person for heard in one.wakes}
        roles = tuple(role for rung in one.now.policy.rungs for role in rung.roles)
        wanted = {person.id for person in self.night.roster.holders(roles, self.night.now)}
        for person in sorted({*wanted, self.night.roster.catch_all} - tried):
            if not self._on_it(one.now.id, since=one.now.opened_at) & {person}:
                yield f"{person} was never tried in an hour and a half"

    def _receipts_ring(self, one: Followed) -> Iterator[str]:
        """A text that failed, or of which nothing is known, makes the phone ring."""
        if one.wants_since is None:
            return
        for page, person in self._pages(one, "sms"):
            row = self.night.store.errand(page.outbox)
            if row is None or row.is_put_off or row.state in {OutboxState.QUEUED, OutboxState.CLAIMED}:
                continue
            is_known = row.state in {OutboxState.DELIVERED, OutboxState.BUNDLED, OutboxState.DROPPED}
            limit = AT_ONCE if row.state is OutboxState.FAILED else minutes(1) + AT_ONCE
            since = max(row.settled_at or page.at, page.at)
            if is_known or not self.late(since, limit, one.now) or self._since_then(one, person, page.at):
                continue
            if not self._calls(one, person, page.at):
                yield f"the text to {person.id} at {page.at:%H:%M:%S} is {row.state} and no phone rang"

    def _rings_twice(self, one: Followed) -> Iterator[str]:
        """SEV0 and SEV1 call at once, and twice within three minutes; who was called when it was milder, once."""
        if one.grave_since is None:
            return
        for page, person in self._pages(one, "sms"):
            since = max(page.at, one.grave_since)
            if self._since_then(one, person, page.at):
                continue
            wanted = 2 if page.at >= one.grave_since else 1
            calls = self._calls(one, person, page.at)
            if not calls and self.late(since, AT_ONCE, one.now):
                yield f"{person.id} was texted at {page.at:%H:%M:%S} and not called"
            elif len(calls) < wanted and self.late(since, minutes(3), one.now):
                yield f"{person.id}, texted at {page.at:%H:%M:%S}, was called {len(calls)} times in three minutes"

    def _pages(self, one: Followed, channel: str) -> Iterator[tuple[Page, Person]]:
        """Of those woken since somebody must be; whose number it no longer is, is nobody's."""
        for page in one.now.pages:
            person = self.night.person_at(page.phone)
            is_theirs = person and person.id == page.person and "call" in person.channels
            if person and is_theirs and page.channel == channel and one.wants_since and page.at >= one.wants_since:
                yield page, person

    def _calls(self, one: Followed, person: Person, since: datetime) -> list[Page]:
        return [
            page for page in one.now.pages if page.person == person.id and page.channel == "call" and page.at >= since
        ]

    def _is_watched(self, one: Followed) -> Iterator[str]:
        """Whose watch does not run is found within two of the auditor's minutes."""
        if not one.now.is_open or self.night.chain.watches.get((one.now.id, one.now.generation)):
            one.unwatched_since = None
            return
        one.unwatched_since = one.unwatched_since or self.night.now
        if self.late(one.unwatched_since, minutes(2)):
            yield f"no watch runs since {one.unwatched_since:%H:%M:%S}"
