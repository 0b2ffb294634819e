"""What helps between the first step and the vet, by what is wrong: for a second message that adds something."""

import re
from dataclasses import dataclass

from nightdesk.triage.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """
    One situation, in one language. now: on the way. watch: what is news for the clinic meanwhile. bring: what the vet
    will ask. alarm: what would make a calm case an emergency, empty when the signs are the same for every animal.
    {pet} as in Words; no digits, no drug, no amount.
    """

    now: tuple[str, ...]
    watch: tuple[str, ...]
    bring: tuple[str, ...]
    alarm: tuple[str, ...] = ()


# The first that matches the reasons counts, so what kills first comes first. Poisoning is known by its dose.
_SITUATIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("no_breath", r"not breathing|no heartbeat|does not respond|thought to be dying"),
        ("choking", r"choking|stuck in the throat"),
        ("seizure", r"seizure"),
        ("heat", r"overheated|after heat|temperature is (?:41|above)"),
        # Not the nose: nothing is pressed there.
        ("bleeding", r"is bleeding|has bled|deep or open wound"),
        ("bloat", r"comes up|bloat|belly is swollen|retches and cannot"),
        ("blocked", r"urine|straining|keeps straining"),
        ("birth", r"\bpups?\b|giving birth"),
        ("injury", r"vehicle|fell from|hurt (?:badly|after)|attacked|broken bone|use its (?:back )?legs|shock"),
        ("swelling", r"snake|venomous|allergic|hives|was stung"),
        ("breathing", r"breath|gums (?:or|are)|wheez|drown|smoke|fumes|cough"),
        ("eye", r"\beye\b|blind"),
        ("burn", r"burn"),
        ("swallowed", r"swallowed|ate something unknown|rubbish"),
        ("cold", r"cold|below 100"),
        ("collapse", r"collapsed|limp\b|cannot stand|weak|wobbly|shaking|heart is|presses its head"),
        ("small", r"rabbit|rodent|bird|reptile|tiny animal|ferret"),
        ("gut", r"vomit|diarrhoea|stool|gut signs|eating|eaten|drinking|retching|keep anything down"),
        ("lame", r"limping|fall or blow|small fall|use of a leg"),
        ("wound", r"wound|bled a little|nail|infected|small bite|surgery"),
        ("skin", r"itching|fleas|lump|swelling|ears|scooting|worms"),
    )
)


def situation(verdict: Verdict) -> str:
    """Which of the situations this is; "any" when none is known."""
    if verdict.dose:
        return "poison"
    told = "; ".join(verdict.reasons[:2]).lower()
    return next((name for name, pattern in _SITUATIONS if pattern.search(told)), "any")
