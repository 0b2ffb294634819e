"""What somebody hears who is called about several incidents at once."""

from collections.abc import Sequence

from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import spoken
from nightdesk.persona.owner.speech import plain
from nightdesk.persona.wording.composing import brief
from nightdesk.roster.roster import Person

ALL_HAVE_SOMEBODY = "Somebody has everything you were called for. Nothing for you to do."
MOST_NAMED = 8
"""Read aloud; whoever hears more remembers none."""


def named(incidents: Sequence[Incident], person: Person, *, most: int) -> str:
    """How many, which, and the keys. incidents: the worst first. most: how many one key takes."""
    shown = incidents[:MOST_NAMED]
    cases = " ".join(
        f"Case {spoken(one, person.phone)}, severity {int(one.severity)}: {brief(one.subject or one.title, 50)}."
        for one in shown
    )
    more = f" And {len(incidents) - len(shown)} more." if len(incidents) > len(shown) else ""
    how_many = "all of them" if len(incidents) <= most else f"the first {most}"
    keys = f"Press 4 to take {how_many}, 7 to go through them one by one, star to hear it again."
    return plain(f"Nightdesk: {len(incidents)} incidents wait for you. {cases}{more} {keys}")


def taken(count: int, *, left: int) -> str:
    """How many are theirs by that key, and how many still nobody has."""
    mine = f"{count} cases are yours." if count != 1 else "One case is yours."
    rest = f" {left} still wait; you will be called for them." if left else ""
    return f"{mine}{rest} Text status to see them."
