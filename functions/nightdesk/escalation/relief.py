"""Who comes on call while a tier that was woken is still silent: a hand-over at nine, a cover arranged at three."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.incident.incident import Incident
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster
from nightdesk.roster.spans import stretches

AHEAD = timedelta(hours=1)
"""As long as a watch sleeps at most."""


@dataclass(frozen=True, slots=True)
class Relieve:
    """Wake somebody who is on call for the current tier by now and was not when it was woken. Its clock runs on."""

    person: Person


def relief_due(incident: Incident, *, roster: Roster, now: datetime) -> Iterator[tuple[datetime, Relieve]]:
    """Everyone who came on call since, and who will within the hour; nobody once somebody has it."""
    rung = next((rung for rung in incident.policy.rungs if rung.tier == incident.tier), None)
    if incident.ack is not None or incident.tier_at is None or rung is None:
        return
    # Of those the schedule names for then, some were told otherwise, or have passed it on. Of all others it says
    # nothing: it may be another schedule by now, with somebody on it who never heard of this.
    then = {person.id for person in roster.holders(rung.roles, incident.tier_at)}
    woken = {page.person for page in incident.pages if page.at >= incident.tier_at}
    known = (woken or then) | then.intersection((*incident.also_told, *incident.passed_on))
    for person in roster.holders(rung.roles, now):
        if person.id not in known:
            yield now, Relieve(person)
    for role in rung.roles:
        for stretch in stretches(roster, role, now, now + AHEAD):
            if stretch.starts_at > now and stretch.holding.person.id not in known:
                yield stretch.starts_at, Relieve(stretch.holding.person)
