"""Which protocol fits what was found, and which build its steps are told for."""

from collections.abc import Sequence

from nightdesk.firstaid.wording import has, plain
from nightdesk.runbook.protocol import Body, Protocol


def fitting(
    protocols: Sequence[Protocol], *, flags: Sequence[str], species: str | None, heard: Sequence[str]
) -> Protocol | None:
    """
    The most urgent protocol for these raised flags and this kind of animal; None when first aid can add nothing.

    protocols: most urgent first. heard: the owner's texts; some protocols are only for what was said in so many words.
    """
    said = " . ".join(plain(text) for text in heard)
    for protocol in protocols:
        if set(flags).isdisjoint(protocol.flags) or not set(flags).isdisjoint(protocol.unless):
            continue
        if protocol.species and species not in protocol.species:
            continue
        if not protocol.said.all or has(said, protocol.said.all):
            return protocol
    return None


def outranks(other: Protocol, current: Protocol, *, flags: Sequence[str]) -> bool:
    """
    Whether these flags break off the protocol that is being followed for another one.

    Not when the current one is for all of them that call for the other anyway. Whatever interrupts comes before all
    else and is broken off by nothing less: nobody is led away from chest pushes to look at a leg.
    """
    calling = set(flags) & set(other.flags)
    if other.id == current.id or calling <= set(current.flags):
        return False
    return other.interrupts or (other.rank < current.rank and not current.interrupts)


def body_of(
    protocol: Protocol, *, species: str | None, breed: str | None, weight_kg: float | None, heard: Sequence[str] = ()
) -> str:
    """The build that the steps are told for: what was said of it last, else what the animal is; "" when unknown."""
    for text in reversed(heard):
        if said := said_body(protocol, plain(text)):
            return said
    return next(
        (name for name, body in protocol.bodies.items() if _is(body, species=species, breed=breed, kg=weight_kg)), ""
    )


def said_body(protocol: Protocol, said: str) -> str:
    """The build that plain words name; "" for none."""
    return next((name for name, body in protocol.bodies.items() if has(said, body.said.all)), "")


def _is(body: Body, *, species: str | None, breed: str | None, kg: float | None) -> bool:
    if species in body.species or (breed is not None and breed in body.breeds):
        return True
    return body.under_kg is not None and kg is not None and kg < body.under_kg
