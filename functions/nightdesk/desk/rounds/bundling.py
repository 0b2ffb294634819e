"""
Pages to one person in a storm: the first goes at once, what follows within a moment goes out as one text.

Only what is milder than SEV1 ever waits, and not past the next round of the minute's audit, which sends it. What is in
a bundle is checked when it is sent: nothing that somebody has by then is told of.
"""

from datetime import timedelta

from msgspec.structs import replace

from nightdesk.desk.kit import Kit
from nightdesk.errand.errand import Outbox, OutboxState, Text, about
from nightdesk.errors import Stale
from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.responder import course

TOGETHER_MINUTES = 0.75
AUDITED = timedelta(seconds=20)
"""Where a desk runs so fast that a moment is shorter than this, the audit comes too late to wait for."""
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


def may_wait(kit: Kit, row: Outbox) -> bool:
    """
    Whether this page follows another to the same phone so closely that one text can tell of both.

    The first page of a storm does not, and so never waits; nor does what is worse than SEV2.
    """
    if row.is_put_off or not waits_on(kit, row) or not _can_be_bundled(row) or row.incident is None:
        return False
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
    waiting = replace(row, state=OutboxState.WAITING, is_put_off=True)
    return waiting if kit.store.amend(row, waiting) else None


def waits_on(kit: Kit, row: Outbox) -> bool:
    """Whether the moment in which pages are gathered is still running for this one."""
    moment = kit.pace(TOGETHER_MINUTES)
    return moment >= AUDITED and kit.now() - row.at < moment


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
    assert isinstance(errand, Text)  # what else can be bundled
    shown = list({r.incident: incidents[r.incident] for r in told if r.incident}.values())
    if len(shown) > 1 or told[0] is not row:
        errand = replace(errand, body=course.bundle(shown, reader=errand.to))
    whole = replace(row, errand=errand, bundle=tuple(r.id for r in rows[1:]))
    if whole != row and not kit.store.amend(row, whole):
        raise Stale("somebody else has this page now")
    return whole, left


def _others(kit: Kit, row: Outbox) -> list[Outbox]:
    """What was gathered before, and what waits for the same phone now."""
    before = [found for outbox in row.bundle if (found := kit.store.errand(outbox)) is not None]
    waiting = [
        other
        for other in kit.store.unsettled(before=kit.now())
        if other.state is OutboxState.WAITING
        and _can_be_bundled(other)
        and other.id not in {row.id, *row.bundle}
        and isinstance(row.errand, Text)
        and isinstance(other.errand, Text)
        and other.errand.to == row.errand.to
    ]
    return [*before, *waiting][:MOST]


def _can_be_bundled(row: Outbox) -> bool:
    return isinstance(row.errand, Text) and row.errand.purpose == "page" and bool(row.unless)


def _is_mild(incident: Incident) -> bool:
    return incident.desk is Desk.OPS and incident.severity > Severity.SEV1


def _is_late(kit: Kit, row: Outbox) -> bool:
    return bool(row.until and kit.now() > row.until)


def _still_wanted(row: Outbox, incident: Incident | None) -> bool:
    if incident is None or not incident.is_open:
        return False
    return not (row.unless == "acknowledged" and incident.ack is not None)
