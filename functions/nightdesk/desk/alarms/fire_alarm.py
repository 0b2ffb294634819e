"""What a firing alarm does: it opens an incident, joins one, or is the same again. Each is saved in one transaction."""

from collections.abc import Sequence
from dataclasses import replace

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.board import is_weighty, on_board
from nightdesk.desk.alarms.joining import join, suggest
from nightdesk.desk.alarms.judge_again import judge_again
from nightdesk.desk.alarms.known import Known
from nightdesk.desk.alarms.raised import Gone, Raised
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.seen import seen
from nightdesk.desk.watching.holding import hold_for
from nightdesk.desk.watching.open_incident import open_for_alarm
from nightdesk.incident import changes
from nightdesk.incident.crowd import is_known
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.timeline import Kind
from nightdesk.runbook.service import Catalogue
from nightdesk.store.store import Board
from nightdesk.triage.ops.grouping.correlation import Joins
from nightdesk.triage.ops.grouping.flapping import flaps
from nightdesk.triage.ops.harm.blast import blast_radius
from nightdesk.triage.ops.harm.impact import estimate
from nightdesk.triage.ops.judging.case import from_alarms
from nightdesk.triage.ops.judging.severity import judge
from nightdesk.triage.ops.judging.title import subject, title_of


def opens(
    kit: Kit, catalogue: Catalogue, alarm: Alarm, known: Known, why: str, once: str, *, after: IncidentId | None
) -> Raised:
    """A new incident. after: one that is over and that it would have belonged to."""
    now, service = kit.now(), catalogue.get(alarm.service)
    past = known.past(now=now)
    first = seen(alarm, now, why)
    if past:
        why = f"recurred after {past}"
        first = replace(first, ends=known.mine.ends, why_joined=why)
    elif after:
        why = f"{after} is over, and {why}"
    # An incident has just been read, and the number with it; else the number is a round trip of its own.
    number = kit.store.upcoming() if after else None
    services = (alarm.service,) if alarm.service else ()
    verdict = judge(from_alarms((alarm,), catalogue, now=now))
    draft = open_for_alarm(
        kit,
        verdict,
        title=subject((alarm,)) if alarm.service else title_of((alarm,)),
        alarm=first,
        services=services,
        blast_radius=blast_radius(services, catalogue),
        impact=estimate(services, catalogue, alarms=(alarm,), now=now),
        started_at=alarm.started_at,
        links=(*alarm.links, *dict.fromkeys(filter(None, (past, after)))),
        policy_name=service.policy if service and service.policy else "ops",
        hold=hold_for(kit, catalogue, (alarm,), severity=verdict.severity, now=now),
        number=number,
    )
    _save(kit, draft, alarm, known, on_board(known.board, draft.incident, now=now, alarm=alarm), once, number=number)
    return Raised(outcome="opened", incident=draft.incident.id, why=why)


def joins(kit: Kit, catalogue: Catalogue, alarm: Alarm, known: Known, where: Joins, once: str) -> Raised | Gone:
    """
    It belongs to this incident. Others of the same cause join it too while nobody has any of them; else it is said.
    """
    found = {one.id: one for one in kit.store.several([where.incident, *(kin.incident for kin in where.also)])}
    incident = found.get(where.incident)
    if incident is None or not incident.is_open:
        return Gone(incident=where.incident)
    others = [(kin, found[kin.incident]) for kin in where.also if kin.incident in found and found[kin.incident].is_open]
    now = kit.now()
    joined = join(kit, incident, others, why=where.why.partition(": ")[2], board=known.board)
    draft, before = joined.kept, joined.kept.incident
    why = where.why.replace(where.incident, before.id)
    draft.incident = changes.with_alarm(before, seen(alarm, now, why))
    draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} {why}", fingerprint=alarm.fingerprint)
    also = [*joined.left, *suggest(kit, draft, joined.apart)]
    judge_again(draft, kit, catalogue, before=before)
    known = replace(known, board=joined.board)
    _save(kit, draft, alarm, known, on_board(joined.board, draft.incident, now=now, alarm=alarm), once, also=also)
    return Raised(outcome="joined", incident=before.id, why=why)


def repeats(
    kit: Kit, catalogue: Catalogue, alarm: Alarm, known: Known, incident_id: IncidentId, once: str
) -> Raised | Gone:
    """The same alarm again."""
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        return Gone(incident=incident_id)
    before = next((one for one in incident.alarms if one.fingerprint == alarm.fingerprint), None)
    now = kit.now()
    draft = Draft(incident, now=now, new_id=kit.new_id)
    draft.incident = changes.with_alarm(incident, seen(alarm, now, ""))
    is_news = not is_known(alarm.fingerprint, incident.crowd)
    if is_news and not (before and (before.is_firing or flaps(before, now=now))):
        draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} fired again", fingerprint=alarm.fingerprint)
    judge_again(draft, kit, catalogue, before=incident)
    times = before.times + 1 if before else 1
    _save(kit, draft, alarm, known, known.board, once, row=f"{alarm.fingerprint}#{times}")
    return Raised(outcome="repeated", incident=incident_id)


def _save(
    kit: Kit,
    draft: Draft,
    alarm: Alarm,
    known: Known,
    board: Board,
    once: str,
    *,
    row: str = "",
    also: Sequence[Draft] = (),
    number: int | None = None,
) -> None:
    """
    All of it at once, the board if that is weighty. When only its times are newer it is saved afterwards, if nobody
    else was first: the next alarm brings newer ones.
    """
    weighs = is_weighty(known.read, board)
    kit.store.commit(
        draft.change(
            once=once,
            board=board if weighs else None,
            alarm=(row or alarm.fingerprint, alarm.raw),
            marks=known.within(draft.incident.id, now=draft.now),
            also=tuple(one.change() for one in also),
            number=number,
        )
    )
    if board is not known.read and not weighs:
        kit.store.refresh(board)
