"""The way through a protocol: which step follows, which came before."""

from nightdesk.runbook.protocol import Protocol, Step


def step_after(protocol: Protocol, name: str) -> Step | None:
    """The step that NEXT leads to from this one; the first from "" or a name that is gone since; None at the end."""
    at = protocol.at(name)
    if at < 0:
        return protocol.steps[0]
    if then := protocol.steps[at].then:
        return protocol.steps[protocol.at(then)]
    return protocol.steps[at + 1] if at + 1 < len(protocol.steps) else None


def step_before(protocol: Protocol, name: str) -> Step:
    """The step above; the first stays the first."""
    return protocol.steps[max(protocol.at(name) - 1, 0)]


def step_named(protocol: Protocol, name: str) -> Step:
    """The step of this name; the first for "" or a name that is gone since."""
    return protocol.steps[max(protocol.at(name), 0)]


def is_last(protocol: Protocol, name: str) -> bool:
    return step_after(protocol, name) is None
