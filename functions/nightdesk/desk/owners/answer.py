"""The reflection: the persona thinks about one message and says something better than the reflex, or as good."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from nightdesk.channel.pictures import Pictures
from nightdesk.contact.contact import Message
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.household import judged
from nightdesk.desk.owners.look import look, raise_case
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.vets.relay import is_talking
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import MindGarbled, Repeated, Unavailable
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.mind.mind import Mind
from nightdesk.persona.guarding import guard
from nightdesk.persona.lore.at_hand import lore
from nightdesk.persona.model.briefing import guard_terms, prompt_values
from nightdesk.persona.model.photo import Glance, raised, told_of
from nightdesk.persona.owner import pets
from nightdesk.prompt import load
from nightdesk.redaction.redact import redact
from nightdesk.store.store import Change
from nightdesk.triage.verdict import Verdict

DEADLINE_SECONDS = 8.0
"""A frightened person waits this long for a better sentence, and no longer."""
SEGMENTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """
    What was said and where it came from: the model's name, or "desk" with the reason the model's words were not used.

    stopped: the rules of the guard that the model's words broke, each once; empty when there was nothing to stop.
    """

    body: str
    source: str
    why: str = ""
    stopped: tuple[str, ...] = ()


def answer(
    kit: Kit,
    mind: Callable[[], Mind | None],
    *,
    phone: Phone,
    message_id: str,
    pictures: Callable[[], Pictures | None] = lambda: None,
) -> Reflection | None:
    """Answer one message, once. None when there is nothing to answer or it was answered before."""
    message = kit.store.message(phone, message_id)
    if message is None:
        return None
    if message.incident and (case := kit.store.incident(message.incident)) and not case.is_open:
        return None  # it was closed while this waited: the goodbye has been said
    contact = kit.store.standing(phone).contact
    incident = kit.store.incident(contact.open_incident) if contact.open_incident else None
    verdict = judged(contact if contact.turns else replace(contact, turns=(message.body,)), now=kit.now())
    glance = look(pictures, mind, message)
    seen = raised(verdict, glance.signs, lore().album) if glance.signs else verdict
    if seen is not verdict and (incident is None or seen.severity < incident.severity):
        return _raised(kit, seen, message)
    if incident and is_talking(incident, kit):
        return None  # a vet is talking with the owner: only a worse case would have spoken
    reflection = _reflect(mind, verdict, incident, message, glance)
    try:
        _save(kit, message, incident, reflection, glance)
    except Repeated:
        return None
    return reflection


def _raised(kit: Kit, seen: Verdict, message: Message) -> Reflection | None:
    try:
        body = decide_again_if_stale(lambda: raise_case(kit, seen, message, once=f"turn:{message.id}"))
    except Repeated:
        return None
    return Reflection(body=body, source="desk", why=f"the photo raised it: {seen.reasons[0]}")


def _reflect(
    mind: Callable[[], Mind | None], verdict: Verdict, incident: Incident | None, message: Message, glance: Glance
) -> Reflection:
    plain = pets.reply(verdict, incident=incident, heard=message.body, photo=glance.state)
    if not plain:
        return Reflection(body="", source="desk", why="the reflex said it all")
    if glance.state == "unread":
        return Reflection(body=plain, source="desk", why=glance.why)  # no model talks around a photo nobody saw
    values = prompt_values(verdict, incident=incident, heard=redact(message.body), plain=plain, photo=told_of(glance))
    try:
        model = mind()
        if model is None:
            return Reflection(body=plain, source="desk", why="no model configured")
        thought = model.phrase(load("pets/reply"), values=values, deadline_seconds=DEADLINE_SECONDS)
    except (Unavailable, MindGarbled) as error:  # the model itself, or the secret with its key
        return Reflection(body=plain, source="desk", why=str(error))
    terms = guard_terms(verdict, incident=incident, plain=plain, heard=message.body)
    match guard.check(thought.text, **terms, segments=SEGMENTS):
        case guard.Passed(text):
            return Reflection(body=text, source=thought.model)
        case guard.Failed(reasons):
            rules = tuple(dict.fromkeys(reason.partition(":")[0] for reason in reasons))
            return Reflection(body=plain, source="desk", why="; ".join(reasons), stopped=rules)


def _save(kit: Kit, message: Message, incident: Incident | None, reflection: Reflection, glance: Glance) -> None:
    once = f"turn:{message.id}"
    if not reflection.body:
        # The reflex has said all there is to say: to a test, to spam, to a thank-you.
        kit.store.commit(Change(once=once))
        return
    if incident is None or not incident.is_open:
        errand = Outbox(
            id=kit.new_id(), at=kit.now(), errand=Text(to=message.phone, body=reflection.body, purpose="reply")
        )
        kit.store.commit(Change(once=once, errands=(errand,)))
        return

    def onto_the_incident() -> None:
        current = kit.store.incident(incident.id) or incident
        draft = Draft(current, now=kit.now(), new_id=kit.new_id)
        if photo := told_of(glance):
            draft.note(Kind.HEARD, "photo", f"the owner's photo {photo}"[:300], why=glance.why[:200])
        if reflection.stopped:
            # Which rules, and never the words: whoever reads the record must not read a dose there either.
            draft.note(Kind.CHECKED, "guard", f"the model's words were not used: {', '.join(reflection.stopped)}")
        draft.note(Kind.SAID, "persona", reflection.body, source=reflection.source, why=reflection.why[:200])
        draft.text(message.phone, reflection.body, "reply", unless="resolved")
        kit.store.commit(draft.change(once=once))

    decide_again_if_stale(onto_the_incident)
