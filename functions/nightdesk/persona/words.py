"""What the pets desk says: one set of sentences a language, so that a vet can correct a language in one file."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """
    {pet}: the pet's name or "your dog". {vet}: the vet's name. {clinic}: name and number. {call}: who a person in
    danger calls first. No digits in here: every number a text carries comes from the verdict. Groups of
    sentences are alternatives, so that a long night does not sound like a machine. They fit every case: how to hold
    or warm an animal depends on what is wrong, so it comes from the verdict's first step and never from here.
    """

    pets: dict[str, str]
    pet: str

    go_now: str
    within_the_hour: str
    today: str
    at_home: str
    information: str
    hello: str
    call_clinic: str
    find_clinic: str
    waking: str
    dose: str
    bands: dict[str, str]
    human: dict[str, str]
    human_else: str
    human_kind: dict[str, str]
    human_company: str

    keep_going: tuple[str, ...]
    bring_package: tuple[str, ...]
    carry: tuple[str, ...]
    nothing_to_eat: str
    company: tuple[str, ...]
    watch_for: tuple[str, ...]
    calm: tuple[str, ...]
    ask_me: tuple[str, ...]
    nobody_yet: str
    vet_has_it: str

    has_it: str
    trying: str
    trying_clinic: str
    bridging: str
    check_in: tuple[str, ...]
    check_in_urgent: str
    closed: str
    summary_ready: str
