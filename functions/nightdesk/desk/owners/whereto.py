"""Where to go: the owner's place, the clinic chosen for it, and the text with the map, sent once and when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nightdesk.contact.contact import Consent, Contact, Message
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import directions
from nightdesk.persona.wording.words import Language
from nightdesk.triage.pets.knowledge.at_hand import atlas, rules
from nightdesk.triage.pets.nearby import clinics, place
from nightdesk.triage.pets.nearby.place import Whereabouts
from nightdesk.triage.verdict import Verdict

JUST_THAT = 8
"""Words of a text that asks the way and nothing else worth thinking about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """
    Where the owner is and the clinic for it. body: the text that shows the way; asks: whether it asks where. zone: by
    whose clock they live, as far as a clinic near them tells.
    """

    whereabouts: Whereabouts
    clinic: str
    body: str
    asks: bool
    zone: str = ""


def noted(contact: Contact, message: Message) -> Contact:
    """The contact with the place this message states, if it states one."""
    said = stated(message.body)
    return replace(contact, place=said) if said else contact


def stated(text: str) -> str:
    """The place a text states, in the words `clinics.find` reads; empty for none."""
    names = frozenset(name for clinic in rules().clinics for name in clinic.places)
    return place.stated(text, atlas(), names=names)


def whereabouts(contact: Contact, hints: Mapping[str, str]) -> Whereabouts:
    """
    What the owner said, now or before, and only then what the carrier says of the number: people move and keep their
    numbers, and who told us once where the pet lives is more often right than a telephone book.
    """
    if contact.place:
        return Whereabouts(place=contact.place, source="told")
    return place.told_by_carrier(hints)


def way(kit: Kit, contact: Contact, message: Message, *, species: str | None, language: Language) -> Way:
    """The way to the nearest clinic, or the truth that none is known. Asks where they are once, and when asked."""
    hints, is_asked = message.headers, place.asks_the_way(message.body)
    where = whereabouts(contact, hints)
    found = clinics.find(where.place, now=kit.now(), species=species)
    if found is None:
        body = directions.no_clinic(where.place, basis=where.source, language=language)
        return Way(whereabouts=where, clinic="", body=body, asks=where.source != "told")
    clinic, asks = found.clinic, where.source != "told" and (is_asked or not contact.place_asked)
    told = directions.Way(
        name=clinic.name,
        phone=clinic.phone,
        address=clinic.address,
        map_url=clinic.map_url,
        miles=found.miles,
        treats=found.treats,
        basis=where.source,
    )
    body = directions.to_the_clinic(told, species=species, language=language, may_ask=asks)
    named = f"{clinic.name} {clinic.phone}"
    return Way(whereabouts=where, clinic=named, body=body, asks=asks, zone=clinic.time_zone)


def is_all_it_asks(text: str) -> bool:
    """Whether the text is about the way and nothing else, so that the way is the whole answer."""
    if place.asks_the_way(text):
        return len(text.split()) <= JUST_THAT
    return bool(stated(text)) and len(text.split()) <= place.ALONE


def show(draft: Draft, contact: Contact, message: Message, verdict: Verdict, way: Way) -> Contact:
    """
    Text the way where it helps: in an emergency once for each clinic, and whenever it is asked for.

    A person in danger needs no clinic. A caller gets it as a text, unless the number has opted out.
    """
    incident = draft.incident
    is_news = incident.directed != (way.clinic or "none") and bool(way.clinic or way.asks)
    is_new = is_news and incident.severity <= Severity.SEV1
    wanted = place.asks_the_way(message.body) or bool(stated(message.body))
    if verdict.human_route or not (is_new or wanted) or contact.consent is Consent.STOPPED:
        return contact
    with_incident(draft, directed=way.clinic or "none", clinic=way.clinic)
    draft.note(Kind.SAID, "desk", way.body)
    draft.text(message.phone, way.body, "update", unless="resolved")
    return replace(contact, place_asked=contact.place_asked or way.asks)
