"""Which of several services explains the others: the one that fails, or the silent one that all of them lean on."""

from collections.abc import Sequence

from nightdesk.triage.ops.grouping.graph import Graph


def origins(services: Sequence[str], graph: Graph) -> tuple[str, ...]:
    """Those of the alarming services that no other of them explains. In a cycle the one named first stands for it."""
    kept: list[str] = []
    for n, service in enumerate(services):
        explained = any(
            graph.hops(other, service) is not None and (graph.hops(service, other) is None or m < n)
            for m, other in enumerate(services)
            if other != service
        )
        if not explained:
            kept.append(service)
    return tuple(kept) or tuple(services[:1])


def silent_cause(services: Sequence[str], graph: Graph) -> str:
    """The one thing all of these lean on directly that does not itself alarm; "" when there is none."""
    common = set(graph.dependencies.get(services[0], ()))
    for service in services[1:]:
        common &= set(graph.dependencies.get(service, ()))
    common -= set(services)
    # Of several, the one that fewest others lean on: had a hub failed, more would alarm.
    return min(common, key=lambda name: (len(graph.victims.get(name, {})), name), default="")
