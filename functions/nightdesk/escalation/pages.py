"""Who is woken when: the tiers, and the second tries within a tier."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.escalation.actions import Heed
from nightdesk.incident.incident import Incident, Page, PageState
from nightdesk.incident.severity import Severity
from nightdesk.roster.person import Channel, Person
from nightdesk.roster.roster import Roster

LONGEST_VALID_MINUTES = 30.0
"""A page that arrives hours late is worse than one that fails: by then the phone has rung."""
Pace = Callable[[float], timedelta]


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """Wake a tier. channels: how each of its people is tried at once. again: everyone was silent; start over, wider."""

    tier: int
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    why: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Ring one person of the current tier who has not answered a text or an earlier call."""

    person: Person
    attempt: int
    why: str


def tiers_due(
    incident: Incident, *, roster: Roster, now: datetime, pace: Pace
) -> Iterator[tuple[datetime, Climb | Heed]]:
    """
    When the next tier is woken: at opening, when it is urged, when nobody of this one can be reached, and when a
    silence outlasts its time.
    """
    policy, severity = incident.policy, incident.severity
    if not policy.wakes(severity) and not incident.urged:
        return
    if incident.tier == 0:
        yield incident.opened_at, _climb(incident, 1, roster, now, "first alert")
    elif incident.urged:
        yield now, _urged(incident, roster, now, pace)
    elif incident.ack is None and incident.tier_at is not None:
        if _is_out_of_reach(incident, roster):
            why = f"tier {incident.tier} takes only texts, and none could be delivered"
            yield incident.tier_at, _up(incident, roster, now, why)
            return
        minutes = policy.patience_minutes(incident.tier, severity)
        silent_at = incident.tier_at + pace(minutes * _patience(incident.loops))
        why = f"no answer from tier {incident.tier} within {minutes:g} min"
        yield silent_at, _up(incident, roster, now, why)


def _urged(incident: Incident, roster: Roster, now: datetime, pace: Pace) -> Climb | Heed:
    """
    Beyond the top there is nobody to wake. Those there are paged anew only while nobody has it, and not in the breath
    in which they were woken: two reasons of one moment are one page.
    """
    if incident.tier < incident.policy.rungs[-1].tier:
        return _up(incident, roster, now, incident.urged)
    just = incident.tier_at is not None and now - incident.tier_at < pace(incident.policy.second_call_minutes)
    return Heed(incident.urged) if incident.ack or just else _up(incident, roster, now, incident.urged)


def _up(incident: Incident, roster: Roster, now: datetime, why: str) -> Climb:
    if incident.tier < incident.policy.rungs[-1].tier:
        return _climb(incident, incident.tier + 1, roster, now, why)
    return _start_over(incident, roster, now, why)


def _is_out_of_reach(incident: Incident, roster: Roster) -> bool:
    """Whether everyone woken at this tier takes texts only, and none of those arrived. The worst are called anyhow."""
    since = [page for page in incident.pages if incident.tier_at and page.at >= incident.tier_at]
    newest = {page.person: page for page in since if roster.has(page.person)}
    return bool(newest) and all(
        page.state is PageState.FAILED and page.channel == "sms" and _is_text_only(incident, roster.person(name))
        for name, page in newest.items()
    )


def _is_text_only(incident: Incident, person: Person) -> bool:
    return "call" not in person.channels and incident.severity > Severity.SEV1


def pages_due(incident: Incident, *, roster: Roster, pace: Pace) -> Iterator[tuple[datetime, Call]]:
    """Second tries within the current tier, while nobody has it: a call after a silent text, a call after a call."""
    if incident.ack is not None or incident.tier == 0 or incident.tier_at is None:
        return
    since = [page for page in incident.pages if page.at >= incident.tier_at]
    for person_id in dict.fromkeys(page.person for page in since):
        if not roster.has(person_id):  # left it in the middle of the night
            continue
        mine = [page for page in since if page.person == person_id]
        yield from _next_try(incident, roster.person(person_id), mine, pace)


def _next_try(incident: Incident, person: Person, tries: list[Page], pace: Pace) -> Iterator[tuple[datetime, Call]]:
    if _is_text_only(incident, person):
        return
    texts = [page for page in tries if page.channel == "sms"]
    calls = [page for page in tries if page.channel == "call"]
    policy = incident.policy
    if calls:
        # Phones that are set to silent let a repeated call through, so the worst two severities ring twice; then
        # whatever other numbers there are.
        each = tries_each(incident.severity)
        if len(calls) < each * len(person.rings or (person.phone,)):
            why = "second call" if len(calls) % each else "another number"
            yield calls[-1].at + pace(policy.second_call_minutes), Call(person=person, attempt=len(calls) + 1, why=why)
        return
    if not texts:
        return
    text = texts[-1]
    if incident.severity <= Severity.SEV1:
        yield text.at, Call(person=person, attempt=1, why=f"it is {incident.severity.name} now")
    elif text.state is PageState.FAILED:
        yield text.at, Call(person=person, attempt=1, why="the text could not be delivered")
    elif text.state not in {PageState.DELIVERED, PageState.BUNDLED}:
        # Carriers keep their own time, whatever the desk's speed.
        at = text.at + timedelta(minutes=policy.receipt_minutes)
        yield at, Call(person=person, attempt=1, why="no delivery receipt for the text")
    else:
        half = policy.patience_minutes(incident.tier, incident.severity) / 2
        at = text.at + pace(half)
        # A phone that got the text may stay silent until its owner gets up; meanwhile the tier's time runs out.
        yield person.quiet_until(at) or at, Call(person=person, attempt=1, why="the text was not answered")


def at_once(person: Person, told: tuple[Channel, ...], now: datetime) -> tuple[Channel, ...]:
    """
    How one person of a tier is tried at first. What is told to go by every channel does, whatever they prefer.

    Otherwise as they like it; a quiet hour holds back the call of somebody who gets a text.
    """
    if len(told) > 1:
        return told
    first = person.first_channels()
    return ("sms",) if "sms" in first and person.quiet_until(now) else first


def tries_each(severity: Severity) -> int:
    """How often one number is called in a row."""
    return 2 if severity <= Severity.SEV1 else 1


def valid_minutes(incident: Incident) -> float:
    """How long a page may wait at the carrier: while its tier is waited for, and never so long that it misleads."""
    return min(incident.policy.patience_minutes(incident.tier, incident.severity), LONGEST_VALID_MINUTES)


def _climb(incident: Incident, tier: int, roster: Roster, now: datetime, why: str) -> Climb:
    rung = next(rung for rung in incident.policy.rungs if rung.tier == tier)
    people = roster.holders(rung.roles, now)
    return Climb(tier=tier, people=people, channels=climb_channels(incident), why=why)


def _start_over(incident: Incident, roster: Roster, now: datetime, why: str) -> Climb:
    """Everyone was silent: page every tier again, by text and call."""
    roles = tuple(role for rung in incident.policy.rungs for role in rung.roles)
    people = {person.id: person for person in (*roster.holders(roles, now), roster.person(roster.catch_all))}
    return Climb(tier=incident.tier, people=tuple(people.values()), channels=("sms", "call"), why=why, again=True)


def _patience(loops: int) -> int:
    """Three rounds at full pace, then at growing distance, at most twelve times it: never silent, never a siege."""
    return min(12, 1 << max(0, loops - 3))


def climb_channels(incident: Incident) -> tuple[Channel, ...]:
    """How a tier is woken: the worst two severities by every channel there is."""
    return ("sms", "call") if incident.severity <= Severity.SEV1 else ("sms",)
