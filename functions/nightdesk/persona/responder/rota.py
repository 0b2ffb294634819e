"""What people on call read about who is on call: now, next, covered, and the week."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.channel.fitting import fit
from nightdesk.persona.wording.composing import Part, compose
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Holding, Roster
from nightdesk.roster.spans import Stretch, handed_over

_THESE_DAYS = timedelta(days=6)
HOW = "Text cover and a name: cover ana until 6am."


def when(at: datetime, reader: Person) -> str:
    """Sun 06:00 WET, by the reader's clock."""
    return f"{at.astimezone(ZoneInfo(reader.time_zone)):%a %H:%M %Z}"


def _dated(at: datetime, reader: Person) -> str:
    local = at.astimezone(ZoneInfo(reader.time_zone))
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def _until(at: datetime, now: datetime, reader: Person) -> str:
    """With its date where the day of the week alone would be taken for one of these days."""
    zone = f"{at.astimezone(ZoneInfo(reader.time_zone)):%Z}"
    return when(at, reader) if at - now < _THESE_DAYS else f"{_dated(at, reader)} {zone}"


def _turn(one: Stretch, reader: Person) -> str:
    since = _dated(one.starts_at, reader)
    return f"{one.role} from {since} on." if one.goes_on else f"{one.role} {since} to {_dated(one.ends_at, reader)}."


def on_call(roster: Roster, roles: Sequence[str], at: datetime, reader: Person, *, is_now: bool = True) -> str:
    """Who holds these roles, until when and who is next, the first roles first."""
    then = f"{_dated(at, reader)} {at.astimezone(ZoneInfo(reader.time_zone)):%Z}"
    parts: list[Part] = [(0, "On call now:" if is_now else f"On call {then}:")]
    for rank, role in enumerate(roles):
        holding, following = roster.holding(role, at), handed_over(roster, role, at)
        then = f" until {_until(following[1], at, reader)}, then {_next(following[0])}" if following else ""
        if holding.is_gap:
            until = f" until {_until(following[1], at, reader)}" if following else ""
            parts.append((0, f"{role}: NOBODY{until}; {holding.person.name} is woken."))
        else:
            parts.append((rank, f"{role}: {holding.person.name}{then}."))
    return compose(parts, at_most=3)


def _next(holding: Holding) -> str:
    return f"nobody ({holding.person.name} is woken)" if holding.is_gap else holding.person.name


def which_time() -> str:
    """A time that could not be read. To tell of now instead would be taken for the answer."""
    return "At what time? Reply who is on call fri 20:00, or 24 dec 9am."


def my_turns(turns: Sequence[Stretch], reader: Person) -> str:
    """Their own, the soonest first."""
    if not turns:
        return "You are not on call in the next 14 days."
    told = [_turn(one, reader) for one in turns]
    return compose([(0, "You are on call:"), *enumerate(told)], at_most=3)


def covering(name: str, roles: Sequence[str], until: datetime, reader: Person) -> str:
    """To whoever covers."""
    held = f"You are on call for {name} as {listed(roles)} until {when(until, reader)}."
    return fit(f"{held} {name} knows. What {name} has acknowledged stays with {name}.", segments=2)


def covered(name: str, roles: Sequence[str], until: datetime, reader: Person) -> str:
    """To whoever is covered."""
    held = f"{name} covers you as {listed(roles)} until {when(until, reader)}."
    return fit(f"{held} What you have acknowledged stays yours.", segments=2, keep="Reply uncover to be on call again.")


def wanted(name: str, person: str, roles: Sequence[str], until: datetime, reader: Person) -> str:
    """To whoever could cover."""
    asked = f"{name} asks to be covered as {listed(roles)} until {when(until, reader)}."
    return fit(asked, segments=2, keep=f"Reply cover {person} to take it.")


def asked(names: Sequence[str]) -> str:
    """To whoever wants to be covered."""
    if not names:
        return "There is nobody I could ask. You are on call; pass hands one incident to the next tier."
    return fit(f"I asked {listed(names)}. You are on call until one of them says yes.", segments=2)


def not_on_call(name: str, until: datetime, reader: Person) -> str:
    """Nothing to cover."""
    return f"{name} is not on call before {when(until, reader)}. Nothing was changed."


def not_theirs(name: str) -> str:
    """Somebody of another desk, or no vet."""
    return f"You cannot answer for what {name} is on call for. Nothing was changed."


def until_when(name: str) -> str:
    """No time, or one that may be two."""
    return f"Until when? Reply cover {name} until 6am, or for 2h. Nothing was changed."


def who_is(told: str) -> str:
    """A name nobody has, or two have."""
    return f"I know nobody called {told[:30]}, or several. Write the name as the roster has it. Nothing was changed."


def back(names: Sequence[str]) -> str:
    """They are on call again."""
    return f"You are on call again. {listed(names)} know{'s' if len(names) == 1 else ''}."


def given_back(name: str, reader: Person, at: datetime) -> str:
    """To whoever covered."""
    return f"{name} is on call again since {when(at, reader)}. You no longer cover {name}."


def not_covered(coverer_of: Sequence[str]) -> str:
    """Nobody covers them; or they cover somebody, who may be asleep by now."""
    if coverer_of:
        return f"You cover {listed(coverer_of)}, who may be asleep. Reply cover me until 6am to ask others."
    return "Nobody covers you. Nothing was changed."


def unreadable() -> str:
    """What was changed so far cannot be read, so nothing may be changed on top of it."""
    return "The rota's changes cannot be read. The schedules stand as written; nothing was changed. Tell your lead."


def listed(names: Sequence[str]) -> str:
    """Ana, Ben and Cleo."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def test_page(name: str) -> str:
    """Is this number theirs, and does it wake them?"""
    return fit(f"Nightdesk test page for {name}. Nothing is wrong.", segments=2, keep="Reply ready if this woke you.")


def ready(name: str) -> str:
    """They answered it."""
    return f"Thank you, {name}: texts to this number reach you."


def test_call(name: str) -> str:
    """The same, by phone."""
    return f"This is a test page from Nightdesk for {name}. Nothing is wrong. Press any key if this woke you."


def ready_aloud(name: str) -> str:
    """They pressed one."""
    return f"Thank you, {name}. Calls to this number wake you."


def week(
    turns: Sequence[Stretch], reader: Person, *, gaps: Sequence[str], unready: Sequence[str], why: Sequence[str]
) -> str:
    """The week's text, the reader's own turns first. gaps, unready: for whoever leads. why: the reader is unready."""
    own = [_turn(one, reader) for one in turns]
    parts: list[Part] = [(0, "Your week on call:" if own else "Your desk's week:")]
    parts += [(rank, text) for rank, text in enumerate(own)]
    shown = gaps if len(gaps) < 3 else gaps[:1]
    parts += [(0, f"GAP: {gap}.") for gap in shown]
    if more := len(gaps) - len(shown):
        parts.append((0, f"And {more} more gaps."))
    if unready:
        listing = [*unready[:4], f"{len(unready) - 4} more"] if len(unready) > 5 else unready
        parts.append((0, f"May not be reached: {listed(listing)}."))
    keep = "Reply ready, so that I know this number wakes you." if why else ""
    return compose(parts, at_most=3, keep=keep)
