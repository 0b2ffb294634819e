"""A responder's text: read by the grammar, never guessed, obeyed once, and always answered."""

from collections.abc import Callable
from dataclasses import replace

from nightdesk.approval.reply import locked
from nightdesk.channel.fitting import fit
from nightdesk.channel.replies.commands import AskRef, Command, Context, OpenRef
from nightdesk.channel.replies.covering import read_rota_words
from nightdesk.channel.replies.plain import plain
from nightdesk.channel.replies.stopping import stops
from nightdesk.contact.contact import Contact, Message
from nightdesk.desk.alarms.regroup import merge, split
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.answer import answer_ask, counted
from nightdesk.desk.responders import verbs
from nightdesk.desk.responders.at_once import acknowledge_all
from nightdesk.desk.responders.calling_off import call_off
from nightdesk.desk.responders.meant import remembered, still_asked, understood
from nightdesk.desk.responders.rota import answer_about_rota
from nightdesk.desk.responders.talking import answer_talk
from nightdesk.desk.responders.unsure import asked_first, is_guess, lowers_a_guess
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.vets.rule import asked_in
from nightdesk.errand.errand import Outbox, Text
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH
from nightdesk.incident.awake import answered
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.numbering import name_of
from nightdesk.incident.severity import parse_severity
from nightdesk.persona.responder import ops
from nightdesk.roster.roster import Person
from nightdesk.store.store import Change, Paged, Standing

_NO_ORDER = frozenset({"none", "help", "carrier"})
SNOOZE_MINUTES = 30
"""Of quiet, when no number is told."""


def obey(kit: Kit, person: Person, message: Message, *, once: str) -> str:
    """Do what the text says, if it says something; returns the answer. Raises Repeated on a message seen before."""
    return decide_again_if_stale(lambda: _obey(kit, person, message, once=once))


def _obey(kit: Kit, person: Person, message: Message, *, once: str) -> str:
    standing = kit.store.standing(message.phone)
    command, context = understood(kit, person, message.body, standing, context_of(standing))
    if standing.codes and (command.guess or command.verb in _NO_ORDER) and stops(message.body):
        may_wake = _may_wake(kit, person)
        if said := call_off(kit, person, message, standing, once=once, may_wake=may_wake):
            return said
    if command.guess:
        return _approve(kit, person, message, _attempt(command, message), standing, once=once)
    if command.verb in {"approve", "deny"} or (command.verb == "say" and is_code(command.target)):
        return _approve(kit, person, message, command, standing, once=once)
    if command.verb in {"none", "who"} and not command.is_named and (rota := read_rota_words(message.body)):
        return answer_about_rota(kit, person, message, rota, once=once)
    if command.verb == "status" and not command.is_named and len(standing.paged) > 1:
        return _only_say(kit, message, _all_open(kit, standing), once=once)
    if command.verb == "none":
        return answer_talk(kit, person, message, command, context=context, told=standing, once=once)
    if command.verb in {"help", "carrier"} or command.target is None:
        return _only_say(kit, message, ops.help_text(still_asked(kit, context)), once=once)
    if asked := asked_first(command, context, message.body):
        return _only_say(kit, message, asked, once=once)
    if command.verb in {"merge", "split"}:
        return _regroup(kit, person, message, command, once=once)
    contact = remembered(standing.contact, command, now=kit.now())
    if command.also and (
        said := acknowledge_all(
            kit, person, message, command, once=once, contact=contact, may_wake=_may_wake(kit, person)
        )
    ):
        return said
    incident = kit.store.incident(IncidentId(command.target), _may_wake(kit, person))
    if incident is None or not kit.roster.may_work(person, incident.desk):
        return _only_say(kit, message, ops.unknown_code(command.target), once=once)
    if asked := lowers_a_guess(command, incident, context):
        return _only_say(kit, message, asked, once=once)
    draft = Draft(answered(incident, person.id, at=kit.now()), now=kit.now(), new_id=kit.new_id)
    body = _act(draft, kit, person, command, message)
    if command.verb == "note" and is_guess(command, incident, context):
        body = ops.noted(incident, others=[ref.code for ref in context.waiting if ref.incident != incident.id])
    draft.text(message.phone, body, "reply")
    kit.store.commit(draft.change(once=once, messages=(message,), contact=contact))
    return body


def _may_wake(kit: Kit, person: Person) -> tuple[Phone, ...]:
    """Whom an order of theirs may wake next."""
    return kit.may_wake(*(desk for desk in Desk if kit.roster.may_work(person, desk)))


def _attempt(command: Command, message: Message) -> Command:
    """An answer to a request with a code that fits none: nothing is answered by it, and it counts as a wrong code."""
    is_yes = plain(message.body).lower().startswith("go")
    return replace(command, verb="approve" if is_yes else "deny", target=command.guess)


def _act(draft: Draft, kit: Kit, person: Person, command: Command, message: Message) -> str:
    argument = command.argument or ""
    severity = parse_severity(argument)
    acts: dict[str, Callable[[], str]] = {
        "ack": lambda: verbs.acknowledge(draft, kit, person, channel="sms"),
        "take": lambda: verbs.take(draft, kit, person, channel="sms"),
        "escalate": lambda: verbs.escalate(draft, kit, person, to=argument),
        "status": lambda: verbs.status(draft),
        "who": lambda: verbs.who(draft, kit),
        "more": lambda: verbs.more(draft, person),
        "join": lambda: verbs.join(draft, kit, person),
        "note": lambda: verbs.note(draft, person, text=argument),
        "say": lambda: verbs.say(draft, kit, person, words=own_words(message.body, argument)),
        "snooze": lambda: verbs.snooze(draft, kit, person, minutes=int(argument or SNOOZE_MINUTES)),
        "resolve": lambda: verbs.resolve(draft, kit, person, how=argument),
    }
    if command.verb == "sev" and severity is not None:
        return verbs.set_severity(draft, kit, person, severity=severity, channel="sms")
    act = acts.get(command.verb)
    return act() if act else ops.not_yet(command.verb)


def _regroup(kit: Kit, person: Person, message: Message, command: Command, *, once: str) -> str:
    """What was one becomes two, or two become one; the board changes with them, in one transaction."""
    other = command.argument or ""
    wanted = [command.target or "", *([other] if command.verb == "merge" else [])]
    found, board = kit.store.with_board([IncidentId(one) for one in wanted], Desk.OPS, kit.may_wake(Desk.OPS))
    known = {one.id: one for one in found if kit.roster.may_work(person, one.desk)}
    unknown = [one for one in wanted if one not in known]
    if unknown:
        return _only_say(kit, message, ops.unknown_code(unknown[0]), once=once)
    first = known[IncidentId(wanted[0])]
    if command.verb == "merge":
        made = merge(kit, person, loser=first, winner=known[IncidentId(other)], board=board)
    else:
        made = split(kit, person, incident=first, name=other, board=board)
    if not made.drafts:
        return _only_say(kit, message, made.body, once=once)
    lead, *rest = made.drafts
    lead.text(message.phone, made.body, "reply")
    also = tuple(draft.change() for draft in rest)
    kit.store.commit(lead.change(once=once, messages=(message,), board=made.board, marks=made.marks, also=also))
    return made.body


def _approve(kit: Kit, person: Person, message: Message, command: Command, standing: Standing, *, once: str) -> str:
    now = kit.now()
    if locked(standing.contact, now=now):
        return _only_say(kit, message, ops.locked(), once=once)
    typed = command.target or ""
    code = next((row for row in standing.codes if row.code == typed), None)
    # A wrong code counts against the request this phone was asked about last, if that still waits.
    meant = code or max(standing.codes, key=lambda row: row.expires_at, default=None)
    incident = kit.store.incident(meant.incident, _may_wake(kit, person)) if meant else None
    contact = standing.contact if code else counted(standing.contact, now=now)
    if incident is None:
        return _only_say(kit, message, ops.wrong_code(), once=once, contact=contact)
    draft = Draft(answered(incident, person.id, at=now) if code else incident, now=now, new_id=kit.new_id)
    question = asked_in(incident, meant.ask) if meant else None
    if question:
        words = own_words(message.body, command.argument or "")
        body = verbs.rule_on(
            draft, kit, person, ask=question, verb=command.verb, code=typed, phone=message.phone, words=words
        )
    elif command.verb == "say":
        body = ops.wrong_code()
    else:
        body = answer_ask(draft, kit, person, code=typed, phone=message.phone, is_yes=command.verb == "approve")
    draft.text(message.phone, body, "reply")
    kit.store.commit(draft.change(once=once, messages=(message,), contact=None if code else contact))
    return body


def is_code(target: str | None) -> bool:
    """Whether a reply names a request and not an incident."""
    return target is not None and len(target) == CODE_LENGTH and set(target) <= set(CODE_ALPHABET)


def own_words(body: str, argument: str) -> str:
    """A responder's words as they were typed: the grammar reads a tidied text, and what is passed on is not tidied."""
    begin = " ".join(argument.split()[:1])
    typed = body.find(begin, body.find(" ")) if begin else -1
    whole = body[typed:].strip() if typed >= 0 else argument
    same = "".join(plain(whole[: len(argument) * 2]).split())
    return whole if same.startswith("".join(argument.split())[:40]) else argument


def _all_open(kit: Kit, standing: Standing) -> str:
    """A line for each open incident this phone was woken for, newest first, in at most three segments."""
    newest_first = sorted(standing.paged, key=lambda row: row.at, reverse=True)
    found = kit.store.several([row.incident for row in newest_first[:5]])
    said = {row.incident: f"{row.codes[0]} = " for row in newest_first if row.codes}
    width = 120 if len(found) <= 2 else 40  # a short line for each tells more than a long one for some
    lines = [said.get(one.id, "") + ops.status_line(one, now=kit.now(), width=width) for one in found if one.is_open]
    return fit(" ".join(lines), segments=3) if lines else ops.help_text(context_of(standing))


def context_of(standing: Standing) -> Context:
    """What a text from this phone can refer to."""
    paged = sorted(standing.paged, key=lambda row: row.at)
    late = sorted(standing.late, key=lambda row: row.at, reverse=True)
    return Context(
        open=tuple(_ref(row) for row in paged),
        last_paged=paged[-1].incident if paged else None,
        asks=tuple(AskRef(code=row.code, incident=row.incident) for row in standing.codes),
        late=tuple(_ref(row) for row in late),
    )


def _ref(row: Paged) -> OpenRef:
    shown, *also = map(str, row.codes or (name_of(row.incident),))
    state = "resolved" if row.is_over else "open"
    return OpenRef(code=shown, incident=row.incident, title=row.title, state=state, also=tuple(also))


def _only_say(kit: Kit, message: Message, body: str, *, once: str, contact: Contact | None = None) -> str:
    answer = Outbox(id=kit.new_id(), at=kit.now(), errand=Text(to=message.phone, body=body, purpose="reply"))
    kit.store.commit(Change(once=once, contact=contact, messages=(message,), errands=(answer,)))
    return body
