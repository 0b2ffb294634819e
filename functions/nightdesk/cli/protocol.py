"""nightdesk protocol [NAME]: a first-aid protocol as owners get it, for a vet to read and sign."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from nightdesk.channel.fitting import fold, segments
from nightdesk.errors import Malformed
from nightdesk.runbook.protocol import Language, Protocol, Step, Told
from nightdesk.shelf import shelf

_LANGUAGES: tuple[Language, ...] = ("en", "es")


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("protocol", help="read a first-aid protocol as owners get it")
    parser.add_argument("name", nargs="?", help="its name, such as cpr; all of them in brief when left out")
    parser.add_argument("--pretty", action="store_true", help="laid out for a vet who reviews it")
    parser.set_defaults(run=_protocol)


def _protocol(chosen: argparse.Namespace) -> int:
    known = {protocol.id: protocol for protocol in shelf().protocols}
    if chosen.name is None:
        for protocol in known.values():
            print(_brief(protocol) if chosen.pretty else json.dumps(_row(protocol), ensure_ascii=False))
        return 0
    if chosen.name not in known:
        raise Malformed(f"no protocol {chosen.name!r}; there are {', '.join(sorted(known))}")
    protocol = known[chosen.name]
    if chosen.pretty:
        print("\n".join(_sheet(protocol)))
        return 0
    for number, step in enumerate(protocol.steps, start=1):
        print(json.dumps(_step_row(protocol, step, number), ensure_ascii=False))
    return 0


def _row(protocol: Protocol) -> dict[str, Any]:
    return {
        "id": protocol.id,
        "title": protocol.title,
        "steps": len(protocol.steps),
        "flags": list(protocol.flags),
        "reviewer": protocol.reviewer,
    }


def _brief(protocol: Protocol) -> str:
    signed = f"signed by {protocol.reviewer}" if protocol.reviewer else "not reviewed by a vet yet"
    return f"{protocol.id:<12} {len(protocol.steps):>2} steps  {protocol.title} ({signed})"


def _step_row(protocol: Protocol, step: Step, number: int) -> dict[str, Any]:
    return {
        "protocol": protocol.id,
        "number": number,
        "step": step.name,
        "en": step.told.en,
        "es": step.told.es,
        "aloud": {language: step.told.aloud(language) for language in _LANGUAGES},
        "bodies": {body: {"en": told.en, "es": told.es} for body, told in step.bodies.items()},
        "beats": step.beats,
        "then": step.then or None,
    }


def _sheet(protocol: Protocol) -> Iterator[str]:
    yield f"{protocol.title} / {protocol.title_es} ({protocol.id})"
    yield f"Reviewer: {protocol.reviewer or 'nobody yet'}"
    yield f"For: {', '.join(protocol.flags)}"
    yield f"\n{protocol.about}\n"
    for number, step in enumerate(protocol.steps, start=1):
        beat = ", to a beat of 110 a minute on the phone" if step.beats else ""
        leads = f", NEXT leads back to {step.then}" if step.then else ""
        yield f"{number}. {step.name}{beat}{leads}"
        for body, told in {"": step.told, **step.bodies}.items():
            yield from _told(told, body)
    for jump in protocol.jumps:
        place = f" (at {', '.join(jump.at)})" if jump.at else ""
        to = "/".join(filter(None, (jump.protocol, jump.step)))
        yield f"Said{place}: {', '.join(jump.said.all)} -> {to}"
    for number_said, source in protocol.numbers.items():
        yield f"Source of {number_said}: {source}"


def _told(told: Told, body: str) -> Iterator[str]:
    for language in _LANGUAGES:
        text = told.text(language)
        yield f"   {language}{' ' + body if body else ''} [{segments(fold(text)).units}]: {text}"
        if told.aloud(language) != text:
            yield f"      aloud: {told.aloud(language)}"
