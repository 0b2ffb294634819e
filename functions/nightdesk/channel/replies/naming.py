"""An incident called by words of its title: "the search one", "the disk thing", "Milo"."""

import re
from collections import defaultdict

from nightdesk.channel.replies.plain import bare
from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.vocabulary import DOUBTS, FILLERS, MAY_FOLLOW, SURFACES

SHORTEST = 3
"""Letters of a word that can name something."""
_NOUN = r"(?:one|ones|thing|issue|incident|alert|alarm|page|problem|outage|stuff|case|mess|dog|cat|puppy|kitten)"
_NO_NAMES = (
    DOUBTS | FILLERS | frozenset(SURFACES) | frozenset().union(*MAY_FOLLOW.values())
    | frozenset("high low full slow down errors error failing failed very old kg year month day old new".split())  # noqa: SIM905
)  # fmt: skip
"""What any title may hold, and what stands in orders anyway."""
_WORD = re.compile(r"[^\W\d_]\w*(?:-\w+)*")


def with_numbers_for_names(line: str, context: Context) -> str:
    """
    The line with an incident's number where words of its title stand, if those are of one open incident alone.

    A name that several share, or names of two, leave the line as it is.
    """
    names = _names(context)
    if not names:
        return line
    named = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    beside = "|".join(sorted(map(re.escape, _beside_names(context)), key=len, reverse=True))
    phrase = re.compile(
        rf"(?<![\w-])(?:(?:the|this|that|el|la|lo del?"
        rf"|lo de la) )?(?:{named})(?:[ -](?:{beside}))*(?: {_NOUN})?(?![\w-])",
        re.IGNORECASE,
    )
    found = list(phrase.finditer(line))
    refs = {names[word] for one in found for word in _words(one.group()) if word in names}
    if len(refs) != 1 or len(found) != 1:
        return line
    (code,) = refs
    return f"{line[: found[0].start()]}#{code}{line[found[0].end() :]}"


def _names(context: Context) -> dict[str, str]:
    """Words of titles and the one incident's number that each leads to."""
    leads_to: dict[str, set[str]] = defaultdict(set)
    for ref in context.waiting:
        for word in _words(ref.title):
            leads_to[word].add(ref.code)
    return {word: next(iter(codes)) for word, codes in leads_to.items() if len(codes) == 1 and _may_name(word)}


def _beside_names(context: Context) -> set[str]:
    """Words of titles that may follow a name in it, whether they name anything themselves or not: "checkout errors"."""
    words = {word for ref in context.waiting for word in _words(ref.title)}
    return {word for word in words if len(word) >= SHORTEST and word not in DOUBTS}


def _may_name(word: str) -> bool:
    return len(word) >= SHORTEST and word not in _NO_NAMES


def _words(text: str) -> list[str]:
    return _WORD.findall(bare(text))
