"""What is too long is cut where it still says something."""

import pytest

from nightdesk.persona.wording.composing import brief


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("It broke (86% sure). checkout: errors rose from 0 to 41% at 14:47", 40, "It broke (86% sure)"),
        ("It broke after a release. On checkout: errors rose from 0 to 41%", 45, "It broke after a release"),
        (
            "The trouble starts in the cache: it evicts what is read again at once",
            40,
            "The trouble starts in the cache",
        ),
        ("errors rose; latency too, which follows from it at every call", 30, "errors rose; latency too"),
        ("short enough", 40, "short enough"),
    ],
)
def test_a_cut_ends_with_a_clause_and_not_with_what_announces_the_next(text: str, width: int, said: str) -> None:
    assert brief(text, width) == said


def test_without_a_clause_it_is_cut_between_words() -> None:
    assert brief("one word after another without any end in sight at all", 24) == "one word after..."
