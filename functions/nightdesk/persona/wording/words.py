"""What the pets desk says: one set of sentences a language, so that a vet can correct a language in one file."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]
Turn = Literal["news", "thanks", "going", "better", "worse", "outcome", "fact"]
"""What a further text does. "outcome": will he live? "fact": a bare answer such as "22 lbs". "news": all else."""
Contact = Literal["greeting", "bot", "test", "spam", "abuse", "unclear", "story", "question", "off_topic", "other"]
"""
Why somebody wrote who has told nothing about an animal that is ill. "story": about an animal, and nothing was found in
it. "other": answered by the verdict's own first step.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """
    {pet}: the pet's name or "your dog". {kind}: "a dog". {vet}: the vet's name. {clinic}: name and number. {call}: who
    a person in danger calls first. {to}: the way of an order, "to the emergency vet now". No digits in here: every
    number a text carries comes from the verdict. Groups of sentences are alternatives, so that a long night does not
    sound like a machine. They fit every case: how to hold or warm an animal depends on what is wrong, so it comes from
    the verdict's first step or from care.py, and never from here.
    """

    pets: dict[str, str]
    pet: str
    kinds: dict[str, str]
    kind: str

    go_now: str
    within_the_hour: str
    today: str
    at_home: str
    call_clinic: str
    the_clinic: str
    if_worse: str
    find_clinic: str
    not_a_vet: str
    waking: str
    telling: str
    telling_only: str
    dose: str
    at_worst: str
    no_safe_amount: str
    bands: dict[str, str]
    stuff: dict[str, str]

    human: dict[str, str]
    human_else: str
    human_kind: dict[str, str]
    human_told: str
    human_company: dict[str, str]
    human_company_else: str

    head: tuple[str, ...]
    call_then: str
    then_go: str
    keep_on: tuple[str, ...]
    keep_going: tuple[str, ...]
    poison_line: str
    company: tuple[str, ...]
    watch_for: tuple[str, ...]
    no_vet_today: tuple[str, ...]
    calm: tuple[str, ...]
    ask_me: tuple[str, ...]
    nobody_yet: str
    vet_has_it: str
    talk: str
    case_closed: str
    urgent_turn: dict[Turn, tuple[str, ...]]
    calm_turn: dict[Turn, tuple[str, ...]]

    contact: dict[Contact, tuple[str, ...]]
    plea: str
    no_words: str
    photo: dict[str, str]
    contact_more: dict[Contact, tuple[str, ...]]
    no_answer: tuple[str, ...]

    has_it: str
    trying: str
    trying_anew: str
    trying_clinic: str
    bridging: str
    check_in: tuple[str, ...]
    check_in_urgent: str
    next_day: str
    next_day_same: str
    next_day_worse: str
    closed: str
    summary_ready: str
