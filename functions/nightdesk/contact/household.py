"""The pets of a household: what was told joined with what is known, corrected, grown older. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.contact.contact import Contact, Pet

MOST_PETS = 8
MONTH = timedelta(days=30.44)
LASTS = {"pregnant": timedelta(days=75), "newborn": timedelta(days=60), "nursing": timedelta(days=90)}
"""Conditions that pass by themselves."""


def as_of(pets: Sequence[Pet], now: datetime) -> tuple[Pet, ...]:
    """The pets as they are now: older, and without conditions that have passed. now: aware."""
    return tuple(_grown(pet, now) for pet in pets)


def _grown(pet: Pet, now: datetime) -> Pet:
    if pet.told_at is None:
        return pet
    since = now - pet.told_at
    age = pet.age_months + since / MONTH if pet.age_months is not None else None
    return replace(
        pet,
        age_months=age,
        # A puppy's weight is too low by now, which errs to the safe side: the same amount is the larger dose.
        conditions=tuple(one for one in pet.conditions if since <= LASTS.get(one, since)),
    )


def same(one: Pet, other: Pet) -> bool:
    """Whether two descriptions may be of one animal: the same name, or none on a side and nothing that contradicts."""
    if one.name and other.name:
        return one.name.lower() == other.name.lower()
    if one.species and other.species and one.species != other.species:
        return False
    return not (one.breed and other.breed and one.breed != other.breed)


def joined(known: Pet, told: Pet) -> Pet:
    """What is known with what was told last on top of it."""
    age_is_told = told.age_months is not None
    return Pet(
        name=known.name or told.name,
        species=told.species or known.species,
        breed=told.breed or known.breed,
        weight_kg=told.weight_kg if told.weight_kg is not None else known.weight_kg,
        sex=told.sex or known.sex,
        is_neutered=told.is_neutered if told.is_neutered is not None else known.is_neutered,
        age_months=told.age_months if age_is_told else known.age_months,
        conditions=tuple(dict.fromkeys((*known.conditions, *told.conditions))),
        medicines=tuple(dict.fromkeys((*known.medicines, *told.medicines))),
        told_at=told.told_at if age_is_told or told.conditions or known.told_at is None else known.told_at,
    )


def whose(told: Pet, pets: Sequence[Pet]) -> int | None:
    """Which of the pets is meant; None when it is a new one, or could be two of them."""
    fitting = [at for at, pet in enumerate(pets) if same(pet, told)]
    named = [at for at in fitting if told.name and pets[at].name]
    if named:
        return named[0]
    return fitting[0] if len(fitting) == 1 else None


def believed(contact: Contact) -> tuple[Pet, ...]:
    """Everything that was told, confirmed or not: each pet once, as told last."""
    pets = list(contact.pets)
    for told in contact.heard:
        at = whose(told, pets)
        if at is None:
            pets.append(told)
        else:
            pets[at] = joined(pets[at], told)
    return tuple(pets[:MOST_PETS])


def hearing(contact: Contact, told: Sequence[Pet]) -> Contact:
    """The contact after these pets were told: what is new or different waits to be confirmed."""
    heard = list(contact.heard)
    for pet in told:
        at = whose(pet, heard)
        if at is not None:
            heard[at] = joined(heard[at], pet)
        elif not _is_known(pet, contact.pets) and not _is_vague(pet, (*contact.pets, *heard)):
            heard.append(pet)
    return replace(contact, heard=tuple(heard[:MOST_PETS]))


def _is_known(told: Pet, pets: Sequence[Pet]) -> bool:
    """Whether it says nothing that is not confirmed already."""
    at = whose(told, pets)
    if at is None:
        return False
    now = joined(pets[at], told)
    return replace(now, told_at=None, age_months=None) == replace(pets[at], told_at=None, age_months=None)


def _is_vague(told: Pet, pets: Sequence[Pet]) -> bool:
    """A nameless one that may be any of several: nobody can say whose weight that is."""
    return told.name is None and sum(same(pet, told) for pet in pets) > 1


def is_worth_asking(contact: Contact) -> bool:
    """Whether something was told that will help another night; "a dog" alone will not."""
    return any(pet.name or pet.weight_kg or pet.breed or pet.conditions or pet.medicines for pet in contact.heard)


def confirmed(contact: Contact) -> Contact:
    """The owner said yes: what was heard is now what is known."""
    return replace(contact, pets=believed(contact), heard=(), confirm_asked_at=None)


def corrected(contact: Contact, told: Sequence[Pet], *, without: Sequence[str], now: datetime) -> Contact:
    """The owner said what is wrong: that replaces it, and the rest, having been read, stands."""
    pets = [replace(pet, told_at=pet.told_at or now) for pet in believed(contact)]
    for fix in told:
        # "no, he is 28 kg" names nobody: it is about the one that was asked about.
        at = whose(fix, pets) if fix.name or len(pets) > 1 else 0 if pets else None
        if at is None and len(contact.heard) == 1 and not fix.name:
            at = whose(contact.heard[0], pets)
        if at is None:
            pets.append(fix)
        else:
            pets[at] = joined(pets[at], fix)
    kept = [
        replace(
            pet,
            conditions=tuple(one for one in pet.conditions if one not in without),
            medicines=tuple(one for one in pet.medicines if one not in without),
        )
        for pet in pets
    ]
    return replace(contact, pets=tuple(kept[:MOST_PETS]), heard=(), confirm_asked_at=None)
