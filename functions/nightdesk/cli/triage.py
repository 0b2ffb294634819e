"""nightdesk triage --desk pets|ops: how bad is it, why, and what first?"""

import argparse
from typing import Any

from nightdesk.cli.lines import Json, each_line, read_text, show, text_field
from nightdesk.errors import Malformed
from nightdesk.triage.verdict import Verdict


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("triage", help="judge texts or alarms")
    parser.add_argument("--desk", choices=("pets", "ops"), default="pets")
    parser.add_argument("--pretty", action="store_true", help="a table for people")
    parser.add_argument("text", nargs="?", help="one text; JSON lines on standard input when left out")
    parser.set_defaults(run=_triage)


def _triage(chosen: argparse.Namespace) -> int:
    if chosen.desk == "ops":
        return each_line(read_text(chosen.text), _ops, is_pretty=chosen.pretty)
    answer = _for_people if chosen.pretty else _pets
    if chosen.text is not None and chosen.text != "-":
        show([answer({"id": None, "text": chosen.text})], is_pretty=chosen.pretty)
        return 0
    return each_line(read_text(None), answer, is_pretty=chosen.pretty)


def _for_people(row: Json) -> Json:
    """What a reader compares at a glance; JSON has the rest."""
    judged = _pets(row)
    route = judged["human_route"]
    return {
        "id": judged["id"],
        "severity": judged["severity"],
        "sure": f"{judged['confidence']:.0%}",
        "why": judged["reasons"],
        "heard": judged["heard"] or None,
        "first step": judged["first_step"],
        "then ask": judged["question"],
        "people first": route["call"] if route else None,
    }


def _pets(row: Json) -> Json:
    from nightdesk.persona.owner import pets
    from nightdesk.triage.pets.hearing.hear import hear
    from nightdesk.triage.pets.judging import why
    from nightdesk.triage.pets.judging.judge import judge
    from nightdesk.triage.pets.knowledge.at_hand import rules

    turns = row.get("turns")
    if turns is None:
        turns = [text_field(row, "text")]
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise Malformed("turns: needs a list of strings, oldest first")
    verdict = judge(turns)
    return {
        "id": row.get("id"),
        "severity": verdict.severity.name,
        "species": verdict.species,
        "reasons": list(verdict.reasons),
        "subject": verdict.subject,
        "heard": list(why.told(hear(turns, pets=(), rules=rules()), rules())),
        "first_step": verdict.first_step,
        "question": verdict.question,
        "reply": pets.reflex(verdict, clinic="", waking=False),
        "human_route": _route(verdict),
        "dose": _dose(verdict),
        "confidence": round(verdict.confidence, 3),
    }


def _ops(row: Json) -> Json:
    from nightdesk.triage.ops.judging.line import from_line
    from nightdesk.triage.ops.judging.severity import judge

    verdict = judge(from_line(row))
    return {"id": row.get("id"), "severity": verdict.severity.name, "reasons": list(verdict.reasons)}


def _route(verdict: Verdict) -> Json | None:
    route = verdict.human_route
    return {"kind": route.kind, "call": route.call} if route else None


def _dose(verdict: Verdict) -> Json | None:
    dose = verdict.dose
    return {"toxin": dose.toxin, "dose": dose.dose, "unit": dose.unit, "band": dose.band} if dose else None
