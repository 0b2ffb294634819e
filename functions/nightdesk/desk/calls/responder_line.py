"""Somebody on call rings the desk: they hear their open cases, and act on each by keys."""

from nightdesk.channel.twiml import Hangup, Say, Verb
from nightdesk.desk.calls.listening import listen, tell
from nightdesk.desk.calls.page_call import page_for
from nightdesk.desk.calls.responder_cases import open_cases
from nightdesk.desk.calls.turn import Thread, Turn
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.war_room import where_it_went
from nightdesk.incident.desk import IncidentId
from nightdesk.persona.responder import responder_speech as words
from nightdesk.persona.responder.war_room import LEFT, OVER
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.roster.roster import Person


def greet_responder(kit: Kit, turn: Turn, person: Person) -> tuple[Verb, ...]:
    """The newest open case and the way to the others; () when they call about a pet of their own."""
    found = open_cases(kit, turn)
    if found:
        opening = words.how_many(len(found)) if len(found) > 1 else ""
        return page_for(kit, found[0], person, opening=opening, has_next=len(found) > 1)
    if kit.store.standing(turn.phone).contact.open_incident:
        return ()
    return (listen(kit, (tell(words.NOTHING_OPEN, "en"), tell(SPOKEN["en"].greeting, "en")), Thread()),)


def left_room(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str) -> tuple[Verb, ...]:
    """They pressed star, or the call ended while they are on the line: the keys of the page once more."""
    incident, person = where_it_went(kit, kit.store.incident(incident_id)), kit.roster.by_phone(turn.phone)
    if turn.is_over or incident is None or person is None or person.id != person_id or not incident.is_open:
        return (Say(OVER), Hangup())
    return page_for(kit, incident, person, opening=LEFT)
