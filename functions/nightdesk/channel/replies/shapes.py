"""What each verb needs beside it, and what it makes of that. Anything left over makes it no order at all."""

from nightdesk.channel.replies.command import Command, unread, which
from nightdesk.channel.replies.numerals import spoken
from nightdesk.channel.replies.order import Order
from nightdesk.channel.replies.tokens import Number

LONGEST_SNOOZE_MINUTES = 24 * 60
MOST_AT_ONCE = 6
"""Acknowledgements that one transaction surely holds, with all whom they tell."""
_ALL = frozenset({"all", "both", "everything", "todos", "todas", "todo", "ambos", "ambas"})
_AROUND_ALL = frozenset({"of", "them", "these", "those", "open", "pages"})
_AND = frozenset({"y", "&", "plus", "also"})
_TITLES = frozenset({"dr", "dra", "doctor", "doctora"})


def shaped(order: Order) -> Command:
    """What the order commands, or why it commands nothing."""
    match order.verb:
        case "help":
            return Command(verb="help", reason=order.reason) if not order.words else _too_much(order)
        case "sev":
            return _sev(order)
        case "merge":
            return _merge(order)
        case "snooze":
            return _snooze(order)
        case "split" | "escalate":
            return _with_name(order)
        case _:
            return _plain(order)


def _plain(order: Order) -> Command:
    if order.verb in {"ack", "take"} and (several := _several(order)):
        return several
    if order.verb == "status" and _is_about_all(order):
        return Command(verb="status", reason=f"{order.reason}, about everything")
    is_all_of_one = order.words == ("all",) and len(order.context.open) == 1
    if (order.words and not is_all_of_one) or order.levels or order.minutes:
        return _too_much(order)
    return order.command(order.numbers)


def _is_about_all(order: Order) -> bool:
    """Nothing but "all", "both" and what goes with them."""
    words = set(order.words)
    return bool(words & _ALL) and words <= _ALL | _AROUND_ALL and not (order.numbers or order.levels or order.minutes)


def _several(order: Order) -> Command | None:
    """ack 1 and 2, ack both, take all: each of those that wait on this phone that is meant; None for a single one."""
    words, waiting = set(order.words), order.context.waiting
    if order.levels or order.minutes:
        return None
    if len(order.numbers) > 1 and words <= _AND:
        named = [order.context.named(one.text, is_name=one.is_name) for one in order.numbers]
        meant = tuple(dict.fromkeys(named))
        if not set(meant) <= {ref.incident for ref in waiting}:
            return unread(order.context, "not all of these are open for you", order.verb)
    elif _is_about_all(order):
        meant = tuple(ref.incident for ref in waiting)
        if "both" in words and len(meant) > 2:
            return which(order.verb, order.context)
    else:
        return None
    if not 1 < len(meant) <= MOST_AT_ONCE:
        return None if len(meant) < 2 else unread(order.context, f"at most {MOST_AT_ONCE} at once", order.verb)
    reason = f"{order.reason}, and {len(meant)} of them"
    return Command(verb=order.verb, target=meant[0], also=meant[1:], reason=reason, is_named=bool(order.numbers))


def _with_name(order: Order) -> Command:
    """escalate 42 to ben, split 42 payments: one more word may name a person or a service."""
    names = order.words
    if order.verb == "escalate" and names:
        if names[0] not in {"to", "a"}:
            return _too_much(order)
        names = tuple(name for name in names[1:] if name.strip(".") not in _TITLES)
        names = (" ".join(names),) if len(names) == 2 else names  # a first and a last name
    if len(names) > 1 or order.levels or order.minutes:
        return _too_much(order)
    return order.command(order.numbers, *names)


def _sev(order: Order) -> Command:
    """sev1 42, sev 42 1, 42 sev1, and sev1 alone for the last page."""
    numbers = order.numbers
    levels = (*order.levels, *order.words) if order.words == ("0",) else order.levels
    is_clean = not order.minutes and order.words in {(), ("0",)}
    if not levels:
        rated = [one for one in numbers if one.text in "1234" and not (one.is_name or _is_surely_code(one, order))]
        levels, numbers = tuple(one.text for one in rated), tuple(one for one in numbers if one not in rated)
    if not is_clean or len(levels) != 1 or len(numbers) > 1:
        return unread(order.context, "which incident, and which severity from 0 to 4?", "sev1")
    return order.command(numbers, f"SEV{levels[0]}")


def _is_surely_code(number: Number, order: Order) -> bool:
    """Of `sev 2 1`: 2 is surely the incident when it is open and 1 is not."""
    others = [other.text for other in order.numbers if other.text != number.text]
    return bool(others) and order.context.is_open(number.text) and not any(map(order.context.is_open, others))


def _merge(order: Order) -> Command:
    named = [order.context.named(number.text, is_name=number.is_name) for number in order.numbers]
    if order.words or order.levels or order.minutes or len(named) != 2 or named[0] == named[1]:
        codes = [ref.code for ref in order.context.open]
        hint = f"merge {codes[1]} into {codes[0]}" if len(codes) > 1 else "merge <number> into <number>"
        return Command(verb="none", reason="merge needs two incidents", hint=hint)
    return Command(
        verb="merge", target=named[0], argument=named[1], reason="merge the first into the second", is_named=True
    )


def _snooze(order: Order) -> Command:
    """snooze 42 30m, snooze 42 30, snooze 30m: minutes with a unit, or the number that is not an open incident."""
    minutes, numbers = order.minutes, order.numbers
    said = spoken(order.words) if order.words and not minutes else None
    if said and len(said) <= 4:
        minutes = (int(said),)
    elif not minutes and (unclear := _may_be_minutes(order)):
        tail = f" {unclear[-1]}m" if len(unclear) > 1 else " 30m"
        return unread(order.context, f"is {unclear[-1]} a case or minutes?", "snooze", tail=tail)
    elif not minutes and numbers and not numbers[-1].named and not order.context.is_open(numbers[-1].text):
        minutes, numbers = (int(numbers[-1].text),), numbers[:-1]
    if (
        (order.words and not said)
        or order.levels
        or len(minutes) > 1
        or any(not 0 < one <= LONGEST_SNOOZE_MINUTES for one in minutes)
    ):
        return unread(order.context, "snooze one incident for some minutes", "snooze", tail=" 30m")
    return order.command(numbers, *map(str, minutes))


def _may_be_minutes(order: Order) -> tuple[str, ...]:
    """The open incidents' numbers that may be minutes as well: small ones, round ones, and the second of two."""
    bare = [one.text for one in order.numbers if not one.named and order.context.is_open(one.text)]
    if len(order.numbers) == 1 and bare:
        return tuple(text for text in bare if int(text) <= 10 or int(text) % 5 == 0)
    return tuple(bare) if len(bare) == len(order.numbers) == 2 else ()


def _too_much(order: Order) -> Command:
    return unread(order.context, f"{order.verb} with more than it can mean", order.verb)
