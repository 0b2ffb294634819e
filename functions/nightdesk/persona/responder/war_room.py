"""What is said and written around the call that people on an incident talk on, and to all of them at once."""

from collections.abc import Sequence

from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, spoken, typed
from nightdesk.persona.owner.speech import plain
from nightdesk.persona.wording.composing import brief, compose, sentence

PRESS = "Press any key to join the call."
LEAVES = "Press star to leave it and use the keys."
LEFT = "You have left the call."
OVER = "The call is over."


def ringing(incident: Incident, names: Sequence[str]) -> str:
    """To whoever asked to join by text: the phone rings now."""
    code = short_code(incident.id)
    first = f"Calling you now: press any key to join the call on INC-{code}."
    return compose([(0, first), (1, present(names))], at_most=1)


def opened(incident: Incident, name: str, *, reader: Phone) -> str:
    """To everybody on the incident: somebody is on the call, and how to come too."""
    keep = f"Reply join {typed(incident, reader)} and I ring you."
    return compose(
        [(0, f"{name} is on the call for {name_of(incident.id)}."), (1, sentence(incident.title))], at_most=1, keep=keep
    )


def present(names: Sequence[str]) -> str:
    """Who is on the call; empty when nobody is."""
    return f"On the call: {', '.join(names)}." if names else ""


def invitation(incident: Incident, names: Sequence[str], *, listener: Phone) -> str:
    """Said when they pick up. A mailbox hears it too, and presses no key."""
    on_it = _spoken_names(names)
    what = sentence(brief(incident.title, 100))
    return plain(f"This is Nightdesk, with the call for case {spoken(incident, listener)}. {what} {on_it}".strip())


def entering(names: Sequence[str]) -> str:
    """Said to whoever goes in."""
    return plain(f"{_spoken_names(names) or 'You are the first on the call.'} {LEAVES}")


def moved(before: Incident, incident: Incident, *, listener: Phone) -> str:
    """Said to whoever talks on the call of what became part of another, on the way to that one's call."""
    gone, code = spoken(before, listener), spoken(incident, listener)
    return f"Case {gone} is now part of case {code}. Joining its call."


def to_all(incident: Incident, name: str, words: str) -> str:
    """One text to everybody on the incident, in somebody's own words."""
    code = short_code(incident.id)
    said = f"{name} to all on INC-{code}: {' '.join(words.split())}"
    return compose([(0, said)], at_most=3)


def told_all(incident: Incident, names: Sequence[str]) -> str:
    """To whoever wrote to everybody: who reads it."""
    code = short_code(incident.id)
    if not names:
        return f"Nobody else is on INC-{code} yet, so nobody was texted. Your words stand in its timeline."
    return compose([(0, f"Sent to {', '.join(names)} and noted on INC-{code}.")], at_most=1)


def _spoken_names(names: Sequence[str]) -> str:
    if not names:
        return ""
    *others, last = names
    return f"{', '.join(others)} and {last} are on it." if others else f"{last} is on it."
