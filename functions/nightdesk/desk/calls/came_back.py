"""An owner is on the phone again, because they called or because the desk did: they go on where they stood."""

from contextlib import suppress
from dataclasses import replace

from nightdesk.channel.twiml import Gather, Hangup, Say, Verb
from nightdesk.desk.calls.first_aid_call import step_on_call
from nightdesk.desk.calls.listening import greeting, listen, tell
from nightdesk.desk.calls.put_through import put_through
from nightdesk.desk.calls.turn import Thread, Turn, url_of
from nightdesk.desk.calls.vet_words import read_out
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.first_aid import Guided, again
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.call_back import picked_up
from nightdesk.errors import Repeated
from nightdesk.incident import owner_call
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.owner import speech
from nightdesk.persona.owner.leading import LEADING, pet_called
from nightdesk.persona.wording.phrases import SPOKEN

VET = "1"


def greet(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    """Whoever has an open case goes on with it; everybody else is asked what is wrong."""
    contact = kit.store.standing(turn.phone).contact
    incident = kit.store.incident(contact.open_incident) if contact.open_incident else None
    if incident is None or not incident.is_open:
        return (greeting(kit, Thread()),)
    if _is_news(incident, turn):
        _need_not_ring(kit, turn, incident.id)
    return (resume(kit, turn, incident, opening=SPOKEN[incident.language].resume),)


def resume(kit: Kit, turn: Turn, incident: Incident, *, opening: str) -> Gather:
    """ "You were at: ..." for somebody who is being led; else the order, who has the case, and an ear."""
    language = incident.language
    spoken, thread = SPOKEN[language], Thread(language=language, is_case=True)
    news, told = read_out(kit, turn, incident, thread)
    thread = replace(thread, told=told)
    pet = pet_called(incident.pet_name, incident.species, language)
    hello = opening.format(pet=pet)
    found = again(kit, incident.following, pet=pet, language=language)
    if found:
        step, aloud = found
        keys = f"{LEADING[language].tail_aloud} {spoken.one_is_vet}"
        said = " ".join((hello, spoken.resume_step.format(step=aloud), "" if step.beats else keys))
        return step_on_call(kit, Guided(body=said, aloud=said, language=language, beats=step.beats), thread, news=news)
    urgent = incident.severity <= Severity.SEV1
    ours = spoken.vet_has_it.format(vet=incident.ack.name) if incident.ack else spoken.no_vet_yet
    parts = (
        (0, hello),
        (1, incident.first_step if urgent else ""),
        (2, ours if incident.ack or incident.pages else ""),
    )
    first = tell(speech.within(parts, language), language)
    return listen(kit, (first, *news, tell(spoken.press_one, language)), thread)


def called_back(kit: Kit, turn: Turn, incident_id: IncidentId, *, is_answer: bool) -> tuple[Verb, ...]:
    """The call after they hung up. Only a key shows that somebody is there: no voicemail is led or put through."""
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open or incident.owner != turn.phone:
        return (Say(speech.LOST), Hangup())
    language = incident.language
    spoken = SPOKEN[language]
    if is_answer and turn.digits:
        picked_up(kit, incident_id, call=turn.call)
        if turn.digits == VET:
            return put_through(kit, turn, Thread(language=language, is_case=True), why="called back")
        return (resume(kit, turn, incident, opening=""),)
    pet = pet_called(incident.pet_name, incident.species, language)
    asked = tell(f"{spoken.calling_back.format(pet=pet)} {spoken.go_on_key}", language)
    if is_answer:
        return (asked, Hangup())
    return (
        Gather(
            action=url_of(kit, f"callback/{incident_id}/key"),
            prompts=(asked,),
            digits=1,
            hears_speech=False,
            patience_seconds=10,
            language=spoken.code,
        ),
        asked,
        Hangup(),
    )


def _is_news(incident: Incident, turn: Turn) -> bool:
    """Whether the case must know that they are on the line: else they would be rung, or a vet's words be refused."""
    call = incident.owner_call
    return bool(call and call.hung_up_at) or (incident.is_opted_out and (call is None or call.call != turn.call))


def _need_not_ring(kit: Kit, turn: Turn, incident_id: IncidentId) -> None:
    """They are on the line again before anybody rang."""

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open or not _is_news(incident, turn):
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        with_incident(draft, owner_call=owner_call.back(incident.owner_call, call=turn.call))
        kit.store.commit(draft.change(once=f"back:{turn.call}"))

    with suppress(Repeated):
        decide_again_if_stale(once)
