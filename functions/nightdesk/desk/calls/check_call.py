"""The call to an owner who did not answer a check-in. Only a key answers it: a voicemail must not end the worrying."""

from contextlib import suppress

from nightdesk.channel.twiml import Gather, Hangup, Say, Verb
from nightdesk.contact.contact import Message
from nightdesk.desk.calls.bridge_call import dial, responder
from nightdesk.desk.calls.came_back import resume
from nightdesk.desk.calls.turn import Turn, url_of
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.hear import hear
from nightdesk.errors import Repeated
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner import checking, speech
from nightdesk.persona.wording.phrases import SPOKEN

WORSE = "3"
_MEANS = {"2": "about the same", WORSE: "it is getting worse"}


def check(kit: Kit, turn: Turn, incident_id: IncidentId, *, is_answer: bool) -> tuple[Verb, ...]:
    """Ask by voice how the pet is; 1 connects with the vet, 2 and 3 say how it is."""
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open or incident.owner != turn.phone:
        return (Say(speech.LOST), Hangup())
    language = SPOKEN[incident.language].code
    if is_answer and turn.digits == "1":
        connecting = SPOKEN[incident.language].connecting
        return (Say(connecting, language=language), dial(kit, incident, to=responder(kit, incident).phone))
    if is_answer and turn.digits in _MEANS:
        _hear(kit, turn, _MEANS[turn.digits])
        noted = Say(checking.noted(incident), language=language)
        if turn.digits == WORSE or incident.following:
            # Whoever says it is worse, or stands in the middle of first aid, is not left with a goodbye.
            return (noted, resume(kit, turn, kit.store.incident(incident_id) or incident, opening=""))
        return (noted, Hangup())
    return _asked(kit, incident, language)


def _asked(kit: Kit, incident: Incident, language: str) -> tuple[Verb, ...]:
    question = Say(checking.call(incident), language=language)
    listen = Gather(
        action=url_of(kit, f"check/{incident.id}/key"),
        prompts=(question,),
        digits=1,
        hears_speech=False,
        patience_seconds=10,
        language=language,
    )
    return (listen, question, Hangup())


def _hear(kit: Kit, turn: Turn, words: str) -> None:
    message = Message(
        id=f"{turn.call}-check", phone=turn.phone, at=kit.now(), direction="in", channel="call", body=words
    )
    with suppress(Repeated):
        hear(kit, message, once=f"call:{message.id}", channel="call")
