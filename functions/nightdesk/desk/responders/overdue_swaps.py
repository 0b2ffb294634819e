"""Offers to swap that nobody answered: whoever made one is told that they keep their turn."""

from dataclasses import replace

from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import Repeated
from nightdesk.persona.responder import swaps as words
from nightdesk.roster.offer import Offer, OfferState
from nightdesk.store.store import Change, RotaChange


def end_offers(kit: Kit) -> tuple[str, ...]:
    """Each minute: end what is over, one at a time and once. Returns what is wrong with the rota, if anything is."""
    if why := kit.store.read_rota().unreadable:
        return (f"what departs from the schedules cannot be read, so they stand as written: {why}",)
    while True:
        try:
            if not decide_again_if_stale(lambda: _end_one(kit)):
                return ()
        except Repeated:
            return ()


def _end_one(kit: Kit) -> bool:
    now, rota = kit.now(), kit.store.read_rota()
    ended = next((one for one in rota.offers if one.state is OfferState.OPEN and now >= one.until), None)
    if ended is None:
        return False
    offers = tuple(replace(one, state=OfferState.OVER) if one is ended else one for one in rota.offers)
    kit.store.commit(
        Change(
            once=f"swap-over:{ended.id}",
            errands=_texts(kit, ended),
            rota=RotaChange(
                rota=replace(rota, offers=offers),
                id=f"{ended.id}-over",
                by=ended.other,
                at=now,
                words="did not answer the offer to swap",
            ),
        )
    )
    return True


def _texts(kit: Kit, ended: Offer) -> tuple[Outbox, ...]:
    people = {person.id: person for person in kit.roster.people}
    if not {ended.one, ended.other} <= people.keys():
        return ()
    one = people[ended.one]
    body = words.unanswered(people[ended.other].name, ended, one)
    return (Outbox(id=kit.new_id(), at=kit.now(), errand=Text(to=one.phone, body=body, purpose="inform")),)
