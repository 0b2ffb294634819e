"""
What a conversation tells of a household: pets with name, kind, weight and conditions, and the family's own vet.

By the same reading that triage uses, never by a model. What is only asked, supposed, or about somebody else's animal is
not learned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Literal

from nightdesk.contact.contact import Pet
from nightdesk.triage.pets.hearing.facts import Facts
from nightdesk.triage.pets.hearing.hear import hear
from nightdesk.triage.pets.hearing.naming import names
from nightdesk.triage.pets.knowledge.at_hand import rules as deployed
from nightdesk.triage.pets.knowledge.rules import Rules

_KNOWN_TO_TRIAGE = ("diabetic", "addisons", "pregnant", "unspayed")
_CONDITIONS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "epileptic": r"\bepil[eé]p(?:tic|sy|tico|tica|sia)\b",
        "blocked before": r"\b(?:was|been|got|had a) (?:urinary )?block(?:ed|age)\b.{0,20}\b(?:before|last|ago|once)\b",
        "kidney disease": r"\b(?:kidney|renal) (?:disease|failure)\b|\b(?:ckd|enfermedad renal|insuficiencia renal)\b",
        "heart disease": r"\bheart (?:disease|failure|murmur|condition)\b|\benfermo del coraz[oó]n\b|\bsoplo\b",
        "asthma": r"\basthma(?:tic)?\b|\basma\b|\basm[aá]tic[oa]\b",
        "bleeding disorder": r"\b(?:hemophilia|von willebrand)\w*\b",
    }.items()
}
_MEDICINES = frozenset(
    """
    insulin insulina phenobarbital fenobarbital keppra levetiracetam apoquel cytopoint prednisone prednisolone
    prednisona prednisolona thyroxine levothyroxine methimazole vetmedin pimobendan enalapril benazepril furosemide
    furosemida lasix gabapentin carprofen rimadyl meloxicam metacam galliprant librela solensia bravecto nexgard
    simparica trazodone fluoxetine fluoxetina amlodipine percorten zycortal fludrocortisone warfarin clopidogrel
    aspirin aspirina deracoxib previcox firocoxib tramadol amantadine cerenia maropitant mirtazapine zonisamide
    cyclosporine atopica trilostane vetoryl sildenafil spironolactone digoxin sotalol diltiazem rivaroxaban
    theophylline budesonide ursodiol doxycycline amoxicillin clavamox metronidazole metronidazol cephalexin convenia
    clomicalm proin gabapentina
    """.split()  # noqa: SIM905 -- names as owners write them, heard and repeated to a vet; nothing is advised from them
)
_KINDS = (
    r"blood thinners?|(?:heart|seizure|epilepsy|thyroid|kidney|arthritis|blood pressure|allergy|water) "
    r"(?:pills?|tablets?|meds?|medications?|medicines?|drops)|steroids?|antibiotics?|pain ?killers?|pain meds?"
    r"|chemo(?:therapy)?|anticoagulantes?|corticoides|antibi[oó]ticos?|quimioterapia"
    r"|(?:pastillas|medicina|medicamento) (?:para|de) (?:el coraz[oó]n|la tiroides|la epilepsia|el ri[nñ][oó]n)"
)
"""What owners call them who do not know the name."""
_MEDICINE = re.compile(rf"\b(?:{_KINDS}|[a-z]{{5,16}})\b")
_TAKES = re.compile(
    r"\b(?:takes?|taking|on|gets?|toma(?:ndo)?|recibe|est[aá] con"
    r"|had (?:his|her|its|their)|g[ai]ven? (?:\w+ ){1,2}(?:his|her|its|their)|le di su)\b"
)
_NOT_TAKEN = re.compile(r"\b(?:not|never|no|nunca|n'?t|\w+n'?t|stopped|without|sin)\W+(?:\w+\W+)?$")
_LIST = re.compile(
    r"[.;!?\n]|\b(?:ate|eat|eaten|chewed|got into|swallowed|but|because|when|then|comi[oó]|pero|porque)\b"
)
"""What ends the list of what an animal takes."""
_LONGEST_LIST = 80
_NEUTERED = re.compile(r"\b(?:neutered|spayed|desexed|castrad[oa]|esterilizad[oa])\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|never|isn'?t|wasn'?t|un|no|nunca|sin)\W+(?:\w+\W+)?|\bun)$", re.IGNORECASE)
_VET = re.compile(
    r"\b(?i:(?:my|our|his|her|mi|nuestr[oa]) (?:regular |usual |own |family )?(?:vet|veterinari[oa])(?:'s)?(?: name)?"
    r" (?:is|es)) ((?:Dr\.? |Dra\.? )?[A-Z][^.,;!?\n]{2,50})"
)
_SOMEBODY_ELSES = re.compile(r"\b(?:neighbou?r|friend|stranger|vecin[oa]|amig[oa]|stray|callejer[oa])", re.IGNORECASE)
_OWN = re.compile(r"\b(?:my|our|mine|mi|mis|nuestr[oa]s?|he|she|his|her|[eé]l|ella)\b", re.IGNORECASE)
_GENERAL = frozenset({"asks_in_general", "hypothetical", "elsewhere", "long_ago", "wild"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """pets: as told, in part. vet: in the owner's words. denied: conditions and medicines said not to be so."""

    pets: tuple[Pet, ...] = ()
    vet: str = ""
    denied: tuple[str, ...] = ()


def learn(turns: Sequence[str], *, now: datetime, known: Sequence[Pet] = (), rules: Rules | None = None) -> Learned:
    """What these turns tell. known: pets whose names are listened for. now: when it was told, aware."""
    rules = rules or deployed()
    named = [(turn, list(names(turn, rules, known))) for turn in turns]
    whole = [turn for turn, found in named if len({n for _, n in found}) < 2]
    name = next((n for turn, found in named if turn in whole for _, n in reversed(found)), None)
    told = [_pet(whole, name, now=now, rules=rules)] if whole else []
    for turn, found in named:
        if turn not in whole:
            told += [_pet([part], one, now=now, rules=rules) for one, part in _parts(turn, found)]
    joined = " \n".join(turns)
    vet, denied = _VET.search(joined), _denied(joined)
    return Learned(
        pets=tuple(_without(pet, denied) for pet in told if pet),
        vet=" ".join(vet[1].split())[:60] if vet else "",
        denied=denied,
    )


def _pet(turns: Sequence[str], name: str | None, *, now: datetime, rules: Rules) -> Pet | None:
    text = " \n".join(turns)
    facts = hear(turns, pets=(), rules=rules)
    if _is_general(facts, text, name) or _SOMEBODY_ELSES.search(text):
        return None
    animal = facts.animal
    is_sure = not (animal.weight_unit_missing or animal.weight_is_odd or animal.other_weights_kg)
    pet = Pet(
        name=name,
        species=animal.species[0] if len(animal.species) == 1 else None,
        breed=animal.breed,
        weight_kg=round(animal.weight_kg, 2) if animal.weight_kg and is_sure else None,
        sex=_sex(animal.sex),
        is_neutered=_neutered(text, facts),
        age_months=animal.age_months,
        conditions=_conditions(text, facts),
        medicines=_medicines(text),
        told_at=now,
    )
    is_one = pet.name or pet.species or pet.weight_kg or pet.conditions or pet.medicines
    return pet if is_one or pet.age_months else None


def _without(pet: Pet, denied: Sequence[str]) -> Pet:
    return replace(
        pet,
        conditions=tuple(one for one in pet.conditions if one not in denied),
        medicines=tuple(one for one in pet.medicines if one not in denied),
    )


def _is_general(facts: Facts, text: str, name: str | None) -> bool:
    """A question about dogs, a story of long ago, a fox in the garden."""
    if facts.is_wild or {"hypothetical", "long_ago"} & facts.frames:
        return True
    return bool(_GENERAL & facts.frames) and not name and not _OWN.search(text)


def _sex(said: str | None) -> Literal["male", "female"] | None:
    return "male" if said == "male" else "female" if said == "female" else None


def _neutered(text: str, facts: Facts) -> bool | None:
    found = _NEUTERED.search(text)
    if "unspayed" in facts.signs or (found and _NOT_BEFORE.search(text[: found.start()])):
        return False
    return True if found else None


def _conditions(text: str, facts: Facts) -> tuple[str, ...]:
    seen = [name for name in _KNOWN_TO_TRIAGE if name in facts.signs and name != "unspayed"]
    seen += [
        name
        for name, pattern in _CONDITIONS.items()
        if (found := pattern.search(text)) and not _NOT_BEFORE.search(text[: found.start()])
    ]
    return tuple(seen)


def _medicines(text: str) -> tuple[str, ...]:
    """What the animal takes, as the owner calls it; not what it stole."""
    said = text.lower()
    taken = (m.end() for m in _TAKES.finditer(said) if not _NOT_TAKEN.search(said[: m.start()]))
    lists = (said[end : end + _LONGEST_LIST] for end in taken)
    named = (match[0] for some in lists for match in _MEDICINE.finditer(_LIST.split(some, maxsplit=1)[0]))
    return tuple(dict.fromkeys(one for one in named if one in _MEDICINES or re.fullmatch(_KINDS, one)))


def _denied(text: str) -> tuple[str, ...]:
    """Conditions and medicines that are said not to be so: "he is not diabetic", "no longer takes insulin"."""
    out = [
        name
        for name, pattern in (*_CONDITIONS.items(), *_DENIABLE.items())
        if any(_NOT_BEFORE.search(text[: found.start()]) for found in pattern.finditer(text))
    ]
    words = re.findall(r"[a-z]+", text.lower())
    stops = {"no", "not", "doesn", "doesnt", "stopped", "never", "ya"}
    out += [w for at, w in enumerate(words) if w in _MEDICINES and stops & set(words[max(0, at - 5) : at])]
    return tuple(out)


_DENIABLE = {
    "diabetic": re.compile(r"\bdiabet\w+\b", re.IGNORECASE),
    "pregnant": re.compile(r"\b(?:pregnant|pre[nñ]ada|embarazada)\b", re.IGNORECASE),
    "addisons": re.compile(r"\baddison\w*\b", re.IGNORECASE),
}


def _parts(turn: str, found: Sequence[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """The turn cut between its names, at the last comma, "and" or full stop before each."""
    ordered = sorted(found)
    cuts = [0]
    for (before, _), (at, _) in pairwise(ordered):
        between = [m.end() for m in re.finditer(r"[,;.]|\band\b|\by\b", turn[before:at])]
        cuts.append(before + between[-1] if between else at)
    for (_, name), start, end in zip(ordered, cuts, [*cuts[1:], len(turn)], strict=True):
        yield name, turn[start:end]
