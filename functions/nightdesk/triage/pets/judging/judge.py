"""
The pets desk's judgement: what an owner said -> facts -> how urgent, why, and what to do first.

No model, no network, no clock. Minimisers ("my friend says it's nothing") are not facts, so they cannot lower anything.
Uncertain between two levels means the higher.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.contact.contact import Pet
from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.hearing import contact
from nightdesk.triage.pets.hearing.facts import Facts
from nightdesk.triage.pets.hearing.hear import hear
from nightdesk.triage.pets.hearing.scope import is_told_of
from nightdesk.triage.pets.judging import asking, why
from nightdesk.triage.pets.judging.flags import raised
from nightdesk.triage.pets.judging.poison import Poisoning, poisonings
from nightdesk.triage.pets.judging.subject import subject
from nightdesk.triage.pets.knowledge.at_hand import rules as deployed
from nightdesk.triage.pets.knowledge.nouns import Country, Flag, Said
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.verdict import HumanRoute, Intent, Verdict

MOST_TURNS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What was decided, before it is put into words for a page and for an owner."""

    intent: Intent
    severity: Severity
    step: Said
    question: Said | None


def judge(turns: Sequence[str], *, pets: Sequence[Pet] = (), rules: Rules | None = None, phone: str = "") -> Verdict:
    """
    How urgent a conversation is, its turns oldest first, read with the remembered pets. Never raises on text.

    phone: the owner's number; its country's emergency numbers are given, unless the text says another country.
    """
    rules = rules or deployed()
    facts = hear(turns[-MOST_TURNS:], pets=pets, rules=rules)
    poisons = poisonings(facts, rules)
    flags = raised(facts, rules.flags)
    if facts.routes:
        return _human(facts, rules, flags, poisons, country_of(facts, phone, rules))
    return _animal(facts, rules, flags, poisons)


def country_of(facts: Facts, phone: str, rules: Rules) -> Country:
    """Where the owner says to be, else where the phone is from, else the first country of the data."""
    said = [c for c in rules.countries if c.code in facts.countries]
    dialled = [c for c in rules.countries if phone and phone.startswith(c.prefix)]
    return (said or sorted(dialled, key=lambda c: -len(c.prefix)) or list(rules.countries))[0]


def _human(
    facts: Facts, rules: Rules, flags: Sequence[Flag], poisons: Sequence[Poisoning], country: Country
) -> Verdict:
    route = min((rules.routes[i] for i in facts.routes), key=lambda r: r.severity)
    worst = min([route.severity, *(f.severity for f in flags), *(p.severity for p in poisons)])
    call = country.numbers.get(route.call, route.call)
    return Verdict(
        desk=Desk.PETS,
        severity=Severity(worst),
        intent="person",
        language=facts.language,
        reasons=(route.reason, *why.reasons(flags, poisons)),
        subject=f"PERSON: {route.reason}",
        first_step=route.first_step.told(facts.language).format(**country.numbers),
        question=route.question.told(facts.language),
        confidence=0.8,
        species=_species(facts),
        pet_name=facts.animal.name,
        dose=poisons[0].dose if poisons else None,
        flags=_flags(flags, poisons),
        human_route=HumanRoute(kind=route.kind, call=call),
    )


def _animal(facts: Facts, rules: Rules, flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> Verdict:
    poison = poisons[0] if poisons else None
    judged = _judged(facts, rules, flags, poison)
    is_look_alike = bool(flags and flags[0].quiets)
    felt = None if poison else _raised_by_likeness(judged, facts, rules, is_look_alike=is_look_alike)
    judged = felt or judged
    return Verdict(
        desk=Desk.PETS,
        severity=judged.severity,
        intent=judged.intent,
        language=facts.language,
        reasons=_reasons(judged, facts, flags, poisons, is_felt=felt is not None),
        subject=subject(facts, poison, flags, rules),
        first_step=judged.step.told(facts.language),
        question=judged.question.told(facts.language) if judged.question else None,
        confidence=why.confidence(judged.intent, facts, flags, poisons),
        species=_species(facts),
        pet_name=facts.animal.name,
        dose=poison.dose if poison else None,
        flags=_flags(flags, poisons),
        breed=facts.animal.breed,
        weight_kg=facts.animal.weight_kg or _heaviest_of(facts, rules),
    )


OVERHEATED = frozenset({"heatstroke", "heat_sick", "hot_car"})
_WARMS = re.compile(r"\bwarm", re.IGNORECASE)


def _step_of(flags: Sequence[Flag], rules: Rules) -> Said:
    """What the worst flag says to do; of an animal that is too hot never to warm it, but to cool it as urgently."""
    worst = flags[0]
    is_hot = any(flag.id in OVERHEATED for flag in flags)
    if not is_hot or not _WARMS.search(worst.first_step.told("en")):
        return worst.first_step
    cools = (flag for flag in rules.flags if flag.id in OVERHEATED and flag.severity == worst.severity)
    return next(cools, worst).first_step


def _judged(facts: Facts, rules: Rules, flags: Sequence[Flag], poison: Poisoning | None) -> _Judged:
    flag, lines = flags[0] if flags else None, rules.lines
    if flag and facts.is_wild and not poison:
        severity = max(Severity(flag.severity), Severity.SEV2)  # nobody is woken for what no clinic of ours may treat
        return _Judged(intent="concern", severity=severity, step=lines.steps["wild"], question=lines.questions["wild"])
    if poison and (flag is None or poison.severity <= flag.severity):
        asked = asking.question(poison, facts, rules)
        return _Judged(
            intent="concern",
            severity=poison.severity,
            step=lines.steps[_step(poison)],
            question=lines.questions[asked] if asked else None,
        )
    if flag:
        is_odd = facts.temperature_is_odd and not facts.temperature_was_asked
        question = lines.questions["temperature"] if is_odd else flag.question
        return _Judged(
            intent="concern", severity=Severity(flag.severity), step=_step_of(flags, rules), question=question
        )
    intent, severity, step, question_key = contact.answer(facts, rules)
    return _Judged(
        intent=intent,
        severity=severity,
        step=lines.steps[step],
        question=lines.questions[question_key] if question_key else None,
    )


SURELY_URGENT_FROM = 0.9
"""How sure it must be that SEV1 or worse where an animal is said to be well, or shows what is known to look worse."""

_MAY_BE_MORE: frozenset[Intent] = frozenset({"concern", "unclear"})
"""What a contact may be that was not understood in full. Who asks for the way or grieves has been understood."""


def _raised_by_likeness(judged: _Judged, facts: Facts, rules: Rules, *, is_look_alike: bool) -> _Judged | None:
    """Judged higher because of how it reads; None when it reads no worse. An order that is no less urgent stays."""
    severity = facts.resembles.severity(was=judged.severity)
    if severity >= judged.severity or judged.intent not in _MAY_BE_MORE or facts.is_wild:
        return None
    if is_told_of(facts.frames):
        return None  # a question in general, a story, long ago: the same words, and no emergency
    if facts.resembles.urgent < SURELY_URGENT_FROM and (is_look_alike or contact.is_well(facts, rules)):
        return None
    step = rules.lines.steps["reads_grave" if severity is Severity.SEV0 else "reads_urgent"]
    question = judged.question or rules.lines.questions["unclear"]
    return _Judged(intent="concern", severity=severity, step=step, question=question)


def _reasons(
    judged: _Judged, facts: Facts, flags: Sequence[Flag], poisons: Sequence[Poisoning], *, is_felt: bool
) -> tuple[str, ...]:
    found = why.reasons(flags, poisons)
    if is_felt:
        return (why.reason_of_likeness(facts.resembles), *found)[: why.MOST]
    return found or (why.reason_of_none(judged.intent, judged.severity, facts),)


def _step(poison: Poisoning) -> str:
    """The key of the desk's step for a poison; some must never come up again on the way."""
    vomiting, level = poison.case.row.vomiting, poison.severity
    if vomiting.startswith("n/a_wash"):
        return "poison_skin" if level is Severity.SEV0 else "poison_skin_soon"
    keep_down = "_keep_down" if vomiting == "yes_never_at_home" else ""
    return (f"poison_now{keep_down}", f"poison_soon{keep_down}", "poison_today", "poison_watch", "poison_watch")[level]


def _flags(flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> tuple[str, ...]:
    ranked = [(p.severity, "poison") for p in poisons] + [(Severity(f.severity), f.id) for f in flags]
    ranked.sort(key=lambda r: r[0])
    return tuple(dict.fromkeys(name for _, name in ranked))


def _heaviest_of(facts: Facts, rules: Rules) -> float | None:
    """What an animal of this breed weighs at most, when its own weight was not told."""
    breed = rules.breed_named.get(facts.animal.breed or "")
    return breed.high if breed else None


def _species(facts: Facts) -> str | None:
    return facts.animal.species[0] if facts.animal.species else None
