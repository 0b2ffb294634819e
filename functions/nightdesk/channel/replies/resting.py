"""How rest is asked for, by how it is said: "remind me in 20", "give me half an hour", "aguantame media hora"."""

import re

_SPAN = r"(?P<span>\d+min)"
_OR_MINUTES = r"(?P<span>\d+min|\d{1,3})"
"""A number alone is minutes behind "in" or "for"; nothing else about it is sure."""
RESTS = (
    r"(?:remind|ping|call|ring|page|text|wake|nudge|bug|poke|ask|try|check(?: in)? with)(?: me| us)"
    rf"(?: (?:up|back|again|about (?:it|this)))* (?:in|after) (?:like |about |another )?{_OR_MINUTES}(?: again)?",
    rf"(?:give|gimme|lend|grant|allow|spare) ?(?:me|us)? (?:another |like |about )?{_SPAN}(?: more| longer)?",
    rf"(?:i |we )?(?:need|want)(?: another| like| about)? {_SPAN} (?:more|longer)",
    rf"another {_SPAN}(?: more| longer)?|(?:just )?(?P<length>\d+min) (?:more|longer|mas)",
    r"(?:be )?(?:quiet|silence|hush|shush|mute|silencia|callate|calla)(?: (?:it|this|that|esto|eso|la|lo))?"
    rf"(?: (?:for|por|durante))? {_OR_MINUTES}",
    rf"(?:hold off|hold on|hang on|leave me (?:alone|be)|let me sleep)(?: (?:for|por))? {_OR_MINUTES}(?: more"
    rf"| longer)?",
    rf"(?:put|keep|set) (?:it|this|that) (?:on )?(?:snooze|mute|hold)(?: for)? {_OR_MINUTES}",
    r"(?:dame|denme|deme|dejame|aguantame|bancame|esperame|regalame|necesito)(?: (?:otra|otro|otros|otras|unos|como))?"
    rf" {_SPAN}(?: mas)?",
    r"(?:recuerdame(?:lo)?|recordame(?:lo)?|avisame|llamame|despiertame|despertame|preguntame|vuelve a llamar(?:me)?)"
    rf"(?: (?:de nuevo|otra vez))? (?:en|dentro de) {_OR_MINUTES}",
)
_MORE = re.compile(r"\b(\w+) (more|mas) (min|minute|hour|hr|minuto|hora)(s?)\b")


def with_length_first(line: str) -> str:
    """Five more minutes are five minutes more."""
    return _MORE.sub(r"\1 \3\4 \2", line)
