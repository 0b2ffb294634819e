"""A caller who hides the number: known by the call alone, so nothing can be sent to them once it is over."""

from nightdesk.incident.desk import Phone

_PREFIX = "call:"


def masked(call: str) -> Phone:
    """What stands for the number of a caller who has none."""
    return Phone(f"{_PREFIX}{call}")


def is_masked(phone: Phone) -> bool:
    """Whether nobody can text or ring this."""
    return phone.startswith(_PREFIX)
