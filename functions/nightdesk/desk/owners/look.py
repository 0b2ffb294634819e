"""Photos of a text: fetched, shown to the model, and what follows from it saved together with what is said of it."""

from collections.abc import Callable
from dataclasses import replace

from nightdesk.channel.pictures import Pictures
from nightdesk.contact.contact import Message
from nightdesk.contact.picture import Picture
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners import whereto
from nightdesk.desk.owners.household import health
from nightdesk.desk.owners.opt_out import begin_by_voice, may_text
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.desk.watching.open_incident import open_for_owner
from nightdesk.errors import MindGarbled, PictureUnreadable, Unavailable
from nightdesk.incident import changes
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.mind.mind import Mind
from nightdesk.persona.lore.at_hand import lore
from nightdesk.persona.model.photo import Glance, read
from nightdesk.persona.owner import pets
from nightdesk.prompt import load
from nightdesk.redaction.redact import redact
from nightdesk.triage.verdict import Verdict

MOST_PHOTOS = 2
"""Of a text; each costs seconds, and the owner waits."""
DEADLINE_SECONDS = 8.0


def look(pictures: Callable[[], Pictures | None], mind: Callable[[], Mind | None], message: Message) -> Glance:
    """What is on the photos of a text. Never raises: whatever goes wrong, the owner is asked in words."""
    if not message.media:
        return Glance(state="none")
    album = lore().album
    try:
        shown = _fetched(pictures(), message)
        model = mind()
        if model is None:
            return Glance(state="unread", why="no model configured")
        thought = model.look(
            load("pets/photo"),
            values={"signs": album.listed(), "heard": redact(message.body) or "nothing"},
            pictures=shown,
            schema=album.schema(),
            deadline_seconds=DEADLINE_SECONDS,
        )
        return read(thought.text, album)
    except (Unavailable, MindGarbled, PictureUnreadable) as error:
        return Glance(state="unread", why=str(error))


def _fetched(pictures: Pictures | None, message: Message) -> list[Picture]:
    """The photos that could be opened. Raises PictureUnreadable when none could."""
    if pictures is None:
        raise PictureUnreadable("nothing here fetches photos")
    found: list[Picture] = []
    why = "no photo"
    for url in message.media[:MOST_PHOTOS]:
        try:
            found.append(pictures.fetch(url))
        except PictureUnreadable as error:
            why = str(error)
    if not found:
        raise PictureUnreadable(why)
    return found


def raise_case(kit: Kit, verdict: Verdict, message: Message, *, once: str) -> str:
    """
    Save that a photo made the case worse, wake whom that wakes, and say so. Returns what is said.

    Decided again from the newest incident on every try; a case that words have raised further meanwhile keeps that.
    """
    contact = kit.store.standing(message.phone).contact
    way = whereto.way(kit, contact, message, species=verdict.species, language=verdict.language)
    current = kit.store.incident(contact.open_incident) if contact.open_incident else None
    if current and current.is_open:
        draft = Draft(current, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.SEVERITY, "desk", f"raised to {verdict.severity.name} by a photo: {verdict.reasons[0]}")
        draft.incident = changes.worsened(current, severity=verdict.severity, reasons=verdict.reasons)
        if verdict.severity < current.severity:
            with_incident(draft, title=verdict.subject, subject=verdict.subject, first_step=verdict.first_step)
        run_watch(draft, kit)
        kept = None
    else:
        draft = open_for_owner(
            kit,
            verdict,
            owner=message.phone,
            clinic=way.clinic,
            heard=message.body,
            language=verdict.language,
            health=health(contact, verdict, message.body, now=kit.now()),
        )
        draft.note(Kind.SEVERITY, "desk", f"opened by a photo: {verdict.reasons[0]}")
        if not may_text(contact):
            begin_by_voice(draft)
        kept = replace(contact, open_incident=draft.incident.id, check_in=None)
    clinic = draft.incident.clinic if verdict.severity <= Severity.SEV1 else ""
    body = pets.reflex(verdict, clinic=clinic, waking=draft.incident.ack is None and draft.incident.tier > 0)
    draft.note(Kind.SAID, "desk", body)
    draft.text(message.phone, body, "reply", unless="resolved")
    more = {"contact": kept} if kept else {}
    kit.store.commit(draft.change(once=once, **more))
    return body
