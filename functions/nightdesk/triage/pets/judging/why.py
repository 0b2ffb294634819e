"""Why it was judged so: reasons in words, the facts they rest on, and how sure those are."""

from collections.abc import Sequence

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.hearing.facts import Facts, SignFact
from nightdesk.triage.pets.hearing.scope import ASKING
from nightdesk.triage.pets.judging.poison import Poisoning
from nightdesk.triage.pets.judging.subject import NO_COMPLAINTS
from nightdesk.triage.pets.knowledge.nouns import Flag
from nightdesk.triage.pets.knowledge.resemblance import Resemblance
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.verdict import Intent

MOST = 5
"""Reasons that are told."""
NOTHING_FOUND = 0.4
"""How sure we are of a text in which nothing was understood."""

_WANTS: dict[Intent, str] = {
    "plea": "asks for help without saying what is wrong: judged high until we know",
    "talk": "wants to be called",
    "clinic": "asks the way to a clinic",
    "cost": "worries about what a vet costs",
    "farewell": "asks whether it is time to let an animal go",
    "loss": "grieves for an animal that died",
    "missing": "an animal ran away",
    "question": "asks about living with an animal, and no sign of an emergency was found",
}


def reasons(flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> tuple[str, ...]:
    """What was found, worst first, each once."""
    ranked = [(p.severity, p.reason) for p in poisons] + [(Severity(f.severity), f.reason) for f in flags]
    ranked.sort(key=lambda r: r[0])
    return tuple(dict.fromkeys(r for _, r in ranked))[:MOST]


def reason_of_none(intent: Intent, severity: Severity, facts: Facts) -> str:
    """Why, when no flag holds and nothing poisonous was taken."""
    if intent in _WANTS:
        return _WANTS[intent]
    if facts.is_wild:
        return "a wild animal was found, and nobody's pet met it"
    if severity <= Severity.SEV2:
        return "something is described that was not understood: judged higher until we know"
    if intent != "concern":
        return f"no animal's trouble is described ({intent.replace('_', ' ')})"
    return "no sign of an emergency was found in the text"


def reason_of_likeness(resembles: Resemblance) -> str:
    """Why, when no rule but the way it reads made it as urgent as it is."""
    return f"reads like emergencies told before ({', '.join(resembles.words)}): judged higher until we know"


def confidence(intent: Intent, facts: Facts, flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> float:
    """How sure the facts are, 0-1: less for every one that was assumed or hedged."""
    if not flags and not poisons:
        is_understood = facts.frames & ASKING or intent in _WANTS or facts.is_wild
        return 0.8 if is_understood and intent != "plea" else NOTHING_FOUND
    sure = 0.95 - 0.1 * (not facts.animal.species) - 0.1 * ("unsure" in facts.frames)
    if poisons:
        sure -= 0.1 * min(len(poisons[0].dose.assumed), 3)
    return round(max(sure, 0.3), 2)


def told(facts: Facts, rules: Rules) -> tuple[str, ...]:
    """Every sign that was understood, in words: `vomiting (3 times, for 2 h)`, `shaking (over)`, `no bleeding`."""
    held = [f"{_says(name, rules)}{_detail(fact)}" for name, fact in facts.signs.items() if name not in NO_COMPLAINTS]
    denied = [f"no {_says(name, rules)}" for name in facts.denied if name not in {*facts.signs, *NO_COMPLAINTS}]
    return tuple(dict.fromkeys([*held, *denied]))


def _says(name: str, rules: Rules) -> str:
    return rules.signs[name.removesuffix(".ended")].say


def _detail(fact: SignFact) -> str:
    many = f"{fact.count:g} times" if fact.count and fact.count > 1 else ""
    minutes = fact.minutes or 0
    lasting = f"for {minutes / 60:.3g} h" if minutes >= 120 else f"for {minutes:.3g} min" if minutes else ""
    details = ", ".join(filter(None, (many, lasting, "over" if fact.ended else "")))
    return f" ({details})" if details else ""
