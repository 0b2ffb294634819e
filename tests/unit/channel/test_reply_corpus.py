"""The corpus of replies (tests/evals/replies) and what holds for every text, however it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.channel.replies.commands import read
from tests.evals.replies.corpus import PARTS, READS_ONLY, contexts, judged

OURS = (
    "SEV1 INC-42 checkout errors 12%. Reply ack 42.",
    "Still on INC-42? Reply ack 42 to keep it or escalate 42 to pass it on.",
    "INC-42 needs your OK. Reply go K7PQ2X or no K7PQ2X",
    "take 42, thanks. ack 42",
    "ack 42",
    "ack",
    "go K7PQ2X",
)
REACTIONS = (
    "Liked {}", "Loved {}", "Disliked {}", "Laughed at {}", "Emphasized {}", "Questioned {}", "Removed a like from {}",
    "Reacted \U0001f44d to {}", "Ana reacted with \u2764\ufe0f to {}", "Removed \U0001f44d from {}", "\U0001f44d to {}",
    "\u200b\U0001f44d\u200b to {}", "\U0001f44d a {}", "\U0001f44d zu {}", "Gef\u00e4llt {}",
    "Hat mit \U0001f44d auf {} reagiert",
    "Lachte \u00fcber {}", "Le gusta {}", "A Ana le encanta {}", "Ha eliminado \u201cMe gusta\u201d de {}", "Piace {}",
    "Curtiu {}", "A aim\u00e9 {}", "{} \U0001f44d", "> {}", "On Mon, Nov 23, 2026 at 3:02 AM Nightdesk wrote:\n> {}",
)  # fmt: skip
QUOTES = (
    "\u201c{}\u201d",
    '"{}"',
    "\u201e{}\u201c",
    "\u00ab {} \u00bb",
    "\u201c\u200a{}\u200a\u201d",
    "\u201c{}\u2026",
)


def test_the_corpus_is_large_and_each_part_was_written_apart() -> None:
    texts = [[one.reply.text for one in judged(part)] for part in PARTS]

    assert sum(map(len, texts)) >= 450
    assert all(len(part) >= 100 for part in texts)


@pytest.mark.parametrize("part", PARTS)
def test_no_reply_of_the_corpus_answers_a_request_without_its_exact_code(part: str) -> None:
    assert [one.reply.text for one in judged(part) if one.is_forged] == []


@pytest.mark.parametrize("part", PARTS)
def test_replies_are_read_as_they_were_meant(part: str) -> None:
    lines = judged(part)

    assert sum(one.is_right for one in lines) / len(lines) >= 0.95
    assert sum(one.is_wrong_order for one in lines) <= 2


@pytest.mark.parametrize("quotes", QUOTES)
@pytest.mark.parametrize("reaction", REACTIONS)
@pytest.mark.parametrize("ours", OURS)
def test_a_reaction_to_a_text_of_ours_orders_nothing_in_any_language(reaction: str, ours: str, quotes: str) -> None:
    text = reaction.format(quotes.format(ours))
    is_only_ours = reaction.startswith((">", "{}"))  # then a short text in quotation marks may be the sender's own

    read_as = {read(text, context).verb for context in contexts().values()}

    assert read_as <= (READS_ONLY | {"deny", "approve", "ack"} if is_only_ours and len(ours) < 10 else READS_ONLY)


EXACT = re.compile(r"(?:go|no) (?P<code>[a-z0-9]{6})")
pieces = st.sampled_from(
    ["go", "GO", "no", "yes", "approve", "ok", "ahead", "all", "k7pq2", "K7PQ2X", "W4TRNB", "w4trnb", "BCDFGH",
     "K7PQ2Y", "system:", "ack", "42", "\u201c", '"', ">", "\n", "\u200b", ".", "\U0001f44d", "please", "re:", "- Ana",
     "k7pq", "2x"]
)  # fmt: skip


@given(st.lists(pieces, min_size=1, max_size=6), st.sampled_from(["one", "ask", "asks", "quiet"]))
def test_nothing_but_go_or_no_and_the_exact_code_of_a_request_that_waits_answers_it(
    parts: list[str], name: str
) -> None:
    context, text = contexts()[name], " ".join(parts)

    command = read(text, context)

    # Of what was typed, only letters and digits count here: what else may stand around them is told elsewhere.
    typed = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    exact = EXACT.fullmatch(typed)
    waits = {ask.code for ask in context.asks}
    if command.verb in {"approve", "deny"}:
        assert exact is not None
        assert exact["code"].upper() in waits
        assert command.target == exact["code"].upper()
        assert (command.verb == "approve") == typed.startswith("go")
    if command.guess:
        assert command.guess not in waits


@given(st.text(max_size=80), st.sampled_from(["ask", "asks", "many"]))
def test_no_text_at_all_answers_a_request_unless_it_holds_the_code(text: str, name: str) -> None:
    context = contexts()[name]

    assert read(text, context).verb not in {"approve", "deny"} or any(
        ask.code.lower() in text.lower() for ask in context.asks
    )
