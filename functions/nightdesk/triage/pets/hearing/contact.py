"""What a contact is that brings no concern about an animal: a greeting, a test, spam; or a plea without facts."""

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.hearing.facts import Facts
from nightdesk.triage.pets.hearing.scope import ASKING
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.verdict import Intent

Answer = tuple[Intent, Severity, str, str | None]
"""What it is, how urgent, and keys of the desk's steps and questions."""

_FIRST: tuple[Intent, ...] = (
    "instructions", "abuse", "spam", "stop", "wrong_number", "bot", "test", "thanks", "greeting",
)  # fmt: skip
"""Of several, the one to answer to."""

_ABOUT: dict[Intent, tuple[Severity, str | None]] = {
    "loss": (Severity.SEV4, None),
    "farewell": (Severity.SEV4, "now"),
    "cost": (Severity.SEV4, "now"),
    "clinic": (Severity.SEV4, "now"),
    "talk": (Severity.SEV3, "unclear"),
    "missing": (Severity.SEV4, None),
}
"""What may be wanted of us by one whose animal shows nothing, the first one said: how urgent, and what we ask."""

_URGENT = frozenset({"clinic", "talk", "loss"})
"""Of these, what a cry for help makes urgent: "he is dead, help" may be said of one that can be brought back."""

_CIRCUMSTANCES = frozenset(
    {"pregnant", "unspayed", "diabetic", "addisons", "newborn", "unvaccinated", "grass", "thunder", "excited"}
)
"""Facts that matter beside a sign and are no trouble by themselves."""

_CARES = frozenset({"behaviour", "needs_care", "habit"})
"""Signs of a question about living with an animal."""

SHORT = 3
"""Words in a text that says no more than what animal it is about."""


PLEA = 12
"""Words from which on a cry for help goes on to say what it is about."""


def answer(facts: Facts, rules: Rules) -> Answer:
    """No flag holds and nothing poisonous was taken: what is left, never reassuring what is not understood."""
    is_asking = bool(facts.frames & ASKING)
    held = [n for n in facts.signs if _is_trouble(n, rules) and n != "cry_for_help"]
    about = None if held or facts.temperature_is_odd else _about(facts)
    if facts.is_wild:
        return "concern", Severity.SEV3, "wild", "wild"
    if "cry_for_help" in facts.signs and not is_asking and (about is None or about[0] in _URGENT):
        if about is None and not held and is_well(facts, rules) and facts.words > PLEA:
            return "concern", Severity.SEV3, "unclear", "unclear"
        if about is None and not held and facts.words > PLEA and _is_known_calm(facts, rules):
            return "concern", Severity.SEV2, "unclear", "unclear"
        return _plea(facts, about)
    if "wild" in facts.frames and not is_asking:
        return "concern", Severity.SEV3, "wild", "wild"
    if about:
        return about
    if is_asking or _CARES & set(facts.signs):
        return "question", Severity.SEV4, "info", "info" if is_asking else None
    return _unasked(facts, held)


def _is_known_calm(facts: Facts, rules: Rules) -> bool:
    """Is something told that is known to be harmless, and nothing beside it?"""
    told = [n for n in facts.signs if n != "cry_for_help" and n not in _CIRCUMSTANCES and not n.endswith(".ended")]
    return bool(told) and all(rules.signs[n].calm or n.endswith(("_fine", "_calm")) for n in told)


def _plea(facts: Facts, about: Answer | None) -> Answer:
    severity = Severity.SEV1 if facts.mentions_pet and (about is None or about[0] == "loss") else Severity.SEV2
    if about and about[0] != "loss":
        return about[0], severity, about[2], "unclear"
    return "plea", severity, "unclear_urgent" if facts.mentions_pet else "unclear", "unclear"


def _about(facts: Facts) -> Answer | None:
    intent = next((i for i in _ABOUT if i in facts.intents), None)
    if intent is None or (intent == "loss" and not (facts.mentions_pet or facts.mentions_somebody)):
        return None
    return intent, _ABOUT[intent][0], intent, _ABOUT[intent][1]


def _unasked(facts: Facts, held: list[str]) -> Answer:
    is_about_pet = facts.mentions_pet or facts.mentions_somebody
    if facts.temperature_is_odd:
        return "concern", Severity.SEV2, "unclear", "temperature"
    is_unclear = (is_about_pet and "worry" in facts.frames) or "body" in facts.frames
    is_known = bool(facts.signs.keys() - _CIRCUMSTANCES) or "withdrawn" in facts.frames
    if held or (is_unclear and not is_known):  # of signs only calm ones are left here: it is known what it is about
        return "concern", Severity.SEV2, "unclear", "unclear"
    if facts.signs or facts.denied:
        return "concern", Severity.SEV3, "unclear", "unclear"
    if facts.mentions_pet and facts.words > SHORT:
        return "concern", Severity.SEV3, "unclear", "unclear"
    return _stranger(facts)


def is_well(facts: Facts, rules: Rules) -> bool:
    """Is it said to eat or act as usual, or all of it taken back, and no trouble beside that?"""
    says_so = not {"acts_fine", "eats_fine"}.isdisjoint(facts.signs) or "withdrawn" in facts.frames
    return says_so and not any(_is_trouble(name, rules) for name in facts.signs)


def _is_trouble(name: str, rules: Rules) -> bool:
    is_calm = name.endswith(("_fine", "_calm", ".ended")) or rules.signs[name].calm
    return not is_calm and name not in _CIRCUMSTANCES


def _stranger(facts: Facts) -> Answer:
    intent = next((i for i in _FIRST if i in facts.intents), None)
    if facts.mentions_pet and intent in {None, "greeting", "thanks"}:
        return "greeting", Severity.SEV4, "greeting", "unclear"
    if facts.mentions_somebody and intent in {None, "greeting", "thanks", "test", "instructions"}:
        return "unclear", Severity.SEV3, "unclear", "unclear"
    if intent is None:
        is_readable = facts.plain_words >= max(2, facts.words // 2)
        intent = "off_topic" if is_readable else "unclear"
        return intent, Severity.SEV4, "off_topic" if is_readable else "unreadable", "unclear"
    asks = "unclear" if intent in {"greeting", "bot", "instructions"} else None
    return intent, Severity.SEV4, intent, asks
