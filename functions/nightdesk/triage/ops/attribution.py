"""Which service of the catalogue an alarm is about, when the alarm itself says it in its own words or not at all."""

import re
from dataclasses import replace

from nightdesk.alarm.alarm import Alarm
from nightdesk.runbook.service import Catalogue, Service

_ENVIRONMENTS = re.compile(r"[-_.]?(?:prod|production|live|prd|staging|stage|stg|dev|test|qa|svc|service)$")


def attribute(alarm: Alarm, catalogue: Catalogue) -> Alarm:
    """
    The same alarm with the catalogue's name for its service, and the reason; unchanged when nothing fits or two do.

    Tried in order: the name it gives; its signals (function, dimensions); the name without an environment; the one
    service whose name stands in the alarm's name or resource.
    """
    if catalogue.get(alarm.service) is not None:
        return alarm
    for find, why in ((_by_spelling, "spelling"), (_by_signals, "signals"), (_by_mention, "name in the alarm")):
        service = find(alarm, catalogue)
        if service is not None:
            said = f"service {service.name} from the catalogue by its {why}"
            reasons = tuple(reason for reason in alarm.reasons if not reason.startswith("service unknown"))
            return replace(alarm, service=service.name, reasons=(*reasons, said))
    return alarm


def _by_spelling(alarm: Alarm, catalogue: Catalogue) -> Service | None:
    told = _letters(alarm.service)
    bare = _letters(_ENVIRONMENTS.sub("", alarm.service.lower()))
    found = [service for service in catalogue.services if told and _letters(service.name) in {told, bare}]
    return _only(found)


def _by_signals(alarm: Alarm, catalogue: Catalogue) -> Service | None:
    told = {*alarm.labels.values(), alarm.resource, alarm.service} - {""}
    functions = [
        service for service in catalogue.services if service.signals.function and service.signals.function in told
    ]
    if functions:
        return _only(functions)
    return _only(
        [s for s in catalogue.services if s.signals.dimensions and s.signals.dimensions.items() <= alarm.labels.items()]
    )


def _by_mention(alarm: Alarm, catalogue: Catalogue) -> Service | None:
    """The longest service name that stands as whole words in the alarm's name or resource, if only one is."""
    said = f" {_words(alarm.name)}  {_words(alarm.resource)}  {_words(alarm.service)} "
    named = [service for service in catalogue.services if f" {_words(service.name)} " in said]
    longest = max((len(service.name) for service in named), default=0)
    kept = [service for service in named if len(service.name) == longest]
    outer = [service for service in named if not any(_words(service.name) in _words(other.name) for other in kept)]
    return _only(kept) if not outer else None


def _only(found: list[Service]) -> Service | None:
    return found[0] if len(found) == 1 else None


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _words(name: str) -> str:
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return " ".join(re.findall(r"[a-z0-9]+", split.lower()))
