"""What is hard to take back is never read into doubt, denial, a question, a joke, another's words or another time."""

import pytest

from nightdesk.channel.replies.commands import Context, OpenRef, read
from nightdesk.incident.desk import IncidentId
from tests.evals.replies.corpus import READS_ONLY

ONE = Context(
    open=(OpenRef(code="42", incident=IncidentId("INC-000042"), title="checkout errors"),),
    last_paged=IncidentId("INC-000042"),
)
HEAVY = (
    "resolve 42", "close 42", "42 resolved", "resolve", "sev 3 42", "sev3", "snooze 42 30m", "snooze 30m",
    "merge 43 into 42", "split 42 payments", "cierra la 42", "42 resuelto",
    "resolve 42 - bad deploy", "close it, it was a blip", "false alarm, close it", "42 resolved, rolled back",
    "give me half an hour", "remind me in 20", "make it a sev2", "mark 42 as resolved",
)  # fmt: skip
LIGHT = ("ack 42", "ack", "take 42", "on it")
DOUBTS = (
    "don't {}", "{} not", "not {}", "never {}", "almost {}", "{} nope", "no {}", "no. {}", "please don't {}", "un{}",
    "todavia no {}", "casi {}", "undo {}", "cancel {}", "stop, {}", "{} - no", "{}. no wait", "isnt {}",
    "should i {}", "{}?", "{}???", "can we {}", "can i {}", "is it ok to {}", "ok to {}", "safe to {}", "why {}",
    "what if {}", "how to {}", "when can i {}", "{} or not", "me? {}", "puedo {}", "hay que {}",
    "maybe {}", "if green {}", "{} later", "{} when done", "{} tomorrow", "{} in an hour", "i'll {} soon", "i'll {}",
    "about to {}", "trying to {}", "going to {}", "want to {}", "need to {}", "ready to {}", "soon {}", "{} first",
    "after lunch {}", "hopefully {}", "i wish i could {}", "quizas {}", "cuando pueda {}", "voy a {}", "{} creo",
    "he said {}", "\"{}\" he said", "remind me to {}", "tell ben to {}", "ben: {}", "ask ana to {}", "> {}",
    "{} jk", "{} haha", "lol {}", "yeah right, {}", "as if {}", "whatever, {}", "{} /s", "{} jaja", "test {}",
    "wrong chat {}", "oops. {}", "{}. sorry wrong chat", "hold on, {}", "wait. {}",
    "{} \U0001f914", "{} \u2753", "{} \U0001f643", "{} \U0001f602", "\u274c {}", "{} \u274c", "{} \U0001f44e",
    "\u26d4 {}", "{} \U0001f6ab", "{} \U0001f937\u200d\u2642\ufe0f",
)  # fmt: skip


@pytest.mark.parametrize("order", HEAVY)
@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_heavy_word_in_doubt_orders_nothing(doubt: str, order: str) -> None:
    assert read(doubt.format(order), ONE).verb in READS_ONLY


@pytest.mark.parametrize("order", HEAVY)
def test_the_same_word_without_doubt_is_an_order(order: str) -> None:
    assert read(order, ONE).verb not in READS_ONLY
    assert read(f"{order} \u2705", ONE).verb not in READS_ONLY


@pytest.mark.parametrize("doubt", ["{} \u274c", "{} \U0001f44e", "{} \U0001f914", "{} \u2753", "not {}", "ok to {}"])
@pytest.mark.parametrize("order", LIGHT)
def test_pictures_that_deny_or_ask_keep_nobody_from_being_woken(doubt: str, order: str) -> None:
    assert read(doubt.format(order), ONE).verb in READS_ONLY


@pytest.mark.parametrize("laugh", ["{} lol", "{} \U0001f605", "{} \U0001f644", "\U0001f602 {}", "haha {}"])
@pytest.mark.parametrize("order", LIGHT)
def test_whoever_takes_it_with_a_laugh_has_it(laugh: str, order: str) -> None:
    assert read(laugh.format(order), ONE).verb in {"ack", "take"}
