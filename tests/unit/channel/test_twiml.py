"""What a caller hears."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.channel.twiml import (
    LONGEST_SPEECH,
    Conference,
    Dial,
    Gather,
    Hangup,
    Pause,
    Redirect,
    Say,
    empty_response,
    render,
    speakable,
    spelled,
)


def read(document: str) -> ElementTree.Element:
    return ElementTree.fromstring(document)


def test_an_empty_response_is_twiml_that_does_nothing() -> None:
    assert list(read(empty_response())) == []


def test_verbs_come_in_the_order_they_were_given() -> None:
    response = read(render(Say("one"), Pause(2), Redirect("/twilio/voice/next"), Hangup()))

    assert [element.tag for element in response] == ["Say", "Pause", "Redirect", "Hangup"]
    assert response[1].get("length") == "2"
    assert response[2].text == "/twilio/voice/next"


def test_silence_reaches_us_instead_of_falling_through() -> None:
    gather = read(render(Gather(action="/twilio/voice/heard", prompts=(Say("Tell me."),), digits=1)))[0]

    assert gather.get("actionOnEmptyResult") == "true"
    assert (gather.get("input"), gather.get("numDigits")) == ("dtmf speech", "1")
    assert gather.get("speechTimeout") == "3"
    assert gather.get("profanityFilter") == "false"
    assert "".join(gather[0].itertext()) == "Tell me."
    assert gather[0][0].get("rate") == "92%"


def test_a_menu_of_keys_does_not_listen_for_speech() -> None:
    gather = read(render(Gather(action="/x", hears_speech=False, digits=1)))[0]

    assert gather.get("input") == "dtmf"
    assert gather.get("speechModel") is None


def test_a_bridged_call_whispers_first_and_shows_the_desks_number() -> None:
    dial = read(render(Dial(number="+12025550111", caller_id="+12025550100", whisper="/w", action="/after")))[0]

    assert (dial.get("callerId"), dial.get("answerOnBridge"), dial.get("action")) == ("+12025550100", "true", "/after")
    assert (dial[0].text, dial[0].get("url")) == ("+12025550111", "/w")


def test_nobodys_leaving_ends_a_war_room() -> None:
    conference = read(render(Conference(room="INC-000042", starts=False, receipt="/r")))[0][0]

    assert conference.get("endConferenceOnExit") == "false"
    assert conference.get("startConferenceOnEnter") == "false"
    assert conference.get("statusCallback") == "/r"


@pytest.mark.parametrize("hostile", ["</Say><Dial>+19005550100</Dial>", "a & b < c", "\x00\x0b\ud800\uffff", "&#x0;"])
def test_what_people_typed_is_only_ever_spoken(hostile: str) -> None:
    response = read(render(Say(hostile)))

    assert [element.tag for element in response.iter()] == ["Response", "Say", "prosody"]


@given(st.text(max_size=3000))
def test_every_text_makes_a_document_that_can_be_read_and_is_not_too_long(text: str) -> None:
    document = render(Gather(action="/x", prompts=(Say(text),), hints=(text,)))

    assert len("".join(read(document)[0][0].itertext())) <= LONGEST_SPEECH
    assert len(document.encode()) < 64_000


def test_a_long_speech_ends_between_words() -> None:
    assert speakable("word " * 1000, longest=12) == "word word"
    assert speakable("x" * 20, longest=12) == "x" * 12


def test_a_code_is_read_out_symbol_by_symbol() -> None:
    assert spelled("K7P") == "K, 7, P"
