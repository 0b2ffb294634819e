"""What the auditor cannot mend becomes an incident of its own, once, and that ends when the ill does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading.reading import fingerprint
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.kit import Kit
from nightdesk.desk.rounds.mending import RAISED_AFTER
from nightdesk.errors import NightdeskError
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity

Kind = Literal["overslept", "unwatched", "stuck", "receipt lost", "text lost", "callback lost", "cut off", "unreported"]
KINDS: dict[Kind, str] = {
    "overslept": "watches do not act when something is due",
    "unwatched": "incidents have no running watch",
    "stuck": "texts, calls or chain starts are not handed over",
    "receipt lost": "the carrier's receipts do not arrive",
    "text lost": "texts to the desk do not arrive by themselves",
    "callback lost": "the carrier does not tell who is on a call",
    "cut off": "the phone carrier takes nothing, pages go out by the second one and cannot be answered",
    "unreported": "incidents that are over have no report",
}
"""What each ill means, for the page of whoever leads the desk."""
_MILD: dict[Kind, Severity] = {"unreported": Severity.SEV2}
"""Nobody is woken too late for it; all others are SEV1."""
SERVICE, SOURCE = "nightdesk-audit", "auditor"
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Ill:
    """
    One thing that is not as it should be. what: an incident's or an errand's id. since: at least since then.

    is_mended: by the very round that found it, as far as that can be told at once.
    """

    kind: Kind
    what: str
    since: datetime
    is_mended: bool = False


def raise_ills(kit: Kit, ills: Sequence[Ill], *, incidents: Iterable[Incident], troubles: list[str]) -> tuple[str, ...]:
    """
    One alarm for each kind of ill that outlasted its mending, and the end of each that is over; returns the kinds.

    incidents: those that are open, among which the alarms raised before are found, so that none is raised twice.
    Failing here is a trouble like any other.
    """
    ills = [ill for ill in ills if not ill.is_mended]
    old = {kind: [ill for ill in ills if ill.kind == kind and kit.now() - ill.since >= RAISED_AFTER] for kind in KINDS}
    lasting = {ill.kind for ill in ills}
    raised = {alarm.fingerprint for one in incidents for alarm in one.alarms if alarm.is_firing}
    try:
        for kind, some in old.items():
            if some and _fingerprint(kind) not in raised:
                _tell(kit, _alarm(kind, some))
            elif kind not in lasting and _fingerprint(kind) in raised:
                _tell(kit, _alarm(kind, [], ended_at=kit.now()))
    except NightdeskError as error:
        troubles.append(f"what could not be mended could not be raised: {error}")
    return tuple(kind for kind, some in old.items() if some)


def _tell(kit: Kit, alarm: Alarm) -> None:
    raise_alarm(kit, kit.catalogue, alarm, once=f"audit:{alarm.fingerprint}:{alarm.state}:{kit.now():%Y%m%d%H%M}")


def _alarm(kind: Kind, ills: Iterable[Ill], *, ended_at: datetime | None = None) -> Alarm:
    some = list(ills)
    more = " ..." if len(some) > MOST_NAMED else ""
    named = ", ".join(ill.what for ill in some[:MOST_NAMED]) + more
    return Alarm(
        source=SOURCE,
        fingerprint=_fingerprint(kind),
        service=SERVICE,
        resource=kind,
        name=f"Nightdesk: {KINDS[kind]}",
        state="resolved" if ended_at else "firing",
        claimed_severity=_MILD.get(kind, Severity.SEV1),
        summary=f"{KINDS[kind]}: {named}" if named else f"over: {KINDS[kind]}",
        value=float(len(some)) if some else None,
        started_at=min((ill.since for ill in some), default=None),
        ended_at=ended_at,
        labels={"ill": kind},
        raw="{}",
    )


def _fingerprint(kind: Kind) -> str:
    return fingerprint(SOURCE, kind)
