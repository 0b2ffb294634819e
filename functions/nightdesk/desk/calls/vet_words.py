"""
What a vet has written to the owner since they last heard it: read out to a caller, to the letter.

To whoever takes no texts the call alone brings it: each text is kept until it was read out, and that it was is noted.
"""

from contextlib import suppress

from nightdesk.channel.twiml import Pause, Say
from nightdesk.desk.calls.listening import tell
from nightdesk.desk.calls.turn import Thread, Turn
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Conflict, Unavailable
from nightdesk.incident import owner_call
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import speech
from nightdesk.persona.wording.phrases import SPOKEN


def unheard(incident: Incident | None, thread: Thread, *, call: str) -> tuple[tuple[str, ...], int]:
    """
    What to say, nothing when there is nothing new, and the moment up to which all was heard, in seconds.

    Never shortened: the end of an approved sentence may hold its "not if". What this very turn was told before is told
    again, because the carrier asks again.
    """
    if incident is None or incident.vet_said_at is None or not incident.vet_words:
        return (), thread.told
    until = int(incident.vet_said_at.timestamp())
    kept = incident.owner_call.words if incident.owner_call else ()
    new = [one for one in kept if not one.heard_on or (one.heard_on == call and one.at.timestamp() >= thread.told + 1)]
    if new:
        return tuple(one.body for one in new), until
    return ((incident.vet_words,), until) if until > thread.told else ((), thread.told)


def read_out(kit: Kit, turn: Turn, incident: Incident | None, thread: Thread) -> tuple[tuple[Say | Pause, ...], int]:
    """The same as it is said: each of a vet's texts whole and by itself, then a moment to take it in."""
    news, until = unheard(incident, thread, call=turn.call)
    if incident is None or not news:
        return (), until
    if incident.owner_call and incident.owner_call.unheard:
        _was_read(kit, incident.id, call=turn.call)
    language = incident.language
    said = [SPOKEN[language].vet_says.format(words=speech.plain(words, language)) for words in news]
    return (*(tell(one, language) for one in said), Pause(1)), until


def _was_read(kit: Kit, incident_id: IncidentId, *, call: str) -> None:
    """Note it; a table that is away must not keep the words from being spoken."""

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or incident.owner_call is None or not incident.owner_call.unheard:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        for words in incident.owner_call.unheard:
            draft.note(Kind.SAID, "desk", "the vet's words were read to the owner on the phone", by=words.by)
        with_incident(draft, owner_call=owner_call.read_on(incident.owner_call, call=call))
        kit.store.commit(draft.change())

    with suppress(Unavailable, Conflict):
        decide_again_if_stale(once)


def is_awaited(incident: Incident | None) -> bool:
    """Whether a vet was asked something and has not answered."""
    return incident is not None and any(ask.state is AskState.PENDING for ask in incident.advice)
