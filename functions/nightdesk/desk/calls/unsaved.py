"""
When nothing can be saved: whoever texts or calls still gets the first safe step, and by phone a human as well.

Decided from the words at hand and from files alone, so it holds with the table gone. Permission needs the table:
nothing that a responder says here is obeyed, later or ever.
"""

from nightdesk.channel.channel import Turns
from nightdesk.channel.twiml import Dial, Gather, Hangup, Say, Verb
from nightdesk.contact.contact import Message
from nightdesk.desk.calls.listening import greeting
from nightdesk.desk.calls.room_call import door
from nightdesk.desk.calls.turn import Thread, Turn, thread_of, url_of
from nightdesk.desk.kit import Kit
from nightdesk.persona.owner import pets, speech
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.triage.pets.judging.judge import judge

SEND_AGAIN = "Nightdesk could not record your text and did nothing with it. Please send it again in a minute."
CALL_US = "I cannot reach our vet by text right now. Call this number and I put you through."
YOU_ARE_PAGED = (
    "This is Nightdesk. You are being paged, but I cannot read what for. Look at your texts and at the console."
)


def text_unsaved(kit: Kit, turns: Turns, message: Message) -> tuple[str, ...]:
    """
    What is said to a text that could not be saved. An owner's text waits in the queue until it can be.

    Raises ChannelUnavailable when the queue is gone as well: then only the carrier's own repeat is left.
    """
    if kit.roster.by_phone(message.phone):
        return (SEND_AGAIN,)
    turns.put_text(message)
    verdict = judge((message.body,), pets=())
    return (pets.reflex(verdict, clinic="", waking=False, heard=message.body), CALL_US)


def call_unsaved(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    """What a call hears. An owner is told the first step and put through to whoever is on call by the roster's file."""
    match turn.path:
        case ("whisper", incident):
            listen = Gather(
                action=url_of(kit, f"whisper/{incident}/key"),
                prompts=(Say(speech.OUR_VET), Say(speech.PRESS_ANY)),
                digits=1,
                hears_speech=False,
                patience_seconds=8,
            )
            return (listen, Hangup())
        case ("whisper", _, "key"):
            return () if turn.digits else (Hangup(),)
        case ("dialled", *_):
            talked = turn.status in {"completed", "answered"} and turn.is_bridged is not False
            return (Say(speech.AFTER_CALL if talked else speech.NOBODY_YET), Hangup())
        case ("room", incident, person, "key") if turn.digits and _is_on_call(kit, turn, person):
            # Without the table the call is needed most. Who came is told by the carrier once it is back.
            return (door(kit, turn, incident, person),)
        case ("room", incident, person, "moved", _) if _is_on_call(kit, turn, person):
            # Only a call that was let in before is sent here.
            return (door(kit, turn, incident, person),)
        case ("callback" | "check", *_) if not turn.digits:
            # We rang them: a mailbox must not be put through to anybody.
            return (Say(speech.LOST), Hangup())
    if kit.roster.by_phone(turn.phone):
        return (Say(YOU_ARE_PAGED), Hangup())
    if not turn.path:
        return (greeting(kit, Thread()),)
    chosen = thread_of(turn.path[1:]) if turn.path[:1] == ("said",) else None
    language = chosen.language if chosen else "en"
    said = turn.said.strip() or SPOKEN[language].keys.get(turn.digits, "")
    verdict = judge((said,), pets=()) if said else None
    spoken = SPOKEN[verdict.language if verdict else language]
    first = (Say(speech.reflex(verdict, waking=False), language=spoken.code),) if verdict else ()
    rung = kit.policies["pets"].rungs[0]
    connect = Dial(
        number=kit.roster.holders(rung.roles, kit.now())[0].phone,
        caller_id=kit.settings.number,
        whisper=url_of(kit, "whisper/unsaved"),
        action=url_of(kit, "dialled/unsaved"),
    )
    return (*first, Say(spoken.connecting, language=spoken.code), connect)


def _is_on_call(kit: Kit, turn: Turn, person_id: str) -> bool:
    person = kit.roster.by_phone(turn.phone)
    return person is not None and person.id == person_id
