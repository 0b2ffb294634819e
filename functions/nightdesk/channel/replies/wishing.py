"""
What is wished of the desk in words of one's own, and the command it is: "give me half an hour", "wake ben up".

Only whole sentences of such a form; whatever else stands in one leaves it as it is. What ends a case, or changes which
there are, has to be typed.
"""

import re
from collections.abc import Collection

from nightdesk.channel.replies.numerals import all_in_digits
from nightdesk.channel.replies.passing import ASKED, IT, NOBODY, PASSES
from nightdesk.channel.replies.resting import RESTS, with_length_first
from nightdesk.channel.replies.tokens import Level, Span, Token, tokens

_PLEASE = r"(?: (?:please|pls|plz|instead|rather|mejor|thanks|thx|now|asap|porfa|por favor|ya|ahora))*"
_POLITELY = re.compile(
    r"(?:(?:please|pls|plz|ok|okay|hey|yo|just|porfa|oye|che|let'?s|lets) )*"
    r"(?P<asked>(?:can|could|would|will) (?:you|u|ya)(?: (?:please|pls|just))? )?(?:(?:please|pls|go) )*"
)
_ROOM = (
    r"(?:(?:the|a|la|el|una) )?"
    r"(?:call|bridge|conference|conf|war ?room|room|line|meeting|llamada|conferencia|sala|reunion)"
)
_JOINS = (
    rf"(?:add|put|patch|get|bring|dial|loop|pull|let|hook|drop|throw|conference) me (?:(?:back )?(?:in|into|on|onto"
    rf"|to|up)"
    rf"(?: (?:to|with))?)(?: {_ROOM})?",
    rf"(?:sumame|meteme|uneme|conectame|agregame|anademe|incluyeme|conectenme|sumenme|metanme) (?:a|en) {_ROOM}",
)
_LEVEL = r"(?:sev|severity|severidad) ?(?P<level>[0-4])"
_SETS = (
    rf"(?:call|make|consider|treat|declare|raise|bump|set|change|move|put|upgrade|downgrade|lower|drop|escalate|mark)"
    rf"(?: (?P<it>{IT}))?(?: (?:up|down|a|an|as|to|at))* {_LEVEL}",
    rf"(?:sub[ei]|baj[ae]|pon|cambi[ae]|marc[ae]|pas[ae]|dejal?|ponga|suba)(?:le|lo|la)?(?: (?P<it>{IT}))?(?: (?:a|en"
    rf"|como|de"
    rf"|un|una))* {_LEVEL}",
)
_JUDGES = re.compile(r"(?:call|consider|treat|declare) ")
"""Asked of somebody, it asks what they think."""
_CALLS = re.compile(r"(?:call|ring) ")
"""Back "in five" may be a call to talk; with a unit behind the number it is rest."""
_KEEPS = r"(?:yo )?me l[ao] quedo(?: yo)?"


def _forms(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?:{pattern}){_PLEASE}") for pattern in patterns)


_REST_FORMS, _PASS_FORMS, _JOIN_FORMS, _SEV_FORMS = map(_forms, (RESTS, PASSES, _JOINS, _SETS))
_KEEP_FORMS, _ASKED_FORMS = _forms((_KEEPS,)), _forms(ASKED)


def as_command(line: str, codes: Collection[str]) -> str:
    """The command that a sentence without accents wishes for; the sentence itself when it wishes for none."""
    said = line.lower().strip(" .!,")
    begin = _POLITELY.match(said)
    said = said[begin.end() :] if begin else said
    said = said.rstrip("? ") if begin and begin["asked"] else said
    if "?" in said:
        return line
    words = " ".join(map(_word, tokens(with_length_first(said), codes)))
    counted = words if _CALLS.match(words) else all_in_digits(words)
    if (found := _match(_REST_FORMS, counted)) is not None:
        span = found.get("span") or found.get("length") or ""
        return f"snooze {span.removesuffix('min')}m"
    passes = (*_PASS_FORMS, *(_ASKED_FORMS if begin and begin["asked"] else ()))
    if (found := _match(passes, words)) is not None and (found.get("name") or "") not in NOBODY:
        return " ".join(filter(None, ["pass", _number(found), f"to {found['name']}" if found.get("name") else ""]))
    if _match(_JOIN_FORMS, words) is not None:
        return "join"
    if _match(_KEEP_FORMS, words) is not None:
        return "take"
    if not (begin and begin["asked"] and _JUDGES.match(words)) and (found := _match(_SEV_FORMS, words)) is not None:
        return f"sev{found['level']} {_number(found)}".strip()
    return line


def _number(found: dict[str, str | None]) -> str:
    return re.sub(r"\D", "", found.get("it") or "")


def _match(forms: tuple[re.Pattern[str], ...], words: str) -> dict[str, str | None] | None:
    return next((found.groupdict() for form in forms if (found := form.fullmatch(words))), None)


def _word(token: Token) -> str:
    match token:
        case Span(minutes):
            return f"{minutes}min"
        case Level(text):
            return f"sev{text}"
        case _:
            return token.text
