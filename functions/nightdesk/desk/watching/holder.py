"""Whoever has an incident: asked now and then whether they still do, and relieved of it when nobody answers."""

from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.incident import changes
from nightdesk.incident.incident import Incident, Page
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import ops
from nightdesk.roster.person import Channel, Person


def holder_of(incident: Incident, kit: Kit) -> Person | None:
    """Whoever has it; None when nobody does, or when they have left the roster since."""
    return next((one for one in kit.roster.people if incident.ack and one.id == incident.ack.person), None)


def ask(draft: Draft, kit: Kit) -> None:
    """Still on it? By text, or with a call to a phone that takes none, whose keys answer it."""
    incident, holder = draft.incident, holder_of(draft.incident, kit)
    if holder is None:
        return  # the watch takes it away from whoever has left
    # As a page: when it cannot be delivered, or nobody says that it was, the phone rings before anything is taken away.
    channel: Channel = "sms" if "sms" in holder.channels else "call"
    phone = holder.phone if channel == "sms" else holder.ring_phone(1)
    if channel == "sms":
        outbox = draft.text(phone, ops.nudge(incident, reader=phone), "page")
    else:
        outbox = draft.ring(phone, f"page/{incident.id}/{holder.id}", "page")
    asked = Page(
        person=holder.id, phone=phone, tier=incident.tier, channel=channel, attempt=1, at=draft.now, outbox=outbox
    )
    draft.incident = changes.paged(changes.nudged(incident, at=draft.now), [asked])
    draft.note(Kind.NOTE, "watch", f"asked {holder.name} whether they are still on it", person=holder.id)


def release(draft: Draft) -> None:
    """They did not answer that."""
    _take_away(draft, "acknowledged and then went silent", "did not answer; the incident is nobody's again")


def release_gone(draft: Draft) -> None:
    """They are on the roster no more, so that nobody could be asked. Whoever is woken next reads why."""
    if ack := draft.incident.ack:
        said = f"{ack.person} had {draft.incident.id} and is on the roster no more; take people out who have nothing"
        draft.note(Kind.NOTE, "roster", said, person=ack.person)
    _take_away(draft, "had it and has left the roster", "has left the roster; the incident is nobody's again")


def _take_away(draft: Draft, why: str, what: str) -> None:
    ack = draft.incident.ack
    if ack is None:
        return
    draft.incident = changes.released(draft.incident, why=f"{ack.name} {why}")
    draft.note(Kind.RELEASED, "watch", f"{ack.name} {what}", person=ack.person)
