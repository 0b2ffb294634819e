"""The last look before anything goes out: no name, number, metric or word of ours may be in what customers read."""

import re
from collections.abc import Iterable, Iterator

from nightdesk.incident.incident import Incident
from nightdesk.redaction.redact import redact
from nightdesk.roster.person import Person
from nightdesk.runbook.service import Catalogue

_PLAIN = re.compile(r"[a-z0-9]+")
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_INTERNAL = re.compile(r"\b(?:INC-\d+|SEV[0-4]|arn:aws|i-[0-9a-f]{8,}|\d{12})\b|\b(?:\d{1,3}\.){3}\d{1,3}\b")
COMMON = frozenset(
    {"the", "and", "of", "dr", "mr", "ms", "mrs", "will", "may", "june", "april", "mark", "grace", "hope"}
)
"""First names that are also words: a whole name gives somebody away, these alone do not."""


def leaks(
    text: str,
    *,
    catalogue: Catalogue,
    people: Iterable[Person] = (),
    incidents: Iterable[Incident] = (),
    allowed: Iterable[str] = (),
) -> tuple[str, ...]:
    """
    What of ours stands in a text for customers; nothing when it may go out. HTML is looked at as it is read.

    allowed: the public names, our own number and address: what is there on purpose.
    """
    shown = _TAGS.sub(" ", text)
    for meant in sorted(filter(None, allowed), key=len, reverse=True):
        shown = shown.replace(meant, " ")
    words = f" {' '.join(_PLAIN.findall(shown.lower()))} "
    found = [*_INTERNAL.findall(shown)]
    for name in _ours(catalogue, people, incidents):
        plain = " ".join(_PLAIN.findall(name.lower()))
        if len(plain) > 2 and plain not in COMMON and f" {plain} " in words:
            found.append(name)
    if redact(shown) != shown:
        found.append("a number, an address or a secret")
    return tuple(dict.fromkeys(found))


def _ours(catalogue: Catalogue, people: Iterable[Person], incidents: Iterable[Incident]) -> Iterator[str]:
    public = {word for service in catalogue.services for word in _PLAIN.findall(service.public_name.lower())}
    for service in catalogue.services:
        for name in (service.name, *service.aliases, service.owner, service.signals.function):
            # A service that is called what customers call it gives nothing away.
            if name.lower() not in public:
                yield name
        yield from service.signals.metrics.values()
    for person in people:
        yield person.name
        yield from (part for part in person.name.split() if part[:1].isupper() and not part.endswith("."))
    for incident in incidents:
        yield incident.title
        yield from (alarm.name for alarm in incident.alarms)
        yield from (alarm.resource for alarm in incident.alarms if len(alarm.resource) > 5)
        if incident.hypothesis:
            yield incident.hypothesis.summary
