"""The short numbers people type: lowest first, never two at once, resting once their incident is over."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.incident.desk import IncidentId, Phone, incident_id
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import (
    PAUSE,
    Given,
    Numbering,
    given_to,
    numbered,
    shortened,
    spoken,
    typed,
    with_numbers_of,
)
from tests.unit.persona.test_pets import incident

ANA, BEN = Phone("+12025550121"), Phone("+12025550122")
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ONE, TWO = incident_id(70_001), incident_id(70_002)


def ended(numbering: Numbering, name: IncidentId, at: datetime) -> Numbering:
    return replace(
        numbering,
        given=tuple(replace(one, over_at=at) if one.incident == name else one for one in numbering.given),
    )


def called(number: int, **codes: tuple[int, ...]) -> Incident:
    return replace(incident(), id=incident_id(number), codes={Phone(phone): own for phone, own in codes.items()})


@dataclass
class Model:
    """What must hold, kept the plain way: who has which number, and until when it rests."""

    has: dict[IncidentId, int]
    rests: dict[int, datetime]


STEPS = st.lists(
    st.tuples(st.sampled_from(("opens", "ends", "again")), st.integers(0, 30), st.integers(0, 40)), max_size=60
)


@settings(max_examples=400, deadline=None)
@given(steps=STEPS)
def test_whatever_opens_and_ends_the_lowest_free_number_is_given_and_kept(
    steps: list[tuple[str, int, int]],
) -> None:
    numbering, now, model = Numbering(phone=ANA), NOW, Model(has={}, rests={})
    for at, (what, which, hours) in enumerate(steps):
        now += timedelta(hours=hours)
        known = sorted(model.has)
        if what == "opens":
            name = incident_id(100 + at)
            taken = set(model.has.values()) | {code for code, until in model.rests.items() if now < until}
            numbering, code = given_to(numbering, name, now=now)
            assert code == min(set(range(1, len(taken) + 2)) - taken)
            model.has[name] = code
            model.rests.pop(code, None)
        elif known and what == "ends":
            name = known[which % len(known)]
            numbering = ended(numbering, name, now)
            model.rests[model.has.pop(name)] = now + PAUSE
        elif known:
            name = known[which % len(known)]
            before = numbering
            numbering, code = given_to(numbering, name, now=now)
            assert (numbering, code) == (before, model.has[name])
        means = {one.code: one.incident for one in numbering.given}
        assert len(means) == len(numbering.given)
        assert all(means[code] == name for name, code in model.has.items())


def test_a_number_rests_for_the_pause_and_not_a_second_longer() -> None:
    numbering, _ = given_to(Numbering(phone=ANA), ONE, now=NOW)
    over = ended(numbering, ONE, NOW)

    assert given_to(over, TWO, now=NOW + PAUSE - timedelta(seconds=1))[1] == 2
    assert given_to(over, TWO, now=NOW + PAUSE)[1] == 1


def test_what_is_saved_is_read_as_it_was() -> None:
    numbering = Numbering(phone=ANA, given=(Given(code=1, incident=ONE, at=NOW, over_at=NOW),), version=3)

    assert msgspec.json.decode(msgspec.json.encode(numbering), type=Numbering) == numbering
    case = called(7, **{ANA: (2, 5)})
    assert msgspec.json.decode(msgspec.json.encode(case), type=Incident).codes == {ANA: (2, 5)}


def test_everybody_types_their_own_number_and_whoever_has_none_the_name() -> None:
    case = called(70_001, **{ANA: (3,)})

    assert (typed(case, ANA), typed(case, BEN)) == ("3", "INC-70001")
    assert (spoken(case, ANA), spoken(case, BEN)) == ("3", "INC 70001")
    assert typed(numbered(numbered(case, BEN, 1), ANA, 8), ANA) == "3"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "SEV1 INC-70001: checkout. Reply ack INC-70001 to take it, more INC-70001 for detail.",
            "SEV1 INC-70001: checkout. Reply ack 3 to take it, more 3 for detail.",
        ),
        ("INC-70001 is yours, Ana.", "INC-70001 is yours, Ana."),
        ("INC-70002 was merged into INC-70001 by Ben.", "INC-70002 was merged into INC-70001 by Ben."),
        ("Undo: merge INC-70002 into INC-70001.", "Undo: merge INC-70002 into 3."),
        ("Undo: merge INC-70001 into 2.", "Undo: merge 3 into 2."),
        ("ack INC-700011 or ack INC-7000", "ack INC-700011 or ack INC-7000"),
    ],
)
def test_a_name_is_shortened_where_it_is_to_be_typed_and_nowhere_else(text: str, short: str) -> None:
    assert shortened(text, ONE, 3) == short
    assert shortened(short, ONE, 3) == short


def test_the_numbers_of_what_was_merged_lead_to_where_it_went_and_the_winners_are_shown() -> None:
    winner, loser = called(1, **{ANA: (1,)}), called(2, **{ANA: (2,), BEN: (1,)})

    assert with_numbers_of(winner, loser).codes == {ANA: (1, 2), BEN: (1,)}
    assert with_numbers_of(with_numbers_of(winner, loser), loser).codes == {ANA: (1, 2), BEN: (1,)}
