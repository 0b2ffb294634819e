"""The nearest emergency clinic that can take an animal now, by what the owner says of the place."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from nightdesk.triage.pets.knowledge import Clinic
from nightdesk.triage.pets.rules import rules as deployed


def nearest(place: str, *, now: datetime, clinics: Sequence[Clinic] | None = None) -> Clinic | None:
    """
    An open clinic for a ZIP, a city or a sentence that holds one; None when we know of none, rather than a guess.

    An empty place means the default clinic of the region, if it is open. now: aware.
    """
    known = deployed().clinics if clinics is None else clinics
    open_now = [c for c in known if c.is_open(now.astimezone(ZoneInfo(c.time_zone)))]
    words = "".join(ch if ch.isalnum() else " " for ch in place.lower()).split()
    if not words:
        return next((c for c in open_now if c.is_default), None)
    zips = [w for w in words if len(w) == 5 and w.isdigit()]
    text = f" {' '.join(words)} "
    for clinic in open_now:
        if any(z in clinic.zips for z in zips) or any(f" {p} " in text for p in clinic.places):
            return clinic
    near = [
        (abs(int(z) - int(own)), i) for i, c in enumerate(open_now) for own in c.zips for z in zips if z[:3] == own[:3]
    ]
    return open_now[min(near)[1]] if near else None
