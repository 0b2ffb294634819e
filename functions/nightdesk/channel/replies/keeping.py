"""
The answer to "Still on INC-42?": that they are, or are not any more.

Such words mean something only while that question waits on this phone; see Context.nudged. A thumb says no more than
that the question was read.
"""

import re
from typing import Literal

from nightdesk.channel.replies.plain import bare

LONGEST = 80
_SURE = (
    r"yes|yep|yeah|yup|yea|ya|yah|ye|aye|y|affirmative|affirm|correct|sure|of course|absolutely|definitely|indeed|si"
    r"|sip|claro(?: que si)?|por supuesto|correcto|afirmativo|thumbs? up|pulgar arriba|100%?"
)
_STILL = (
    r"(?:(?:i'?m|i am|we'?re|we are|am)\s)?(?:still|sigo|seguimos|todavia|aun)(?:\s(?:\w+'?\w*)){0,4}"
    r"|(?:yes )?(?:i am|i do|we are|we do|it is|lo estoy|la tengo|lo tengo)(?: still)?"
    r"|(?:(?:i'?m|i am|i'?ll)\s)?keep(?:ing)?(?: (?:it|this|this one|at it|on|going))?"
    r"|(?:aqui|ahi) (?:sigo|estoy|seguimos)|me lo quedo|me la quedo|(?:i'?m )?(?:here|awake|around|on it|at it)"
    r"|(?:i'?m )?(?:still )?(?:working|looking|digging|debugging|investigating|checking)(?: on)?(?: (?:it|this))?"
    r"|(?:(?:i'?m )?(?:almost|nearly|half ?way)|ya casi|casi)(?: (?:done|there|finished|fixed|listo|lista|termino"
    r"|acabo|queda|ya))?"
)
_ADDED = (
    r"(?:(?:,|\.|!|-| )*(?:give me (?:a |\d+ )?(?:sec|second|minute|min|minutes|mins|bit|moment)"
    r"|thanks|thx|ty|gracias|pls|please|sorry))?"
)
_KEEPS = re.compile(rf"(?:(?:{_SURE})(?:[ ,.!]+(?:{_SURE}|{_STILL}))*|{_STILL}){_ADDED}[ .!]*")
_LEAVES = re.compile(
    r"(?:no|nope|nah|negative|negativo)(?:[ ,.!]+(?:i'?m not|not any ?more|no longer|ya no|sorry))?[ .!]*"
    r"|(?:i'?m )?(?:not any ?more|no longer)(?: on it)?[ .!]*|(?:i'?m )?not on it(?: any ?more)?[ .!]*"
    r"|ya no(?: puedo)?[ .!]*"
    r"|(?:(?:no|nope|nah|sorry)[ ,.!]+)?(?:i'?m |i am )?(?:going (?:back )?to (?:bed|sleep)|signing off|off (?:it|now"
    r"|shift)"
    r"|done for (?:the night|today|tonight)|me voy a (?:dormir|la cama))[ .!]*"
)
_UNSURE = re.compile(
    r"\b(?:down|broken|failing|open|ongoing|happening|bad|not|no|but|cant|can't|asleep|sleeping|caido|roto)\b"
)


def still_on_it(text: str) -> Literal["keeps", "leaves"] | None:
    """What a text says to that question; None when it says something else."""
    line = bare(text)
    if not line or len(line) > LONGEST or "?" in line:
        return None
    if _LEAVES.fullmatch(line):
        return "leaves"
    return "keeps" if _KEEPS.fullmatch(line) and not _UNSURE.search(line) else None
