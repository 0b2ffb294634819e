"""
Turns that two people trade by text: offered by one, agreed to by the other with a code, then on both schedules.

Nobody is put on call by anybody but themselves: until the other says yes from their own phone nothing changes, and
what was agreed is undone only as it was made.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hmac import compare_digest

from nightdesk.approval.codes import new_code
from nightdesk.channel.replies.covering import SWAP_CODE_LENGTH, RotaWords
from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.saying import say
from nightdesk.desk.responders.standing_in import named
from nightdesk.desk.responders.turns_meant import may_trade, turns_meant
from nightdesk.incident.desk import Phone
from nightdesk.persona.responder import rota as cover_words
from nightdesk.persona.responder import swaps as words
from nightdesk.roster.changes import Changes
from nightdesk.roster.offer import Offer, OfferState, Turn, open_until
from nightdesk.roster.person import Person
from nightdesk.roster.trading import agreed, stands


def offer(kit: Kit, person: Person, message: Message, said: RotaWords, *, once: str) -> str:
    """Ask the other; whoever offers the same turn to them again replaces the offer before."""
    other = named(kit.roster, said.whom)
    if other is None:
        return say(kit, message, cover_words.who_is(said.whom), once=once)
    if other.id == person.id:
        return say(kit, message, words.with_oneself(), once=once)
    found = turns_meant(kit, person, other, said)
    if isinstance(found, str):
        return say(kit, message, found, once=once)
    mine, theirs = found
    now = kit.now()
    made = Offer(
        one=person.id,
        other=other.id,
        mine=mine,
        theirs=theirs,
        code=new_code(length=SWAP_CODE_LENGTH),
        until=open_until(mine, theirs, now),
        made_at=now,
        id=message.id,
    )
    rota = kit.store.rota.still_to_come(now)
    kept = tuple(one for one in rota.offers if not _is_replaced(one, made, now))
    return say(
        kit,
        message,
        words.offered(made, person, other.name),
        once=once,
        rota=replace(rota, offers=(*kept, made)),
        record=f"{person.name} offers {_told(mine)} to {other.name} for {_told(theirs)}",
        by=person,
        told=[(other.phone, words.asks(made, other, person.name))],
    )


def agree(kit: Kit, person: Person, message: Message, code: str, *, once: str) -> str:
    """The other says yes: both have each other's turn, if it still is theirs to give."""
    now, found = kit.now(), _meant(kit, person, code)
    if found is None:
        return _wrong(kit, person, message, once=once)
    one = kit.roster.person(found.one)
    if not found.is_open(now):
        return say(kit, message, words.over(found.state, one.name), once=once)
    rota = kit.store.rota.still_to_come(now)
    made = _with(rota, replace(found, state=OfferState.AGREED))
    trade = agreed(found, kit.roster, now)
    made = replace(made, swaps=made.swaps + trade.swaps, overrides=made.overrides + trade.overrides)
    if not (may_trade(kit, one, person, found.mine, found.theirs) and stands(found, kit.roster, made, now)):
        return say(
            kit,
            message,
            words.no_longer(one.name),
            once=once,
            rota=_with(rota, replace(found, state=OfferState.OVER)),
            record=f"the swap of {one.name} and {person.name} is off: a turn has changed hands",
            by=person,
            told=[(one.phone, words.no_longer(person.name))],
        )
    return say(
        kit,
        message,
        words.swapped(found, person, one.name),
        once=once,
        rota=made,
        record=f"{person.name} takes {_told(found.mine)} of {one.name}, who takes {_told(found.theirs)}",
        by=person,
        told=[(one.phone, words.swapped(found, one, person.name))],
    )


def refuse(kit: Kit, person: Person, message: Message, code: str, *, once: str) -> str:
    """The other says no."""
    found = _meant(kit, person, code)
    if found is None:
        return _wrong(kit, person, message, once=once)
    one = kit.roster.person(found.one)
    if not found.is_open(kit.now()):
        return say(kit, message, words.over(found.state, one.name), once=once)
    return say(
        kit,
        message,
        words.declined(one.name),
        once=once,
        rota=_with(kit.store.rota.still_to_come(kit.now()), replace(found, state=OfferState.REFUSED)),
        record=f"{person.name} refuses the swap with {one.name}",
        by=person,
        told=[(one.phone, words.refused(person.name, found, one))],
    )


def withdraw(kit: Kit, person: Person, message: Message, code: str, *, once: str) -> str:
    """Take back what is still open; with a code, which only the other was sent, refuse theirs."""
    if code:
        return refuse(kit, person, message, code, once=once)
    now, rota = kit.now(), kit.store.rota.still_to_come(kit.now())
    mine = [one for one in _known(kit, rota.offers) if one.one == person.id]
    is_open = [one for one in mine if one.is_open(now)]
    if not is_open:
        agreed_with = [kit.roster.person(o.other).name for o in mine if o.state is OfferState.AGREED]
        return say(kit, message, words.nothing_to_take_back((agreed_with or [""])[-1]), once=once)
    asked = [kit.roster.person(one) for one in dict.fromkeys(one.other for one in is_open)]
    return say(
        kit,
        message,
        words.taken_back(cover_words.listed([one.name for one in asked])),
        once=once,
        rota=_with(rota, *(replace(one, state=OfferState.WITHDRAWN) for one in is_open)),
        record=f"{person.name} takes back the offer to swap",
        by=person,
        told=[(one.phone, words.withdrawn(person.name)) for one in asked],
    )


def _meant(kit: Kit, person: Person, code: str) -> Offer | None:
    """The offer to this person that has this code, the newest of several."""
    offers = _known(kit, kit.store.rota.still_to_come(kit.now()).offers)
    found = [o for o in offers if o.other == person.id and compare_digest(o.code.encode(), code.encode())]
    return found[-1] if found else None


def _wrong(kit: Kit, person: Person, message: Message, *, once: str) -> str:
    """A code that no offer to them has: counted against those that wait for their answer."""
    now, rota = kit.now(), kit.store.rota.still_to_come(kit.now())
    waiting = [one for one in _known(kit, rota.offers) if one.is_open(now)]
    counted = [one.counted() for one in waiting if one.other == person.id]
    ended = [one for one in counted if one.state is OfferState.OVER]
    own = [one for one in waiting if one.one == person.id]
    if own and not counted:
        # Whether it was the right code is nobody's business but the other's.
        return say(kit, message, words.own_offer(kit.roster.person(own[-1].other).name), once=once)
    told: list[tuple[Phone, str]] = [(kit.roster.person(one.one).phone, words.guessed(person.name)) for one in ended]
    body = words.guessed(kit.roster.person(ended[0].one).name) if ended else words.wrong_code()
    return say(
        kit,
        message,
        body,
        once=once,
        rota=_with(rota, *counted) if counted else None,
        record=f"{person.name} sent a wrong code for a swap",
        by=person,
        told=told,
    )


def _with(rota: Changes, *changed: Offer) -> Changes:
    """The same offers, these as they are now."""
    fresh = {one.id: one for one in changed}
    return replace(rota, offers=tuple(fresh.get(one.id, one) for one in rota.offers))


def _known(kit: Kit, offers: Iterable[Offer]) -> list[Offer]:
    """Those of people who are still on the roster."""
    people = {person.id for person in kit.roster.people}
    return [one for one in offers if {one.one, one.other} <= people]


def _is_replaced(before: Offer, now_made: Offer, now: datetime) -> bool:
    def same(one: Offer) -> tuple[str, str, str, datetime]:
        return one.one, one.other, one.mine.role, one.mine.ends_at

    return before.is_open(now) and same(before) == same(now_made)


def _told(turn: Turn) -> str:
    return f"{turn.role} {turn.starts_at.isoformat()} to {turn.ends_at.isoformat()}"
