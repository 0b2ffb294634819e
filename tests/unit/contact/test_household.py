"""Facts about pets: joined, corrected, grown older, and confirmed only by the owner."""

from datetime import UTC, datetime, timedelta

from nightdesk.contact import household
from nightdesk.contact.contact import Contact, Pet
from nightdesk.incident.desk import Phone

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
REX = Pet(name="Rex", species="dog", breed="Labrador", weight_kg=30.0, told_at=NOW)
MIA = Pet(name="Mia", species="cat", weight_kg=4.0, told_at=NOW)


def contact(**more: object) -> Contact:
    return Contact(phone=Phone("+12025550180"), **more)  # type: ignore[arg-type] # typed where they are written


def test_what_is_heard_waits_and_does_not_change_what_is_known() -> None:
    after = household.hearing(contact(pets=(REX,)), [Pet(name="rex", weight_kg=28.0, told_at=NOW)])

    assert after.pets == (REX,)
    assert after.heard[0].weight_kg == 28.0
    assert household.believed(after)[0].weight_kg == 28.0


def test_what_is_known_already_is_not_heard_again() -> None:
    after = household.hearing(contact(pets=(REX,)), [Pet(species="dog", weight_kg=30.0, told_at=NOW)])

    assert after.heard == ()


def test_a_nameless_dog_among_two_is_nobodys_fact() -> None:
    two = contact(pets=(REX, Pet(name="Bo", species="dog", weight_kg=5.0)))

    assert household.hearing(two, [Pet(species="dog", weight_kg=9.0)]).heard == ()


def test_a_name_told_later_joins_the_nameless_one() -> None:
    after = household.hearing(contact(), [Pet(species="dog", weight_kg=30.0)])
    after = household.hearing(after, [Pet(name="Rex", species="dog")])

    assert [(pet.name, pet.weight_kg) for pet in after.heard] == [("Rex", 30.0)]


def test_yes_makes_it_known() -> None:
    after = household.confirmed(contact(heard=(REX, MIA), confirm_asked_at=NOW))

    assert after.pets == (REX, MIA)
    assert after.heard == ()
    assert after.confirm_asked_at is None


def test_a_correction_replaces_only_what_it_names() -> None:
    asked = contact(heard=(Pet(name="Rex", species="dog", weight_kg=30.0, conditions=("diabetic",), told_at=NOW),))

    after = household.corrected(asked, [Pet(weight_kg=28.0)], without=("diabetic",), now=NOW)

    assert [(pet.name, pet.weight_kg, pet.conditions) for pet in after.pets] == [("Rex", 28.0, ())]


def test_a_correction_by_name_is_about_that_pet() -> None:
    after = household.corrected(contact(heard=(REX, MIA)), [Pet(name="mia", weight_kg=5.0)], without=(), now=NOW)

    assert [(pet.name, pet.weight_kg) for pet in after.pets] == [("Rex", 30.0), ("Mia", 5.0)]


def test_a_puppy_grows_and_a_pregnancy_passes() -> None:
    told = Pet(name="Mia", age_months=6, conditions=("pregnant", "diabetic"), told_at=NOW)

    (later,) = household.as_of([told], NOW + timedelta(days=365))
    (soon,) = household.as_of([told], NOW + timedelta(days=20))

    assert later.age_months is not None
    assert 17 < later.age_months < 19
    assert later.conditions == ("diabetic",)
    assert soon.conditions == ("pregnant", "diabetic")
