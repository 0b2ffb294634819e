"""Whether the steps of a first-aid protocol make a way: every step reachable, an end, and no number without source."""

import re
from collections.abc import Collection, Iterator

from nightdesk.runbook.protocol import Protocol, Step, Told

FEWEST_STEPS = 3
_NUMBER = re.compile(r"\d[\d:.,/-]*\d|\d")


def step_faults(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """What is wrong with the way through: (step, why)."""
    if len(protocol.steps) < FEWEST_STEPS:
        yield "", f"{len(protocol.steps)} steps; a protocol leads through at least {FEWEST_STEPS}"
        return
    names = [step.name for step in protocol.steps]
    for step in protocol.steps:
        if step.then and step.then not in names:
            yield step.name, f"leads to {step.then!r}, which is no step"
        for number in sorted(_numbers(step) - set(protocol.numbers)):
            yield step.name, f"the number {number} is not in the head's numbers, so it has no source"
    for name in names:
        if name not in _reached(protocol):
            yield name, "no way leads here from the first step"
    if protocol.steps[-1].then:
        yield names[-1], "the last step leads on; the way must have an end"


def head_faults(protocol: Protocol) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the head says and the steps do not bear out: (field, why)."""
    names = [step.name for step in protocol.steps]
    used = {number for step in protocol.steps for number in _numbers(step)}
    for number in protocol.numbers:
        if number not in used:
            yield ("numbers", number), "no step says this number"
    for i, jump in enumerate(protocol.jumps):
        if not jump.protocol and jump.step not in names:
            yield ("jumps", i, "step"), f"{jump.step!r} is no step"
        for name in jump.at:
            if name not in names:
                yield ("jumps", i, "at"), f"{name!r} is no step"
    told = {body for step in protocol.steps for body in step.bodies}
    for body in protocol.bodies:
        if body not in told:
            yield ("bodies", body), "no step tells this build apart"


def strangers(protocols: Collection[Protocol]) -> list[str]:
    """A line for each jump into a protocol or a step that is in no file."""
    known = {protocol.id: protocol for protocol in protocols}
    wrong = []
    for protocol in protocols:
        place = f"runbooks/pets/protocols/{protocol.id}.md: jumps"
        for i, jump in enumerate(protocol.jumps):
            to = known.get(jump.protocol or protocol.id)
            if to is None:
                wrong.append(f"{place}.{i}.protocol: {jump.protocol!r} is no protocol")
            elif jump.step and to.at(jump.step) < 0:
                wrong.append(f"{place}.{i}.step: {jump.step!r} is no step of {to.id}")
    return wrong


def unknown_flags(protocols: Collection[Protocol], known: Collection[str]) -> list[str]:
    """A line for each flag that no rule raises: such a protocol would never be offered for it."""
    return [
        f"runbooks/pets/protocols/{protocol.id}.md: flags: {flag!r} is not in red_flags.yaml"
        for protocol in protocols
        for flag in (*protocol.flags, *protocol.unless)
        if flag not in known
    ]


def _reached(protocol: Protocol) -> set[str]:
    following = {step.name: step.then for step in protocol.steps if step.then}
    for step, after in zip(protocol.steps, protocol.steps[1:], strict=False):
        following.setdefault(step.name, after.name)
    reached, todo = set(), [protocol.steps[0].name]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += [jump.step for jump in protocol.jumps if not jump.protocol and (not jump.at or name in jump.at)]
            todo += [following[name]] if name in following else []
    return reached


def _numbers(step: Step) -> set[str]:
    said = [text for told in (step.told, *step.bodies.values()) for text in _texts(told)]
    return {number for text in said for number in _NUMBER.findall(text)}


def _texts(told: Told) -> tuple[str, ...]:
    return (told.en, told.es, told.aloud_en, told.aloud_es)
