"""Hands one saved errand to the outside world: still worth doing? claim, do, settle."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from nightdesk.chain.chain import Chain
from nightdesk.channel.channel import Channel, Turns
from nightdesk.channel.second_way import SecondWay
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.forgetting import erase
from nightdesk.desk.rounds import bundling, rationing, second_way
from nightdesk.desk.rounds.moving import move_room
from nightdesk.desk.rounds.receipt import page_settled
from nightdesk.errand.errand import (
    AnswerTask,
    EndRoom,
    Erase,
    Errand,
    MoveCall,
    MoveRoom,
    Notify,
    Outbox,
    OutboxState,
    Ring,
    StartWatch,
    StartWork,
    Text,
    Think,
)
from nightdesk.errors import ChannelUnavailable, Unavailable
from nightdesk.incident.masked import is_masked
from nightdesk.notice.notice import Notices
from nightdesk.notice.war_room import WarRoom

MOST_TRIES = 4
"""Rounds of quick tries, a minute apart, of what is worth doing for ever; all else is tried while it is worth doing."""
QUICK_PAUSES = (0.4, 1.2)
QUICK_WITHIN_SECONDS = 3.0
"""Whoever takes so long to say no is not asked again at once: others wait in the same batch."""
UNCERTAIN_AFTER = timedelta(seconds=30)
"""A claim this old belongs to a worker that died between claiming and settling."""


@dataclass(frozen=True, kw_only=True)
class Doors:
    """
    The ways out. second: what stands in for the carrier, None where nothing does. renew: read our login at the carrier
    anew; whether it has changed.
    """

    channel: Callable[[], Channel]
    turns: Callable[[], Turns]
    chain: Callable[[], Chain]
    war_room: Callable[[], WarRoom]
    notices: Callable[[], Notices] | None = None
    second: Callable[[], SecondWay] | None = None
    renew: Callable[[], bool] = lambda: False
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


def deliver(kit: Kit, doors: Doors, outbox: str) -> OutboxState | None:
    """Deliver one errand; None when there is nothing to do (done, or somebody else's). Never delivers one twice."""
    row = kit.store.claim(outbox, now=kit.now())
    if row is None:
        _note_again(kit, outbox)
        return None
    if not row.bundle and not _is_worth_it(kit, row):
        # Whom it did not reach in time is tried some other way; of what nobody needs any more nothing follows.
        return _settle(kit, row, OutboxState.FAILED if bundling.came_too_late(kit, row) else OutboxState.DROPPED)
    if row.way:
        return _by_second_way(kit, doors, row)
    if bundling.may_wait(kit, row) or not rationing.take(kit, row):
        return _put_off(kit, row)
    if bundling.gathers(row):
        whole, left_out = bundling.gather(kit, row)
        for other, state in left_out:
            _settle(kit, other, state)
        if whole is None:
            return _settle(kit, row, OutboxState.DROPPED)
        row = whole
    try:
        sid = _patiently(kit, doors, row)
    except ChannelUnavailable as error:
        return _failed(kit, doors, row, error)
    except Unavailable:
        return _try_again(kit, row)
    if isinstance(row.errand, Notify):
        return row.state  # not done but queued: whoever takes it from there settles it, and the auditor looks after it
    state = OutboxState.ACCEPTED if isinstance(row.errand, Text | Ring) else OutboxState.DELIVERED
    return _settle(kit, row, state, sid=sid)


def _put_off(kit: Kit, row: Outbox) -> OutboxState | None:
    waiting = bundling.put_off(kit, row)
    if waiting is None:
        return None
    page_settled(kit, waiting)
    return waiting.state


def recover(kit: Kit, doors: Doors, row: Outbox) -> OutboxState | None:
    """
    An errand that got stuck. A text that may have gone out is looked up at the carrier before it is sent again;
    starting and waking chains is harmless to repeat. The second way has no books: what may have gone out by it is
    repeated, as a call is.
    """
    now = kit.now()
    if row.state is OutboxState.WAITING:
        if bundling.waits_on(kit, row) or not kit.store.settle(row.id, state=OutboxState.QUEUED, now=now):
            return None
        return deliver(kit, doors, row.id)
    if row.state is OutboxState.QUEUED:
        return deliver(kit, doors, row.id)
    if row.claimed_at and now - row.claimed_at < UNCERTAIN_AFTER:
        return None
    if row.way == "neither":
        return deliver(kit, doors, row.id) if second_way.begin_again(kit, row) else None
    if isinstance(row.errand, Text) and not row.way:
        since = row.claimed_at or row.at
        sid = doors.channel().find_text(to=row.errand.to, body=row.errand.body, since=since - timedelta(seconds=5))
        if sid:
            return _settle(kit, row, OutboxState.ACCEPTED, sid=sid)
        if second_way.may_go(kit, row) and second_way.is_away(row):
            return deliver(kit, doors, row.id) if second_way.turn(kit, row, state=OutboxState.QUEUED) else None
    if kit.store.settle(row.id, state=OutboxState.QUEUED, now=now, way=row.way):
        return deliver(kit, doors, row.id)
    return None


def _note_again(kit: Kit, outbox: str) -> None:
    """A worker may have died between settling the row and telling the incident; telling it twice is harmless."""
    row = kit.store.errand(outbox)
    if row is not None:
        page_settled(kit, row)
        second_way.note(kit, row)


def _is_worth_it(kit: Kit, row: Outbox) -> bool:
    if isinstance(row.errand, Text | Ring) and is_masked(row.errand.to):
        return False  # a caller who hides the number can be sent nothing
    return bundling.is_worth_it(kit, row)


def _do(kit: Kit, doors: Doors, row: Outbox) -> str:
    errand: Errand = row.errand
    match errand:
        case Text():
            return doors.channel().text(
                to=errand.to, body=errand.body, receipt=f"/twilio/status/{row.id}", valid_seconds=errand.valid_seconds
            )
        case Ring():
            return doors.channel().ring(
                to=errand.to,
                script=errand.script,
                receipt=f"/twilio/status/{row.id}",
                ring_seconds=errand.ring_seconds,
            )
        case Think():
            doors.turns().put(phone=errand.phone, message_id=errand.message_id)
        case StartWatch() if row.incident:
            doors.chain().start_watch(row.incident, generation=errand.generation)
        case StartWork() if row.incident:
            doors.chain().start_work(row.incident, attempt=errand.attempt)
        case AnswerTask():
            doors.chain().answer(errand.token, state=errand.state)
        case Erase():
            erase(kit, errand)
        case MoveCall():
            return _move(kit, doors, row, errand)
        case EndRoom():
            doors.war_room().end(errand.room)
        case MoveRoom():
            move_room(errand, war_room=doors.war_room(), channel=doors.channel())
        case Notify() if doors.notices is not None:
            doors.notices().put(row.id, group=group_of(row), attempt=row.attempts)
    return ""


def group_of(row: Outbox) -> str:
    """What is told in order: each place about each incident, and the one page about all of them."""
    place = getattr(row.errand, "to", "")
    return place if place == "status page" else f"{place}-{row.incident}"


def _move(kit: Kit, doors: Doors, row: Outbox, errand: MoveCall) -> str:
    """Once only: a call that has been moved is somebody's talk by now. One that is over makes the phone ring."""
    incident = kit.store.incident(row.incident) if row.incident else None
    if incident and incident.owner_call and incident.owner_call.moved_to == errand.person:
        return ""
    try:
        doors.channel().redirect(call=errand.call, script=errand.script)
    except ChannelUnavailable as error:
        if not error.is_final:
            raise
        receipt = f"/twilio/status/{row.id}"
        return doors.channel().ring(to=errand.to, script=errand.otherwise, receipt=receipt, ring_seconds=30)
    return ""


def _failed(kit: Kit, doors: Doors, row: Outbox, error: ChannelUnavailable) -> OutboxState | None:
    if second_way.may_go(kit, row) and second_way.is_called_for(row, error):
        turned = second_way.turn(kit, row, state=row.state, error=error.code)
        return _by_second_way(kit, doors, turned) if turned else None
    if error.may_have_sent:
        return _settle(kit, row, OutboxState.UNCERTAIN, error=error.code)
    if error.is_final or _is_spent(row):
        return _settle(kit, row, OutboxState.FAILED, error=error.code)
    return _try_again(kit, row)


def _by_second_way(kit: Kit, doors: Doors, row: Outbox) -> OutboxState | None:
    """What the carrier did not take. Nothing comes back from here, so that it is out is all that is ever known."""
    is_last = row.attempts >= MOST_TRIES
    try:
        sid = second_way.send(kit, doors.second(), row) if doors.second else ""
    except ChannelUnavailable as error:
        if error.may_have_sent and not is_last:
            return _settle(kit, row, OutboxState.UNCERTAIN)
        sid = ""
    if not sid:
        return _settle(kit, row, OutboxState.FAILED) if is_last else second_way.by_neither(kit, row).state
    settled = kit.store.settle(row.id, state=OutboxState.DIVERTED, now=kit.now(), sid=sid, way=row.way)
    if settled is None:
        return None
    page_settled(kit, settled)
    second_way.note(kit, settled)
    return settled.state


def _try_again(kit: Kit, row: Outbox) -> OutboxState | None:
    """Later, not now: queued again, the stream would burn every try within a second. The auditor finds it claimed."""
    if _is_spent(row) and isinstance(row.errand, Text | Ring):
        return _settle(kit, row, OutboxState.FAILED)
    return row.state


def _is_spent(row: Outbox) -> bool:
    """Whether a carrier that is away is not waited for any longer: it may be back while a page still matters."""
    return row.until is None and row.attempts >= MOST_TRIES


def _patiently(kit: Kit, doors: Doors, row: Outbox) -> str:
    """
    A carrier that is busy gets a second and a third chance at once; a clear no, or a maybe, does not. One that refuses
    us gets another only when our login has been changed since it was read.
    """
    began = doors.clock()
    for pause in QUICK_PAUSES:
        try:
            return _do(kit, doors, row)
        except ChannelUnavailable as error:
            is_slow = doors.clock() - began > QUICK_WITHIN_SECONDS
            if error.is_final or error.may_have_sent or is_slow:
                raise
            if second_way.is_of_the_account(error.code) and not doors.renew():
                raise
        except Unavailable:
            pass
        doors.pause(pause)
    return _do(kit, doors, row)


def _settle(kit: Kit, row: Outbox, state: OutboxState, *, sid: str = "", error: int = 0) -> OutboxState | None:
    settled = kit.store.settle(row.id, state=state, now=kit.now(), sid=sid, error=error, way=row.way)
    if settled is None:
        return None
    page_settled(kit, settled)
    return settled.state
