"""Replies where people's numbers for incidents are not the incidents' own: as in years of service, or on a new desk."""

import json
from pathlib import Path

import pytest

from nightdesk.channel.replies.commands import AskRef, Command, Context, OpenRef, read
from nightdesk.cli.__main__ import main
from nightdesk.incident.desk import IncidentId

CHECKOUT, SEARCH, CART = IncidentId("INC-010207"), IncidentId("INC-000001"), IncidentId("INC-000002")
OLD, LATEST = IncidentId("INC-000030"), IncidentId("INC-010207")
NIGHT = Context(
    open=(
        OpenRef(code="2", incident=SEARCH, title="search slow"),
        OpenRef(code="3", incident=CART, title="cart-cache errors", also=("7",)),
        OpenRef(code="1", incident=CHECKOUT, title="checkout errors"),
    ),
    last_paged=LATEST,
    late=(OpenRef(code="4", incident=OLD, title="disk full", state="resolved"),),
)
"""Every number of this phone is also the number of another incident, open or not."""


def orders(text: str, context: Context = NIGHT) -> Command:
    return read(text, context)


@pytest.mark.parametrize(
    ("text", "verb", "target"),
    [
        ("ack 1", "ack", CHECKOUT),
        ("ack 2", "ack", SEARCH),
        ("3 ack", "ack", CART),
        ("ack 7", "ack", CART),
        ("ack two", "ack", SEARCH),
        ("take #1", "take", CHECKOUT),
        ("close 3", "resolve", CART),
        ("on it 2", "ack", SEARCH),
        ("escalate 1 to ben", "escalate", CHECKOUT),
        ("ack INC-000001", "ack", SEARCH),
        ("ack inc 2", "ack", CART),
        ("ack #INC-2", "ack", CART),
        ("ack incident 10207", "ack", CHECKOUT),
        ("ack 10207", "ack", CHECKOUT),
        ("ack 4", "ack", OLD),
        ("ack INC-4", "ack", "INC-000004"),
        ("ack 5", "ack", "INC-000005"),
        ("ack", "ack", LATEST),
    ],
)
def test_an_own_number_comes_first_then_one_that_was_then_the_incidents(text: str, verb: str, target: str) -> None:
    command = orders(text)

    assert (command.verb, command.target) == (verb, target)


@pytest.mark.parametrize("text", ["ack that one", "take this one", "ill take the new one", "ack the other one"])
def test_one_is_no_number_where_it_stands_for_something(text: str) -> None:
    assert orders(text).target != CHECKOUT


def test_merge_takes_both_by_the_numbers_of_the_phone_or_by_name() -> None:
    by_number, mixed = orders("merge 2 into 1"), orders("merge INC-2 into 2")

    assert (by_number.target, by_number.argument) == (SEARCH, CHECKOUT)
    assert (mixed.target, mixed.argument) == (CART, SEARCH)


def test_resolve_says_how_by_number_or_by_name() -> None:
    assert orders("resolve 2: reindexed").target == SEARCH
    assert orders("resolve INC-000002: reindexed").target == CART


@pytest.mark.parametrize("words", ["2 ml every hour", "1 tablet now", "2 drops in the left eye", "3 teaspoons of it"])
def test_an_amount_is_never_taken_for_the_case_that_words_go_to(words: str) -> None:
    command = orders(f"say {words}")

    assert command.verb == "none" or str(command.argument).startswith(words[0])


def test_a_quoted_text_is_the_incident_it_tells_of_whatever_number_it_says_to_type() -> None:
    quoted = "> SEV1 INC-1: search slow. Reply ack 2 to take it, more 2 for detail.\nstatus"

    assert orders(quoted).target == SEARCH


def test_the_command_line_reads_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    refs = [
        {"code": "1", "incident": "INC-010207", "title": "checkout errors", "state": "open"},
        {"code": "2", "incident": "INC-000001", "title": "search slow", "state": "acknowledged"},
        {"code": "3", "incident": "INC-000030", "title": "disk full", "state": "resolved"},
        {"code": "9", "incident": "INC-000003", "title": "cart", "state": "open"},
    ]
    texts = ["ack 1", "ack 2", "ack INC-1", "ack 3", "ack INC-3", "ack 9"]
    file = tmp_path_factory.mktemp("replies") / "replies.jsonl"
    context = {"open": refs, "last_paged": "INC-010207", "asks": []}
    file.write_text("\n".join(json.dumps({"id": text, "text": text, "context": context}) for text in texts))

    main(["reply", "read", str(file)])

    read_back = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["verb"], row["target"]) for row in read_back] == [
        ("ack", "INC-010207"),
        ("ack", "INC-000001"),
        ("ack", "INC-000001"),
        ("ack", "INC-000030"),
        ("ack", "INC-000003"),
        ("ack", "INC-000003"),
    ]


@pytest.mark.parametrize(
    ("context", "why"),
    [
        ([1], "context: needs an object"),
        ({"open": "abc"}, "context.open: needs a list of objects"),
        ({"open": ["abc"]}, "context.open: needs a list of objects"),
        ({"open": [{"incident": "INC-000042"}]}, "context.open: each needs its code, a string"),
        ({"open": [{"code": 42, "incident": None}]}, "context.open: each needs its incident, a string"),
        ({"asks": [{"code": ""}]}, "context.asks: each needs its code, a string"),
        ({"asks": [{"code": True}]}, "context.asks: each needs its code, a string"),
    ],
)
def test_a_context_that_is_none_is_told_what_is_wrong_with_it(
    context: object, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": 1, "text": "ack", "context": context}, {"id": 2, "text": "menu", "context": None}]
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))

    assert main(["reply", "read", str(file)]) != 0

    bad, good = map(json.loads, capsys.readouterr().out.splitlines())
    assert bad == {"line": 1, "error": why}
    assert (good["id"], good["verb"]) == (2, "help")


@pytest.mark.parametrize(("text", "verb"), [("go a1b2c3", "approve"), ("NO A1B2C3", "deny"), ("go a1b2c", "none")])
def test_the_codes_that_wait_are_those_of_the_context_whatever_they_are_made_of(text: str, verb: str) -> None:
    waits = Context(asks=(AskRef(code="A1B2C3"),))

    assert read(text, waits).verb == verb
