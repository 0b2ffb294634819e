"""An owner's call is handed to another vet: they are told who, and hear the ringing, not a hang-up."""

from contextlib import suppress
from dataclasses import replace

from nightdesk.channel.twiml import Hangup, Say, Verb
from nightdesk.desk.calls.bridge_call import dial
from nightdesk.desk.calls.put_through import put_through
from nightdesk.desk.calls.turn import Thread, Turn, url_of
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Repeated
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.owner_call import OwnerCall
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import speech
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.roster.roster import Person


def handed(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str, *, is_after: bool) -> tuple[Verb, ...]:
    """Ring the one it is handed to; when they do not take it, whoever has the case is rung, and so on."""
    incident = kit.store.incident(incident_id)
    person = next((one for one in kit.roster.people if one.id == person_id), None)
    if incident is None or person is None or not incident.is_open or incident.owner != turn.phone:
        return (Say(speech.LOST), Hangup())
    spoken = SPOKEN[incident.language]
    if not is_after:
        _moved(kit, turn, incident_id, person)
        ringing = dial(kit, incident, to=person.phone)
        after = replace(ringing, action=url_of(kit, f"handed/{incident.id}/{person.id}/after"))
        said = speech.plain(spoken.handed_over.format(vet=person.name), incident.language)
        return (Say(said, language=spoken.code), after)
    if turn.is_over or (turn.status in {"completed", "answered"} and turn.is_bridged is not False):
        return (Say(spoken.after_call, language=spoken.code), Hangup())
    thread = Thread(language=incident.language, is_case=True)
    return put_through(kit, turn, thread, why="the hand-over was not taken", case=incident)


def _moved(kit: Kit, turn: Turn, incident_id: IncidentId, person: Person) -> None:
    def once() -> None:
        incident: Incident | None = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        call = replace(incident.owner_call or OwnerCall(), call=turn.call, moved_to=person.id)
        with_incident(draft, owner_call=call)
        draft.note(Kind.BRIDGED, "desk", f"the owner's call goes over to {person.name}")
        kit.store.commit(draft.change(once=f"handed:{turn.call}:{person.id}"))

    with suppress(Repeated):
        decide_again_if_stale(once)
