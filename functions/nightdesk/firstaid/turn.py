"""What a turn of an owner does to the protocol that is being followed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Next:
    """On to the next step. is_bare: nothing else was said. is_asked: the word was "next", not a mere "ok"."""

    is_bare: bool = True
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same step once more."""


@dataclass(frozen=True, slots=True)
class Back:
    """The step before."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Not yet: hands are full."""


@dataclass(frozen=True, slots=True)
class Stop:
    """No more steps."""


@dataclass(frozen=True, slots=True)
class To:
    """Somewhere else at once. step "": the first one of it."""

    protocol: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Build:
    """The owner says which build it is; the steps are told for it from here on."""

    body: str


@dataclass(frozen=True, slots=True)
class Other:
    """Nothing about the steps: a question, news, thanks. It is answered as any other text."""


Turn = Next | Repeat | Back | Wait | Stop | To | Build | Other
