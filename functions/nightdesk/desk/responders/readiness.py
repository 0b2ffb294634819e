"""What the table knows of how people on call are reached, and the test page that asks."""

from collections.abc import Iterable
from dataclasses import replace

from nightdesk.contact.contact import Consent, Message
from nightdesk.desk.kit import Kit
from nightdesk.errand.errand import Outbox, OutboxState, Text
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
    """Ask each of them to answer, so that their number is known to be theirs and awake."""
    rows = tuple(
        Outbox(
            id=kit.new_id(),
            at=kit.now(),
            errand=Text(to=person.phone, body=words.test_page(person.name), purpose="inform"),
        )
        for person in people
    )
    kit.store.commit(Change(errands=rows))


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
        verified_at=contact.verified_at,
        delivered_at=max(arrived, default=None),
        failed_at=failed_at,
        failed_with=failed_with,
    )
