"""The closed list of what Nightdesk can do to a system. What is not in it cannot be done."""

from collections.abc import Mapping
from types import MappingProxyType

from nightdesk.action.action import Action, Parameters, Registry
from nightdesk.errors import ActionFailed, Misconfigured
from nightdesk.incident.ask import Risk


def registry(*actions: Action) -> Registry:
    """All actions by name, read-only. Raises Misconfigured when two share a name."""
    found: dict[str, Action] = {}
    for action in actions:
        if action.name in found:
            raise Misconfigured(f"actions: {action.name!r} is registered twice")
        found[action.name] = action
    return MappingProxyType(found)


def risks(actions: Registry) -> Mapping[str, Risk]:
    """The risk each action has by itself; a runbook may say more, never less."""
    return {name: action.risk for name, action in actions.items()}


def find(actions: Registry, name: str, parameters: Parameters) -> Action:
    """The action of that name, all of whose parameters are given. Raises ActionFailed otherwise."""
    action = actions.get(name)
    if action is None:
        raise ActionFailed(f"there is no action named {name!r}")
    missing = [need for need in action.needs if not parameters.get(need, "").strip()]
    if missing:
        raise ActionFailed(f"{name}: not given: {', '.join(missing)}")
    return action
