"""A caller is put through to a human, now: to whoever has the case, else to one after another of those on call."""

from dataclasses import replace

from nightdesk.channel.twiml import Hangup, Say, Verb
from nightdesk.desk.calls.bridge_call import dial, next_responder
from nightdesk.desk.calls.said import spoken
from nightdesk.desk.calls.turn import Thread, Turn
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.opt_out import begin_by_voice
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.call_back import spoke
from nightdesk.desk.watching.open_incident import open_for_caller
from nightdesk.errors import Repeated
from nightdesk.incident.incident import Incident
from nightdesk.incident.masked import is_masked
from nightdesk.persona.wording.phrases import SPOKEN


def put_through(
    kit: Kit, turn: Turn, thread: Thread, *, why: str, first: str = "", case: Incident | None = None
) -> tuple[Verb, ...]:
    """
    Say `first`, then ring somebody. Asking for a vet is enough to get one: unsure means escalate.

    case: the caller's, when it was read a moment ago.
    """
    incident = case or _open_case(kit, turn)
    if incident is None or not incident.is_open:
        incident = _open(kit, turn, thread, why)
    if incident is None:
        return (Say(SPOKEN[thread.language].lost, language=SPOKEN[thread.language].code), Hangup())
    language = incident.language
    code = SPOKEN[language].code
    opening = (Say(first, language=code),) if first else ()
    going_on = replace(
        thread, language=language, is_case=True, is_calm=False, tier=thread.tier or max(incident.tier, 1)
    )
    person = next_responder(kit, incident, going_on)
    ringing = dial(kit, incident, to=person.phone, thread=going_on)
    return (*opening, Say(SPOKEN[language].connecting, language=code), ringing)


def _open(kit: Kit, turn: Turn, thread: Thread, why: str) -> Incident | None:
    body = "I need to talk to a vet now, it is an emergency"
    message = spoken(kit, turn, f"human-{thread.count}", body)

    def once() -> Incident | None:
        contact = kit.store.standing(turn.phone).contact
        draft = open_for_caller(kit, owner=turn.phone, why=why, language=thread.language)
        if contact.consent.value == "stopped" or is_masked(turn.phone):
            begin_by_voice(draft, is_on_the_line=True)
        spoke(draft, message)
        kit.store.commit(
            draft.change(
                once=f"call:{message.id}",
                contact=replace(contact, open_incident=draft.incident.id),
                messages=(message,),
            )
        )
        return draft.incident

    try:
        return decide_again_if_stale(once)
    except Repeated:
        # Asked again about a turn whose case has been closed meanwhile.
        return _open_case(kit, turn)


def _open_case(kit: Kit, turn: Turn) -> Incident | None:
    contact = kit.store.standing(turn.phone).contact
    return kit.store.incident(contact.open_incident) if contact.open_incident else None
