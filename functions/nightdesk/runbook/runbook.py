"""A runbook: when it fits, what it does, what it risks, how it is verified and undone."""

from dataclasses import dataclass, field

from nightdesk.incident.ask import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What an incident's hypothesis must look like. kinds: Hypothesis.kind; min_confidence: 0-1."""

    kinds: tuple[str, ...]
    min_confidence: float = 0.5
    change_needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """
    How recovery is recognised: each metric back within `tolerance` (share of baseline, plus `floor` absolute) for
    `hold_minutes`, watched for at most `patience_minutes`.
    """

    metrics: tuple[str, ...]
    tolerance: float = 0.25
    floor: float = 0.0
    hold_minutes: float = 2.0
    patience_minutes: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One action of a runbook. parameters: names of the action's parameters -> "$name" taken from the hypothesis' change,
    or a literal. undo: "backup" when the action's own undo puts it back; "none" only when the action changes nothing.
    """

    action: str
    parameters: dict[str, str]
    risk: Risk
    impact: str
    rollback: str
    verify: Verification
    undo: str = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runbook:
    """One file of runbooks/ops. body: for people."""

    name: str
    title: str
    matches: Matches
    steps: tuple[Step, ...]
    body: str = field(default="", repr=False)
