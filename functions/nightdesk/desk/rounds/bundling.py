"""
Pages to one person in a storm: the first goes at once, what follows within a moment goes out as one text.

Only what is milder than SEV1 waits for that, and not past the next round of the minute's audit, which sends it. SEV1
waits, by text and by call, once its reader has had more than anybody can take in (rationing.py); SEV0 never does. What
is in a bundle is checked when it is sent: nothing that somebody has by then is told of.
"""

from datetime import timedelta

from msgspec.structs import replace

from nightdesk.desk.kit import Kit
from nightdesk.desk.rounds import rationing
from nightdesk.errand.errand import Errand, Outbox, OutboxState, Ring, Text, about
from nightdesk.errors import Stale
from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.responder import course

TOGETHER_MINUTES = 0.75
AUDITED = timedelta(seconds=20)
"""Where a desk runs so fast that a moment is shorter than this, the audit comes too late to wait for."""
LASTS = timedelta(minutes=3)
"""What had to wait is worth sending for this long afterwards: as long as a call that did not."""
MOST = 50
"""Pages in one bundle; what is beyond goes out with the next."""

Left = list[tuple[Outbox, OutboxState]]


def is_worth_it(kit: Kit, row: Outbox) -> bool:
    """Whether an errand should still be done: it is not too late, and nobody has taken care of it meanwhile."""
    if row.until and kit.now() > row.until:
        return False
    if not row.unless or row.incident is None:
        return True
    return _still_wanted(row, kit.store.incident(row.incident))


def came_too_late(kit: Kit, row: Outbox) -> bool:
    """Whether somebody should have been woken or asked by this, and still should: only its own time is over."""
    if getattr(row.errand, "purpose", "") not in {"page", "ask"} or row.incident is None or not _is_late(kit, row):
        return False
    return _still_wanted(row, kit.store.incident(row.incident))


def may_wait(kit: Kit, row: Outbox) -> bool:
    """
    Whether this page follows another to the same phone so closely that one text can tell of both.

    The first page of a storm does not, and so never waits; nor does what is worse than SEV2.
    """
    if row.is_put_off or not waits_on(kit, row) or not _can_be_bundled(row) or row.incident is None:
        return False
    if not isinstance(row.errand, Text):
        return False  # a call is made because a text was not enough
    incident = kit.store.incident(row.incident)
    if incident is None or not _is_mild(incident):
        return False
    moment = kit.pace(TOGETHER_MINUTES)
    return any(
        not other.is_over
        and other.incident != row.incident
        and row.at - moment <= other.at
        and (other.at, other.incident) < (row.at, incident.id)
        for other in kit.store.standing(Phone(about(row.errand))).paged
    )


def put_off(kit: Kit, row: Outbox) -> Outbox | None:
    """Let it wait, and remember that it did; None when somebody else has it."""
    until = max(row.at + kit.pace(TOGETHER_MINUTES), rationing.wait_until(kit, row))
    lasts = max(row.until, until + LASTS) if row.until else None
    waiting = replace(row, state=OutboxState.WAITING, is_put_off=True, waits_until=until, until=lasts)
    return waiting if kit.store.amend(row, waiting) else None


def waits_on(kit: Kit, row: Outbox) -> bool:
    """Whether the moment in which pages are gathered is still running for this one."""
    moment = kit.pace(TOGETHER_MINUTES)
    if moment < AUDITED:
        return False
    return kit.now() < (row.waits_until or row.at + moment) and not _is_gravest(kit, row)


def _is_gravest(kit: Kit, row: Outbox) -> bool:
    """Whether it has become SEV0 while it waited."""
    incident = kit.store.incident(row.incident) if row.is_put_off and row.incident else None
    return incident is not None and incident.severity is Severity.SEV0


def gathers(row: Outbox) -> bool:
    """Whether this page has waited, so that what waits beside it goes out with it."""
    return row.is_put_off


def gather(kit: Kit, row: Outbox) -> tuple[Outbox | None, Left]:
    """
    The page with everything that waits for the same phone told in it, and what the others are now.

    It is None when nobody needs it any more. It is saved before it is sent, and the others are settled before that too:
    whoever dies in between sends none of them twice, because `row.bundle` knows what must be told. Raises Stale when
    somebody else took it.
    """
    rows = [row, *_others(kit, row)]
    incidents = {one.id: one for one in kit.store.several([r.incident for r in rows if r.incident])}
    told = [r for r in rows if r.incident and _still_wanted(r, incidents.get(r.incident)) and not _is_late(kit, r)]
    left: Left = [(r, OutboxState.BUNDLED if r in told else OutboxState.DROPPED) for r in rows[1:]]
    if not told:
        return None, left
    errand = row.errand
    shown = list({r.incident: incidents[r.incident] for r in told if r.incident}.values())
    if len(shown) > 1 or told[0] is not row:
        errand = _telling_all(errand, shown)
    whole = replace(row, errand=errand, bundle=tuple(r.id for r in rows[1:]))
    if whole != row and not kit.store.amend(row, whole):
        raise Stale("somebody else has this page now")
    return whole, left


def _telling_all(errand: Errand, shown: list[Incident]) -> Errand:
    """One text with their count and names, or one call that reads them out."""
    match errand:
        case Text():
            return replace(errand, body=course.bundle(shown, reader=errand.to))
        case Ring():
            person = errand.script.rpartition("/")[2]
            only = f"page/{shown[0].id}/{person}"
            return replace(errand, script=f"pages/{person}" if len(shown) > 1 else only)
    raise AssertionError("nothing else can be bundled")


def _others(kit: Kit, row: Outbox) -> list[Outbox]:
    """What was gathered before, and what waits for the same phone now."""
    before = [found for outbox in row.bundle if (found := kit.store.errand(outbox)) is not None]
    waiting = [
        other
        for other in kit.store.unsettled(before=kit.now())
        if other.state is OutboxState.WAITING
        and _can_be_bundled(other)
        and other.id not in {row.id, *row.bundle}
        and type(other.errand) is type(row.errand)
        and about(other.errand) == about(row.errand)
    ]
    return [*before, *waiting][:MOST]


def _can_be_bundled(row: Outbox) -> bool:
    return isinstance(row.errand, Text | Ring) and row.errand.purpose == "page" and bool(row.unless)


def _is_mild(incident: Incident) -> bool:
    return incident.desk is Desk.OPS and incident.severity > Severity.SEV1


def _is_late(kit: Kit, row: Outbox) -> bool:
    return bool(row.until and kit.now() > row.until)


def _still_wanted(row: Outbox, incident: Incident | None) -> bool:
    if incident is None or not incident.is_open:
        return False
    return not (row.unless == "acknowledged" and incident.ack is not None)
