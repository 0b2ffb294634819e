"""
nightdesk rota: what departs from the schedules, kept in the table: list, cover, swap, away, drop, clear; test pages.

Whom a change concerns is texted what was arranged, with the change and in its transaction.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from getpass import getuser
from typing import TYPE_CHECKING, Any

from nightdesk.cli.arranging import left_wrong, person_called, refuse_odd_times, refuse_pointless
from nightdesk.cli.lines import Json, show
from nightdesk.cli.times import time_told
from nightdesk.errors import Malformed
from nightdesk.roster.changes import Away, Changes, Override, Swap
from nightdesk.roster.roster import Roster

if TYPE_CHECKING:
    from nightdesk.desk.kit import Kit


def add_to(commands: Any) -> None:
    """Add the command to the grammar. It works on the deployed table, with the settings of the shell."""
    parser = commands.add_parser("rota", help="change who is on call, in the table")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", help="what departs from the schedules now and later")
    listing.add_argument("--pretty", action="store_true")
    cover = verbs.add_parser("cover", help="ben ana: ben is on call wherever ana would be")
    cover.add_argument("who")
    cover.add_argument("instead_of")
    cover.add_argument("--role", help="of one schedule only")
    swap = verbs.add_parser("swap", help="ana ben: each has the other's turns")
    swap.add_argument("who")
    swap.add_argument("other")
    swap.add_argument("--role", help="of one schedule only")
    away = verbs.add_parser("away", help="ana: her turns go to whoever is next")
    away.add_argument("who")
    for made in (cover, swap, away):
        made.add_argument("--from", dest="starts", help="an ISO 8601 time with its zone; now when left out")
        made.add_argument("--until", dest="ends", required=True, help="an ISO 8601 time with its zone")
    drop = verbs.add_parser("drop", help="end one of them")
    drop.add_argument("id")
    verbs.add_parser("clear", help="end all of them; also when what is kept cannot be read any more")
    test = verbs.add_parser("test", help="send a test page to these people, or to everybody")
    test.add_argument("who", nargs="*")
    parser.set_defaults(run=_rota)


def _rota(chosen: argparse.Namespace) -> int:
    from nightdesk import wiring  # needs the settings of a deployment

    return change_rota(wiring.kit(), chosen)


def change_rota(kit: "Kit", chosen: argparse.Namespace) -> int:
    """Do what was typed. Raises Malformed when it names nobody, or ends before it begins; then nothing is changed."""
    from nightdesk.desk.responders.readiness import send_test_page
    from nightdesk.desk.retrying import decide_again_if_stale

    people = {person.id: person for person in kit.roster.people}
    _by_id(kit.roster, chosen)
    if chosen.verb == "test":
        send_test_page(kit, [people[name] for name in chosen.who or people])
        return 0
    if (why := kit.store.read_rota().unreadable) and chosen.verb != "clear":
        raise Malformed(f"what is kept in the table cannot be read: {why}; nightdesk rota clear begins anew")
    if chosen.verb == "list":
        show(_rows(kit.store.read_rota().still_to_come(kit.now())), is_pretty=chosen.pretty)
        return 0
    decide_again_if_stale(lambda: _save(kit, chosen))
    return 0


def _save(kit: "Kit", chosen: argparse.Namespace) -> None:
    from nightdesk.cli.concerned import told
    from nightdesk.store.store import Change, RotaChange

    rota, change_id, by = kit.store.read_rota().still_to_come(kit.now()), kit.new_id(), f"cli:{getuser()}"
    if chosen.verb == "drop":
        fresh, words = rota.without(chosen.id), f"dropped {chosen.id}"
        if fresh == rota:
            raise Malformed(f"nothing has the id {chosen.id!r}; see nightdesk rota list")
    elif chosen.verb == "clear":
        fresh, words = Changes(version=rota.version), "cleared"
    else:
        added = made(kit.roster, chosen, now=kit.now(), change_id=change_id, by=by)
        fresh, words = replace(rota.then(added), version=rota.version), " ".join([chosen.verb, *_named(chosen)])
    change = RotaChange(rota=fresh, id=change_id, by=by, at=kit.now(), words=words)
    kit.store.commit(Change(rota=change, errands=told(kit, rota, fresh)))
    print(change_id)
    for defect in left_wrong(kit.roster, rota, fresh, kit.now()):
        print(f"! {defect}", file=sys.stderr)


def made(roster: Roster, chosen: argparse.Namespace, *, now: datetime, change_id: str, by: str) -> Changes:
    """What was typed, as changes. Raises Malformed."""
    starts, ends = time_told("--from", chosen.starts) if chosen.starts else now, time_told("--until", chosen.ends)
    refuse_odd_times(starts, ends, chosen.ends, now)
    role = getattr(chosen, "role", None) or ""
    if role and role not in roster.schedules:
        raise Malformed(f"--role: no schedule named {role!r}; there are {', '.join(roster.schedules)}")
    span: dict[str, Any] = {"starts_at": starts, "ends_at": ends, "id": change_id, "made_by": by, "made_at": now}
    make: dict[str, Callable[[], Changes]] = {
        "cover": lambda: Changes(
            overrides=tuple(
                Override(role=one, person=chosen.who, instead_of=chosen.instead_of, **span)
                for one in ([role] if role else roster.schedules)
                if not roster.why_unsuited(chosen.who, one)
            )
        ),
        "swap": lambda: Changes(swaps=(Swap(one=chosen.who, other=chosen.other, role=role, **span),)),
        "away": lambda: Changes(away=(Away(person=chosen.who, **span),)),
    }
    if chosen.verb != "away" and chosen.who == _named(chosen)[-1]:
        raise Malformed(f"{chosen.who} cannot {chosen.verb} themselves")
    if chosen.verb != "away":
        _refuse_unsuited(roster, chosen, role)
    added = make[chosen.verb]()
    if chosen.verb != "away":
        turned = _named(chosen) if chosen.verb == "swap" else [chosen.instead_of]
        refuse_pointless(roster, added, turned, max(starts, now), ends)
    return added


def _refuse_unsuited(roster: Roster, chosen: argparse.Namespace, role: str) -> None:
    """Whoever works another desk is woken in vain: its incidents are hidden from them. Raises Malformed."""
    who, other = _named(chosen)
    for taking, giving in [(who, other)] + ([(other, who)] if chosen.verb == "swap" else []):
        for one in [role] if role else roster.schedules:
            if (role or giving in roster.schedules[one].people) and (why := roster.why_unsuited(taking, one)):
                raise Malformed(why)


def _by_id(roster: Roster, chosen: argparse.Namespace) -> None:
    """People as they were typed, by their ids. Raises Malformed for one whom nobody, or more than one, is."""
    for field in ("who", "instead_of", "other"):
        told = getattr(chosen, field, None)
        if isinstance(told, list):
            setattr(chosen, field, [person_called(roster, one).id for one in told])
        elif told is not None:
            setattr(chosen, field, person_called(roster, told).id)


def _named(chosen: argparse.Namespace) -> list[str]:
    who = getattr(chosen, "who", None) or []
    others = [getattr(chosen, name, None) for name in ("instead_of", "other")]
    return [*(who if isinstance(who, list) else [who]), *filter(None, others)]


def _rows(rota: Changes) -> list[Json]:
    from nightdesk.cli.concerned import departures

    return [
        {
            "id": one.id,
            "what": {Override: "cover", Swap: "swap", Away: "away"}[type(one)],
            "who": one.one if isinstance(one, Swap) else one.person,
            "for": one.instead_of if isinstance(one, Override) else one.other if isinstance(one, Swap) else None,
            "role": getattr(one, "role", "") or None,
            "starts_at": one.starts_at.isoformat(),
            "ends_at": one.ends_at.isoformat(),
            "made_by": one.made_by,
        }
        for one in departures(rota)
    ]
