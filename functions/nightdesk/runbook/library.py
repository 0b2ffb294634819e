"""
Reads runbooks/ops/*.md: a typed head between `---` lines, then a body for people.

A runbook that could do harm does not load: an unknown action or field, a risk below the action's own, a changing step
without undo or verification, a parameter that comes from nowhere.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from nightdesk.errors import Misconfigured
from nightdesk.incident.ask import Risk
from nightdesk.runbook.place import spelled
from nightdesk.runbook.runbook import Matches, Runbook, Step, Verification

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ORDER = (Risk.LOW, Risk.MEDIUM, Risk.HIGH)
FROM_CHANGE = "$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Matches(_Strict):
    kinds: Annotated[list[Words], Field(min_length=1)]
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.5
    change_needs: list[Words] = []


class _Verification(_Strict):
    metrics: Annotated[list[Words], Field(min_length=1)]
    tolerance: Annotated[float, Field(ge=0, le=2)] = 0.25
    floor: Annotated[float, Field(ge=0)] = 0.0
    hold_minutes: Annotated[float, Field(gt=0, le=60)] = 2.0
    patience_minutes: Annotated[float, Field(gt=0, le=240)] = 10.0


class _Step(_Strict):
    action: Words
    parameters: dict[Words, Words] = {}
    risk: Literal["LOW", "MEDIUM", "HIGH"]
    impact: Words
    rollback: Words
    undo: Literal["backup", "none"]
    verify: _Verification


class _Head(_Strict):
    title: Words
    matches: _Matches
    steps: Annotated[list[_Step], Field(min_length=1)]


def load_all(folder: Path, actions: Mapping[str, Risk]) -> tuple[Runbook, ...]:
    """
    Every runbook of the folder by file name. actions: the registered names and the risk each has by itself.

    Raises Misconfigured naming every fault of every file, one a line: `runbooks/ops/x.md: steps[0].undo: ...`.
    """
    found: list[Runbook] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.md")):
        try:
            found.append(load(path, actions))
        except Misconfigured as error:
            wrong.append(str(error))
    if wrong:
        raise Misconfigured("\n".join(wrong))
    return tuple(found)


def load(path: Path, actions: Mapping[str, Risk]) -> Runbook:
    """One runbook, named as its file. Raises Misconfigured with a line for each fault."""
    place = "/".join(path.parts[-3:])
    head, body = _split(path, place)
    try:
        read = _Head.model_validate(head)
    except ValidationError as error:
        raise Misconfigured("\n".join(f"{place}: {spelled(e['loc'])}: {e['msg']}" for e in error.errors())) from error
    faults = [f"{place}: {fault}" for fault in _faults(read, actions)]
    if not body:
        faults.append(f"{place}: body: empty; somebody will read it at three in the morning")
    if faults:
        raise Misconfigured("\n".join(faults))
    return Runbook(
        name=path.stem,
        title=read.title,
        matches=Matches(
            kinds=tuple(read.matches.kinds),
            min_confidence=read.matches.min_confidence,
            change_needs=tuple(read.matches.change_needs),
        ),
        steps=tuple(_step(step) for step in read.steps),
        body=body,
    )


def _split(path: Path, place: str) -> tuple[Any, str]:
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{place}: cannot be read: {error}") from error
    opening, _, rest = text.partition("\n")
    head, found, body = rest.partition("\n---\n")
    if opening.strip() != "---" or not found:
        raise Misconfigured(f"{place}: head: must stand first, between two lines of ---")
    try:
        return yaml.safe_load(head), body.strip()
    except yaml.YAMLError as error:
        raise Misconfigured(f"{place}: head: not YAML: {' '.join(str(error).split())}") from error


def _faults(head: _Head, actions: Mapping[str, Risk]) -> Iterator[str]:
    for i, step in enumerate(head.steps):
        floor = actions.get(step.action)
        if floor is None:
            yield f"steps[{i}].action: {step.action!r} is not a registered action"
        elif ORDER.index(Risk(step.risk)) < ORDER.index(floor):
            yield f"steps[{i}].risk: {step.risk} is below {floor}, the action's own"
        if step.undo == "none" and floor is not Risk.LOW:
            yield f"steps[{i}].undo: none is only for actions that change nothing (LOW)"
        for name, value in step.parameters.items():
            if value.startswith(FROM_CHANGE) and value[1:] not in head.matches.change_needs:
                yield f"steps[{i}].parameters.{name}: {value} is not among matches.change_needs"


def _step(step: _Step) -> Step:
    return Step(
        action=step.action,
        parameters=dict(step.parameters),
        risk=Risk(step.risk),
        impact=step.impact,
        rollback=step.rollback,
        undo=step.undo,
        verify=Verification(
            metrics=tuple(step.verify.metrics),
            tolerance=step.verify.tolerance,
            floor=step.verify.floor,
            hold_minutes=step.verify.hold_minutes,
            patience_minutes=step.verify.patience_minutes,
        ),
    )
