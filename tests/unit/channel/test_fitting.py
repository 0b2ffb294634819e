"""How texts are counted, folded and shortened."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.channel.fitting import Segments, fit, fold, segments

DOG, FAMILY = "\U0001f436", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("text", "encoding", "units", "count"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("a" * 159 + "€", "GSM-7", 161, 2),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("\u4e2d" * 70, "UCS-2", 70, 1),
        ("\u4e2d" * 71, "UCS-2", 71, 2),
        ("\u4e2d" * 134, "UCS-2", 134, 2),
        ("\u4e2d" * 135, "UCS-2", 135, 3),
        ("a" * 159 + "\u2019", "UCS-2", 160, 3),
        ("a" * 69 + DOG, "UCS-2", 71, 2),
        (DOG * 35, "UCS-2", 70, 1),
        (DOG * 36, "UCS-2", 72, 2),
        (FAMILY, "UCS-2", 11, 1),
        ("a" * 1600, "GSM-7", 1600, 11),
        ("\u4e2d" * 1600, "UCS-2", 1600, 24),
        ("cafe\u0301", "UCS-2", 5, 1),
        ("caf\u00e9", "GSM-7", 4, 1),
        ("a`b", "UCS-2", 3, 1),
        ("a\tb", "UCS-2", 3, 1),
    ],
)
def test_parts_are_counted_as_the_carrier_bills_them(
    text: str, encoding: Literal["GSM-7", "UCS-2"], units: int, count: int
) -> None:
    assert segments(text) == Segments(encoding, units, count)


def test_an_escaped_character_is_never_split_between_two_parts() -> None:
    assert segments("€" * 153).count == 3


def test_a_surrogate_pair_is_never_split_between_two_parts() -> None:
    assert segments("a" * 66 + DOG + "a" * 66).count == 3


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("\u201cdon\u2019t\u201d \u2014 wait\u2026", '"don\'t" - wait...'),
        ("pod `checkout`\tdown", "pod 'checkout' down"),
        ("ça été très façile à Łódź", "ca été très facile à Lodz"),
        (f"your dog {DOG} is safe {FAMILY}.", "your dog is safe ."),
        ("2½ tablets, ¾ cup", "2 1/2 tablets, 3/4 cup"),
        ("10² not 102", "10^2 not 102"),
        ("5 µg/kg and 5 μg, 3 µL", "5 mcg/kg and 5 mcg, 3 uL"),
        ("40°C or 104 °F, turn 90°", "40 C or 104 F, turn 90 deg"),
        ("≥ 20 mg → vet", ">= 20 mg -> vet"),
        ("\uff11\uff12 and \u0664\u0662", "12 and 42"),
        ("狗狗 ate 巧克力", "? ate ?"),
        ("a\u200bb\u202ec\u0000d", "abcd"),
        ("one\r\n\r\n\r\n\r\ntwo  three", "one\n\ntwo three"),
        ("κάππα", "KAΠΠA"),
    ],
)
def test_a_text_is_folded_into_the_alphabet_of_a_text_message(written: str, sent: str) -> None:
    assert fold(written) == sent


def test_a_long_text_is_shortened_between_words() -> None:
    text = "checkout errors " * 20

    short = fit(text, segments=1)

    assert segments(short).count == 1
    assert short.removesuffix("...").split() == text.split()[: len(short.split())]


def test_the_hint_at_the_end_survives_shortening() -> None:
    short = fit("checkout errors " * 20, segments=1, keep="Reply ack 42")

    assert short.endswith("... Reply ack 42")
    assert segments(short).count == 1


def test_a_text_that_fits_is_left_whole() -> None:
    assert fit("Checkout is down.", segments=1, keep="Reply ack 42") == "Checkout is down. Reply ack 42"


def test_a_single_endless_word_is_cut_where_it_must_be() -> None:
    short = fit("x" * 500, segments=1, keep="Reply ack 42")

    assert segments(short) == Segments("GSM-7", 160, 1)


def test_a_hint_that_leaves_no_room_stands_alone() -> None:
    keep = "k" * 155

    assert fit("checkout errors are rising fast", segments=1, keep=keep) == keep


def test_an_empty_text_is_its_hint() -> None:
    assert fit("", segments=1, keep="Reply ack 42") == "Reply ack 42"


texts = st.text(max_size=700) | st.text(alphabet="ab €[]{}\n\u2019é^", max_size=700)


@given(texts)
def test_whatever_is_folded_is_gsm7_and_folding_again_changes_nothing(text: str) -> None:
    folded = fold(text)

    assert segments(folded).encoding == "GSM-7"
    assert fold(folded) == folded


@given(texts, st.integers(1, 3), st.sampled_from(["", "Reply ack 42", "Reply go K7PQ2X or no K7PQ2X [15 min]"]))
def test_a_fitted_text_never_exceeds_its_segments_and_always_ends_with_its_hint(
    text: str, limit: int, keep: str
) -> None:
    fitted = fit(text, segments=limit, keep=keep)

    assert segments(fitted).count <= limit
    assert fitted.endswith(keep)


@given(texts)
def test_the_count_lies_between_the_ideal_and_one_wasted_unit_a_part(text: str) -> None:
    counted = segments(text)
    alone, joined = (160, 153) if counted.encoding == "GSM-7" else (70, 67)

    if counted.units <= alone:
        assert counted.count == 1
    else:
        assert -(-counted.units // joined) <= counted.count <= -(-counted.units // (joined - 1))
