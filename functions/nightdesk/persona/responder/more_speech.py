"""What somebody on call hears behind the menu of rarer keys."""

from collections.abc import Sequence

from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import spoken
from nightdesk.persona.owner.speech import plain
from nightdesk.persona.wording.composing import brief, sentence

SPEAK = "Say your note now."
NO_NOTE = "I heard nothing. Nothing was noted."
HOW_LONG = "How many minutes of quiet? Enter them, then pound."
NO_QUIET = "No quiet was set. I take 1 to 1440 minutes."
INTO_WHICH = "Which case is this one part of? Enter its number, then pound."
NO_SUCH_CASE = "No other open case of yours has that number. Nothing was changed."
ONE_SERVICE = "It has one service only, so there is nothing to split."
UNCHANGED = "Nothing was changed."
DONE = "That is done."


def menu_key(incident: Incident) -> str:
    """What 2 pressed again leads to."""
    return "2 again for a note" if incident.desk is Desk.PETS else "2 again for note, snooze, merge or split"


def menu(incident: Incident) -> str:
    """The keys behind it."""
    note = "Press 1 to speak a note"
    if incident.desk is Desk.PETS:
        return f"{note}. Any other key goes back."
    return f"{note}, 2 to snooze, 3 to merge, 4 to split. Any other key goes back."


def which_service(services: Sequence[str]) -> str:
    """Which one leaves."""
    named = ", ".join(f"{at} for {service}" for at, service in enumerate(services, start=1))
    return plain(f"Which service leaves? Press {named}.")


def noted(heard: str) -> str:
    """Read back."""
    return plain(f"Noted: {sentence(brief(heard, 120))}")


def sure_to_merge(incident: Incident, other: Incident, *, listener: Phone) -> str:
    """Both by their numbers, and what the other is about."""
    title = brief(other.subject or other.title, 60)
    both = f"Case {spoken(incident, listener)} becomes part of case {spoken(other, listener)}, {title}"
    return plain(f"{both}. Press 1 to do it. Any other key leaves both.")


def sure_to_split(incident: Incident, service: str, *, listener: Phone) -> str:
    """What leaves which case."""
    return plain(f"{service} leaves case {spoken(incident, listener)}. Press 1 to do it. Any other key leaves it.")
