"""
The pets desk's judgement: what an owner said -> facts -> how urgent, why, and what to do first.

No model, no network, no clock. Minimisers ("my friend says it's nothing") are not facts, so they cannot lower anything.
Uncertain between two levels means the higher.
"""

from collections.abc import Sequence

from nightdesk.contact.contact import Pet
from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.facts import Facts
from nightdesk.triage.pets.flags import raised
from nightdesk.triage.pets.hear import hear
from nightdesk.triage.pets.poison import Poisoning, poisonings
from nightdesk.triage.pets.rules import Flag, Rules
from nightdesk.triage.pets.rules import rules as deployed
from nightdesk.triage.pets.subject import subject
from nightdesk.triage.verdict import HumanRoute, Verdict

ASKING = frozenset({"asks_in_general", "hypothetical", "elsewhere"})
MOST_TURNS = 24


def judge(turns: Sequence[str], *, pets: Sequence[Pet] = (), rules: Rules | None = None) -> Verdict:
    """How urgent a conversation is, its turns oldest first, read with the remembered pets. Never raises on text."""
    rules = rules or deployed()
    facts = hear(turns[-MOST_TURNS:], pets=pets, rules=rules)
    poisons = poisonings(facts, rules)
    flags = raised(facts, rules.flags)
    if facts.routes:
        return _human(facts, rules, flags, poisons)
    return _animal(facts, rules, flags, poisons)


def _human(facts: Facts, rules: Rules, flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> Verdict:
    route = min((rules.routes[i] for i in facts.routes), key=lambda r: r.severity)
    worst = min([route.severity, *(f.severity for f in flags), *(p.severity for p in poisons)])
    return Verdict(
        desk=Desk.PETS,
        severity=Severity(worst),
        reasons=(route.reason, *_reasons(flags, poisons)),
        subject=f"PERSON: {route.reason}",
        first_step=route.first_step,
        question="Are you safe right now?",
        confidence=0.8,
        species=_species(facts),
        pet_name=facts.animal.name,
        dose=poisons[0].dose if poisons else None,
        human_route=HumanRoute(kind=route.kind, call=route.call),
    )


def _animal(facts: Facts, rules: Rules, flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> Verdict:
    poison = poisons[0] if poisons else None
    flag = flags[0] if flags else None
    if poison and (flag is None or poison.severity <= flag.severity):
        severity, step, question = poison.severity, rules.lines.steps[poison.step], poison.question
        asked = rules.lines.questions[question] if question else None
    elif flag:
        severity, step, asked = Severity(flag.severity), flag.first_step, flag.question
    else:
        severity, step, asked = _nothing_found(facts, rules)
    return Verdict(
        desk=Desk.PETS,
        severity=severity,
        reasons=_reasons(flags, poisons) or (_why_nothing(severity),),
        subject=subject(facts, poison, flags, rules),
        first_step=step,
        question=asked,
        confidence=_confidence(facts, flags, poisons),
        species=_species(facts),
        pet_name=facts.animal.name,
        dose=poison.dose if poison else None,
    )


def _nothing_found(facts: Facts, rules: Rules) -> tuple[Severity, str, str | None]:
    """No flag and no poison: a question in general, a plea without facts, talk that is not about an animal."""
    steps, questions = rules.lines.steps, rules.lines.questions
    if "cry_for_help" in facts.signs and not facts.frames & ASKING:
        return (
            (Severity.SEV1, steps["unclear_urgent"], questions["unclear"])
            if facts.mentions_pet
            else (Severity.SEV2, steps["unclear"], questions["unclear"])
        )
    if "wild" in facts.frames and not facts.frames & ASKING:
        return Severity.SEV3, steps["wild"], questions["when"]
    general = facts.frames & ASKING or any(s in facts.signs for s in ("behaviour", "needs_care"))
    if general or not (facts.mentions_pet or facts.denied or facts.signs):
        return Severity.SEV4, steps["info"], questions["info"] if facts.frames & ASKING else None
    if facts.signs or facts.denied:
        return Severity.SEV3, steps["unclear"], questions["unclear"]
    return Severity.SEV4 if facts.words <= 3 else Severity.SEV3, steps["nothing"], questions["unclear"]


def _why_nothing(severity: Severity) -> str:
    if severity <= Severity.SEV2:
        return "asks for help without saying what is wrong: judged high until we know"
    return "no sign of an emergency was found in the text"


def _reasons(flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> tuple[str, ...]:
    ranked = [(p.severity, p.reason) for p in poisons] + [(Severity(f.severity), f.reason) for f in flags]
    ranked.sort(key=lambda r: r[0])
    return tuple(dict.fromkeys(r for _, r in ranked))[:5]


def _confidence(facts: Facts, flags: Sequence[Flag], poisons: Sequence[Poisoning]) -> float:
    """How sure the facts are: less for every one that was assumed or hedged."""
    if not flags and not poisons:
        return 0.8 if facts.frames & ASKING else 0.4
    sure = 0.95 - 0.1 * (not facts.animal.species) - 0.1 * ("unsure" in facts.frames)
    if poisons:
        sure -= 0.1 * min(len(poisons[0].dose.assumed), 3)
    return round(max(sure, 0.3), 2)


def _species(facts: Facts) -> str | None:
    return facts.animal.species[0] if facts.animal.species else None
