"""
Owner and responder talk through the desk: each sees only its number, and no voicemail is ever put through.

A key pressed on the whisper is a human taking the call. Whoever is not reached is followed by the next one, and the
caller hears the plain truth meanwhile.
"""

from contextlib import suppress
from dataclasses import replace

from nightdesk.channel.twiml import Dial, Gather, Hangup, Say, Verb
from nightdesk.desk.calls.turn import Thread, Turn, thread_of, url_of
from nightdesk.desk.calls.vet_words import read_out
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.hand_over import taken_over
from nightdesk.desk.responders.verbs import acknowledge
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.errors import Repeated
from nightdesk.incident import changes, owner_call
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.masked import is_masked
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import speech
from nightdesk.persona.responder import ops
from nightdesk.persona.responder.responder_speech import HIDDEN
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.roster.roster import Person

MOST_DIALS = 3
"""People rung one after another while a caller waits; a minute of ringing is all that anybody bears."""


def bridge(kit: Kit, incident_id: IncidentId, asker: str) -> tuple[Verb, ...]:
    """Whoever asked to talk has picked up: ring the other side."""
    incident = kit.store.incident(incident_id)
    if incident is None or incident.owner is None:
        return (Say(speech.LOST), Hangup())
    is_owner = asker == "owner"
    if not is_owner and is_masked(incident.owner):
        return (Say(HIDDEN), Hangup())
    to = responder(kit, incident).phone if is_owner else incident.owner
    spoken = SPOKEN[incident.language if is_owner else "en"]
    thread = Thread(language=incident.language, is_case=True)
    return (Say(spoken.connecting, language=spoken.code), dial(kit, incident, to=to, thread=thread))


def whisper(kit: Kit, turn: Turn, incident_id: IncidentId, *, is_answer: bool) -> tuple[Verb, ...]:
    """What the other side hears before it is put through; without a key press it never is."""
    incident = kit.store.incident(incident_id)
    person = kit.roster.by_phone(turn.phone)
    if is_answer:
        if turn.digits and incident:
            _taken(kit, turn, incident_id, person)
        return () if turn.digits else (Hangup(),)
    spoken = SPOKEN["en" if person or incident is None else incident.language]
    what = ops.page_speech(incident, listener=person.phone, is_whisper=True) if incident and person else spoken.our_vet
    listen = Gather(
        action=url_of(kit, f"whisper/{incident_id}/key"),
        prompts=(Say(what, language=spoken.code), Say(spoken.press_any, language=spoken.code)),
        digits=1,
        hears_speech=False,
        patience_seconds=8,
        language=spoken.code,
    )
    return (listen, Hangup())


def _taken(kit: Kit, turn: Turn, incident_id: IncidentId, person: Person | None) -> None:
    """A human pressed a key: from here on nobody needs to ring this caller back."""

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        by = person.id if person else "owner"
        draft.note(Kind.BRIDGED, by, f"{person.name if person else 'the owner'} took the call")
        call = turn.parent if person else turn.call
        if person and (draft.incident.ack is None or taken_over(draft.incident, person)):
            # As with a vet who writes to the owner: whoever talks to them has the case.
            acknowledge(draft, kit, person, channel="call")
        with_incident(draft, owner_call=owner_call.taken(draft.incident.owner_call, call=call))
        kit.store.commit(draft.change(once=f"taken:{turn.call}"))

    with suppress(Repeated):
        decide_again_if_stale(once)


def dialled(kit: Kit, turn: Turn, incident_id: IncidentId, rest: tuple[str, ...] = ()) -> tuple[Verb, ...]:
    """After the talk, or when nobody took it: then the next tier is woken, and the next person is rung."""
    talked = turn.status in {"completed", "answered"} and turn.is_bridged is not False
    person = kit.roster.by_phone(turn.phone)
    thread = thread_of(rest) or Thread(is_case=True)

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.BRIDGED, "desk", _became(turn, talked=talked, asked_by=person))
        if not (talked or turn.is_over or person) and incident.ack is None:
            draft.incident = changes.urged(draft.incident, why="the owner could not be put through")
            run_watch(draft, kit)
        kit.store.commit(draft.change(once=f"dialled:{turn.call}:{thread.dials}"))

    with suppress(Repeated):
        decide_again_if_stale(once)
    if person:
        return (Say(speech.AFTER_CALL if talked else speech.OWNER_MISSED), Hangup())
    spoken = SPOKEN[thread.language]
    if talked or turn.is_over:
        return (Say(spoken.after_call, language=spoken.code), Hangup())
    return _next_one(kit, turn, incident_id, thread)


def _became(turn: Turn, *, talked: bool, asked_by: Person | None) -> str:
    if talked:
        return "owner and vet talked"
    if turn.is_over:
        return f"{'the vet' if asked_by else 'the owner'} hung up while it rang"
    return f"nobody took the call ({turn.status or 'no answer'})"


def _next_one(kit: Kit, turn: Turn, incident_id: IncidentId, thread: Thread) -> tuple[Verb, ...]:
    """The caller stays on the line: another person is rung, and after some of them there are keys and first aid."""
    spoken, code = SPOKEN[thread.language], SPOKEN[thread.language].code
    after = replace(thread, count=thread.count + 1, dials=thread.dials + 1)
    incident = kit.store.incident(incident_id)
    if incident and after.dials < min(MOST_DIALS, len(_reachable(kit, incident, after.tier))):
        person = next_responder(kit, incident, after)
        return (Say(spoken.next_vet, language=code), dial(kit, incident, to=person.phone, thread=after))
    news, told = read_out(kit, turn, incident, after)
    listen = Gather(
        action=url_of(kit, f"waits/{replace(after, dials=0, tier=0, told=told).path}"),
        prompts=(*news, Say(spoken.nobody_yet, language=code), Say(spoken.try_again, language=code)),
        digits=1,
        language=code,
    )
    return (listen,)


def responder(kit: Kit, incident: Incident) -> Person:
    """Who an owner is put through to: whoever has it, else whoever holds the current tier."""
    return next_responder(kit, incident, Thread())


def next_responder(kit: Kit, incident: Incident, thread: Thread) -> Person:
    """The same after `thread.dials` were rung in vain: the tiers' people in turn, the last again when all were."""
    people = _reachable(kit, incident, thread.tier)
    return people[min(thread.dials, len(people) - 1)]


def _reachable(kit: Kit, incident: Incident, tier: int) -> tuple[Person, ...]:
    """Whoever has it first, then the ladder from this tier (0: the one that is woken) upwards, then what is below."""
    begin = tier or max(incident.tier, 1)
    rungs = sorted(incident.policy.rungs, key=lambda rung: (rung.tier < begin, rung.tier))
    people = {one.id: one for one in kit.roster.people if incident.ack and one.id == incident.ack.person}
    for rung in rungs:
        for person in kit.roster.holders(rung.roles, kit.now()):
            people.setdefault(person.id, person)
    return tuple(people.values())


def dial(kit: Kit, incident: Incident, *, to: Phone, thread: Thread | None = None) -> Dial:
    """Connect, showing the desk's number to the one and keeping the other's from both."""
    going_on = thread or Thread(language=incident.language, is_case=True)
    return Dial(
        number=to,
        caller_id=kit.settings.number,
        whisper=url_of(kit, f"whisper/{incident.id}"),
        action=url_of(kit, f"dialled/{incident.id}/{going_on.path}"),
    )
