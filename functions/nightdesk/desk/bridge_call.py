"""Owner and responder talk through the desk: each sees only its number, and no voicemail is ever put through."""

from contextlib import suppress

from nightdesk.channel.twiml import Dial, Gather, Hangup, Say, Verb
from nightdesk.desk.carry_out import run_watch
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.turn import Turn, url_of
from nightdesk.errors import Repeated
from nightdesk.incident import changes
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona import ops, speech
from nightdesk.roster.roster import Person


def bridge(kit: Kit, incident_id: IncidentId, asker: str) -> tuple[Verb, ...]:
    """Whoever asked to talk has picked up: ring the other side."""
    incident = kit.store.incident(incident_id)
    if incident is None or incident.owner is None:
        return (Say(speech.LOST), Hangup())
    to = responder(kit, incident).phone if asker == "owner" else incident.owner
    return (Say(speech.CONNECTING), dial(kit, incident, to=to))


def whisper(kit: Kit, turn: Turn, incident_id: IncidentId, *, is_answer: bool) -> tuple[Verb, ...]:
    """What the other side hears before it is put through; without a key press it never is."""
    incident = kit.store.incident(incident_id)
    if is_answer:
        return () if turn.digits else (Hangup(),)
    what = (
        ops.page_speech(incident, is_whisper=True) if incident and kit.roster.by_phone(turn.phone) else speech.OUR_VET
    )
    listen = Gather(
        action=url_of(kit, f"whisper/{incident_id}/key"),
        prompts=(Say(what), Say(speech.PRESS_ANY)),
        digits=1,
        hears_speech=False,
        patience_seconds=8,
    )
    return (listen, Hangup())


def dialled(kit: Kit, turn: Turn, incident_id: IncidentId) -> tuple[Verb, ...]:
    """After the talk, or when nobody took it: then the next tier is woken, and the caller hears the plain truth."""
    talked = turn.status in {"completed", "answered"}

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        text = "owner and vet talked" if talked else f"nobody took the call ({turn.status or 'no answer'})"
        draft.note(Kind.BRIDGED, "desk", text)
        if not talked and incident.ack is None:
            draft.incident = changes.urged(incident, why="the owner could not be put through")
            run_watch(draft, kit)
        kit.store.commit(draft.change(once=f"dialled:{turn.call}"))

    with suppress(Repeated):
        decide_again_if_stale(once)
    return (Say(speech.AFTER_CALL if talked else speech.NOBODY_YET), Hangup())


def responder(kit: Kit, incident: Incident) -> Person:
    """Who an owner is put through to: whoever has it, else whoever holds the current tier."""
    if incident.ack:
        return kit.roster.person(incident.ack.person)
    rung = next(rung for rung in incident.policy.rungs if rung.tier == max(incident.tier, 1))
    return kit.roster.holders(rung.roles, kit.now())[0]


def dial(kit: Kit, incident: Incident, *, to: Phone) -> Dial:
    """Connect, showing the desk's number to the one and keeping the other's from both."""
    return Dial(
        number=to,
        caller_id=kit.settings.number,
        whisper=url_of(kit, f"whisper/{incident.id}"),
        action=url_of(kit, f"dialled/{incident.id}"),
    )
