"""Who is on call, changed and asked about by text. Nobody is put on call by anybody but themselves."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.channel.replies.covering import RotaWords, moment_of
from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.readiness import take_ready
from nightdesk.errand.errand import Outbox, Text
from nightdesk.incident.desk import Desk, Phone
from nightdesk.persona.responder import rota as words
from nightdesk.roster.changes import Changes, Override, Wanted
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster
from nightdesk.roster.spans import turns_of
from nightdesk.store.store import Change, RotaChange

LONGEST_COVER = timedelta(hours=72)
MOST_ASKED = 5
COMING = timedelta(days=14)


def answer_about_rota(kit: Kit, person: Person, message: Message, said: RotaWords, *, once: str) -> str:
    """Do or say what a text about the rota wants, in one transaction; returns the answer."""
    if said.verb == "ready":
        return take_ready(kit, person, message, once=once)
    kit.store.read_rota()
    match said.verb:
        case "cover" if said.whom == "me":
            return _ask_for_cover(kit, person, message, said, once=once)
        case "cover":
            return _cover(kit, person, message, said, once=once)
        case "uncover":
            return _uncover(kit, person, message, once=once)
        case "mine":
            body = words.my_turns(turns_of(kit.roster, person.id, kit.now(), kit.now() + COMING), person)
        case "who":
            at = moment_of(said.when, kit.now(), ZoneInfo(person.time_zone)) if said.when else None
            roles = roles_of(kit, person)
            body = words.on_call(kit.roster, roles, at or kit.now(), person, is_now=at is None)
    return _say(kit, message, body, once=once)


def roles_of(kit: Kit, person: Person) -> tuple[str, ...]:
    """The roles of the desks this person works, tier by tier."""
    desks = [desk for desk in Desk if kit.roster.may_work(person, desk)]
    rungs = sorted(
        (rung for policy in kit.policies.values() if policy.desk in desks for rung in policy.rungs),
        key=lambda rung: rung.tier,
    )
    return tuple(dict.fromkeys(role for rung in rungs for role in rung.roles))


def _cover(kit: Kit, person: Person, message: Message, said: RotaWords, *, once: str) -> str:
    now, roster = kit.now(), kit.roster
    other = named(roster, said.whom)
    if other is None:
        return _say(kit, message, words.who_is(said.whom), once=once)
    if other.id == person.id:
        return _uncover(kit, person, message, once=once)
    open_asks = [one for one in roster.changes().wanted if one.person == other.id and one.until > now]
    until = _until(kit, said, person) if said.when else open_asks[-1].until if open_asks else None
    if until is None or not now < until <= now + LONGEST_COVER:
        return _say(kit, message, words.until_when(other.id), once=once)
    held = tuple(dict.fromkeys(turn.role for turn in turns_of(roster, other.id, now, until)))
    if not held:
        return _say(kit, message, words.not_on_call(other.name, until, person), once=once)
    roles = tuple(role for role in held if role in roles_of(kit, person) and (person.is_vet or not other.is_vet))
    if not roles:
        return _say(kit, message, words.not_theirs(other.name), once=once)
    covers = tuple(
        Override(
            role=role,
            person=person.id,
            instead_of=other.id,
            starts_at=now,
            ends_at=until,
            id=message.id,
            made_by=person.id,
            made_at=now,
        )
        for role in roles
    )
    rota = kit.store.rota.still_to_come(now)
    fresh = replace(
        rota,
        overrides=(*rota.overrides, *covers),
        wanted=tuple(one for one in rota.wanted if one.person != other.id),
    )
    told = [(other.phone, words.covered(person.name, roles, until, other))]
    record = f"{person.name} covers {other.name} as {', '.join(roles)} until {until.isoformat()}"
    body = words.covering(other.name, roles, until, person)
    return _say(kit, message, body, once=once, rota=fresh, record=record, by=person, told=told)


def _ask_for_cover(kit: Kit, person: Person, message: Message, said: RotaWords, *, once: str) -> str:
    now, roster = kit.now(), kit.roster
    until = _until(kit, said, person) if said.when else None
    if until is None or not now < until <= now + LONGEST_COVER:
        return _say(kit, message, words.until_when("me"), once=once)
    roles = tuple(dict.fromkeys(turn.role for turn in turns_of(roster, person.id, now, until)))
    if not roles:
        return _say(kit, message, f"You are not on call before {words.when(until, person)}.", once=once)
    asked = _could_cover(kit, person, roles, now)
    rota = kit.store.rota.still_to_come(now)
    want = Wanted(person=person.id, until=until, made_at=now, id=message.id)
    fresh = replace(rota, wanted=(*(one for one in rota.wanted if one.person != person.id), want))
    return _say(
        kit,
        message,
        words.asked([one.name for one in asked]),
        once=once,
        rota=fresh if asked else None,
        record=f"{person.name} asked to be covered until {until.isoformat()}",
        by=person,
        told=[(one.phone, words.wanted(person.name, person.id, roles, until, one)) for one in asked],
    )


def _could_cover(kit: Kit, person: Person, roles: tuple[str, ...], now: datetime) -> tuple[Person, ...]:
    """Whoever takes turns with them, then who is on call on other tiers; nobody who is away."""
    roster = kit.roster
    with_them = [p for role in roles for p in roster.schedules[role].people]
    on_call = [p.id for p in roster.holders(roles_of(kit, person), now)]
    desks = [desk for desk in Desk if roster.may_work(person, desk)]
    found = [
        one
        for one in map(roster.person, dict.fromkeys((*with_them, *on_call)))
        if one.id != person.id
        and not roster.changes().is_away(one.id, now)
        and any(roster.may_work(one, desk) for desk in desks)
        and (one.is_vet or not person.is_vet)
    ]
    return tuple(found[:MOST_ASKED])


def _uncover(kit: Kit, person: Person, message: Message, *, once: str) -> str:
    """Whoever is covered may be on call again at any time; whoever covers may not put it back on somebody asleep."""
    now, rota = kit.now(), kit.store.rota.still_to_come(kit.now())
    mine = [one for one in rota.overrides if one.instead_of == person.id]
    if not mine:
        covered = dict.fromkeys(one.instead_of for one in rota.overrides if one.person == person.id and one.instead_of)
        names = [kit.roster.person(one).name for one in covered if one in {p.id for p in kit.roster.people}]
        return _say(kit, message, words.not_covered(names), once=once)
    fresh = replace(rota, overrides=tuple(one for one in rota.overrides if one not in mine))
    known = {p.id: p for p in kit.roster.people}
    coverers = [known[one] for one in dict.fromkeys(one.person for one in mine) if one in known]
    return _say(
        kit,
        message,
        words.back([one.name for one in coverers]),
        once=once,
        rota=fresh,
        record=f"{person.name} is on call again",
        by=person,
        told=[(one.phone, words.given_back(person.name, one, now)) for one in coverers],
    )


def named(roster: Roster, told: str) -> Person | None:
    """Whom somebody means: an id, a name or a part of one that only one person has."""
    wanted = told.casefold().strip()
    exact = [p for p in roster.people if wanted in {p.id, p.name.casefold(), *map(str.casefold, p.known_as)}]
    found = exact or [p for p in roster.people if wanted in p.name.casefold().replace(".", "").split()]
    return found[0] if len(found) == 1 else None


def _until(kit: Kit, said: RotaWords, person: Person) -> datetime | None:
    return moment_of(said.when, kit.now(), ZoneInfo(person.time_zone))


def _say(
    kit: Kit,
    message: Message,
    body: str,
    *,
    once: str,
    rota: Changes | None = None,
    record: str = "",
    by: Person | None = None,
    told: list[tuple[Phone, str]] | None = None,
) -> str:
    now = kit.now()
    texts = [Text(to=message.phone, body=body, purpose="reply")]
    texts += [Text(to=phone, body=said, purpose="inform") for phone, said in told or [] if rota]
    change = RotaChange(rota=rota, id=message.id, by=by.id, at=now, words=record) if rota and by else None
    errands = tuple(Outbox(id=kit.new_id(), at=now, errand=text) for text in texts)
    kit.store.commit(Change(once=once, messages=(message,), errands=errands, rota=change))
    return body
