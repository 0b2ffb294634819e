"""
Into the call on an incident: rung for it or by a key of a page, and by a key alone, so that no mailbox ever joins.

Star leaves it for the keys of the page, and one of those leads back in.
"""

from nightdesk.channel.twiml import Conference, Gather, Hangup, Say, Verb
from nightdesk.desk.calls.turn import Turn, url_of
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.war_room import enter, names_inside, where_it_went
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner import speech
from nightdesk.persona.responder import ops
from nightdesk.persona.responder import responder_speech as aloud
from nightdesk.persona.responder import war_room as words
from nightdesk.roster.roster import Person


def invited(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str, *, is_answer: bool) -> tuple[Verb, ...]:
    """The phone of somebody who asked to join was answered; any key joins."""
    incident, person = where_it_went(kit, kit.store.incident(incident_id)), kit.roster.by_phone(turn.phone)
    if incident is None or person is None or person.id != person_id or not kit.roster.may_work(person, incident.desk):
        return (Say(speech.LOST), Hangup())
    if not incident.is_open:
        return (Say(aloud.aloud(ops.already_resolved(incident))), Hangup())
    if is_answer:
        return go_in(kit, turn, incident, person) if turn.digits else (Hangup(),)
    return _invitation(kit, incident, person)


def moved(kit: Kit, turn: Turn, into: IncidentId, *, was: IncidentId) -> tuple[Verb, ...]:
    """
    The incident whose call they talk on became part of another: they hear so and go on there.

    Who had been let in need not press a key again; who is not known to have been is asked for one.
    """
    before, incident = kit.store.incident(was), where_it_went(kit, kit.store.incident(into))
    person = kit.roster.by_phone(turn.phone)
    if before is None or incident is None or person is None or not kit.roster.may_work(person, incident.desk):
        return (Say(speech.LOST), Hangup())
    if not incident.is_open:
        return (Say(aloud.aloud(ops.already_resolved(incident))), Hangup())
    news, room = Say(words.moved(before, incident, listener=person.phone)), before.war_room
    if room is None or not any(one.call == turn.call and one.person == person.id for one in room.presences):
        return (news, *_invitation(kit, incident, person))
    return (news, *go_in(kit, turn, incident, person, company=room.inside))


def _invitation(kit: Kit, incident: Incident, person: Person) -> tuple[Verb, ...]:
    asked = (
        f"{words.invitation(incident, names_inside(kit, incident, but=person.id), listener=person.phone)} {words.PRESS}"
    )
    listen = Gather(
        action=url_of(kit, f"room/{incident.id}/{person.id}/key"),
        prompts=(Say(asked),),
        digits=1,
        hears_speech=False,
        patience_seconds=10,
    )
    return (listen, Say(asked), Hangup())


def go_in(
    kit: Kit, turn: Turn, incident: Incident, person: Person, *, company: tuple[str, ...] = ()
) -> tuple[Verb, ...]:
    """They pressed the key: saved first, then joined. company: who comes with them from another call."""
    after = enter(kit, incident.id, person, call=turn.call, company=company)
    if after is not None and not after.is_open and (onward := where_it_went(kit, after)) and onward.is_open:
        after = enter(kit, onward.id, person, call=turn.call, company=company)
    if after is None or not after.is_open:
        return (Say(aloud.aloud(ops.already_resolved(after or incident))), Hangup())
    return (Say(words.entering(names_inside(kit, after, but=person.id))), door(kit, turn, after.id, person.id))


def door(kit: Kit, turn: Turn, room: str, person_id: str) -> Conference:
    """The way in. The carrier is told whose call it is as well, for when nothing could be saved."""
    return Conference(
        room=room,
        label=f"{person_id}.{turn.call}",
        action=url_of(kit, f"room/{room}/{person_id}/left"),
        receipt=f"{kit.settings.public_url}/twilio/conference/{room}",
    )
