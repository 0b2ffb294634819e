"""Which tier is woken next, and when: at opening, when it is urged, out of reach, or silent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.escalation.actions import Heed
from nightdesk.escalation.pages import climb_channels, why_out_of_reach
from nightdesk.escalation.passing import has_passed
from nightdesk.incident.incident import Incident
from nightdesk.incident.policy import HURRIED, Rung
from nightdesk.roster.person import Channel, Person
from nightdesk.roster.roster import Roster

Pace = Callable[[float], timedelta]
MOST_OFF_DUTY = 8
"""In one round: what wakes them is saved in one transaction, which holds a hundred rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """
    Wake a tier. channels: how each of its people is tried at once. again: everyone was silent, or there is nobody else;
    start over, wider.
    """

    tier: int
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    why: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder:
    """An incident's ladder as it stands now: who is behind each rung, and who of them was not woken yet."""

    incident: Incident
    roster: Roster
    now: datetime
    pace: Pace

    def people(self, rungs: tuple[Rung, ...]) -> tuple[Person, ...]:
        return self.roster.holders(tuple(role for rung in rungs for role in rung.roles), self.now)

    @property
    def woken(self) -> set[str]:
        held_by = {self.incident.ack.person} if self.incident.ack else set()
        return set(self.incident.paged_people) | set(self.incident.passed_on) | held_by

    def above(self) -> tuple[Rung, ...]:
        """
        The rungs up to the next one with somebody new on it; none when everybody there is was woken.

        In a small team one person stands on several: to ring them again instead of somebody else helps nobody.
        """
        rungs = tuple(rung for rung in self.incident.policy.rungs if rung.tier > self.incident.tier)
        for count in range(1, len(rungs) + 1):
            if any(person.id not in self.woken for person in self.people(rungs[:count])):
                return rungs[:count]
        return ()

    def up(self, why: str) -> Climb:
        rungs = self.above()
        if not rungs:
            return self.start_over(why)
        people = self._but_who_knows(self.people(rungs))
        return Climb(tier=rungs[-1].tier, people=people, channels=climb_channels(self.incident), why=why)

    def start_over(self, why: str) -> Climb:
        """Everyone was silent: page every tier again, by text and call, and beside them some of the team."""
        known = {person.id: person for person in self.people(self.incident.policy.rungs)}
        known.setdefault(self.roster.catch_all, self.roster.person(self.roster.catch_all))
        known |= {person.id: person for person in self._off_duty(but=tuple(known))}
        people = self._but_who_knows(tuple(known.values())) or tuple(known.values())
        return Climb(tier=self.incident.tier, people=people, channels=("sms", "call"), why=why, again=True)

    def _off_duty(self, *, but: tuple[str, ...]) -> tuple[Person, ...]:
        """
        Of those who may work on it and are not on call tonight, a few each round; who is on vacation stays there.

        Not for what is mild: it has hours, and the people whose turn it is will wake up.
        """
        desk, changes = self.incident.desk.value, self.roster.changes()
        if self.incident.severity > HURRIED:
            return ()
        able = [one for one in self.roster.desks.get(desk, ()) if one not in but and self.roster.has(one)]
        team = [one for one in able if not changes.is_away(one, self.now)]
        first = self.incident.loops * MOST_OFF_DUTY % len(team) if len(team) > MOST_OFF_DUTY else 0
        return tuple(self.roster.person(one) for one in (*team, *team)[first : first + min(len(team), MOST_OFF_DUTY)])

    def _but_who_knows(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """Whoever has it is told apart, and whoever has just passed it on is not woken by that very word."""
        incident, now = self.incident, self.now
        held_by = incident.ack.person if incident.ack else ""
        others = (one for one in people if one.id != held_by)
        return tuple(one for one in others if not has_passed(incident, one.id, now=now, pace=self.pace))


def tiers_due(
    incident: Incident, *, roster: Roster, now: datetime, pace: Pace
) -> Iterator[tuple[datetime, Climb | Heed]]:
    """When the next tier is woken. A tier that only repeats people who were woken before is not waited for."""
    policy, severity = incident.policy, incident.severity
    ladder = _Ladder(incident=incident, roster=roster, now=now, pace=pace)
    if not policy.wakes(severity) and not incident.urged:
        return
    if incident.tier == 0:
        yield incident.opened_at, ladder.up("first alert")
    elif incident.urged:
        yield now, _urged(ladder)
    elif incident.ack is None and incident.tier_at is not None:
        if why := why_out_of_reach(incident, roster):
            yield incident.tier_at, ladder.up(why)
            return
        minutes = policy.patience_minutes(incident.tier, severity)
        silent_at = incident.tier_at + pace(minutes * _patience(incident.loops))
        yield silent_at, ladder.up(f"no answer from tier {incident.tier} within {minutes:g} min")


def _urged(ladder: _Ladder) -> Climb | Heed:
    """
    Beyond the top there is nobody to wake. Those there are paged anew only while nobody has it, and not in the breath
    in which they were woken, nor between the two calls of one page: two reasons of one moment are one page.
    """
    incident = ladder.incident
    if ladder.above():
        return ladder.up(incident.urged)
    if incident.ack:
        return Heed(incident.urged)
    over = ladder.start_over(incident.urged)
    lately = ladder.now - ladder.pace(incident.policy.second_call_minutes)
    just = incident.tier_at is not None and incident.tier_at > lately
    rung = {page.person for page in incident.pages if page.at > lately}
    known = ladder.woken if just else rung
    others = tuple(person for person in over.people if person.id not in known)
    return replace(over, people=others) if others else Heed(incident.urged)


def _patience(loops: int) -> int:
    """Three rounds at full pace, then at growing distance, at most twelve times it: never silent, never a siege."""
    return min(12, 1 << max(0, loops - 3))
