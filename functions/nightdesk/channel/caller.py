"""Who a call is from: a number that can be rung back, or somebody who keeps theirs to themselves."""

from collections.abc import Mapping

from nightdesk.incident.desk import Phone
from nightdesk.incident.masked import masked

_HIDDEN = frozenset(
    {"266696687", "7378742833", "2562533", "86282452253", "8656696", "464", "anonymous", "restricted", "blocked",
     "unavailable", "unknown", "private", "withheld"}
)  # fmt: skip
"""What carriers send for a caller without a number: words, or those words typed on a keypad (266696687: ANONYMOUS)."""


def caller(form: Mapping[str, str], field: str = "From") -> Phone:
    """The number at that end of the call, or a name made of the call itself when the number is hidden."""
    given = form.get(field, "").strip()
    digits = given.removeprefix("+")
    if digits.casefold() in _HIDDEN or not digits.isascii() or not digits.isdigit():
        return masked(form.get("CallSid", ""))
    return Phone(given)
