"""A first-aid protocol: when it fits, the steps an owner is led through one at a time, and what jumps out of line."""

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "es"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What owners say, in plain lower case without accents."""

    en: tuple[str, ...] = ()
    es: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Of both languages: a frightened person mixes them."""
        return self.en + self.es


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    One instruction in every language of the desk. {pet}: the pet's name, or "your dog".

    aloud: how it is said on the phone where reading it out would differ.
    """

    en: str
    es: str
    aloud_en: str = ""
    aloud_es: str = ""

    def text(self, language: Language) -> str:
        return self.es if language == "es" else self.en

    def aloud(self, language: Language) -> str:
        return (self.aloud_es if language == "es" else self.aloud_en) or self.text(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One thing to do. bodies: how it is told for a build that the protocol tells apart.

    beats: done to a beat, so a metronome runs on the phone. then: where NEXT leads when not to the following step.
    """

    name: str
    told: Told
    bodies: dict[str, Told] = field(default_factory=dict)
    beats: bool = False
    then: str = ""

    def for_body(self, body: str) -> Told:
        """How it is told for this build; the general words when the build is unknown or makes no difference."""
        return self.bodies.get(body, self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A build that needs other hands. under_kg: lighter than this counts as it, whatever the breed."""

    species: tuple[str, ...] = ()
    breeds: tuple[str, ...] = ()
    under_kg: float | None = None
    said: Phrases = field(default_factory=Phrases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """
    Words that lead elsewhere. at: only while at one of these steps; () for all. protocol "": within the same one.

    asks: also when they are a question ("how hard?"); otherwise only what is told counts, not what is asked.
    """

    said: Phrases
    protocol: str = ""
    step: str = ""
    at: tuple[str, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """
    One file of runbooks/pets/protocols.

    flags: ids of red flags it is for; unless: not when one of these is raised too. species: only for these; () for all.
    said: only when one of these was said; () always. asked: words that call for it from anywhere. rank: the lowest of
    several that fit comes first. interrupts: its flags break off any other protocol. numbers: every number in its steps
    and where it is from. reviewer: the vet who signed it; None means nobody has yet. about: for people.
    """

    id: str
    title: str
    title_es: str
    rank: int
    flags: tuple[str, ...]
    steps: tuple[Step, ...]
    species: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    said: Phrases = field(default_factory=Phrases)
    asked: Phrases = field(default_factory=Phrases)
    interrupts: bool = False
    bodies: dict[str, Body] = field(default_factory=dict)
    jumps: tuple[Jump, ...] = ()
    numbers: dict[str, str] = field(default_factory=dict)
    reviewer: str | None = None
    about: str = field(default="", repr=False)

    def at(self, name: str) -> int:
        """Which step has this name, from 0; -1 for none, as before the first."""
        return next((i for i, step in enumerate(self.steps) if step.name == name), -1)
