"""What people on call read about turns that two of them trade."""

from zoneinfo import ZoneInfo

from nightdesk.channel.fitting import fit
from nightdesk.roster.offer import Offer, OfferState, Turn
from nightdesk.roster.person import Person
from nightdesk.roster.trading import Missed

UNCHANGED = "Nothing was changed."
HOW = "Reply swap, when your turn is, and with whom: swap mon 20:00 with ben."


def turn(one: Turn, reader: Person) -> str:
    """Mon 23 Nov 20:00 to Tue 24 Nov 08:00 EST, by the reader's clock."""
    zone = ZoneInfo(reader.time_zone)
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    return f"{starts:%a} {starts.day} {starts:%b %H:%M} to {ends:%a} {ends.day} {ends:%b %H:%M %Z}"


def _both(offer: Offer, reader: Person, other: str) -> str:
    """Who takes what, as the reader sees it."""
    takes, gives = (offer.theirs, offer.mine) if reader.id == offer.one else (offer.mine, offer.theirs)
    role = "" if takes.role == gives.role else f"{gives.role} "
    return f"you take {takes.role} {turn(takes, reader)}, {other} takes {role}{turn(gives, reader)}."


def offered(offer: Offer, reader: Person, other: str) -> str:
    """To whoever wants to swap."""
    asked = f"I asked {other}: {_both(offer, reader, other)}"
    return fit(asked, segments=2, keep=f"Nothing changes until {other} says yes. Reply unswap to take it back.")


def asks(offer: Offer, reader: Person, other: str) -> str:
    """To whoever is asked."""
    keep = f"Reply swap {offer.code} for yes, no swap {offer.code} for no."
    return fit(f"{other} asks to swap: {_both(offer, reader, other)}", segments=2, keep=keep)


def swapped(offer: Offer, reader: Person, other: str) -> str:
    """To both."""
    return fit(f"Swapped with {other}: {_both(offer, reader, other)}", segments=2, keep="Text my shifts for yours.")


def refused(other: str, offer: Offer, reader: Person) -> str:
    """To whoever wanted to swap: no."""
    return fit(f"{other} said no to the swap. You keep {offer.mine.role} {turn(offer.mine, reader)}.", segments=2)


def declined(other: str) -> str:
    """To whoever said no."""
    return fit(f"You said no. {other} knows. {UNCHANGED}", segments=1)


def taken_back(others: str) -> str:
    """To whoever took their offer back."""
    return fit(f"You took it back. {others} know{'' if ' and ' in others else 's'}. {UNCHANGED}", segments=1)


def withdrawn(other: str) -> str:
    """To whoever was asked."""
    return fit(f"{other} took back the offer to swap. {UNCHANGED}", segments=1)


def unanswered(other: str, offer: Offer, reader: Person) -> str:
    """To whoever wanted to swap, when the offer is over."""
    return fit(f"{other} did not answer. You keep {offer.mine.role} {turn(offer.mine, reader)}.", segments=2)


def no_longer(other: str) -> str:
    """To both: one of the turns is somebody else's by now."""
    return fit(f"The swap with {other} is off: one of the turns has changed hands since. {UNCHANGED}", segments=1)


def guessed(other: str) -> str:
    """To both, after the third wrong code."""
    return fit(
        f"The swap with {other} is off after three wrong codes. {UNCHANGED} It can be offered again.", segments=1
    )


def wrong_code() -> str:
    """A code that no offer to this person has; says nothing of whether another's has it."""
    return f"No swap offered to you has that code. {UNCHANGED}"


def own_offer(other: str) -> str:
    """Only the other can say yes."""
    return fit(f"That offer is yours; {other} has to say yes. Reply unswap to take it back.", segments=1)


def over(state: OfferState, other: str) -> str:
    """To an answer that came after the end of an offer."""
    told = {
        OfferState.AGREED: f"You have swapped with {other} already. Text my shifts for yours.",
        OfferState.REFUSED: f"You said no before. {other} can offer it again. {UNCHANGED}",
        OfferState.WITHDRAWN: f"{other} took that offer back. {UNCHANGED}",
    }
    return fit(told.get(state, f"That offer is over. {other} can offer it again. {UNCHANGED}"), segments=1)


def nothing_to_take_back(agreed_with: str) -> str:
    """No offer of theirs is open; one that was agreed to is undone by both, as it was made."""
    if agreed_with:
        return fit(f"{agreed_with} said yes already. Offer it back: swap and when, with {agreed_with}.", segments=1)
    return f"No swap of yours is open. {UNCHANGED}"


def no_turn(missed: Missed, *, name: str = "") -> str:
    """Their own turn was not found; or, with a name, the other's."""
    whose = f"{name} has" if name else "You have"
    said = {
        Missed.NONE: f"{whose} no such turn to swap.",
        Missed.SEVERAL: f"{whose} several turns then. Add a time, or as and the role.",
        Missed.ENDLESS: f"{whose} a turn without an end: nobody takes turns there. Text cover instead.",
    }
    return fit(f"{said[missed]} {UNCHANGED} {HOW}", segments=2)


def not_sure_when(told: str) -> str:
    """A time that may be two, or none."""
    return fit(f"When is {told[:30]!r}? {UNCHANGED} {HOW}", segments=1)


def with_oneself() -> str:
    """Nobody swaps with themselves."""
    return f"That is you. {UNCHANGED} {HOW}"


def not_theirs(name: str) -> str:
    """Of another desk, or no vet."""
    return fit(f"You and {name} cannot answer for each other's turns. {UNCHANGED}", segments=1)
