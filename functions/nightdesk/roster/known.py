"""Who on the roster is meant by what others call them."""

from collections.abc import Iterable

from nightdesk.roster.person import Person


def known_by(people: Iterable[Person], called: Iterable[str]) -> Person | None:
    """
    The one person who is called one of these, by name, id, address or `known_as`; capitals and spaces do not matter.

    None when it is nobody, and also when it could be two: whose turn it is must not be guessed.
    """
    wanted = {_plain(name) for name in called} - {""}
    found = [person for person in people if wanted & {_plain(name) for name in person.called}]
    return found[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
