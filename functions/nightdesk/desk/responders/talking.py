"""
Somebody on call writes in their own words: answered from the incident's facts, never taken for an order.

The reflex answers at once with where it stands and the words that act. What the persona then makes of the question
comes as a second text, if there is a model and the guard lets it pass.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.channel.replies.command import Command
from nightdesk.channel.replies.targets import Context
from nightdesk.contact.contact import Message
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.answer import DEADLINE_SECONDS, Reflection
from nightdesk.desk.responders.meant import still_asked
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import MindGarbled, Repeated, Unavailable
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.mind.mind import Mind
from nightdesk.persona.guarding import guard
from nightdesk.persona.responder import ops, standing
from nightdesk.persona.responder.unread import last_answer, not_done
from nightdesk.prompt import load
from nightdesk.redaction.redact import redact
from nightdesk.roster.roster import Person
from nightdesk.store.store import Change, Standing

MOST_UNKNOWN = 5
"""Answers in a row to what is no command. Then it may be a machine that answers us, and silence ends it."""
FORGOTTEN = timedelta(minutes=30)
"""After so long without one they are answered again."""
SEGMENTS = 2


def answer_talk(
    kit: Kit, person: Person, message: Message, command: Command, *, context: Context, told: Standing, once: str
) -> str:
    """
    Save what was said and say where things stand and that nothing was done; returns the answer.

    Empty when there is none any more: the last one said so. told: what the context was read from.
    """
    now, contact = kit.now(), told.contact
    before = _in_a_row(told, now=now)
    counted = replace(contact, unknown_replies=before + 1, unknown_at=now)
    if before >= MOST_UNKNOWN:
        kit.store.commit(Change(once=once, messages=(message,)))
        return ""
    is_last = before + 1 == MOST_UNKNOWN
    incident = _meant(kit, person, context) if command.is_talk and not is_last else None
    if incident is None:
        context = still_asked(kit, context) if is_last or not command.hint else context
        body = last_answer(context) if is_last else not_done(command, context)
        answer = Outbox(id=kit.new_id(), at=kit.now(), errand=Text(to=message.phone, body=body, purpose="reply"))
        kit.store.commit(Change(once=once, contact=counted, messages=(message,), errands=(answer,)))
        return body
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    body = standing.in_words(incident, reader=person.phone, now=draft.now, order=command.asks_for)
    draft.text(message.phone, body, "reply")
    if incident.desk is Desk.OPS:
        draft.think(message.phone, message.id)
    about = replace(message, incident=incident.id)
    kit.store.commit(draft.change(once=once, messages=(about,), contact=counted))
    return body


def _in_a_row(told: Standing, *, now: datetime) -> int:
    """How many of their texts in a row were no command, in what is still one exchange: a page begins a new one."""
    last = told.contact.unknown_at
    if last is None or now - last > FORGOTTEN or any(row.at > last for row in told.paged):
        return 0
    return told.contact.unknown_replies


def converse(kit: Kit, mind: Callable[[], Mind | None], *, phone: Phone, message_id: str) -> Reflection | None:
    """
    Answer a question in words once, from facts alone. None when there is nothing to answer or it was answered before.

    Nothing the model says is obeyed: what it writes is checked, sent, and that is all.
    """
    message = kit.store.message(phone, message_id)
    incident = kit.store.incident(message.incident) if message and message.incident else None
    if message is None or incident is None or not incident.is_open:
        return None
    reflection = _reflect(mind, incident, message)

    def save() -> None:
        once = f"turn:{message.id}"
        if not reflection.body:
            kit.store.commit(Change(once=once))
            return
        draft = Draft(kit.store.incident(incident.id) or incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.SAID, "persona", reflection.body, source=reflection.source)
        draft.text(message.phone, reflection.body, "reply", unless="resolved")
        kit.store.commit(draft.change(once=once))

    try:
        decide_again_if_stale(save)
    except Repeated:
        return None
    return reflection


def _reflect(mind: Callable[[], Mind | None], incident: Incident, message: Message) -> Reflection:
    """What is worth a second text: only a model's words that hold nothing but facts."""
    try:
        model = mind()
        if model is None:
            return Reflection(body="", source="desk", why="no model configured")
        values = ops.incident_values(incident, reader=message.phone, heard=redact(message.body[:1000]))
        thought = model.phrase(load("ops/reply"), values=values, deadline_seconds=DEADLINE_SECONDS)
    except (Unavailable, MindGarbled) as error:
        return Reflection(body="", source="desk", why=str(error))
    match guard.check(thought.text, **ops.incident_terms(incident, reader=message.phone), segments=SEGMENTS):
        case guard.Passed(text):
            return Reflection(body=text, source=thought.model)
        case guard.Failed(reasons):
            rules = tuple(dict.fromkeys(reason.partition(":")[0] for reason in reasons))
            return Reflection(body="", source="desk", why="; ".join(reasons), stopped=rules)


def _meant(kit: Kit, person: Person, context: Context) -> Incident | None:
    meant = context.unnamed()
    incident = kit.store.incident(IncidentId(meant)) if meant else None
    is_theirs = incident is not None and incident.is_open and kit.roster.may_work(person, incident.desk)
    return incident if is_theirs else None
