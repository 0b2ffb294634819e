"""The nearest emergency clinic that is open and takes the animal, or honestly none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.triage.pets.knowledge.at_hand import atlas as deployed_atlas
from nightdesk.triage.pets.knowledge.at_hand import rules as deployed
from nightdesk.triage.pets.knowledge.atlas import REACH_MILES, Atlas, Spot, miles
from nightdesk.triage.pets.knowledge.nouns import Clinic

ON_THE_WAY = timedelta(minutes=30)
"""A clinic that closes while they drive is no help."""
USUAL = frozenset({"dog", "cat"})
"""What a clinic sees that names no species."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    A clinic to go to. miles: as the crow flies, None when the place is known by name only.

    treats: False when it is not known to see this kind of animal, so that they must call first and ask.
    """

    clinic: Clinic
    miles: float | None = None
    treats: bool = True


def find(
    place: str,
    *,
    now: datetime,
    species: str | None = None,
    clinics: Sequence[Clinic] | None = None,
    atlas: Atlas | None = None,
) -> Found | None:
    """
    The nearest clinic that is open now and still in half an hour, for a ZIP, a town or a sentence that holds one.

    None when none is known within reach, rather than a guess. An empty place means the clinic of the region. One that
    sees the species comes before a nearer one that is not known to. now: aware.
    """
    known = deployed().clinics if clinics is None else clinics
    open_now = [clinic for clinic in known if is_open(clinic, now) and is_open(clinic, now + ON_THE_WAY)]
    words = _words(place)
    if not words:
        found = [Found(clinic=c, treats=sees(c, species)) for c in open_now if c.is_default and _may_help(c, species)]
    else:
        # A quarter that only clinics go by lies where they are, whether they are open or not.
        spots = spots_of(place, atlas or deployed_atlas()) or tuple(c.at for c in known if c.at and _names(c, words))
        reached = ((clinic, _distance(clinic, words, spots)) for clinic in open_now if _may_help(clinic, species))
        found = [
            Found(clinic=c, miles=away if spots and c.at else None, treats=sees(c, species))
            for c, away in reached
            if away is not None
        ]
    return min(found, key=lambda one: (not one.treats, one.miles or 0.0), default=None)


def is_open(clinic: Clinic, at: datetime) -> bool:
    """By the clock on its own wall: daylight saving comes and goes there, not here. at: aware."""
    return clinic.is_open(at.astimezone(ZoneInfo(clinic.time_zone)))


def sees(clinic: Clinic, species: str | None) -> bool:
    """Whether it is known to treat such an animal; of an unknown one, whether it treats dogs and cats."""
    treated = set(clinic.species) or USUAL
    return species in treated if species else bool(treated & USUAL)


def _may_help(clinic: Clinic, species: str | None) -> bool:
    """It treats them, or it is a general clinic that can be asked. Nobody takes a dog to a clinic for birds."""
    return sees(clinic, species) or sees(clinic, None)


def spots_of(place: str, atlas: Atlas) -> tuple[Spot, ...]:
    """Where it may be: its ZIP code, else every town of that name within reach, in the state if one is named."""
    words = _words(place)
    by_zip = tuple(atlas.zips[word] for word in words if word in atlas.zips)
    if by_zip or any(_is_zip(word) for word in words):
        return by_zip
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            towns = atlas.towns.get(" ".join(words[start : start + size]), ())
            if towns:
                state = _state(words[start + size :])
                return tuple(town.at for town in towns if state in {"", town.state})
    return ()


def _distance(clinic: Clinic, words: Sequence[str], spots: Sequence[Spot]) -> float | None:
    """Miles, 0 when it names the place itself and no distance is known; None when it is out of reach."""
    named = _names(clinic, words)
    away = min((miles(clinic.at, spot) for spot in spots), default=None) if clinic.at else None
    if away is not None and (named or away <= REACH_MILES):
        return away
    return 0.0 if named else None


def _names(clinic: Clinic, words: Sequence[str]) -> bool:
    """Whether these words hold a ZIP code it lists, or without any ZIP code a place that it goes by."""
    zips = [word for word in words if _is_zip(word)]
    text = f" {' '.join(words)} "
    listed = [name for name in clinic.places if f" {name} " in text and _agrees(clinic, words, name)]
    return any(code in clinic.zips for code in zips) if zips else bool(listed)


def _agrees(clinic: Clinic, words: Sequence[str], name: str) -> bool:
    """Springfield, MA is not the Springfield of a clinic in Illinois."""
    text = " ".join(words)
    state = _state(text[text.index(name) + len(name) :].split())
    return not state or f" {state} " in f" {clinic.address.replace(',', ' ')} "


def _words(place: str) -> list[str]:
    return "".join(ch if ch.isalnum() else " " for ch in place.lower()).split()


def _is_zip(word: str) -> bool:
    return len(word) == 5 and word.isdigit()


def _state(after: Sequence[str]) -> str:
    """The state a town's name is followed by; "in" and "or" are one only where nothing but a ZIP code follows."""
    word = after[0].upper() if after else ""
    is_end = all(_is_zip(rest) for rest in after[1:])
    return word if word in STATES and (is_end or word not in _ALSO_WORDS) else ""


_ALSO_WORDS = frozenset({"IN", "OR", "ME", "HI", "OK", "OH", "LA", "DE", "MA", "PA", "AL", "ID"})

STATES = frozenset(
    """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
    PA PR RI SC SD TN TX UT VT VA WA WV WI WY
    """.split()  # noqa: SIM905 -- names, not a list to edit
)
