"""The parts of the service as customers know them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from nightdesk.runbook.service import Catalogue, Service

REST = "Other services"
"""Stands for customer-facing services nobody has given a public name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A line of the status page. key: for links; it tells nothing of what is behind. services: what it is made of."""

    key: str
    name: str
    services: tuple[str, ...]


def is_shown(service: Service) -> bool:
    """Whether customers meet it: a service of production they use themselves."""
    return service.is_customer_facing and service.environment == "production"


def components(catalogue: Catalogue) -> tuple[Component, ...]:
    """Every line, in the order of the catalogue. Services of one public name share one; the nameless come last."""
    named: dict[str, list[str]] = {}
    for service in catalogue.services:
        if is_shown(service):
            named.setdefault(service.public_name or REST, []).append(service.name)
    lines = sorted(named.items(), key=lambda line: line[0] == REST)
    return tuple(Component(key=key_of(name), name=name, services=tuple(made_of)) for name, made_of in lines)


def shown_names(services: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """What customers call these services, each name once."""
    wanted = set(services)
    return tuple(one.name for one in components(catalogue) if wanted & set(one.services))


def key_of(name: str) -> str:
    """A short stable key."""
    return hashlib.sha256(name.encode()).hexdigest()[:10]
