"""The week's text: who is on when, to everybody who is; and to whoever leads a desk also the gaps and the unready."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.readiness import not_ready
from nightdesk.desk.responders.standing_in import roles_of
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import Repeated
from nightdesk.incident.desk import Desk
from nightdesk.persona.responder import rota as words
from nightdesk.roster.defects import gaps_in_words
from nightdesk.roster.person import Person
from nightdesk.roster.spans import turns_of
from nightdesk.store.store import Change

WEEK = timedelta(days=7)
LATE = timedelta(minutes=15)
"""How late a digest still goes out; after an outage of this length next week's is soon enough."""
AT_ONCE = 40
"""People in one transaction, which holds a hundred rows."""


def send_digest(kit: Kit) -> tuple[str, ...]:
    """Send it when its time has come, once; returns nothing, as every duty of the minute does when it went well."""
    due = due_at(kit, kit.now())
    # A desk at another speed is rehearsing, and its people's weeks are not these.
    if due is None or kit.settings.speed != 1 or not due <= kit.now() < due + LATE:
        return ()
    kit.store.read_rota()
    texts = [Text(to=person.phone, body=body, purpose="inform") for person, body in digest(kit, due)]
    for part in range(0, len(texts), AT_ONCE):
        rows = tuple(Outbox(id=kit.new_id(), at=kit.now(), errand=t) for t in texts[part : part + AT_ONCE])
        try:
            kit.store.commit(Change(once=f"digest:{due.isoformat()}:{part}", errands=rows))
        except Repeated:
            continue
    return ()


def due_at(kit: Kit, now: datetime) -> datetime | None:
    """The last time at or before `now` that a digest was due; None when the roster wants none."""
    digest = kit.roster.digest
    if digest is None:
        return None
    zone = ZoneInfo(digest.time_zone)
    today = now.astimezone(zone).date()
    for back in range(8):
        day = today - timedelta(days=back)
        at = datetime.combine(day, digest.at, zone)
        if day.weekday() == digest.weekday and at <= now:
            return at
    return None


def digest(kit: Kit, start: datetime) -> list[tuple[Person, str]]:
    """What each person gets who is on call in the week, or leads."""
    roster, end = kit.roster, start + WEEK
    leads = {person.id for person in roster.holders(roster.digest.leads if roster.digest else (), start)}
    holes = {role: gaps_in_words(roster, role, start, end) for role in roster.schedules}
    unready = not_ready(kit)
    found = []
    for person in roster.people:
        turns = turns_of(roster, person.id, start, end)
        if turns or person.id in leads:
            more = [hole for role in _led_by(kit, person) for hole in holes[role]] if person.id in leads else []
            names = [one.name for one in _beside(kit, person) if one.id in unready] if person.id in leads else []
            found.append((person, words.week(turns, person, gaps=more, unready=names, why=unready.get(person.id, ()))))
    return found


def _led_by(kit: Kit, lead: Person) -> list[str]:
    """The roles of their desks, and those of no ladder, which are everybody's."""
    own, of_ladders = roles_of(kit, lead), {r for p in kit.policies.values() for rung in p.rungs for r in rung.roles}
    return [role for role in kit.roster.schedules if role in own or role not in of_ladders]


def _beside(kit: Kit, lead: Person) -> list[Person]:
    """Everybody of their desks."""
    desks = [desk for desk in Desk if kit.roster.may_work(lead, desk)]
    return [one for one in kit.roster.people if any(kit.roster.may_work(one, desk) for desk in desks)]
