"""
First aid at the owner's pace: offered with the first answer, then one step a text or turn, until it is over.

Where an owner stands is kept on the incident: it is saved together with the step that is said, a repeat of the text
finds it done, and closing the case ends it.
"""

from dataclasses import dataclass, replace

from nightdesk.contact.contact import Contact
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.firstaid.choice import body_of, fitting, outranks
from nightdesk.firstaid.listen import NEXT, read
from nightdesk.firstaid.small_words import asks_for_steps
from nightdesk.firstaid.turn import Back, Build, Next, Other, Repeat, Stop, To, Turn, Wait
from nightdesk.firstaid.way import is_last, step_after, step_before, step_named
from nightdesk.incident.following import Following
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner.leading import LEADING, pet_called, step_text
from nightdesk.persona.wording.words import Language
from nightdesk.runbook.protocol import Protocol, Step
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.verdict import Verdict

WORST = Severity.SEV1
"""The mildest severity at which first aid is offered; a calm case has its home care in the first answer."""
_SPANISH = frozenset({"siguiente", "listo", "lista", "hecho", "ya", "sigue", "vale"})
_ENGLISH = frozenset({"next", "done", "ready", "got it"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """
    One turn of being led. body: as a text; aloud: as it is said on the phone. beats: a metronome runs while it is done.
    is_bare: the owner said nothing but a small word, which is no fact about the pet.
    """

    body: str
    aloud: str
    language: Language
    beats: bool = False
    is_bare: bool = True


def offer(draft: Draft, kit: Kit, verdict: Verdict, contact: Contact) -> str:
    """
    Ready the protocol that fits this verdict; the sentence that offers it, "" when there is none.

    One that is being followed already stays, unless what is new outranks it.
    """
    incident = draft.incident
    if incident.severity > WORST or verdict.human_route:
        return ""
    found = fitting(kit.protocols, flags=verdict.flags, species=verdict.species, heard=contact.turns)
    current = _current(kit, incident.following)
    if found is None or (current and current.id != found.id and not outranks(found, current, flags=verdict.flags)):
        return LEADING[verdict.language].offer if current else ""
    if current is None or current.id != found.id:
        body = _body(found, verdict, contact)
        offered = _following(found, draft, body=body)
        draft.incident = replace(incident, following=offered)
        draft.note(Kind.NOTE, "desk", f"first aid: {offered.said}", protocol=found.id)
    return LEADING[verdict.language].offer


def lead(
    draft: Draft, kit: Kit, contact: Contact, verdict: Verdict, heard: str, *, is_talking: bool = False
) -> Guided | None:
    """
    The one next thing to say to this turn; None when it is about something else than the steps.

    The draft then stands at that step. Call it after the turn was judged: a worse verdict has spoken already.
    is_talking: vet and owner are writing to each other; an "ok" is then for her, only "next" or what happens is for us.
    """
    if draft.incident.severity > WORST or verdict.human_route:
        return None
    current = _current(kit, draft.incident.following)
    if current is None:
        if not asks_for_steps(heard) or not offer(draft, kit, verdict, contact):
            return None
        current = _current(kit, draft.incident.following)
    if current is None or draft.incident.following is None:
        return None
    following = draft.incident.following
    alone = judge((heard,), pets=contact.pets)
    turn = read(
        heard,
        protocols=kit.protocols,
        current=current,
        step=following.step,
        body=following.body,
        raised=alone.flags if alone.severity <= WORST else (),
        species=verdict.species or draft.incident.species,
    )
    if is_talking and not (isinstance(turn, To) or (isinstance(turn, Next) and turn.is_asked)):
        return None
    return _guided(draft, kit, contact, verdict, turn, current, language=_language(heard, verdict))


def forgotten(contact: Contact, heard: str) -> Contact:
    """The contact without this turn: a night of "next" must not push what happened out of the conversation."""
    return replace(contact, turns=contact.turns[:-1]) if contact.turns[-1:] == (heard,) else contact


def again(kit: Kit, following: Following | None, *, pet: str, language: Language) -> tuple[Step, str] | None:
    """The step last given and how it is said aloud, for a caller who is silent; None when no step was given yet."""
    current = _current(kit, following)
    if current is None or following is None or not following.step:
        return None
    step = step_named(current, following.step)
    return step, step.for_body(following.body).aloud(language).format(pet=pet)


def _guided(
    draft: Draft, kit: Kit, contact: Contact, verdict: Verdict, turn: Turn, current: Protocol, *, language: Language
) -> Guided | None:
    following = draft.incident.following
    words = LEADING[language]
    if following is None or isinstance(turn, Other):
        return None
    if isinstance(turn, Wait):
        return Guided(body=words.waiting, aloud=words.waiting_aloud, language=language)
    if isinstance(turn, Stop):
        draft.incident = replace(draft.incident, following=None)
        draft.note(Kind.NOTE, "owner", f"wants no more steps ({following.said})")
        return Guided(body=words.stopped, aloud=words.stopped, language=language)
    protocol, body = current, following.body
    match turn:
        case Next(_, is_asked):
            after = step_after(current, following.step)
            if after is None:
                return Guided(body=words.last, aloud=words.last, language=language) if is_asked else None
            step = after
        case Repeat():
            step = step_named(current, following.step)
        case Back():
            step = step_before(current, following.step)
        case Build(body):
            step = step_named(current, following.step)
        case To(name, step_name):
            protocol = _known(kit, name) or current
            body = body if protocol.id == current.id else _body(protocol, verdict, contact)
            step = step_named(protocol, step_name)
    given = _give(draft, protocol, step, body=body, language=language)
    return replace(given, is_bare=isinstance(turn, Repeat | Back) or (isinstance(turn, Next) and turn.is_bare))


def _give(draft: Draft, protocol: Protocol, step: Step, *, body: str, language: Language) -> Guided:
    following = _following(protocol, draft, step=step, body=body)
    draft.incident = replace(draft.incident, following=following)
    draft.note(Kind.NOTE, "desk", f"first aid: {following.said}", protocol=protocol.id, step=step.name)
    told = step.for_body(body)
    pet = pet_called(draft.incident.pet_name, draft.incident.species, language)
    text = told.text(language).format(pet=pet)
    last = is_last(protocol, step.name)
    asks = told.aloud(language) != told.text(language) and _asks(text)
    aloud = told.aloud(language).format(pet=pet)
    tail = "" if last or asks or step.beats else f" {LEADING[language].tail_aloud}"
    return Guided(
        body=step_text(text, language=language, is_last=last, asks=asks),
        aloud=f"{aloud}{tail}",
        language=language,
        beats=step.beats,
    )


def _asks(text: str) -> bool:
    return NEXT in text or "SIGUIENTE" in text


def _following(protocol: Protocol, draft: Draft, *, step: Step | None = None, body: str = "") -> Following:
    return Following(
        protocol=protocol.id,
        title=protocol.title,
        at=draft.now,
        of=len(protocol.steps),
        step=step.name if step else "",
        number=protocol.at(step.name) + 1 if step else 0,
        body=body,
    )


def _body(protocol: Protocol, verdict: Verdict, contact: Contact) -> str:
    return body_of(
        protocol, species=verdict.species, breed=verdict.breed, weight_kg=verdict.weight_kg, heard=contact.turns
    )


def _current(kit: Kit, following: Following | None) -> Protocol | None:
    return _known(kit, following.protocol) if following else None


def _known(kit: Kit, name: str) -> Protocol | None:
    """The protocol of this name; None for one that a later deployment no longer has."""
    return next((protocol for protocol in kit.protocols if protocol.id == name), None)


def _language(heard: str, verdict: Verdict) -> Language:
    """The language of a small word that belongs to one language only, else that of the conversation."""
    word = heard.strip(" .!").lower()
    return "es" if word in _SPANISH else "en" if word in _ENGLISH else verdict.language
