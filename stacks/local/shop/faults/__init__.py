"""Everything that can be broken in the shop: one module a fault."""

from collections.abc import Callable, Mapping

from stacks.local.shop.clients import Clients
from stacks.local.shop.faults.bad_deploy import BadDeploy
from stacks.local.shop.faults.fault import Fault

FAULTS: tuple[Callable[[Clients], Fault], ...] = (BadDeploy,)


def all_faults(clients: Clients) -> Mapping[str, Fault]:
    """Every fault by name."""
    return {fault.name: fault for fault in (make(clients) for make in FAULTS)}
