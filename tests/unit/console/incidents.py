"""Incidents as the console may meet them, in full."""

from datetime import UTC, datetime, timedelta
from typing import Any

from nightdesk.audit.chain import Entry, seal
from nightdesk.incident.ask import Ask, Asked, Plan, Risk, StepState, StepTaken
from nightdesk.incident.desk import Desk, Phone, incident_id
from nightdesk.incident.impact import Impact
from nightdesk.incident.incident import AlarmSeen, Hypothesis, Incident, Page, PageState, Status
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Fact, Kind, Seal
from nightdesk.roster.roster import Person, Roster
from nightdesk.roster.schedule import turns
from nightdesk.runbook.service import Catalogue, Service

OPENED = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CODE, TOKEN = "K7PQ2X", "task-token-of-the-waiting-chain"
HOSTILE = """<img src=x onerror="window.pwned=1">'"><script>window.pwned=2</script>"""
ANA, BEN, OWNER = Phone("+12025550121"), Phone("+12025550122"), Phone("+12025550142")
ROSTER = Roster(
    people=(Person(id="ana", name="Ana Duarte", phone=ANA), Person(id="ben", name="Ben Sato", phone=BEN)),
    schedules={
        "on-call engineer": turns(("ana",), starts_at=OPENED - timedelta(days=7)),
        "senior on-call": turns(("ben",), starts_at=OPENED - timedelta(days=7)),
    },
    catch_all="ana",
)
CATALOGUE = Catalogue(
    services=(
        Service(
            name="storefront",
            owner="web",
            tier=1,
            criticality="critical",
            depends_on=("checkout", "catalog"),
            is_customer_facing=True,
        ),
        Service(name="checkout", owner="orders", tier=1, criticality="critical", depends_on=("payments",)),
        Service(name="payments", owner="payments", tier=1, criticality="critical"),
    )
)
_POLICY = Policy(
    name="ops",
    desk=Desk.OPS,
    rungs=(
        Rung(tier=1, roles=("on-call engineer",), label="on-call engineer"),
        Rung(tier=2, roles=("senior on-call",), label="senior on-call"),
    ),
)
PLAN = Plan(
    runbook="deployment-rollback",
    action="lambda.roll_back_alias",
    parameters={"function": "shop-checkout"},
    title="Roll back a bad deployment: checkout",
    risk=Risk.HIGH,
    why="checkout fails since version 3",
    impact="all traffic goes back to version 2",
    rollback="the alias goes forward again",
    service="checkout",
)


def open_incident(number: int = 1, **changes: Any) -> Incident:
    """Somebody was paged and nobody has it: the smallest open incident."""
    given: dict[str, Any] = {
        "id": incident_id(number),
        "desk": Desk.OPS,
        "title": "checkout fails",
        "severity": Severity.SEV1,
        "status": Status.OPEN,
        "first_anomaly_at": OPENED,
        "detected_at": OPENED,
        "opened_at": OPENED,
        "policy": _POLICY,
        "services": ("checkout",),
        "blast_radius": ("checkout", "storefront"),
        "tier": 1,
        "tier_at": OPENED,
        "pages": (
            Page(person="ana", phone=ANA, tier=1, channel="sms", attempt=1, at=OPENED, outbox="o1"),
            Page(
                person="ana",
                phone=ANA,
                tier=1,
                channel="call",
                attempt=2,
                at=OPENED,
                outbox="o2",
                state=PageState.ANSWERED,
            ),
        ),
    }
    return Incident(**(given | changes))


def asking_incident(number: int = 2, **changes: Any) -> Incident:
    """An incident with everything there is: hostile names, a hypothesis, a step, and a request that waits."""
    ask = Ask(
        id="ask1",
        plan=PLAN,
        digest="d" * 64,
        asked=(Asked(person="ana", phone=ANA, code=CODE),),
        asked_at=OPENED,
        expires_at=OPENED + timedelta(days=3650),
        token=TOKEN,
    )
    alarm = AlarmSeen(
        fingerprint="f1",
        source="alertmanager",
        service="checkout",
        name=HOSTILE,
        summary=f"summary {HOSTILE}",
        is_firing=True,
        first_at=OPENED,
        last_at=OPENED,
        times=3,
        why_joined="it opened the incident",
    )
    hypothesis = Hypothesis(
        summary="version 3 of shop-checkout fails for guests",
        origin="checkout",
        kind="deployment",
        confidence=0.87,
        evidence=("KeyError: 'loyalty' 42 times since 03:00",),
        checked=("logs of checkout",),
    )
    step = StepTaken(
        id="s1", plan=PLAN, state=StepState.UNDONE, started_at=OPENED, outcome="errors did not fall, undone"
    )
    given: dict[str, Any] = {
        "title": f"checkout fails {HOSTILE}",
        "severity": Severity.SEV0,
        "subject": "checkout: errors 40%",
        "reasons": ("40% of requests fail", HOSTILE),
        "impact": Impact(summary="about 7,000 users", users_affected=7000, failed_share=0.4, how=("18,000 x 40%",)),
        "alarms": (alarm,),
        "links": ("https://example.com/alarm", "javascript:window.pwned=3"),
        "hypothesis": hypothesis,
        "ask": ask,
        "steps": (step,),
    }
    return open_incident(number, **(given | changes))


def sealed(incident: Incident, *facts: str) -> tuple[Incident, tuple[Entry, ...]]:
    """The incident with these facts on its timeline, and their entries."""
    told = (Fact(at=OPENED, kind=Kind.NOTE, actor="ana", text=text) for text in facts)
    head, entries = seal(incident.id, Seal(), told)
    changed = {name: getattr(incident, name) for name in Incident.__dataclass_fields__} | {"seal": head}
    return Incident(**changed), entries
