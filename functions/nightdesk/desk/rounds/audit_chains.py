"""Every minute: is everything that should be awake awake? Mend what is not, and beat only when all is well."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from nightdesk.channel.carrier import trouble
from nightdesk.desk.kit import Kit
from nightdesk.desk.rounds import mending, second_way
from nightdesk.desk.rounds.deliver import Doors, recover
from nightdesk.desk.rounds.raising import Ill, raise_ills
from nightdesk.desk.rounds.unreported import write_anew
from nightdesk.errand.errand import RANK, Notify, Outbox, OutboxState, StartWatch
from nightdesk.errors import NightdeskError, Unavailable
from nightdesk.escalation.pages import LONGEST_VALID_MINUTES
from nightdesk.escalation.watch import next_due
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident, Page, PageState

T = TypeVar("T")
OVERSLEPT = timedelta(seconds=45)
STUCK = timedelta(seconds=20)
UNTOLD = timedelta(minutes=5)
LATELY = timedelta(minutes=10)
LONGEST_TRIED = timedelta(minutes=LONGEST_VALID_MINUTES)
AHEAD = timedelta(seconds=5)
"""Clocks of other workers may be ahead of ours, and what they have just saved counts."""
CHAINS_A_ROUND = 300
"""Watches that are looked at in one minute; with more incidents than this every one has its turn within minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """
    What one round found: incidents whose watch should have acted (overslept) or does not run (unwatched), errands not
    handed over (stuck), and what failed. mended: how many errands were handed over by it. raised: ills that outlasted
    their mending and were made incidents.

    untold: notices that a place outside has not taken for long. They raise an alarm of their own and do not silence the
    heartbeat: nobody sleeps worse because Slack is down. diverted: pages of the last minutes that only the second way
    took; nobody can answer them. unsent: pages that the carrier did not take while they mattered, until lately.
    unreported: incidents that are over without a record; like notices they are raised and do not silence it.
    """

    looked_at: int
    overslept: tuple[str, ...]
    stuck: int
    mended: int
    failed: tuple[str, ...]
    untold: int = 0
    unwatched: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    diverted: int = 0
    unsent: int = 0
    unreported: int = 0

    @property
    def all_is_well(self) -> bool:
        """Nothing overslept, unwatched, stuck or failed, and the carrier takes what is said."""
        return not (self.overslept or self.unwatched or self.stuck or self.failed or self.diverted or self.unsent)


def audit_chains(
    kit: Kit, doors: Doors, *, beat: Callable[[], None], also_ill: Sequence[Ill] = (), failed: Sequence[str] = ()
) -> Audit:
    """
    One round. A failure at one incident never stops the round at the others.

    also_ill, failed: what others who look each minute have found; there is no beat while there is any.
    """
    now, troubles = kit.now(), list(failed)
    incidents = list(kit.store.open_incidents())
    rows = list(kit.store.unsettled(before=now + AHEAD))
    overslept = list(_overslept(kit, incidents, troubles))
    awake = [one for one in incidents if one.id not in {ill.what for ill in overslept}]
    starting = {row.incident for row in rows if isinstance(row.errand, StartWatch)}
    unwatched = list(_unwatched(kit, doors, [one for one in awake if one.id not in starting], troubles))
    unreported, unread = write_anew(kit, doors.chain, starting=starting)
    troubles += unread
    tried = [(row, _recover(kit, doors, row, troubles)) for row in rows if row.at < now - STUCK]
    # A page that was put off to go out with others waits for this very round.
    stuck = [ill for row, ill in tried if row.state is not OutboxState.WAITING and not isinstance(row.errand, Notify)]
    cut_off = [Ill("cut off", page.outbox, since=page.at) for page in second_way.diverted(kit, incidents)]
    found = Audit(
        looked_at=len(incidents),
        overslept=tuple(ill.what for ill in overslept),
        unwatched=tuple(ill.what for ill in unwatched),
        stuck=len(stuck),
        mended=sum(ill.is_mended for _, ill in tried),
        failed=tuple(troubles),
        raised=raise_ills(
            kit,
            (*overslept, *unwatched, *stuck, *cut_off, *unreported, *also_ill),
            incidents=incidents,
            troubles=troubles,
        ),
        unreported=len(unreported),
        untold=sum(_is_untold(row, now) for row, _ in tried),
        diverted=len(cut_off),
        unsent=sum(_is_unsent(kit, page) for one in incidents for page in one.pages),
    )
    if found.all_is_well and not also_ill and not troubles:
        beat()
    return found


def _overslept(kit: Kit, incidents: Iterable[Incident], troubles: list[str]) -> Iterator[Ill]:
    now = kit.now()
    for incident in incidents:
        mended: list[bool | None] = []
        if mending.lost_its_work(incident, now):
            mended.append(_try(partial(mending.work_anew, kit, incident.id), incident.id, troubles))
        known = len(troubles)
        since = _try(partial(_overdue_since, kit, incident, now), incident.id, troubles)
        if len(troubles) > known:
            # Nothing can be decided about it, and no round will mend that: raised at once.
            yield Ill("overslept", incident.id, since=now - mending.RAISED_AFTER)
            continue
        if since is not None:
            mended.append(_try(partial(mending.watch_anew, kit, incident.id, "overslept"), incident.id, troubles))
        if mended:
            yield Ill("overslept", incident.id, since=since or now, is_mended=None not in mended)


def _overdue_since(kit: Kit, incident: Incident, now: datetime) -> datetime | None:
    """At least since when something is due and not done; None when nothing is."""
    for late in (mending.RAISED_AFTER, OVERSLEPT):
        if next_due(incident, roster=kit.roster, now=now - late, pace=kit.pace).actions:
            return now - late
    return None


def _unwatched(kit: Kit, doors: Doors, incidents: Sequence[Incident], troubles: list[str]) -> Iterator[Ill]:
    """Whose watch does not run although nothing is due yet: found before anybody is not woken in time."""
    now = kit.now()
    grown = [one for one in incidents if now - one.opened_at >= OVERSLEPT]
    for incident in _turn_of(grown, now):
        try:
            if doors.chain().is_watched(incident.id, generation=incident.generation):
                continue
        except Unavailable as error:
            troubles.append(str(error))
            return
        anew = partial(mending.watch_anew, kit, incident.id, "was not running", generation=incident.generation)
        if (did := _try(anew, incident.id, troubles)) is not False:
            yield Ill("unwatched", incident.id, since=now, is_mended=bool(did))


def _turn_of(incidents: Sequence[Incident], now: datetime) -> Sequence[Incident]:
    """All of them, or of too many those whose turn it is this minute."""
    rounds = -(-len(incidents) // CHAINS_A_ROUND) or 1
    return incidents[int(now.timestamp() // 60) % rounds :: rounds]


def _recover(kit: Kit, doors: Doors, row: Outbox, troubles: list[str]) -> Ill:
    """Hand over what got stuck; only what is out of the house by then is mended."""

    def hand_over() -> bool:
        state = recover(kit, doors, row)
        return state is not None and RANK[state] >= RANK[OutboxState.ACCEPTED]

    return Ill("stuck", row.id, since=row.at, is_mended=bool(_try(hand_over, row.id, troubles)))


def _is_unsent(kit: Kit, page: Page) -> bool:
    """Whether the carrier, and not this phone, is why a page failed lately: it never took it."""
    if page.state is not PageState.FAILED or kit.now() - page.at > LONGEST_TRIED + LATELY:
        return False
    row = kit.store.errand(page.outbox)
    if row is None or row.sid or row.settled_at is None or kit.now() - row.settled_at > LATELY:
        return False
    return not row.error or not trouble(row.error).is_final


def _is_untold(row: Outbox, now: datetime) -> bool:
    """Subscribers are told a few at a time, which may take long; nobody else's notice may."""
    return isinstance(row.errand, Notify) and row.errand.to != "subscribers" and now - row.at > UNTOLD


def _try(do: Callable[[], T], what: IncidentId | str, troubles: list[str]) -> T | None:
    """What it returns; None when it failed, which is kept and stops nothing else: not even our own mistakes do."""
    try:
        return do()
    except NightdeskError as error:
        troubles.append(f"{what}: {error}")
    except Exception as error:  # what is wrong with one incident must not leave all others unmended
        troubles.append(f"{what}: {type(error).__name__}: {error}")
    return None
