"""
Words that stop what was just approved: "no wait", "cancel that", "espera".

They are read only while a step that this phone was asked about is about to run, and only in that safe direction: a word
too many costs a minute, a word missed cannot be undone. Saying yes needs the code; stopping does not.
"""

import re

from nightdesk.channel.replies.plain import plain, without_pictures

LONGEST = 90
FIRST_WORDS = 4
"""A stop stands at the beginning of what is typed in a hurry; later on it tells of something else that stopped."""

_STOPS = frozenset(
    re.findall(
        r"\S+",
        """
        no noo nooo nope nah stop stopp wait waiit hold cancel cancelled abort aborting don't dont undo nevermind never
        halt scratch revert oops whoops woops mistake wrong error nein nicht warte espera espere esperen esperate para
        paren parale parar alto cancela cancele cancelalo cancelar aborta detente deten detenlo detengan equivoque
        """,
    )
)
_HARMLESS = frozenset({"problem", "problems", "prob", "worries", "worry", "rush", "idea", "clue", "thanks"})
"""After a "no" that is none: "no problem"."""


def stops(text: str) -> bool:
    """Whether a text to the desk means: do not do it. A question does not."""
    line = without_pictures(plain(text)).lower()
    if not line or len(line) > LONGEST or "?" in line:
        return False
    words = [word.strip(".,!;:-\"'") for word in line.split()]
    begun = [word for word in words if word][: FIRST_WORDS + 1]
    return any(
        word in _STOPS and not (word in {"no", "never"} and after in _HARMLESS)
        for word, after in zip(begun[:FIRST_WORDS], [*begun[1:], ""], strict=False)
    )
