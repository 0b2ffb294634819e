"""Replies as tired people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.channel.replies.commands import AskRef, Context, OpenRef, read
from nightdesk.channel.replies.slips import is_one_slip
from nightdesk.incident.ask import CODE_ALPHABET
from nightdesk.incident.desk import IncidentId

CHECKOUT, SEARCH = IncidentId("INC-000042"), IncidentId("INC-000043")
Expected = tuple[str, str | None, str | None]
OPEN = (
    OpenRef(code="42", incident=CHECKOUT, title="checkout errors", state="open"),
    OpenRef(code="43", incident=SEARCH, title="search slow", state="acknowledged"),
)
NIGHT = Context(open=OPEN, last_paged=CHECKOUT, asks=(AskRef(code="K7PQ2X", incident=CHECKOUT),))
UNCLEAR = Context(open=OPEN)
ONE = Context(open=OPEN[1:])
QUIET = Context()

ACK, SEARCH_ACK = ("ack", "INC-000042", None), ("ack", "INC-000043", None)
TAKE, ESCALATE = ("take", "INC-000042", None), ("escalate", "INC-000042", None)
STATUS, WHO, MORE = ("status", "INC-000042", None), ("who", "INC-000042", None), ("more", "INC-000042", None)
JOIN, RESOLVE = ("join", "INC-000042", None), ("resolve", "INC-000042", None)
APPROVE, DENY = ("approve", "K7PQ2X", None), ("deny", "K7PQ2X", None)
HELP, CARRIER, NONE = ("help", None, None), ("carrier", None, None), ("none", None, None)

CORPUS: dict[Expected, list[str]] = {
    ACK: [
        "ack 42", "42 ack", "ACK#42", "Ack #42", "ack INC-000042", "ack inc42", "INC-42 ack", "ack", "Ack", "ACK.",
        "a 42", "a42", "42a", "42 a", "a", "ack42", "ack:42", "ack, 42", "ack-42", "ack 42.", "ack 42!", "ack 42...",
        "'ack 42'", '"ack 42"', "\u2018ack 42\u2019", "\u201cack 42\u201d.", "  ack   42 ", "ack\n42", "ack\u200b 42",
        "\ufeffack 42", "\u202aack 42\u202c", "\uff41\uff43\uff4b \uff14\uff12", "ack \uff14\uff12", "ack 042",
        "ack 000042", "acknowledge 42", "Acknowledged 42", "acknowledge forty two", "acknowledge forty-two",
        "ack four two", "roger ack 42", "Roger, ack 42.", "ok ack 42", "ack 42 pls", "please ack 42", "ack 42 thanks",
        "ack 42 ty", "ack it", "i ack 42", "I'll ack 42", "ack incident 42", "Acknowledge incident 42 please",
        "ack ack 42", "acked 42", "reply ack 42", "Reply ack 42.", "ack 42 \U0001f44d", "ack 42 \U0001f44d\U0001f3fd",
        "akc 42", "ackk 42", "akc", "acj 42", "cak 42", "acknowlege 42", "aknowledge 42", "acnowledge 42",
        "acepto 42", "Acepto la 42", "acepto", "accept 42", "on it 42", "im on it 42", "got it 42", "mine 42",
        "42 mine", "ack, looking at it", "ack'd 42",
        "ack - investigating", "ACK 42\n\nSent from my iPhone", "ack 42 omw", "ack. 42", "k ack",
        "on it", "mine", "im on it", "looking into it", "I've got this", "la tengo",
    ],
    SEARCH_ACK: ["ack 43", "43 ack", "ack INC-000043", "ack forty three", "ack four three"],
    TAKE: [
        "take 42", "taking 42", "take", "i'll take 42", "I'll take it", "ill take 42 thx", "42 take", "t 42",
        "tomo 42",
        "lo tomo", "ack 42 taking it", "tkae 42", "taek 42",
    ],
    ESCALATE: [
        "pass", "pass 42", "escalate", "escalate 42", "esc", "esc 42", "e 42", "42e", "please escalate",
        "ecsalate 42",
        "escalat 42", "escalo 42",
    ],
    STATUS: [
        "is 42 resolved", "was 42 fixed", "has 42 been closed yet", "is 42 done?", "se resolvio el 42",
        "ya esta resuelto el 42?", "is 42 a sev 1",
        "status", "Status?", "status 42", "stat 42", "st 42", "stats", "status of 42", "what's the status of 42?",
        "status update please", "update 42", "sitrep", "statsu 42", "staus", "estado", "estado 42", "estdo 42",
    ],
    WHO: [
        "who", "who?", "who 42", "who has 42", "who has 42?", "who's on it", "whos on call", "who acked 42?", "quien",
        "\u00bfQui\u00e9n?", "qui\u00e9n tiene 42",
    ],
    MORE: ["more", "more 42", "42 more", "more info", "details 42", "tell me more about 42", "m\u00e1s", "mas 42"],
    JOIN: ["join", "join 42", "call", "call 42", "call me", "talk", "talk to owner", "Call me please", "jion 42"],
    ("sev", "INC-000042", "SEV1"): [
        "sev1 42", "sev 1 42", "sev 42 1", "42 sev1", "42 sev 1", "SEV-1 42", "sev1", "sev 1", "Severity 1 for 42",
        "raise 42 to sev1", "make it sev1",
    ],
    ("sev", "INC-000042", "SEV0"): ["sev0 42", "sev 0", "sev 42 0", "raise 42 to sev 0"],
    ("merge", "INC-000043", "INC-000042"): ["merge 43 into 42", "merge 43 42", "43 merge 42",
        "merge INC-43 with #42"],
    ("split", "INC-000042", "payments"): ["split 42 payments", "split payments from 42", "split off payments 42"],
    ("snooze", "INC-000042", "30"): [
        "snooze 42 30m", "snooze 42 30", "snooze 42 for 30 minutes", "snooze 42 half an hour", "snooze 42 0.5h",
    ],
    ("snooze", "INC-000042", "120"): ["snooze 42 2h", "snooze 42 for 2 hours", "snoze 42 2 hrs"],
    ("snooze", "INC-000042", None): ["snooze 42", "snooze #42"],
    RESOLVE: [
        "this is done, close 42", "it is fixed. close 42", "resolve 42", "resolved 42", "42 resolved", "close 42",
        "closing 42", "c 42", "done 42", "fixed 42", "42 is fixed", "cierro 42",
    ],
    ("resolve", "INC-000042", "rolled back, 3 pods"): [
        "close 42: rolled back, 3 pods", "Resolved #42 : rolled back, 3 pods",
    ],
    ("note", "INC-000042", "Restarted pods, 3 left"): [
        "note 42 Restarted pods, 3 left", "note 42: Restarted pods, 3 left", "42 note Restarted pods, 3 left",
        "note Restarted pods, 3 left", "Note: Restarted pods, 3 left", "note #42 - Restarted pods, 3 left",
    ],
    ("note", "INC-000042", "3 pods restarted"): ["note 3 pods restarted"],
    ("say", "INC-000042", "10 ml of water"): ["say #42 10 ml of water"],
    ("say", "INC-000042", "Keep her warm"): [
        "say 42 Keep her warm", "42 say: Keep her warm.", "tell the owner 42 Keep her warm", "tell 42 Keep her warm",
        "dile al due\u00f1o 42: Keep her warm", "d\u00edgale a la se\u00f1ora 42 Keep her warm",
    ],
    APPROVE: ["go K7PQ2X", "GO K7PQ2X", "Go k7pq2x", "go k7pq2x.", " go  K7PQ2X ", "'go K7PQ2X'",
        "\u201cgo K7PQ2X\u201d",
              "go\nK7PQ2X", "go \uff2b\uff17PQ2X", "go K7PQ2X\u200b"],
    DENY: ["no K7PQ2X", "NO K7PQ2X.", "no k7pq2x", "\"no K7PQ2X\""],
    CARRIER: ["STOP", "stop", "Stop.", "STOPALL", "unsubscribe", "cancel", "END", "quit", "revoke", "OptOut", "START",
              "yes", "YES", "Yes!", "unstop", "help", "HELP", "info"],
    HELP: ["?", "??", "commands", "menu", "ayuda"],
    NONE: [
        # Nothing, pictures and numbers alone.
        "", " ", "\u200b", ".", "\U0001f44d", "42", "#42", "INC-000042", "4 42", "\x00\x01",
        # Reactions and quotes are not orders.
        'Liked "ack 42"', "Liked \u201cSEV1 checkout errors. Reply ack 42\u201d", "Loved \u201cack 42\u201d",
        "Emphasized \u201cack 42\u201d", "Laughed at \u201cgo K7PQ2X\u201d", "Removed a like from \u201cack 42\u201d",
        "\U0001f44d to \u201cack 42\u201d", "> ack 42", "Reacted \U0001f44d to \"ack 42\"",
        "Le gust\u00f3 \u201cack 42\u201d",
        # Approval has one form.
        "GO AHEAD", "go", "no", "go ahead K7PQ2X", "ok go K7PQ2X", "go K7PQ2X please", "go K7PQ2X \U0001f44d",
        "yes K7PQ2X", "K7PQ2X", "approve", "approve K7PQ2X", "approved", "deny K7PQ2X", "goo K7PQ2X", "g K7PQ2X",
        "go K7PQ2X\nSent from my iPhone", "sent from my iPhone", "go K7PQ2", "go K7PQ2XX", "go 42", "no 42",
        "go K7PQ2X or no K7PQ2X", "reply go K7PQ2X", "go-K7PQ2X",
        "goK7PQ2X", "do it", "yes do it", "sure", "go K7PQ0X", "don't go K7PQ2X", "no go K7PQ2X", "n\u00f6 K7PQ2X",
        "g\u043e K7PQ2X",
        "go K7PQ\u2461X", "go \u24c07PQ2X", "go K7PQ\u00b2X", "\U0001d5f4\U0001d5fc K7PQ2X", "go K7PQ2\u2179",
        # The opposite of a command, or a question.
        "don't ack 42", "nack 42", "not ack", "do not ack 42", "can't ack 42", "never take 42", "unack 42", "ack 42?",
        "did ana ack 42", "ack?", "no ack 42", "dont close 42", "back 42", "pack", "act 42", "ask 42", "make 42",
        # Too much or too little.
        "resolve 42 43", "close 42 and 43", "resolve all", "ack 42 and 17",
        "ack 42 and escalate", "ack 4 2", "ack 42.5", "ack that one",
        "take one", "sev 42", "sev 5", "sev9 42", "sev", "merge 43", "merge", "merge 42 42", "snooze 42 43 44",
        "note", "note 42", "say", "note 99 rolled back", "say 43 towels under him", "done",
        # Heavy, and more than one is open.
        "close", "resolve", "snooze 30m", "snooze for 2 hours", "snooze", "sev 3", "split payments",
        # For an owner, and more than one waits.
        "say Keep her warm", "Say: Keep her warm.", "tell the owner Keep her warm", "say 10 ml of water",
        "dile que venga ya", "dile a ben que lo tome",
        # Near, or under way.
        "42 is close", "42 is so close", "it's getting close 42", "42 is really so close", "unresolved 42",
        "fixed", "t", "e", "c",
        "close resolve ack", "resovle 42", "clsoe 42", "megre 43 42", "ack 99999999999", "ack 0",
        # Questions without their mark, and what could or will be done.
        "can i close 42", "should 42 be sev 4", "could you resolve 42", "42 can be closed", "i'll close 42 later",
        "shall i merge 43 into 42", "do i ack 42", "puedo cerrar el 42", "maybe sev 3",
        "sev -1", "sev 1.2", "sev 1/2",
        # People talking.
        "got it", "not on it 42", "42 is not mine", "my dog ate 42 grapes",
        "he passed out", "please help my cat", "who is a good boy",
        "thank you so much", "is she going to be ok", "I already called the vet", "she is done eating",
        "update my address please", "take your time", "more blood now", "the pass is closed", "a dog", "state 42",
        "SEV1 checkout errors 12 percent. Reply ack 42", "ack " * 60, "x" * 100_000,
    ],
}  # fmt: skip
REPLIES = [(text, expected) for expected, texts in CORPUS.items() for text in texts]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(REPLIES) >= 150
    assert len({text for text, _ in REPLIES}) == len(REPLIES)


@pytest.mark.parametrize(("text", "expected"), REPLIES)
def test_a_reply_is_read_as_it_was_meant(text: str, expected: Expected) -> None:
    command = read(text, NIGHT)

    assert (command.verb, command.target, command.argument) == expected, command.reason


@pytest.mark.parametrize("text", [text for text, expected in REPLIES if expected == NONE])
def test_whatever_is_not_a_command_says_why_and_what_to_type(text: str) -> None:
    command = read(text, NIGHT)

    assert command.reason
    assert command.hint


@pytest.mark.parametrize("text", ["ack", "take", "escalate", "more", "join", "sev1", "snooze 30m", "resolve", "note x"])
def test_a_bare_command_is_not_guessed_when_several_incidents_could_be_meant(text: str) -> None:
    command = read(text, UNCLEAR)

    assert command.verb == "none"
    assert "42" in command.hint
    assert "43" in command.hint


@pytest.mark.parametrize("text", ["ack", "ack all", "resolve", "escalate", "note x", "snooze 30m", "close", "sev 3"])
def test_a_bare_command_means_the_only_open_incident(text: str) -> None:
    assert read(text, ONE).target == "INC-000043"


@pytest.mark.parametrize("text", ["ack", "more", "resolve"])
def test_a_bare_command_means_nothing_when_nothing_is_open(text: str) -> None:
    assert read(text, QUIET).verb == "none"


@pytest.mark.parametrize("text", ["status", "who"])
def test_asking_about_everything_needs_no_number(text: str) -> None:
    command = read(text, UNCLEAR)

    assert (command.verb, command.target) == (text, None)


def test_a_closed_incident_can_be_named_so_that_the_answer_can_say_who_closed_it() -> None:
    command = read("ack 17", NIGHT)

    assert (command.verb, command.target) == ("ack", "INC-000017")
    assert "not among the open" in command.reason


def test_a_code_of_the_context_wins_over_the_incident_number() -> None:
    context = Context(open=(OpenRef(code="7", incident=IncidentId("INC-000107")),))

    assert read("ack 7", context).target == "INC-000107"
    assert read("ack 107", context).target == "INC-000107"


@pytest.mark.parametrize("text", ["go BCDFGH", "no BCDFGH", "Go bcdfgh."])
def test_a_code_of_no_request_answers_nothing_and_is_told_apart_so_that_guesses_are_counted(text: str) -> None:
    command = read(text, NIGHT)

    assert (command.verb, command.target, command.guess) == ("none", None, "BCDFGH")


def test_a_severity_that_is_also_an_open_code_is_told_apart_when_it_can_be() -> None:
    two = Context(open=(OpenRef(code="2", incident=IncidentId("INC-000002")),))

    command = read("sev 2 1", two)

    assert (command.target, command.argument) == ("INC-000002", "SEV1")


def test_a_severity_is_not_guessed_when_both_numbers_are_open_codes() -> None:
    both = Context(open=tuple(OpenRef(code=str(n), incident=IncidentId(f"INC-00000{n}")) for n in (1, 2)))

    assert read("sev 2 1", both).verb == "none"
    assert read("sev1 2", both).target == "INC-000002"


def test_escalating_to_somebody_names_them() -> None:
    command = read("escalate 42 to ben", NIGHT)

    assert (command.verb, command.target, command.argument) == ("escalate", "INC-000042", "ben")


def test_a_near_approval_is_answered_with_the_exact_form() -> None:
    assert read("go ahead", NIGHT).hint == "go K7PQ2X or no K7PQ2X"


def test_a_near_miss_of_a_heavy_order_is_answered_with_that_order() -> None:
    assert read("resovle 42", NIGHT).hint.startswith("resolve 42")


@given(st.text(max_size=200))
def test_no_text_crashes_the_grammar_or_approves_without_the_exact_form(text: str) -> None:
    command = read(text, NIGHT)

    if command.verb in {"approve", "deny"}:
        assert re.fullmatch(rf"[{CODE_ALPHABET}]{{6}}", command.target or "")
        assert len(text.strip()) >= 9


words = st.sampled_from(
    [
        "go",
        "no",
        "ok",
        "yes",
        "please",
        "ahead",
        "ack",
        "K7PQ2X",
        "k7pq2x",
        "42",
        "the",
        "it",
        ".",
        "👍",
        "approve",
        "and",
    ]
)


@given(st.lists(words, min_size=1, max_size=6))
def test_an_approval_is_two_words_and_never_part_of_more(parts: list[str]) -> None:
    command = read(" ".join(parts), NIGHT)

    meant = [part.lower() for part in parts if part != "."]
    is_exact = (
        len(meant) == 2 and meant[0] in {"go", "no"} and meant[1] == "k7pq2x" and parts[0] != "." and parts[1] != "."
    )
    assert (command.verb in {"approve", "deny"}) == is_exact


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("akc", "ack", True), ("ac", "ack", True), ("ackk", "ack", True), ("axk", "ack", True), ("ack", "ack", False),
        ("kca", "ack", False), ("status", "sttaus", True), ("ab", "ack", False), ("acknow", "ack", False),
    ],
)  # fmt: skip
def test_one_slip_is_one_letter_more_less_wrong_or_swapped(typed: str, meant: str, expected: bool) -> None:
    assert is_one_slip(typed, meant) is expected
