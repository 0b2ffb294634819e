"""
The day after a calm talk: how is the pet? Owed on the owner's contact, so that STOP and "forget me" end it.

A case has its own check-ins (watching/check_in.py). Asked once, by day where the owner is known to live; better and the
same end it, worse opens a case that wakes the vet.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.contact import household
from nightdesk.contact.contact import CheckIn, Contact, Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.opt_out import may_text
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import NightdeskError
from nightdesk.incident.desk import Phone
from nightdesk.incident.severity import Severity
from nightdesk.persona.owner import checking
from nightdesk.persona.owner.opening import contact_of, is_known
from nightdesk.persona.owner.turn import turn_of
from nightdesk.redaction.redact import last4
from nightdesk.store.store import Change
from nightdesk.triage.pets.hearing.progress import Progress, read
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.verdict import Verdict

ANSWER_WITHIN = timedelta(hours=48)
"""Later, "better" may be about anything."""
MORNING, EVENING = 9, 20
"""Hours between which a phone may ring about an itch."""
FEW_WORDS = 8
_NO_WORSE = frozenset({Progress.BETTER, Progress.SAME})
_ANSWERS = _NO_WORSE | {Progress.WORSE}
"""Once they were asked: before that "he collapsed" is news, and may be of another animal."""
WORSE = "the owner says it is getting worse"


def owe(kit: Kit, contact: Contact, verdict: Verdict, heard: str, *, zone: str = "") -> Contact:
    """The contact after a turn of a talk that opens no case; each further news puts the question off. zone: IANA."""
    minutes = kit.policies["pets"].check_in_minutes.get(verdict.severity.name)
    is_trouble = contact_of(verdict) is None and verdict.intent == "concern" and is_known(verdict)
    if minutes is None or not is_trouble or turn_of(heard) != "news" or not may_text(contact):
        return contact
    due_at = kit.now() + kit.pace(minutes + _until_day(kit.now(), zone))
    owed = CheckIn(due_at=due_at, pet_name=verdict.pet_name, species=verdict.species, language=verdict.language)
    return replace(contact, check_in=owed)


def is_about_it(contact: Contact, message: Message) -> bool:
    """Whether these words go on with the talk that is asked about, rather than begin another."""
    owed = contact.check_in
    if owed is None or message.at - (owed.asked_at or owed.due_at) > ANSWER_WITHIN:
        return False
    if turn_of(message.body) == "worse" or read(message.body) in (_ANSWERS if owed.asked_at else _NO_WORSE):
        return True
    return len(message.body.split()) <= FEW_WORDS and not is_known(judge((message.body,)))


def is_asked(contact: Contact, *, since: datetime | None) -> bool:
    """Whether the question waits for an answer, and was put later than the other one, asked `since`."""
    asked_at = contact.check_in.asked_at if contact.check_in else None
    return asked_at is not None and (since is None or asked_at > since)


def answer(contact: Contact, message: Message) -> str:
    """What "better" or "the same" is answered; empty when it tells of more, which is heard as news, or is worse."""
    owed = contact.check_in
    if owed is None or owed.asked_at is None or not is_about_it(contact, message):
        return ""
    alone = judge((message.body,), pets=contact.pets)
    if alone.human_route or alone.severity < Severity.SEV4 or "?" in message.body:
        return ""
    match read(message.body):
        case Progress.BETTER:
            return checking.next_day_better(owed, heard=message.body)
        case Progress.SAME:
            return checking.next_day_same(owed)
    return ""


def worse(contact: Contact, message: Message, verdict: Verdict) -> Verdict | None:
    """The verdict when the owner says that it became worse, asked or in so many words before that; else None."""
    owed = contact.check_in
    if owed is None or not is_about_it(contact, message):
        return None
    says_so = read(message.body) is Progress.WORSE if owed.asked_at else turn_of(message.body) == "worse"
    if not says_so:
        return None
    if verdict.severity <= Severity.SEV2:
        return replace(verdict, reasons=(*verdict.reasons, WORSE))
    return replace(
        verdict,
        severity=Severity.SEV2,
        intent="concern",
        reasons=(WORSE, *verdict.reasons),
        first_step=checking.next_day_worse(owed),
        question=None,
        pet_name=verdict.pet_name or owed.pet_name,
        species=verdict.species or owed.species,
        language=owed.language,
    )


def ask_due(kit: Kit) -> Iterable[str]:
    """Ask everybody whose question is due; a failure at one never stops the others. Yields what failed."""
    for phone in kit.store.owed_check_ins(before=kit.now()):
        try:
            decide_again_if_stale(lambda phone=phone: _ask(kit, phone))  # type: ignore[misc]  # bound at once
        except NightdeskError as error:
            yield f"check-in of {last4(phone)}: {error}"


def _ask(kit: Kit, phone: Phone) -> None:
    standing = kit.store.standing(phone)
    contact, owed = standing.contact, standing.contact.check_in
    if owed is None or owed.asked_at or owed.due_at > kit.now():
        return  # the index was behind
    has_case = contact.open_incident is not None and contact.open_incident not in standing.over
    if has_case or contact.leaving_at or not may_text(contact):
        kit.store.commit(Change(contact=replace(contact, check_in=None)))
        return
    asked = replace(owed, asked_at=kit.now(), pet_name=owed.pet_name or _name(contact, owed))
    said = Text(to=phone, body=checking.next_day(asked), purpose="check-in")
    errand = Outbox(id=kit.new_id(), at=kit.now(), errand=said)
    kit.store.commit(Change(contact=replace(contact, check_in=asked), errands=(errand,)))


def _name(contact: Contact, owed: CheckIn) -> str | None:
    """What they have called it since, when it can be but one of their pets."""
    fitting = [pet for pet in household.believed(contact) if owed.species in {None, pet.species}]
    return fitting[0].name if len(fitting) == 1 else None


def _until_day(now: datetime, zone: str) -> float:
    """Minutes from this hour until nobody is asleep there; a day later it is the same hour. 0 where it is unknown."""
    if not zone:
        return 0.0
    local = now.astimezone(ZoneInfo(zone))
    if MORNING <= local.hour < EVENING:
        return 0.0
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    days = 1 if local.hour >= EVENING else 0
    return (morning + timedelta(days=days) - local).total_seconds() / 60
