"""Which two turns a text wants to trade, and whether the two people may."""

from zoneinfo import ZoneInfo

from nightdesk.channel.replies.covering import RotaWords
from nightdesk.channel.replies.moments import windows_of
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.standing_in import may_stand_in, roles_of
from nightdesk.persona.responder import swaps as words
from nightdesk.roster.offer import Turn
from nightdesk.roster.person import Person
from nightdesk.roster.trading import Missed, next_after, turn_meant, whole_turns


def turns_meant(kit: Kit, person: Person, other: Person, said: RotaWords) -> tuple[Turn, Turn] | str:
    """The two turns that are meant, or the answer that asks."""
    now, roster = kit.now(), kit.roster
    windows = {told: windows_of(told, now, ZoneInfo(person.time_zone)) for told in (said.when, said.theirs) if told}
    for told, found in windows.items():
        if not found:
            return words.not_sure_when(told)
    roles = [role for role in roles_of(kit, person) if said.role in {"", role.casefold()}]
    mine = turn_meant(whole_turns(roster, person.id, roles, now), windows.get(said.when, ()), now)
    if isinstance(mine, Missed):
        return words.no_turn(mine)
    of_role = whole_turns(roster, other.id, [mine.role], now)
    theirs = turn_meant(of_role, windows[said.theirs], now) if said.theirs else next_after(of_role, mine, now)
    if isinstance(theirs, Missed) and said.theirs and not said.role:
        # With a time, whatever else the other holds then may be meant.
        elsewhere = turn_meant(whole_turns(roster, other.id, roles_of(kit, other), now), windows[said.theirs], now)
        theirs = theirs if isinstance(elsewhere, Missed) else elsewhere
    if isinstance(theirs, Missed):
        return words.no_turn(theirs, name=other.name)
    if theirs.starts_at <= now:
        return words.no_turn(Missed.NONE, name=other.name)
    return (mine, theirs) if may_trade(kit, person, other, mine, theirs) else words.not_theirs(other.name)


def may_trade(kit: Kit, one: Person, other: Person, mine: Turn, theirs: Turn) -> bool:
    """Whether each could answer for the other's turn."""
    return may_stand_in(kit, other, one, mine.role) and may_stand_in(kit, one, other, theirs.role)
