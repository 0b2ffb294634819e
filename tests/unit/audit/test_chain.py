from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.audit.chain import Entry, first_break, seal
from nightdesk.incident.timeline import Fact, Kind, Seal

START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
texts = st.lists(st.text(max_size=40), min_size=1, max_size=8)


def chain_of(words: list[str]) -> tuple[Seal, tuple[Entry, ...]]:
    facts = [
        Fact(at=START + timedelta(seconds=i), kind=Kind.NOTE, actor="desk", text=word, data={"n": str(i)})
        for i, word in enumerate(words)
    ]
    return seal("INC-000001", Seal(), facts)


@given(texts)
def test_an_untouched_chain_is_intact(words: list[str]) -> None:
    head, entries = chain_of(words)

    assert first_break(entries, head=head) is None


@given(texts, st.data())
def test_an_edited_entry_is_found_where_it_was_edited(words: list[str], data: st.DataObject) -> None:
    head, entries = chain_of(words)
    position = data.draw(st.integers(0, len(entries) - 1))
    edited = replace(entries[position], text=entries[position].text + "!")
    forged = (*entries[:position], edited, *entries[position + 1 :])

    broken = first_break(forged, head=head)

    assert broken is not None
    assert broken.seq == position + 1


@given(texts, st.data())
def test_a_dropped_entry_is_found(words: list[str], data: st.DataObject) -> None:
    head, entries = chain_of(words)
    position = data.draw(st.integers(0, len(entries) - 1))

    assert first_break(entries[:position] + entries[position + 1 :], head=head) is not None


@given(st.lists(st.text(max_size=10), min_size=2, max_size=6, unique=True))
def test_swapped_entries_are_found(words: list[str]) -> None:
    head, entries = chain_of(words)

    assert first_break((entries[1], entries[0], *entries[2:]), head=head) is not None


def test_a_cut_off_tail_is_found_only_with_the_head() -> None:
    head, entries = chain_of(["a", "b", "c"])

    assert first_break(entries[:2]) is None
    assert first_break(entries[:2], head=head) is not None


def test_a_chain_goes_on_from_its_head() -> None:
    head, first = chain_of(["a"])
    later = Fact(at=START + timedelta(hours=1), kind=Kind.RESOLVED, actor="ana", text="done")

    new_head, second = seal("INC-000001", head, [later])

    assert first_break((*first, *second), head=new_head) is None
