"""A test page that calls somebody who takes no texts. Only a key answers it: a mailbox presses none."""

from nightdesk.channel.twiml import Gather, Hangup, Say, Verb
from nightdesk.desk.calls.page_call import callee
from nightdesk.desk.calls.turn import Turn, url_of
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.readiness import key_pressed
from nightdesk.persona.owner import speech
from nightdesk.persona.responder import rota as words


def tested(kit: Kit, turn: Turn, person_id: str, *, is_answer: bool) -> tuple[Verb, ...]:
    """Asks for a key; any of them shows that this number wakes them."""
    person = callee(kit, turn, person_id)
    if person is None:
        return (Say(speech.LOST), Hangup())
    if is_answer and turn.digits:
        key_pressed(kit, person, once=f"test:{turn.call}")
        return (Say(words.ready_aloud(person.name)), Hangup())
    asked = Say(words.test_call(person.name))
    action = url_of(kit, f"test/{person.id}/key")
    return (Gather(action=action, prompts=(asked,), digits=1, hears_speech=False, patience_seconds=10), asked, Hangup())
