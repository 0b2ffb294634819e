"""One night on each desk, as the record remembers it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nightdesk.audit.chain import Entry, seal
from nightdesk.contact.contact import Message
from nightdesk.incident.ask import Ask, Asked, AskState, Plan, Risk, StepState, StepTaken
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.impact import Impact
from nightdesk.incident.incident import Ack, AlarmSeen, Hypothesis, Incident, Page, PageState, Status
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Fact, Kind, Seal

START = datetime(2026, 11, 22, 3, 8, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


OPS_POLICY = Policy(
    name="ops",
    desk=Desk.OPS,
    rungs=(
        Rung(tier=1, roles=("on-call engineer",), label="on-call engineer"),
        Rung(tier=2, roles=("senior on-call", "team lead"), label="senior on-call and team lead"),
        Rung(tier=3, roles=("director",), label="engineering manager and director"),
    ),
)
PLAN = Plan(
    runbook="deployment-rollback",
    action="lambda.move_alias",
    parameters={"function": "checkout"},
    title="roll checkout back from version 7 to version 6",
    risk=Risk.HIGH,
    why="errors rose one minute after version 7 went live",
    impact="new requests see version 6 within seconds",
    rollback="the alias is moved to version 7 again",
    service="checkout",
)


def _page(person: str, phone: str, tier: int, minute: float, state: PageState) -> Page:
    return Page(
        person=person, phone=Phone(phone), tier=tier, channel="sms", attempt=1, at=at(minute), outbox="o", state=state
    )


BARE = Incident(
    id=IncidentId("INC-000042"),
    desk=Desk.OPS,
    title="checkout: errors 12.5% (threshold 1%)",
    severity=Severity.SEV1,
    status=Status.OPEN,
    first_anomaly_at=at(0),
    detected_at=at(1.5),
    opened_at=at(1.6),
    policy=OPS_POLICY,
)
"""Just opened: nothing else is known."""

OUTAGE = replace(
    BARE,
    status=Status.RESOLVED,
    reasons=("a critical service fails for more than a tenth of its requests",),
    services=("checkout", "storefront"),
    blast_radius=("storefront", "mobile-api"),
    impact=Impact(
        summary="about 1,200 users could not pay",
        users_affected=1200,
        requests_failed=3410,
        failed_share=0.125,
        revenue_per_minute=400.0,
        regions=("us-east-1",),
        how=("users: share of failed requests times active users",),
    ),
    alarms=(
        AlarmSeen(
            fingerprint="a",
            source="cloudwatch",
            service="checkout",
            name="checkout-errors",
            is_firing=False,
            first_at=at(1.5),
            last_at=at(20),
        ),
        AlarmSeen(
            fingerprint="b",
            source="cloudwatch",
            service="storefront",
            name="storefront-latency",
            is_firing=False,
            first_at=at(2),
            last_at=at(20),
        ),
    ),
    tier=2,
    tier_at=at(11.5),
    pages=(
        _page("ana", "+12025550121", 1, 1.6, PageState.DELIVERED),
        _page("ben", "+12025550122", 2, 11.5, PageState.ANSWERED),
    ),
    ack=Ack(person="ben", name="Ben Sato", at=at(13), channel="sms"),
    first_acked_at=at(13),
    breached=("acknowledge",),
    hypothesis=Hypothesis(
        summary="version 7 of checkout",
        origin="checkout",
        kind="deployment",
        confidence=0.9,
        evidence=(
            "errors rose from 0.1% to 12.5% at 03:09 UTC "
            "(arn:aws:cloudwatch:us-east-1:123456789012:alarm:checkout-errors)",
            "log template 'card token is None' is new since 03:08 UTC (log group /aws/lambda/checkout)",
        ),
        checked=("metrics of checkout, storefront", "deployments of the last 24 h"),
        change={"function": "checkout", "from_version": "6", "to_version": "7", "actor": "ci-deployer"},
        at=at(4),
    ),
    plan=PLAN,
    ask=Ask(
        id="a1",
        plan=PLAN,
        digest="d" * 64,
        asked=(Asked(person="ben", phone=Phone("+12025550122"), code="K7M2QX"),),
        asked_at=at(13.2),
        expires_at=at(28.2),
        state=AskState.GRANTED,
        answered_by="Ben Sato",
        answered_at=at(15),
    ),
    steps=(
        StepTaken(
            id="s1",
            plan=PLAN,
            state=StepState.VERIFIED,
            started_at=at(15.1),
            outcome="errors 0.1%, held for 2 min",
            ended_at=at(20),
        ),
    ),
    recovered_at=at(20),
    resolved_at=at(20.5),
    resolution="rolled back to version 6; errors back at baseline",
    report_uri="s3://nightdesk-reports/reports/INC-000042.txt",
)

FACTS = (
    Fact(at=at(0), kind=Kind.ANOMALY, actor="alarm:cloudwatch", text="checkout-errors began"),
    Fact(at=at(1.5), kind=Kind.ALARM, actor="alarm:cloudwatch", text="checkout-errors fired"),
    Fact(at=at(1.6), kind=Kind.OPENED, actor="desk", text="SEV1 (High): a critical service fails"),
    Fact(at=at(1.6), kind=Kind.CLIMBED, actor="watch", text="paged tier 1 (Ana Duarte): new incident"),
    Fact(at=at(2), kind=Kind.ALARM, actor="alarm:cloudwatch", text="storefront-latency joined: it leans on checkout"),
    Fact(at=at(2.5), kind=Kind.INVESTIGATING, actor="desk", text="reading metrics, logs and changes of checkout"),
    Fact(at=at(4), kind=Kind.CAUSE, actor="desk", text="version 7 of checkout (90%)"),
    Fact(at=at(11.5), kind=Kind.BREACHED, actor="watch", text="not acknowledged within the promise of SEV1"),
    Fact(at=at(11.5), kind=Kind.CLIMBED, actor="watch", text="paged tier 2 (Ben Sato): nobody answered"),
    Fact(at=at(13), kind=Kind.ACKNOWLEDGED, actor="ben", text="Ben Sato acknowledged by sms"),
    Fact(
        at=at(13.2),
        kind=Kind.PROPOSED,
        actor="desk",
        text="roll checkout back from version 7 to version 6 (HIGH); asked Ben Sato",
        data={"ask": "a1"},
    ),
    Fact(at=at(15), kind=Kind.APPROVED, actor="ben", text="Ben Sato granted: roll checkout back", data={"ask": "a1"}),
    Fact(at=at(15.1), kind=Kind.BACKED_UP, actor="desk", text="checked: live is at 7. Backed up.", data={"step": "s1"}),
    Fact(at=at(15.2), kind=Kind.ACTED, actor="desk", text="moved live from 7 to 6", data={"step": "s1"}),
    Fact(at=at(20), kind=Kind.VERIFIED, actor="desk", text="errors 0.1%, held for 2 min", data={"step": "s1"}),
    Fact(at=at(20), kind=Kind.RECOVERED, actor="desk", text="errors 0.1%, held for 2 min"),
    Fact(at=at(20.5), kind=Kind.RESOLVED, actor="desk", text="rolled back to version 6; errors back at baseline"),
)


def sealed(facts: tuple[Fact, ...]) -> tuple[Entry, ...]:
    return seal("INC-000042", Seal(), facts)[1]


ENTRIES = sealed(FACTS)

OWNER = Phone("+12025550142")
PET = replace(
    BARE,
    desk=Desk.PETS,
    title="30 kg Labrador: dark chocolate 200 g, shaking",
    subject="30 kg Labrador: dark chocolate 200 g, shaking",
    severity=Severity.SEV0,
    status=Status.RESOLVED,
    policy=replace(OPS_POLICY, name="pets", desk=Desk.PETS),
    reasons=("dark chocolate: 38 mg/kg, moderate", "shaking"),
    first_step="Go to an emergency vet now.",
    owner=OWNER,
    pet_name="Rex",
    species="dog",
    clinic="City Emergency Vet +12025550188",
    pages=(_page("maya", "+12025550111", 1, 1.6, PageState.ANSWERED),),
    tier=1,
    ack=Ack(person="omar", name="Dr. Omar Reyes", at=at(6), channel="sms"),
    first_acked_at=at(6),
    resolved_at=at(40),
    resolution="seen at the clinic",
)
PET_ENTRIES = sealed(
    (
        Fact(at=at(1.5), kind=Kind.HEARD, actor="owner", text="omg my lab ate a whole bar of dark chocolate"),
        Fact(at=at(1.6), kind=Kind.SAID, actor="desk", text="Go to an emergency vet now. Keep him warm."),
        Fact(at=at(1.6), kind=Kind.CLIMBED, actor="watch", text="paged tier 1 (Dr. Maya Lind): new case"),
        Fact(at=at(6), kind=Kind.ACKNOWLEDGED, actor="omar", text="Dr. Omar Reyes acknowledged by sms"),
        Fact(at=at(7), kind=Kind.SAID, actor="watch", text="status update"),
    )
)
MESSAGES = (
    Message(
        id="m1",
        phone=OWNER,
        at=at(1.5),
        direction="in",
        channel="sms",
        body="omg my lab 30kg ate dark chocolate\ncall me 202-555-0142",
        incident=IncidentId("INC-000042"),
    ),
    Message(id="m2", phone=OWNER, at=at(1.7), direction="out", channel="sms", body="Go to an emergency vet now."),
    Message(id="m3", phone=OWNER, at=at(-60 * 24), direction="in", channel="sms", body="how often should I brush him"),
)
