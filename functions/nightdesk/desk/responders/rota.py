"""Who is on call, covered and asked about by text. Nobody is put on call by anybody but themselves."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.channel.replies.covering import RotaWords
from nightdesk.channel.replies.moments import moment_of, windows_of
from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.readiness import take_ready
from nightdesk.desk.responders.saying import say
from nightdesk.desk.responders.standing_in import could_cover, may_stand_in, named, roles_of
from nightdesk.desk.responders.swap import agree, offer, refuse, withdraw
from nightdesk.persona.responder import rota as words
from nightdesk.roster.changes import Changes, Override, Wanted
from nightdesk.roster.person import Person
from nightdesk.roster.spans import changes_anything, turns_of

LONGEST_COVER = timedelta(hours=72)
COMING = timedelta(days=14)
_NIGHT, _MORNING = 22, 5
"""Hours between which it is tonight already."""


def answer_about_rota(kit: Kit, person: Person, message: Message, said: RotaWords, *, once: str) -> str:
    """Do or say what a text about the rota wants, in one transaction; returns the answer."""
    if said.verb == "ready":
        return take_ready(kit, person, message, once=once)
    if kit.store.read_rota().unreadable and said.verb not in {"mine", "who"}:
        return say(kit, message, words.unreadable(), once=once)
    match said.verb:
        case "cover" if said.whom == "me":
            return _ask_for_cover(kit, person, message, said, once=once)
        case "cover":
            return _cover(kit, person, message, said, once=once)
        case "uncover":
            return _uncover(kit, person, message, once=once)
        case "swap":
            return offer(kit, person, message, said, once=once)
        case "agree":
            return agree(kit, person, message, said.code, once=once)
        case "refuse":
            return refuse(kit, person, message, said.code, once=once)
        case "withdraw":
            return withdraw(kit, person, message, said.code, once=once)
        case "mine":
            body = words.my_turns(turns_of(kit.roster, person.id, kit.now(), kit.now() + COMING), person)
        case "who":
            at, roles = _asked_about(kit, said.when, person), roles_of(kit, person)
            is_now = not said.when
            body = words.on_call(kit.roster, roles, at, person, is_now=is_now) if at else words.which_time()
    return say(kit, message, body, once=once)


def _cover(kit: Kit, person: Person, message: Message, said: RotaWords, *, once: str) -> str:
    now, roster = kit.now(), kit.roster
    other = named(roster, said.whom)
    if other is None:
        return say(kit, message, words.who_is(said.whom), once=once)
    if other.id == person.id:
        return _uncover(kit, person, message, once=once)
    open_asks = [one for one in roster.changes().wanted if one.person == other.id and one.until > now]
    until = _until(kit, said, person) if said.when else open_asks[-1].until if open_asks else None
    if until is None or not now < until <= now + LONGEST_COVER:
        return say(kit, message, words.until_when(other.id), once=once)
    made = Override(
        role="",
        person=person.id,
        instead_of=other.id,
        starts_at=now,
        ends_at=until,
        id=message.id,
        made_by=person.id,
        made_at=now,
    )
    held = tuple(role for role in roster.schedules if _changes_a_turn(kit, replace(made, role=role)))
    if not held:
        return say(kit, message, words.not_on_call(other.name, until, person), once=once)
    roles = tuple(role for role in held if may_stand_in(kit, person, other, role))
    if not roles:
        return say(kit, message, words.not_theirs(other.name), once=once)
    covers = tuple(replace(made, role=role) for role in roles)
    rota = kit.store.rota.still_to_come(now)
    fresh = replace(
        rota,
        overrides=(*rota.overrides, *covers),
        wanted=tuple(one for one in rota.wanted if one.person != other.id),
    )
    told = [(other.phone, words.covered(person.name, roles, until, other))]
    record = f"{person.name} covers {other.name} as {', '.join(roles)} until {until.isoformat()}"
    body = words.covering(other.name, roles, until, person)
    return say(kit, message, body, once=once, rota=fresh, record=record, by=person, told=told)


def _changes_a_turn(kit: Kit, cover: Override) -> bool:
    """Also of somebody who is away: who was chosen goes before whoever is next."""
    before = kit.roster.changes()
    after = before.then(Changes(overrides=(cover,)))
    return changes_anything(kit.roster, before, after, cover.role, (cover.starts_at, cover.ends_at))


def _ask_for_cover(kit: Kit, person: Person, message: Message, said: RotaWords, *, once: str) -> str:
    now, roster = kit.now(), kit.roster
    until = _until(kit, said, person) if said.when else None
    if until is None or not now < until <= now + LONGEST_COVER:
        return say(kit, message, words.until_when("me"), once=once)
    roles = tuple(dict.fromkeys(turn.role for turn in turns_of(roster, person.id, now, until)))
    if not roles:
        return say(kit, message, f"You are not on call before {words.when(until, person)}.", once=once)
    asked = could_cover(kit, person, roles, now)
    rota = kit.store.rota.still_to_come(now)
    want = Wanted(person=person.id, until=until, made_at=now, id=message.id)
    fresh = replace(rota, wanted=(*(one for one in rota.wanted if one.person != person.id), want))
    return say(
        kit,
        message,
        words.asked([one.name for one in asked]),
        once=once,
        rota=fresh if asked else None,
        record=f"{person.name} asked to be covered until {until.isoformat()}",
        by=person,
        told=[(one.phone, words.wanted(person.name, person.id, roles, until, one)) for one in asked],
    )


def _uncover(kit: Kit, person: Person, message: Message, *, once: str) -> str:
    """Whoever is covered may be on call again at any time; whoever covers may not put it back on somebody asleep."""
    now, rota = kit.now(), kit.store.rota.still_to_come(kit.now())
    mine = [one for one in rota.overrides if one.instead_of == person.id and not one.of_swap]
    if not mine:
        covered = dict.fromkeys(one.instead_of for one in rota.overrides if one.person == person.id and one.instead_of)
        names = [kit.roster.person(one).name for one in covered if one in {p.id for p in kit.roster.people}]
        return say(kit, message, words.not_covered(names), once=once)
    fresh = replace(rota, overrides=tuple(one for one in rota.overrides if one not in mine))
    known = {p.id: p for p in kit.roster.people}
    coverers = [known[one] for one in dict.fromkeys(one.person for one in mine) if one in known]
    return say(
        kit,
        message,
        words.back([one.name for one in coverers]),
        once=once,
        rota=fresh,
        record=f"{person.name} is on call again",
        by=person,
        told=[(one.phone, words.given_back(person.name, one, now)) for one in coverers],
    )


def _asked_about(kit: Kit, told: str, person: Person) -> datetime | None:
    """The time that somebody asks about; of a day, at this time of it. None when it is not sure which is meant."""
    now, zone = kit.now(), ZoneInfo(person.time_zone)
    if not told:
        return now
    local = now.astimezone(zone)
    if told == "tonight":
        return now if local.hour >= _NIGHT or local.hour < _MORNING else moment_of(f"{_NIGHT}:00", now, zone)
    if at := moment_of(told, now, zone):
        return at
    for starts, ends in windows_of(told, now, zone)[:1]:
        day = starts.astimezone(zone)
        return starts if starts == ends else local.replace(year=day.year, month=day.month, day=day.day)
    return None


def _until(kit: Kit, said: RotaWords, person: Person) -> datetime | None:
    return moment_of(said.when, kit.now(), ZoneInfo(person.time_zone))
