"""A number or an order that its own author corrects in the same breath: "ack 1 sorry 2", "ack 2 not 1"."""

import re

_NUMBER = r"(?:#|inc-?|la |el )?\d{1,7}"
_MARK = (
    r"(?:sorry|sry|oops|ooops|whoops|woops|ups|i meant?|meant?|no|nope|wait|no wait|wait no|nvm|rather|actually"
    r"|make that"
    r"|i meant to say|scratch that|correction|perdon|digo|mejor|quise decir|quiero decir|disculpa|er|err|uh|um)\b"
)
_THEN = re.compile(
    rf"(?P<order>[a-z]{{1,12}}(?: (?:la|el|the|number|inc|incident))?) {_NUMBER}[\s,.;:-]*\(?(?:{_MARK}[\s,.;:-]*)+"
    rf"(?:(?P<again>[a-z]{{1,12}}) )??(?P<number>{_NUMBER})\)?",
    re.IGNORECASE,
)
_NOT = re.compile(
    rf"(?P<order>[a-z]{{1,12}}) (?P<number>{_NUMBER})[\s,.;-]*\(?(?:and )?(?:not|no)(?: la| el)? {_NUMBER}\)?",
    re.IGNORECASE,
)
_STAR = re.compile(rf"(?P<order>[a-z]{{1,12}}) {_NUMBER}[\s,]*\*\s?(?P<number>{_NUMBER})", re.IGNORECASE)


def corrected(line: str) -> str:
    """The order that is meant in the end; the line itself when nothing in it is taken back."""
    line_seen = " ".join(line.split()).strip(" .!")
    for form in (_STAR, _THEN, _NOT):
        if found := form.fullmatch(line_seen):
            order = found.groupdict().get("again") or found["order"]
            return f"{order} {found['number']}"
    return line
