"""What a responder can do to an incident. Each verb changes the draft and returns what the responder is told."""

import re
from dataclasses import replace
from typing import Literal

from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.ask import offer_to
from nightdesk.desk.responders.hand_over import hand_over, taken_over, without_offer
from nightdesk.desk.vets import relay
from nightdesk.desk.vets.advise import put_to
from nightdesk.desk.vets.rule import rule
from nightdesk.desk.watching import holding, war_room
from nightdesk.desk.watching.carry_out import close, everyone_paged, is_pets, run_watch, wake_in_time
from nightdesk.desk.watching.holder import holder_of
from nightdesk.escalation.passing import has_passed
from nightdesk.incident import changes
from nightdesk.incident.ask import Ask
from nightdesk.incident.awake import answered, told_too
from nightdesk.incident.desk import Phone
from nightdesk.incident.masked import is_masked
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import between, pets
from nightdesk.persona.responder import consult, course, ops
from nightdesk.persona.responder.war_room import present
from nightdesk.roster.roster import Person

Channel = Literal["sms", "call", "pagerduty"]
_TO_ALL = re.compile(r"@?(?:all|everyone|everybody|team|todos)\s*:\s*", re.IGNORECASE)
"""The colon is what tells them from words to an owner that begin with "all"."""


def acknowledge(draft: Draft, kit: Kit, person: Person, *, channel: Channel) -> str:
    """Somebody has it: the climbing stops, the owner is told, everyone else may sleep. Says who has it when late."""
    incident = draft.incident
    if not incident.is_open:
        return ops.already_resolved(incident)
    if taken_over(incident, person):
        return take(draft, kit, person, channel=channel)
    if incident.ack and incident.ack.person != person.id:
        return ops.already(incident, reader=person.phone)
    is_again = incident.ack is not None
    draft.incident = changes.acknowledged(
        without_offer(incident), person=person.id, name=person.name, at=draft.now, channel=channel
    )
    draft.incident = answered(draft.incident, person.id, at=draft.now)
    if is_again:
        draft.note(Kind.NOTE, person.id, f"{person.name} is still on it")
        return ops.acked(draft.incident, person.name, reader=person.phone)
    draft.note(Kind.ACKNOWLEDGED, person.id, f"{person.name} acknowledged by {channel}", channel=channel)
    draft.paged(*person.numbers)  # whoever takes it unasked must be able to name it too
    draft.incident = told_too(draft.incident, person.id)
    for other in everyone_paged(draft, kit, but=person.id):
        draft.text(other.phone, ops.stand_down(draft.incident, person.name), "update")
    offer_to(draft, kit, person)
    put_to(draft, kit, person)
    if incident.owner:
        draft.text(incident.owner, pets.has_it(draft.incident, person.name, language=incident.language), "update")
    wake_in_time(draft, kit)
    return ops.acked(draft.incident, person.name, reader=person.phone)


def take(draft: Draft, kit: Kit, person: Person, *, channel: Channel) -> str:
    """Take it over from whoever has it."""
    if draft.incident.ack and draft.incident.ack.person != person.id:
        before = draft.incident.ack
        draft.incident = replace(draft.incident, ack=None)
        draft.note(Kind.RELEASED, person.id, f"{person.name} took over from {before.name}")
    return acknowledge(draft, kit, person, channel=channel)


def escalate(draft: Draft, kit: Kit, person: Person, *, to: str = "") -> str:
    """Pass it on: the next tier is woken at once, or whoever is named."""
    if to:
        return hand_over(draft, kit, person, to=to)
    incident = draft.incident
    if not incident.is_open:
        return ops.already_resolved(incident)
    if has_passed(incident, person.id, now=draft.now, pace=kit.pace):
        return course.passed_before(incident, reader=person.phone)
    why = f"{person.name} passed it on"
    draft.incident = changes.passed_on(incident, person=person.id, at=draft.now, why=why)
    draft.note(Kind.NOTE, person.id, why)
    run_watch(draft, kit)
    if draft.incident.ack and draft.incident.tier == incident.tier:
        return course.nobody_above(draft.incident, reader=person.phone)
    return ops.passed_on(draft.incident, reader=person.phone)


def status(draft: Draft) -> str:
    return ops.status_line(draft.incident, now=draft.now)


def who(draft: Draft, kit: Kit) -> str:
    """Who has it, who was woken."""
    names = [person.name for person in everyone_paged(draft, kit)]
    talking = present(war_room.names_inside(kit, draft.incident))
    return " ".join(filter(None, (ops.who(draft.incident, names), talking)))


def more(draft: Draft, person: Person) -> str:
    """Everything that fits into three segments."""
    return ops.more(draft.incident, reader=person.phone)


def join(draft: Draft, kit: Kit, person: Person) -> str:
    """Talk: a vet is bridged with the owner, neither seeing the other's number; else with everybody on the incident."""
    if is_pets(draft) and draft.incident.owner:
        if is_masked(draft.incident.owner):
            return consult.hidden(draft.incident)
        draft.ring(person.phone, f"bridge/{draft.incident.id}/{person.id}", "bridge")
        draft.note(Kind.BRIDGED, person.id, f"{person.name} asked to talk to the owner")
        return ops.bridging(draft.incident)
    return war_room.invite(draft, kit, person)


def set_severity(draft: Draft, kit: Kit, person: Person, *, severity: Severity, channel: Channel) -> str:
    """
    A human sets the severity, up or down. Raising it wakes the next tier, whatever quiet was asked for; whoever lowers
    what nobody has must look after it, so it is theirs. Whoever has it hears what others do.
    """
    incident = draft.incident
    if not incident.is_open:
        return ops.already_resolved(incident)
    if severity == incident.severity:
        return ops.status_line(incident, now=draft.now)
    draft.incident = changes.set_by_human(incident, severity=severity)
    draft.note(Kind.SEVERITY, person.id, f"{person.name} set {severity.name} (was {incident.severity.name})")
    _tell_holder(draft, kit, person, was=incident.severity)
    if severity > incident.severity and incident.ack is None:
        acknowledge(draft, kit, person, channel=channel)
        return course.lowered(draft.incident, reader=person.phone, was=incident.severity)
    if severity < incident.severity and incident.hold:
        holding.release(draft, why=f"{person.name} raised it to {severity.name}")
    run_watch(draft, kit)
    return ops.status_line(draft.incident, now=draft.now)


def _tell_holder(draft: Draft, kit: Kit, person: Person, *, was: Severity) -> None:
    if (holder := holder_of(draft.incident, kit)) and holder.id != person.id:
        body = course.set_by(draft.incident, person.name, reader=holder.phone, was=was)
        draft.text(holder.phone, body, "update", unless="resolved")


def snooze(draft: Draft, kit: Kit, person: Person, *, minutes: int) -> str:
    """Quiet for a while, from whoever has it; nobody's becomes theirs by it. Then it asks again."""
    incident = draft.incident
    if not incident.is_open:
        return ops.already_resolved(incident)
    if is_pets(draft):
        return ops.not_yet("snooze")
    if incident.ack and incident.ack.person != person.id:
        return ops.already(incident, reader=person.phone)
    said = holding.snooze(draft, kit, person, minutes=minutes)
    if draft.incident.hold:
        acknowledge(draft, kit, person, channel="sms")  # whoever has it already shows that they are still on it
    return said


def note(draft: Draft, person: Person, *, text: str) -> str:
    draft.note(Kind.NOTE, person.id, text[:1000])
    return ops.noted(draft.incident)


def say(draft: Draft, kit: Kit, person: Person, *, words: str) -> str:
    """
    Words to the owner, from whoever has the case; nobody's case becomes theirs by it.

    Where there is no owner, or when they begin with "all:", they go to everybody on the incident.
    """
    incident = draft.incident
    if not incident.is_open:
        return ops.already_resolved(incident)
    to_all = _TO_ALL.match(words)
    if to_all or not is_pets(draft):
        if relay.holds_code(words):
            return consult.holds_code(incident)
        return war_room.tell_all(draft, kit, person, text=words[to_all.end() :] if to_all else words)
    if incident.ack and incident.ack.person != person.id:
        return between.held_by(incident, reader=person.phone)
    if incident.ack is None and not relay.refusal(incident, person, words, how="say"):
        acknowledge(draft, kit, person, channel="sms")
    return relay.say(draft, person, words)


def rule_on(draft: Draft, kit: Kit, person: Person, *, ask: Ask, verb: str, code: str, phone: Phone, words: str) -> str:
    """A vet's word on an owner's question. Whoever answers one while nobody has the case has it."""
    body, is_told = rule(draft, kit, person, ask=ask, verb=verb, code=code, phone=phone, words=words)
    incident = draft.incident
    if is_told and verb != "deny" and incident.ack is None and incident.policy.wakes(incident.severity):
        acknowledge(draft, kit, person, channel="sms")
    run_watch(draft, kit)
    return body


def resolve(draft: Draft, kit: Kit, person: Person, *, how: str) -> str:
    """Over, by a human's word. Everyone who was told is told."""
    if not draft.incident.is_open:
        return ops.already_resolved(draft.incident)
    close(draft, kit, actor=person.id, how=how or f"closed by {person.name}", but=person.id)
    return ops.resolved(draft.incident)
