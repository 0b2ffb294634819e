"""What the table knows of how people on call are reached, and the test page that asks."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from nightdesk.contact.contact import Consent, Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, OutboxState, Ring, Text
from nightdesk.errors import Repeated
from nightdesk.incident.incident import Incident, PageState
from nightdesk.persona.responder import rota as words
from nightdesk.roster.person import Person
from nightdesk.roster.readiness import Reach, unready
from nightdesk.store.store import Change


def reaches(kit: Kit) -> dict[str, Reach]:
    """What is known of everybody, by id. Two reads a person, and one of the newest incidents for their pages."""
    incidents = kit.store.incidents(limit=100)
    return {person.id: _reach(kit, person, incidents) for person in kit.roster.people}


def not_ready(kit: Kit) -> dict[str, tuple[str, ...]]:
    """Everybody who may not be reached, by id, and why."""
    known = reaches(kit)
    found = {person.id: unready(person, known.get(person.id), kit.now()) for person in kit.roster.people}
    return {person: why for person, why in found.items() if why}


def send_test_page(kit: Kit, people: Iterable[Person]) -> None:
    """Ask each to answer, so that their number is known to be theirs and awake; who takes no texts, by a call."""
    rows = tuple(Outbox(id=kit.new_id(), at=kit.now(), errand=_test_page(person)) for person in people)
    kit.store.commit(Change(errands=rows))


def _test_page(person: Person) -> Text | Ring:
    if "sms" in person.channels:
        return Text(to=person.phone, body=words.test_page(person.name), purpose="inform")
    return Ring(to=person.ring_phone(1), script=f"test/{person.id}", purpose="inform")


def key_pressed(kit: Kit, person: Person, *, once: str) -> None:
    """Somebody answered a test page that called them. A repeat of the press changes nothing."""

    def save() -> None:
        contact = replace(kit.store.standing(person.phone).contact, verified_at=kit.now())
        kit.store.commit(Change(once=once, contact=contact))

    with suppress(Repeated):
        decide_again_if_stale(save)


def take_ready(kit: Kit, person: Person, message: Message, *, once: str) -> str:
    """Somebody answered a test page: this number is theirs, and texts arrive."""
    contact = replace(kit.store.standing(message.phone).contact, verified_at=kit.now())
    body = words.ready(person.name)
    answer = Outbox(id=kit.new_id(), at=kit.now(), errand=Text(to=message.phone, body=body, purpose="reply"))
    kit.store.commit(Change(once=once, contact=contact, messages=(message,), errands=(answer,)))
    return body


def _reach(kit: Kit, person: Person, incidents: Iterable[Incident]) -> Reach:
    phone = person.phone
    contact = kit.store.standing(phone).contact
    rows = [row for row in kit.store.settled_to(phone) if isinstance(row.errand, Text)]
    pages = [p for one in incidents for p in one.pages if p.phone == phone and p.channel == "sms"]
    arrived = [row.settled_at or row.at for row in rows if row.state is OutboxState.DELIVERED]
    arrived += [page.at for page in pages if page.state is PageState.DELIVERED]
    failed = [(row.settled_at or row.at, row.error) for row in rows if row.state is OutboxState.FAILED]
    failed += [(page.at, 0) for page in pages if page.state is PageState.FAILED]
    failed_at, failed_with = max(failed, default=(None, 0))
    return Reach(
        person=person.id,
        is_stopped=contact.consent is Consent.STOPPED,
        verified_at=max(filter(None, (contact.verified_at, *_answers(person, incidents))), default=None),
        delivered_at=max(arrived, default=None),
        failed_at=failed_at,
        failed_with=failed_with,
    )


def _answers(person: Person, incidents: Iterable[Incident]) -> Iterator[datetime]:
    """When they were paged for something and answered it from a phone of theirs: a better test than any."""
    for one in incidents:
        yield from (p.at for p in one.pages if p.person == person.id and p.state is PageState.ANSWERED)
        if one.ack and one.ack.person == person.id and one.ack.channel in {"sms", "call"}:
            yield one.ack.at
