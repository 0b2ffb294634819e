"""
Orders that were read well and are asked about all the same: hard to take back, and which incident is not sure enough.
"""

import re

from nightdesk.channel.replies.asking import HEAVY
from nightdesk.channel.replies.command import Command, which
from nightdesk.channel.replies.targets import Context
from nightdesk.incident.desk import IncidentId, short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import parse_severity
from nightdesk.persona.responder.unread import not_done

_LONGEST_SLIP = 2
"""Digits. A phone's own numbers are small, so a longer one is no slip of a thumb for one of them."""
_RAISES = frozenset({"SEV0", "SEV1"})


def asked_first(command: Command, context: Context, body: str) -> str:
    """What is asked instead of obeying, from what was typed alone; empty when it is sure. body: the text itself."""
    if command.verb == "say" and len(context.open) > 1 and not command.is_named:
        # Words for one owner must not reach another: the last page is not sure enough.
        return not_done(which("say", context, tail=": your words"), context)
    is_heavy = command.verb in HEAVY and not (command.verb == "sev" and command.argument in _RAISES)
    if not is_heavy or not context.waiting:
        return ""
    wanted = [command.target or "", *([command.argument or ""] if command.verb == "merge" else [])]
    strange = next((one for one in wanted if _is_strange(one, context, body)), None)
    if strange is None:
        return ""
    why = f"{short_code(IncidentId(strange))} is none of your numbers"
    hint = f"{_as_typed(command, wanted)} if you mean that one"
    return not_done(Command(verb="none", reason=why, hint=hint), context)


def lowers_a_guess(command: Command, incident: Incident, context: Context) -> str:
    """The question, where a bare "sev 1" would lower the last page's, of several: only a raise may be guessed."""
    severity = parse_severity(command.argument or "") if command.verb == "sev" else None
    if severity is None or severity <= incident.severity or not is_guess(command, incident, context):
        return ""
    return not_done(which((command.argument or "sev1").lower(), context), context)


def is_guess(command: Command, incident: Incident, context: Context) -> bool:
    """Whether it names none of several that wait, and they named none just now."""
    return not command.is_named and context.chosen != incident.id and len(context.waiting) > 1


def _is_strange(incident: str, context: Context, body: str) -> bool:
    """A short number that is none of theirs, which happens to be some incident's own, and is not written as that."""
    digits = short_code(IncidentId(incident))
    if not digits or any(ref.incident == incident for ref in (*context.open, *context.late)):
        return False
    is_written_out = re.search(rf"\binc(?:ident)?[\s#:-]*0*{digits}(?!\d)", body, re.IGNORECASE)
    return len(digits) <= _LONGEST_SLIP and not is_written_out


def _as_typed(command: Command, wanted: list[str]) -> str:
    """The order with names in the place of numbers, which mean the same on every phone."""
    named = " into ".join(f"INC-{short_code(IncidentId(one))}" for one in wanted)
    match command.verb:
        case "sev":
            return f"{(command.argument or '').lower()} {named}"
        case "snooze" | "split" if command.argument:
            return f"{command.verb} {named} {command.argument}"
    return f"{command.verb} {named}"
