"""Words that can be erased without breaking the chain, and cannot be changed or vanish unseen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nightdesk.audit.chain import Entry, erased, first_break, seal
from nightdesk.incident.timeline import Fact, Kind, Seal

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HEARD = Fact(at=AT, kind=Kind.HEARD, actor="owner", text="my dog Rex ate chocolate", data={"phone": "0180"})
PAGED = Fact(at=AT, kind=Kind.PAGED, actor="watch", text="called Dr. Maya Lind")
GONE = Fact(at=AT, kind=Kind.ERASED, actor="desk", text="the owner asked to be forgotten")


def chain(*facts: Fact) -> tuple[Seal, tuple[Entry, ...]]:
    salts = iter(f"{number:032x}" for number in range(1, 99))
    return seal("INC-000001", Seal(), facts, salt=lambda: next(salts))


def test_a_veiled_chain_is_intact_with_its_words_and_without_them() -> None:
    head, entries = chain(HEARD, PAGED, GONE)
    without = [erased(entry) for entry in entries]

    assert first_break(entries, head=head) is None
    assert first_break(without, head=head) is None
    assert [entry.hash for entry in without] == [entry.hash for entry in entries]
    assert [entry.text for entry in without] == ["", PAGED.text, GONE.text]
    assert [entry.is_erased for entry in without] == [True, False, False]


def test_nothing_of_the_words_is_left_to_guess_from() -> None:
    _, (one, other, _) = chain(HEARD, HEARD, GONE)

    assert erased(one).salt == ""
    assert erased(one).data == {}
    assert one.veil != other.veil  # the same words under another salt


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"text": "my dog is fine"}, "its words do not match their seal"),
        ({"data": {}}, "its words do not match their seal"),
        ({"salt": "0" * 32}, "its words do not match their seal"),
        ({"text": "my dog is fine", "data": {}, "salt": ""}, "words without the secret that seals them"),
        ({"veil": ""}, "its content does not match its hash"),
        ({"veil": "f" * 64, "salt": "", "text": "", "data": {}}, "its content does not match its hash"),
    ],
)
def test_words_cannot_be_changed(change: dict[str, object], why: str) -> None:
    head, (heard, *rest) = chain(HEARD, PAGED, GONE)
    forged = replace(heard, **change)  # type: ignore[arg-type] # forged on purpose

    broken = first_break([forged, *rest], head=head)

    assert broken is not None
    assert (broken.seq, broken.why) == (1, why)


def test_words_that_vanish_without_an_entry_that_says_so_are_a_break() -> None:
    head, (heard, *rest) = chain(HEARD, PAGED)

    broken = first_break([erased(heard), *rest], head=head)

    assert broken is not None
    assert broken.why == "its words are gone and no entry says why"


def test_a_chain_from_before_veils_still_verifies() -> None:
    head, entries = seal("INC-000001", Seal(), [HEARD, PAGED])

    assert first_break(entries, head=head) is None
    assert erased(entries[0]) == entries[0]
