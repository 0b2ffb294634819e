"""Pages, as they are drafted: a tier, a second try, whoever comes on call meanwhile, one by name."""

from dataclasses import replace

from nightdesk.desk.draft import Draft, Unless
from nightdesk.desk.kit import Kit
from nightdesk.desk.vets import advise
from nightdesk.desk.watching import holder
from nightdesk.escalation.pages import Call, at_once, climb_channels, tries_each, valid_minutes
from nightdesk.escalation.tiers import Climb
from nightdesk.incident import changes
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Page
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import pets
from nightdesk.persona.responder import ops
from nightdesk.persona.responder.company import woken_beside
from nightdesk.roster.defects import now_in_words
from nightdesk.roster.roster import Person

TRUTH_MINUTES = 15.0


def wake_tier(draft: Draft, climb: Climb, kit: Kit) -> None:
    """Page its people; whoever has it, and an owner who waits, hear of it."""
    incident = draft.incident
    why = climb.why if climb.tier > 1 or climb.again else ""
    pages = [
        _page(draft, person, channel=channel, attempt=1, tier=climb.tier, why=why, label=_label(draft, kit, person))
        for person in climb.people
        for channel in at_once(person, climb.channels, draft.now)
    ]
    draft.incident = changes.climbed(incident, tier=climb.tier, at=draft.now, pages=pages, is_again=climb.again)
    names = ", ".join(person.name for person in climb.people)
    start = "paged everyone again" if climb.again else f"paged tier {climb.tier}"
    draft.note(Kind.CLIMBED, "watch", f"{start} ({names}): {climb.why}", tier=str(climb.tier))
    _note_gaps(draft, kit, climb, above=incident.tier)
    _tell_holder(draft, kit, climb)
    if incident.owner and incident.tier >= 1 and incident.ack is None:
        _tell_owner(draft, kit, incident.owner, is_again=climb.again)
    advise.after_climb(draft, kit)


def call(draft: Draft, due: Call) -> None:
    """Ring one of them who has not answered."""
    page = _page(draft, due.person, channel="call", attempt=due.attempt, tier=draft.incident.tier)
    draft.incident = changes.paged(draft.incident, [page])
    draft.note(Kind.PAGED, "watch", f"called {due.person.name}: {due.why}", person=due.person.id)


def relieve(draft: Draft, kit: Kit, person: Person) -> None:
    """Wake somebody who came on call meanwhile."""
    incident, label = draft.incident, _label(draft, kit, person)
    channels = at_once(person, climb_channels(incident), draft.now)
    pages = [_page(draft, person, channel=one, attempt=1, tier=incident.tier, label=label) for one in channels]
    draft.incident = changes.paged(incident, pages)
    draft.note(Kind.PAGED, "watch", f"{person.name} came on call and was woken too", person=person.id)


def wake(draft: Draft, person: Person, *, why: str, body: str, is_text_enough: bool = False) -> None:
    """
    Wake one person by name, beside the ladder. body: what the text says.

    is_text_enough: their phone rings for something else just now.
    """
    incident = draft.incident
    channels = ("sms",) if is_text_enough else at_once(person, climb_channels(incident), draft.now)
    pages = [_page(draft, person, channel=one, attempt=1, tier=incident.tier, body=body) for one in channels]
    draft.incident = changes.paged(incident, pages)
    draft.note(Kind.PAGED, "watch", f"woke {person.name}: {why}", person=person.id)


def _label(draft: Draft, kit: Kit, person: Person) -> str:
    """What somebody further up is woken as: what they are on this ladder, whichever tier it has come to."""
    rungs = draft.incident.policy.rungs
    mine = (one for one in rungs if person.id in {p.id for p in kit.roster.holders(one.roles, draft.now)})
    rung = next(mine, None)
    return rung.label if rung and rung.tier > 1 else ""


def _note_gaps(draft: Draft, kit: Kit, climb: Climb, *, above: int) -> None:
    """Somebody is woken although nobody is on call; the hole itself must not stay unknown."""
    rungs = [rung for rung in draft.incident.policy.rungs if climb.again or above < rung.tier <= climb.tier]
    for role in (role for rung in rungs for role in rung.roles):
        if told := now_in_words(kit.roster, role, draft.now):
            woken = kit.roster.person(kit.roster.catch_all)
            draft.note(Kind.NOTE, "roster", f"{told}; {woken.name} is woken instead", role=role)


def _tell_holder(draft: Draft, kit: Kit, climb: Climb) -> None:
    """Whoever has it hears that it got worse, wider or too long, and who comes; those who are paged read it there."""
    held_by = holder.holder_of(draft.incident, kit)
    if held_by is None:
        return
    names = [person.name for person in climb.people]
    body = woken_beside(draft.incident, names, why=climb.why, reader=held_by.phone)
    draft.text(held_by.phone, body, "update", unless="resolved")


def _tell_owner(draft: Draft, kit: Kit, owner: Phone, *, is_again: bool) -> None:
    """The plain truth while nobody has answered: at each new tier, then every quarter of an hour, not every loop."""
    incident = draft.incident
    said_at = incident.last_update_at
    if is_again and said_at and draft.now - said_at < kit.pace(TRUTH_MINUTES):
        return
    draft.text(owner, pets.trying(incident, language=incident.language), "update", unless="acknowledged")
    draft.incident = replace(incident, last_update_at=draft.now)


def _page(
    draft: Draft,
    person: Person,
    *,
    channel: str,
    attempt: int,
    tier: int,
    why: str = "",
    body: str = "",
    label: str = "",
) -> Page:
    incident = draft.incident
    # Woken although somebody has it: their having it must not hold this page back.
    unless: Unless = "resolved" if incident.ack else "acknowledged"
    number = person.phone if channel == "sms" else person.ring_phone(attempt, each=tries_each(incident.severity))
    draft.paged(*person.numbers)
    if channel == "sms":
        body = body or ops.page(incident, reader=person.phone, tier_label=label, why=why)
        outbox = draft.text(person.phone, body, "page", unless=unless, minutes=valid_minutes(incident))
    else:
        outbox = draft.ring(number, f"page/{incident.id}/{person.id}", "page", unless=unless)
    return Page(
        person=person.id,
        phone=number,
        tier=tier,
        channel="sms" if channel == "sms" else "call",
        attempt=attempt,
        at=draft.now,
        outbox=outbox,
    )
