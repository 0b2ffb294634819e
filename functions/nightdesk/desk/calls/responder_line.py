"""Somebody on call rings the desk: they hear their open cases, and act on each by keys."""

from nightdesk.channel.twiml import Verb
from nightdesk.desk.calls.listening import listen, tell
from nightdesk.desk.calls.page_call import page_for
from nightdesk.desk.calls.responder_cases import open_cases
from nightdesk.desk.calls.turn import Thread, Turn
from nightdesk.desk.kit import Kit
from nightdesk.persona.responder import responder_speech as words
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
