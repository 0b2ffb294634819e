"""What an owner says, by text or by voice: judged at once, answered at once, saved before anything is said."""

from dataclasses import dataclass, replace
from typing import Literal

from nightdesk.contact.contact import Contact, Message
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners import first_aid, forgetting, household, next_day, whereto
from nightdesk.desk.owners.opt_out import begin_by_voice, consent_after, may_text
from nightdesk.desk.owners.turns import remember
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.vets import advise, relay
from nightdesk.desk.watching import call_back, check_in
from nightdesk.desk.watching.carry_out import close, run_watch
from nightdesk.desk.watching.open_incident import open_for_owner
from nightdesk.errand.errand import Outbox, Text, Think
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import pets, visit
from nightdesk.store.store import Change
from nightdesk.triage.pets.hearing import progress
from nightdesk.triage.verdict import Verdict

OPENS = Severity.SEV2
"""The mildest severity that opens an incident on the pets desk; milder ones are a conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """
    What was made of an owner's words: the verdict, the incident if there is one, and the reflex that was said.

    led: the step of first aid it was, if it was one; is_offered: first aid was offered with it. asking: what was said
    about a question that went to a vet. is_news: it opened the case or made it worse. is_shown: the way was texted.
    """

    verdict: Verdict
    incident: Incident | None
    reflex: str
    led: first_aid.Guided | None = None
    is_offered: bool = False
    asking: str = ""
    is_news: bool = True
    is_shown: bool = False


def hear(kit: Kit, message: Message, *, once: str, channel: Literal["sms", "call"]) -> Heard:
    """Judge, save, answer. Raises Repeated when this very message was heard before."""
    return decide_again_if_stale(lambda: _hear(kit, message, once=once, channel=channel))


def _hear(kit: Kit, message: Message, *, once: str, channel: Literal["sms", "call"]) -> Heard:
    standing = kit.store.standing(message.phone)
    contact = whereto.noted(remember(consent_after(standing.contact, message), message), message)
    is_over = contact.open_incident in standing.over
    open_one = contact.open_incident if not is_over else None
    incident = kit.store.incident(open_one, kit.may_wake(Desk.PETS)) if open_one else None
    if is_over or (incident and not incident.is_open):
        # A closed case absorbs nothing: these words start a new conversation.
        contact, incident = replace(contact, open_incident=None, turns=contact.turns[-1:]), None
    verdict = household.judged(contact, now=kit.now())
    before = replace(standing.contact, consent=contact.consent, open_incident=contact.open_incident)
    if channel == "sms" and (told := _aside(kit, before, incident, message, verdict)):
        _only_say(kit, told, message, incident, once=once)
        return Heard(verdict=verdict, incident=incident, reflex=told.body)
    if incident:
        return _go_on(kit, contact, incident, verdict, message, once=once, channel=channel)
    if worse := next_day.worse(contact, message, verdict):
        return _open(kit, contact, worse, message, once=once, channel=channel, urged=next_day.WORSE)
    question = advise.seeks(verdict, message.body, is_case=verdict.severity <= OPENS)
    if verdict.severity <= OPENS or question:
        return _open(kit, contact, verdict, message, once=once, channel=channel)
    way = _way(kit, contact, message, verdict)
    reflex = _reflex(contact, verdict, clinic=way.clinic, waking=False)
    if next_day.is_asked(contact, since=None):
        contact = replace(contact, check_in=None)  # whatever they say to it, they have answered
    else:
        contact = next_day.owe(kit, contact, verdict, message.body, zone=way.zone)
    errands = [_errand(kit, Think(phone=message.phone, message_id=message.id))]
    if whereto.is_all_it_asks(message.body) and not verdict.human_route:
        reflex, errands = way.body, []
    if channel == "sms" and may_text(contact):
        errands.insert(0, _errand(kit, Text(to=message.phone, body=reflex, purpose="reflex")))
    kit.store.commit(Change(once=once, contact=contact, messages=(message,), errands=tuple(errands)))
    return Heard(verdict=verdict, incident=None, reflex=reflex)


def _aside(
    kit: Kit, contact: Contact, incident: Incident | None, message: Message, verdict: Verdict
) -> household.Told | None:
    forgets = forgetting.answer(contact, incident, message, language=verdict.language, outbox=kit.new_id())
    if forgets or incident:
        return forgets or household.answer(contact, incident, message, language=verdict.language)
    # Of two questions that wait, "ok" answers the later one.
    if next_day.is_asked(contact, since=contact.confirm_asked_at):
        if body := next_day.answer(contact, message):
            return household.Told(contact=replace(contact, check_in=None), body=body)
        contact = replace(contact, confirm_asked_at=None)
    return household.answer(contact, incident, message, language=verdict.language)


def _only_say(kit: Kit, told: household.Told, message: Message, incident: Incident | None, *, once: str) -> None:
    saved = replace(message, incident=incident.id if incident else None)
    errand = _errand(kit, Text(to=message.phone, body=told.body, purpose="reply"))
    kit.store.commit(Change(once=once, contact=told.contact, messages=(saved,), errands=(*told.errands, errand)))


def _open(
    kit: Kit,
    contact: Contact,
    verdict: Verdict,
    message: Message,
    *,
    once: str,
    channel: Literal["sms", "call"],
    urged: str = "",
) -> Heard:
    way = _way(kit, contact, message, verdict)
    question = advise.seeks(verdict, message.body, is_case=verdict.severity <= OPENS)
    is_calm = verdict.severity > OPENS
    opened = advise.as_case(verdict, question) if question and is_calm else verdict
    draft = open_for_owner(
        kit,
        opened,
        owner=message.phone,
        clinic=way.clinic,
        heard=message.body,
        language=verdict.language,
        health=household.health(contact, verdict, message.body, now=kit.now()),
    )
    if not may_text(contact):
        begin_by_voice(draft, is_on_the_line=channel == "call")
    call_back.spoke(draft, message)
    if urged and draft.incident.tier == 0:
        draft.incident = changes.urged(draft.incident, why=urged)
        run_watch(draft, kit)
    offer = first_aid.offer(draft, kit, verdict, contact)
    reflex = _reflex(contact, verdict, clinic=way.clinic, waking=draft.incident.tier > 0, offer=offer)
    asking = advise.ask_vet(draft, kit, contact, verdict, question, heard=message.body) if question else ""
    if asking:
        reflex = _with_asking(draft, message, reflex if verdict.severity <= Severity.SEV3 else "", asking, channel)
    else:
        _answer(draft, message, reflex, channel)
    contact = whereto.show(draft, contact, message, verdict, way)
    contact = replace(contact, open_incident=draft.incident.id, check_in=None)
    saved = replace(message, incident=draft.incident.id)
    kit.store.commit(draft.change(once=once, contact=contact, messages=(saved,)))
    return Heard(
        verdict=verdict,
        incident=draft.incident,
        reflex=reflex,
        is_offered=bool(offer),
        asking=asking,
        is_shown=_is_shown(draft, None),
    )


def _go_on(
    kit: Kit,
    contact: Contact,
    incident: Incident,
    verdict: Verdict,
    message: Message,
    *,
    once: str,
    channel: Literal["sms", "call"],
) -> Heard:
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    draft.note(Kind.HEARD, "owner", message.body[:1000])
    is_worse = verdict.severity < incident.severity
    if is_worse:
        draft.note(Kind.SEVERITY, "desk", f"raised to {verdict.severity.name}: {'; '.join(verdict.reasons)}")
    draft.incident = changes.worsened(incident, severity=verdict.severity, reasons=verdict.reasons)
    call_back.spoke(draft, message)
    if health := household.health(contact, verdict, message.body, now=draft.now):
        with_incident(draft, health=health)
    if is_worse:
        with_incident(draft, title=verdict.subject, subject=verdict.subject, first_step=verdict.first_step)
    if incident.is_opted_out and may_text(contact):
        with_incident(draft, is_opted_out=False)
    is_over = check_in.heard(draft, kit, message.body, is_raised=is_worse)
    question = advise.seeks(verdict, message.body, is_case=True)
    asking = advise.ask_vet(draft, kit, contact, verdict, question, heard=message.body) if question else ""
    advise.reconsider(draft, kit, contact, verdict)
    run_watch(draft, kit)
    # What a vet was just asked, or is being rung for, is not sent on to her as well.
    is_hers = visit.is_wanted(message.body) or progress.wants_to_talk(message.body)
    is_asked = len(draft.incident.advice) > len(incident.advice) or is_hers
    may_lead = not (is_worse or asking or is_over or progress.wants_to_talk(message.body))
    is_talking = relay.is_talking(incident, kit)
    led = first_aid.lead(draft, kit, contact, verdict, message.body, is_talking=is_talking) if may_lead else None
    offer = first_aid.offer(draft, kit, verdict, contact) if is_worse else ""
    if led is None or not led.is_bare:
        relay.heard(draft, kit, message.body, raised_from=incident.severity if is_worse else None, is_asked=is_asked)
    way = _way(kit, contact, message, verdict, species=incident.species)
    reflex = _reflex(contact, verdict, clinic=incident.clinic, waking=draft.incident.ack is None, offer=offer)
    if progress.wants_to_talk(message.body) and channel == "call":
        pass  # they are on the line and are put through
    elif progress.wants_to_talk(message.body):
        draft.ring(message.phone, f"bridge/{incident.id}/owner", "bridge")
        draft.note(Kind.BRIDGED, "owner", "asked to talk")
        reflex = pets.bridging(language=verdict.language)
        _say(draft, message, reflex, channel)
    elif asking:
        reflex = _with_asking(draft, message, reflex if is_worse else "", asking, channel)
    elif is_worse:
        _answer(draft, message, reflex, channel)
    elif visit.is_wanted(message.body):
        _say(draft, message, pets.summary_ready(draft.incident, language=verdict.language), channel)
    elif is_over:
        close(draft, kit, actor="owner", how=f'the owner says: "{message.body[:80]}"')
    elif led:
        reflex = led.body
        _say(draft, message, reflex, channel)
        contact = first_aid.forgotten(contact, message.body) if led.is_bare else contact
    elif is_talking:
        pass  # a vet is talking with the owner: the desk keeps out of it
    elif not whereto.is_all_it_asks(message.body):
        draft.think(message.phone, message.id)
    if message.media:
        draft.think(message.phone, message.id)  # whoever talks meanwhile, a photo is looked at; twice is once
    contact = whereto.show(draft, contact, message, verdict, way)
    saved = replace(message, incident=incident.id)
    kit.store.commit(draft.change(once=once, contact=contact, messages=(saved,)))
    return Heard(
        verdict=verdict,
        incident=draft.incident,
        reflex=reflex,
        led=led,
        is_offered=bool(offer),
        asking=asking,
        is_news=is_worse,
        is_shown=_is_shown(draft, incident),
    )


def _is_shown(draft: Draft, before: Incident | None) -> bool:
    """Whether the way to a clinic was texted with this."""
    was = before.directed if before else ""
    return draft.incident.directed not in {was, "none"} and not draft.incident.is_opted_out


def _reflex(contact: Contact, verdict: Verdict, *, clinic: str, waking: bool, offer: str = "") -> str:
    # A person in danger needs a person's number, not a clinic's.
    where = "" if verdict.human_route else clinic
    return pets.reflex(verdict, clinic=where, waking=waking, heard=contact.turns[-1], offer=offer)


def _answer(draft: Draft, message: Message, reflex: str, channel: Literal["sms", "call"]) -> None:
    _say(draft, message, reflex, channel)
    draft.think(message.phone, message.id)


def _with_asking(draft: Draft, message: Message, reflex: str, asking: str, channel: Literal["sms", "call"]) -> str:
    """What to do first, then what not to do until a vet has answered; returns both, for a caller."""
    for body in filter(None, (reflex, asking)):
        _say(draft, message, body, channel)
    return f"{reflex} {asking}".strip()


def _say(draft: Draft, message: Message, body: str, channel: Literal["sms", "call"]) -> None:
    draft.note(Kind.SAID, "desk", body)
    if channel == "sms":
        draft.text(message.phone, body, "reflex")


def _way(kit: Kit, contact: Contact, message: Message, verdict: Verdict, *, species: str | None = None) -> whereto.Way:
    kind = verdict.species or species
    return whereto.way(kit, contact, message, species=kind, language=verdict.language)


def _errand(kit: Kit, errand: Text | Think) -> Outbox:
    return Outbox(id=kit.new_id(), at=kit.now(), errand=errand)
