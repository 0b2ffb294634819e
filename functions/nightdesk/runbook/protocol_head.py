"""The typed head of a first-aid protocol: what it is for, what jumps out of line, where its numbers are from."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from nightdesk.runbook.protocol import Body, Jump, Phrases, Protocol, Step

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Phrases(_Strict):
    en: Annotated[list[Words], Field(min_length=1)]
    es: Annotated[list[Words], Field(min_length=1)]

    def word(self) -> Phrases:
        return Phrases(en=tuple(self.en), es=tuple(self.es))


class _Title(_Strict):
    en: Words
    es: Words


class _Body(_Strict):
    species: list[Words] = []
    breeds: list[Words] = []
    under_kg: Annotated[float, Field(gt=0, le=100)] | None = None
    said: _Phrases | None = None


class _Jump(_Strict):
    said: _Phrases
    protocol: Name | None = None
    step: Name | None = None
    at: list[Name] = []
    asks: bool = False


class Head(_Strict):
    id: Name
    title: _Title
    rank: Annotated[int, Field(ge=0, le=999)]
    flags: Annotated[list[Name], Field(min_length=1)]
    unless: list[Name] = []
    species: list[Words] = []
    said: _Phrases | None = None
    asked: _Phrases | None = None
    interrupts: bool = False
    bodies: dict[Name, _Body] = {}
    jumps: list[_Jump] = []
    numbers: dict[Words, Words] = {}
    reviewer: Words | None


def protocol_of(head: Head, steps: tuple[Step, ...], *, about: str) -> Protocol:
    """The protocol that a head, its steps and its prose make."""
    none = Phrases()
    return Protocol(
        id=head.id,
        title=head.title.en,
        title_es=head.title.es,
        rank=head.rank,
        flags=tuple(head.flags),
        unless=tuple(head.unless),
        steps=steps,
        species=tuple(head.species),
        said=head.said.word() if head.said else none,
        asked=head.asked.word() if head.asked else none,
        interrupts=head.interrupts,
        bodies={
            name: Body(
                species=tuple(body.species),
                breeds=tuple(body.breeds),
                under_kg=body.under_kg,
                said=body.said.word() if body.said else none,
            )
            for name, body in head.bodies.items()
        },
        jumps=tuple(
            Jump(
                said=jump.said.word(),
                protocol=jump.protocol or "",
                step=jump.step or "",
                at=tuple(jump.at),
                asks=jump.asks,
            )
            for jump in head.jumps
        ),
        numbers=dict(head.numbers),
        reviewer=head.reviewer,
        about=about,
    )
