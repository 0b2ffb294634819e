"""What a vet has written to the owner since they last heard it: read out to a caller, to the letter."""

from nightdesk.desk.calls.turn import Thread
from nightdesk.incident.ask import AskState
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner import speech
from nightdesk.persona.wording.phrases import SPOKEN


def unheard(incident: Incident | None, thread: Thread) -> tuple[str, int]:
    """
    What to say, "" when there is nothing new, and the moment up to which all was heard.

    Never shortened: the end of an approved sentence may hold its "not if".
    """
    if incident is None or incident.vet_said_at is None or not incident.vet_words:
        return "", thread.told
    at = int(incident.vet_said_at.timestamp())
    if at <= thread.told:
        return "", thread.told
    words = speech.plain(incident.vet_words, incident.language)
    return SPOKEN[incident.language].vet_says.format(words=words), at


def is_awaited(incident: Incident | None) -> bool:
    """Whether a vet was asked something and has not answered."""
    return incident is not None and any(ask.state is AskState.PENDING for ask in incident.advice)
