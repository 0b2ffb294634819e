"""The incident: one thing that is wrong, from the first word or alarm to the report."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from nightdesk.incident.ask import Ask, AskState, Plan, StepState, StepTaken
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.following import Following
from nightdesk.incident.impact import Impact
from nightdesk.incident.owner_call import OwnerCall
from nightdesk.incident.policy import Policy
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Seal
from nightdesk.incident.war_room import WarRoom


class Status(StrEnum):
    """Where an incident stands. Nothing leaves RESOLVED; a new alarm opens a new incident that links to it."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


class PageState(StrEnum):
    """
    What became of one page. ACCEPTED by the carrier is not DELIVERED, and neither is an answer.

    WAITING: it is put off for a moment, and its reader has heard nothing yet. BUNDLED: its reader is told of it
    together with other incidents, in a text of which no receipt is told here.
    DIVERTED: another carrier took it, which tells no receipt at all.
    """

    QUEUED = "queued"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    BUNDLED = "bundled"
    DIVERTED = "sent by the second carrier"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    DROPPED = "no longer needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One attempt to reach one person. outbox: the outbox row that carries it."""

    person: str
    phone: Phone
    tier: int
    channel: Literal["sms", "call"]
    attempt: int
    at: datetime
    outbox: str
    state: PageState = PageState.QUEUED


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """Who has it, and since when. active_at: when they last gave an order or pressed a key about it."""

    person: str
    name: str
    at: datetime
    channel: Literal["sms", "call", "console", "pagerduty"]
    nudged_at: datetime | None = None
    active_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSeen:
    """
    An alarm as the incident remembers it; the raw payload is kept beside it in the table.

    since: when it last began to fire, as its source tells. ends: the last times it ended, oldest first.
    came_from: the incident it belonged to before that one was merged into this one.
    """

    fingerprint: str
    source: str
    service: str
    name: str
    resource: str = ""
    summary: str = ""
    value: float | None = None
    threshold: float | None = None
    claimed: Severity | None = None
    labels: dict[str, str] = field(default_factory=dict)
    is_firing: bool
    first_at: datetime
    last_at: datetime
    times: int = 1
    why_joined: str = ""
    since: datetime | None = None
    ends: tuple[datetime, ...] = ()
    came_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """
    Why nobody is woken for a while. window: the key of the maintenance window, "" when a responder asked for quiet.

    by: a name. It never outlasts `until`, and what may not be held (SEV0, data, security) ends it at once.
    """

    until: datetime
    by: str
    why: str
    window: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """
    The probable cause, or the honest absence of one.

    kind: "deployment", "resource", "dependency", "traffic", "unknown", ... confidence: 0-1, set by code.
    evidence: sentences with numbers and where they were read; checked: what was looked at.
    change: the deployment blamed, as machine-readable strings the matching runbook can use.
    """

    summary: str
    origin: str
    kind: str
    confidence: float
    evidence: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    change: dict[str, str] = field(default_factory=dict)
    is_abstained: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """
    Everything about one emergency that decisions are made from. Frozen: changes.py returns new ones.

    version: optimistic lock, one more at every save. generation: which watch execution is the live one.
    loops: how often everyone was woken again because all were silent.
    tier: 0 before anyone was paged. urged: why the next tier must be woken at once, until it is.
    first_anomaly_at <= detected_at <= opened_at.
    crowd: marks of alarms that fire beside the listed ones, see crowd.py.
    asked_owner_at: since when a check-in waits for its answer; silences: what was tried since (1 called, 2 vet told).
    advice: what vets were asked to permit or to answer, oldest first; never what the ops desk runs, which is `ask`.
    health: conditions and medicines of the animal, as its owner told them, tonight or before.
    told, owner_said: the last few texts to and from the owner. vet_said_at, vet_words: when a vet last
    wrote to the owner, and what: a caller hears it.
    relayed_at: when the owner's words last went to a vet; unrelayed: those that wait to be sent on together.
    is_opted_out: the owner texted STOP; what must be said goes by voice.
    following: the first aid the owner is being led through, and where. owner_call: their newest call.
    quiet_times: how many of the policy's quiet times must pass before it closes; more while an alarm flaps.
    flapping: fingerprints of alarms that were found to flap, and said to.
    hold: why nobody is woken now. held_in: the maintenance window it was held in, for its review; held_until: when
    that ended, from when on its promises count; is_reviewed: that window has been.
    merged_into: where its alarms went when a human merged it. also_told: people woken for incidents that were merged
    into this one, and those who came unasked. war_room: the call people on it talk on, once somebody was in it.
    handed_to: the id of whom whoever has it has offered it to. passed_on: when each person last passed it on.
    codes: what people type for it, by their phone; the first is shown, the others lead here since a merge.
    parted: incidents that a human split from this one, or it from: the desk never joins them again. suggested: those
    of which was said that they may be of one cause with this one.
    seal: head of the audit chain. directed: the clinic whose map the owner was sent, "none" when none was known.
    """

    id: IncidentId
    desk: Desk
    title: str
    severity: Severity
    status: Status
    first_anomaly_at: datetime
    detected_at: datetime
    opened_at: datetime
    policy: Policy
    subject: str = ""
    reasons: tuple[str, ...] = ()
    first_step: str = ""
    services: tuple[str, ...] = ()
    blast_radius: tuple[str, ...] = ()
    impact: Impact = field(default_factory=Impact)
    alarms: tuple[AlarmSeen, ...] = ()
    crowd: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    owner: Phone | None = None
    pet_name: str | None = None
    species: str | None = None
    health: str = ""
    clinic: str = ""
    directed: str = ""
    language: Literal["en", "es"] = "en"
    tier: int = 0
    tier_at: datetime | None = None
    urged: str = ""
    loops: int = 0
    pages: tuple[Page, ...] = ()
    ack: Ack | None = None
    first_acked_at: datetime | None = None
    breached: tuple[str, ...] = ()
    hypothesis: Hypothesis | None = None
    investigated_at: datetime | None = None
    looks: int = 0
    works: int = 0
    plan: Plan | None = None
    ask: Ask | None = None
    steps: tuple[StepTaken, ...] = ()
    check_in_at: datetime | None = None
    check_ins: int = 0
    asked_owner_at: datetime | None = None
    silences: int = 0
    advice: tuple[Ask, ...] = ()
    told: tuple[str, ...] = ()
    owner_said: tuple[str, ...] = ()
    vet_said_at: datetime | None = None
    vet_words: str = ""
    relayed_at: datetime | None = None
    unrelayed: tuple[str, ...] = ()
    is_opted_out: bool = False
    following: Following | None = None
    owner_call: OwnerCall | None = None
    quiet_times: int = 1
    flapping: tuple[str, ...] = ()
    hold: Hold | None = None
    held_in: str = ""
    held_until: datetime | None = None
    is_reviewed: bool = False
    merged_into: IncidentId | None = None
    also_told: tuple[str, ...] = ()
    codes: dict[Phone, tuple[int, ...]] = field(default_factory=dict)
    parted: tuple[IncidentId, ...] = ()
    suggested: tuple[IncidentId, ...] = ()
    war_room: WarRoom | None = None
    handed_to: str = ""
    passed_on: dict[str, datetime] = field(default_factory=dict)
    last_update_at: datetime | None = None
    recovered_at: datetime | None = None
    resolved_at: datetime | None = None
    resolution: str = ""
    report_uri: str = ""
    generation: int = 1
    version: int = 0
    seal: Seal = field(default_factory=Seal)

    @property
    def is_open(self) -> bool:
        """Not resolved: it still needs somebody."""
        return self.status is not Status.RESOLVED

    @property
    def about_to_run(self) -> Ask | None:
        """What was granted, while nothing has been done with that yet."""
        ask = self.ask
        if ask is None or ask.state is not AskState.GRANTED:
            return None
        since = ask.answered_at or ask.asked_at
        has_begun = any(step.plan == ask.plan and step.started_at >= since for step in self.steps)
        return None if has_begun else ask

    @property
    def running(self) -> StepTaken | None:
        """The last step, when it has begun and is not known yet to have helped or to have failed."""
        busy = {StepState.STARTED, StepState.BACKED_UP, StepState.ACTED}
        return self.steps[-1] if self.steps and self.steps[-1].state in busy else None

    @property
    def paged_people(self) -> tuple[str, ...]:
        """Ids of everyone woken so far, each once, in the order they were woken."""
        return tuple(dict.fromkeys((*(page.person for page in self.pages), *self.also_told)))

    @property
    def told_people(self) -> tuple[str, ...]:
        """Those of them who have heard of it. A page that waits, or was dropped, has woken nobody."""
        unheard = {PageState.WAITING, PageState.DROPPED}
        heard = {page.person for page in self.pages if page.state not in unheard} | set(self.also_told)
        return tuple(person for person in self.paged_people if person in heard)
