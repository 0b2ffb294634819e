"""What is typed around a command and for it, in plainer words."""

import re

from nightdesk.channel.replies.vocabulary import COURTESY, SAID_FOR

_SPOKEN_MARKS = re.compile(r" (?:period|full stop|punto|comma|exclamation (?:point|mark))$", re.IGNORECASE)
_SPOKEN_COMMA = re.compile(r" comma(?= )", re.IGNORECASE)
_SAID_FOR = [(re.compile(phrase, re.IGNORECASE), word) for phrase, word in SAID_FOR]
_COURTESY = re.compile(rf"\b(?:{'|'.join(COURTESY)})", re.IGNORECASE)


def spoken_marks_off(line: str) -> str:
    """Dictation writes out a mark when it misses that it is one."""
    return _SPOKEN_MARKS.sub("", _SPOKEN_COMMA.sub(",", line)).strip(" ,;-")


def without_courtesy(line: str) -> str:
    """Without what changes nothing around a command: thanks, and that others may sleep on."""
    return " ".join(_COURTESY.sub(" ", line).split())


def in_plain_words(line: str) -> str:
    """Without courtesies, and a command's word in the place of what is said for it."""
    line = without_courtesy(line)
    for phrase, word in _SAID_FOR:
        line = phrase.sub(word, line)
    return " ".join(line.split())
