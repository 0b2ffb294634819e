"""What investigation and remediation need beside the kit: the catalogue, evidence, runbooks and actions."""

from dataclasses import dataclass

from nightdesk.action.action import Registry
from nightdesk.evidence.evidence import Evidence
from nightdesk.runbook.runbook import Runbook
from nightdesk.runbook.service import Catalogue, Service


@dataclass(frozen=True, kw_only=True)
class Workshop:
    catalogue: Catalogue
    evidence: Evidence
    runbooks: tuple[Runbook, ...]
    actions: Registry

    def around(self, names: tuple[str, ...]) -> tuple[Service, ...]:
        """The named services with everything they lean on and everything that leans on them."""
        wider = dict.fromkeys(names)
        for name in names:
            wider.update(dict.fromkeys((*self.catalogue.dependencies(name), *self.catalogue.dependents(name))))
        return tuple(service for name in wider if (service := self.catalogue.get(name)))
