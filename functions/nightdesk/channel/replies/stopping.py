"""
Words that stop what was just approved: "no wait", "cancel that", "espera".

They are read only while a step that this phone was asked about is about to run, and only in that safe direction: a word
too many costs a minute, a word missed cannot be undone. Saying yes needs the code; stopping does not.
"""

from nightdesk.channel.replies.plain import bare
from nightdesk.channel.replies.vocabulary import HARMLESS_AFTER_NO, STOPS

LONGEST = 90
FIRST_WORDS = 4
"""A stop stands at the beginning of what is typed in a hurry; later on it tells of something else that stopped."""


def stops(text: str) -> bool:
    """Whether a text to the desk means: do not do it. A question does not."""
    line = bare(text)
    if not line or len(line) > LONGEST or "?" in line:
        return False
    words = [word.strip(".,!;:-\"'") for word in line.split()]
    begun = [word for word in words if word][: FIRST_WORDS + 1]
    return any(
        word in STOPS and not (word in {"no", "never"} and after in HARMLESS_AFTER_NO)
        for word, after in zip(begun[:FIRST_WORDS], [*begun[1:], ""], strict=False)
    )
