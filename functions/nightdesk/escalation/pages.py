"""The second tries: who is called after a silent, failed or unconfirmed text, and who is called once more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.incident.incident import Incident, Page, PageState
from nightdesk.incident.severity import Severity
from nightdesk.roster.person import Channel, Person
from nightdesk.roster.roster import Roster

LONGEST_VALID_MINUTES = 30.0
"""A page that arrives hours late is worse than one that fails: by then the phone has rung."""
_ARRIVES = frozenset({PageState.DELIVERED, PageState.WAITING, PageState.BUNDLED})
"""Or will: what is told with others has its own time, and no receipt."""
Pace = Callable[[float], timedelta]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Ring one person who was woken and has not answered a text or an earlier call."""

    person: Person
    attempt: int
    why: str


def why_out_of_reach(incident: Incident, roster: Roster) -> str:
    """
    Why nobody of the tier that was woken is waited for: nothing gets through to any of them. Empty when somebody is.

    A call that rang and was not taken may still be seen; with a text that could not be delivered beside it, none is.
    """
    tries = _since(incident, incident.tier_at)
    known = {roster.person(name): mine for name, mine in tries.items() if roster.has(name)}
    if not known or not all(_is_out_of_reach(incident, person, mine) for person, mine in known.items()):
        return ""
    if all(_is_text_only(incident, person) for person in known):
        return f"tier {incident.tier} takes only texts, and none could be delivered"
    return f"neither text nor call reaches tier {incident.tier}"


def _is_out_of_reach(incident: Incident, person: Person, tries: list[Page]) -> bool:
    texts, calls = _by_channel(tries)
    if not texts or texts[-1].state is not PageState.FAILED:
        return False
    if _is_text_only(incident, person):
        return not calls
    return len(calls) >= _most_calls(incident, person) and all(page.state is PageState.FAILED for page in calls)


def _is_text_only(incident: Incident, person: Person) -> bool:
    """The worst are called anyhow."""
    return "call" not in person.channels and incident.severity > Severity.SEV1


def pages_due(incident: Incident, *, roster: Roster, pace: Pace) -> Iterator[tuple[datetime, Call]]:
    """Second tries of everybody who is being woken and has not answered by an order or a key."""
    for name, mine in _being_woken(incident, pace).items():
        # Somebody may leave the roster in the middle of the night.
        if roster.has(name) and not any(page.state is PageState.ANSWERED for page in mine):
            yield from _next_try(incident, roster.person(name), mine, pace)


def _being_woken(incident: Incident, pace: Pace) -> dict[str, list[Page]]:
    """
    What was tried with each of them. Once somebody has it: who was woken since, beside them, or asked whether they do.

    Also those of earlier tiers of whose text nobody knew yet whether it arrives; at SEV0 and SEV1 those who were only
    texted, when it was milder, or whose second call was still to come: waking others makes no phone of theirs ring.
    """
    if incident.tier == 0:
        return {}
    if incident.ack is not None:
        return _since(incident, incident.ack.at, but_at=True)
    now, tier_at = _since(incident, incident.tier_at), incident.tier_at
    if tier_at is None:
        return now
    before = _since(incident, incident.opened_at)
    return now | {
        name: mine
        for name, mine in before.items()
        if name not in now and name not in incident.passed_on and _is_half_tried(incident, mine, tier_at, pace)
    }


def _is_half_tried(incident: Incident, tries: list[Page], tier_at: datetime, pace: Pace) -> bool:
    """Whether one number has not been tried as far as it should be, when the next tier was woken at `tier_at`."""
    texts, calls = _by_channel(tries)
    if incident.severity > Severity.SEV1:
        is_lost = bool(texts) and texts[-1].state not in _ARRIVES and not calls
        return is_lost and texts[-1].at + timedelta(minutes=incident.policy.receipt_minutes) > tier_at
    if not calls:
        return True
    return len(calls) < tries_each(incident.severity) and calls[-1].at + _again_after(incident, pace) > tier_at


def _again_after(incident: Incident, pace: Pace) -> timedelta:
    return pace(incident.policy.second_call_minutes)


def _since(incident: Incident, since: datetime | None, *, but_at: bool = False) -> dict[str, list[Page]]:
    """Each one's pages since then, and of that very moment unless told otherwise; none when there is no such moment."""
    found: dict[str, list[Page]] = {}
    for page in incident.pages:
        if since and (page.at > since or (page.at == since and not but_at)):
            found.setdefault(page.person, []).append(page)
    return found


def _next_try(incident: Incident, person: Person, tries: list[Page], pace: Pace) -> Iterator[tuple[datetime, Call]]:
    if _is_text_only(incident, person):
        return
    texts, calls = _by_channel(tries)
    policy = incident.policy
    if calls:
        # Phones that are set to silent let a repeated call through, so the worst two severities ring twice; then
        # whatever other numbers there are.
        if len(calls) < _most_calls(incident, person):
            why = "second call" if len(calls) % tries_each(incident.severity) else "another number"
            yield calls[-1].at + _again_after(incident, pace), Call(person=person, attempt=len(calls) + 1, why=why)
        return
    if not texts:
        return
    text = texts[-1]
    has_it = incident.ack is not None and incident.ack.person == person.id
    if incident.severity <= Severity.SEV1 and not has_it:
        yield text.at, Call(person=person, attempt=1, why=f"it is {incident.severity.name} now")
    elif text.state is PageState.FAILED:
        yield text.at, Call(person=person, attempt=1, why="the text could not be delivered")
    elif text.state not in _ARRIVES:
        # Carriers keep their own time, whatever the desk's speed.
        at = text.at + timedelta(minutes=policy.receipt_minutes)
        yield at, Call(person=person, attempt=1, why="no delivery receipt for the text")
    elif incident.ack is None or incident.handed_to == person.id:
        half = policy.patience_minutes(incident.tier, incident.severity) / 2
        at = text.at + pace(half)
        # A phone that got the text may stay silent until its owner gets up; meanwhile the tier's time runs out.
        yield person.quiet_until(at) or at, Call(person=person, attempt=1, why="the text was not answered")


def _by_channel(tries: list[Page]) -> tuple[list[Page], list[Page]]:
    """Texts, and calls."""
    return [page for page in tries if page.channel == "sms"], [page for page in tries if page.channel == "call"]


def _most_calls(incident: Incident, person: Person) -> int:
    return tries_each(incident.severity) * len(person.rings or (person.phone,))


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


def climb_channels(incident: Incident) -> tuple[Channel, ...]:
    """How a tier is woken: the worst two severities by every channel there is."""
    return ("sms", "call") if incident.severity <= Severity.SEV1 else ("sms",)
