"""
Reads runbooks/pets/protocols/*.md: a typed head between `---` lines, then prose for people, then the steps.

A protocol that would leave somebody alone does not load: a step too long for one text, missing in a language, out of
reach, leading nowhere, or with a number that has no source.
"""

from pathlib import Path

from pydantic import ValidationError

from nightdesk.errors import Misconfigured
from nightdesk.runbook.markdown import MarkdownFile, read_sections
from nightdesk.runbook.protocol import Protocol, Step
from nightdesk.runbook.protocol_head import Head, protocol_of
from nightdesk.runbook.protocol_shape import head_faults, step_faults, strangers
from nightdesk.runbook.protocol_step import Fault, OneText, read_step


def load_all(folder: Path, *, is_one_text: OneText) -> tuple[Protocol, ...]:
    """
    Every protocol of the folder, most urgent first. is_one_text: whether the carrier takes it as a single segment.

    Raises Misconfigured naming every fault of every file, one a line: `x.md: line 9: push.en: why`.
    """
    found: list[Protocol] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.md")):
        try:
            found.append(load(path, is_one_text=is_one_text))
        except Misconfigured as error:
            wrong.append(str(error))
    wrong += [] if wrong else strangers(found)
    if wrong:
        raise Misconfigured("\n".join(wrong))
    return tuple(sorted(found, key=lambda protocol: (protocol.rank, protocol.id)))


def load(path: Path, *, is_one_text: OneText) -> Protocol:
    """One protocol, named as its file. Raises Misconfigured with a line for each fault."""
    place = f"runbooks/pets/protocols/{path.name}"
    file = MarkdownFile(path, place)
    try:
        head = Head.model_validate(file.head)
    except ValidationError as error:
        raise Misconfigured("\n".join(file.wrong(e["loc"], e["msg"]) for e in error.errors())) from error
    if head.id != path.stem:
        raise Misconfigured(file.wrong(("id",), f"is {head.id!r}, and the file is named {path.stem!r}"))
    about, sections = read_sections(file.body, first_line=file.body_line)
    steps: dict[str, Step] = {}
    faults: list[Fault] = [] if about else [Fault(file.body_line, "body", "begin with prose for whoever reviews it")]
    for section in sections:
        step, found = read_step(section, bodies=head.bodies, is_one_text=is_one_text)
        faults += found
        if step.name in steps:
            faults.append(Fault(section.line, step.name, "a second step of this name"))
        steps[step.name] = step
    protocol = protocol_of(head, tuple(steps.values()), about=about)
    lines = {step: section.line for step, section in zip(steps, sections, strict=False)}
    faults += [Fault(lines.get(step, file.body_line), step or "steps", why) for step, why in step_faults(protocol)]
    told = [f"{place}: line {fault.line}: {fault.field}: {fault.why}" for fault in sorted(faults, key=lambda f: f.line)]
    told += [file.wrong(loc, why) for loc, why in head_faults(protocol)]
    if told:
        raise Misconfigured("\n".join(told))
    return protocol
