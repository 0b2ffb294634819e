"""
What a caller hears, as values, and their TwiML.

`twilio.twiml` is imported when the first document is rendered: it costs a voice turn about 15 ms (beside the XML
parser that botocore has loaded already), and functions that never speak pay nothing. It escapes what people typed;
lengths and characters XML cannot hold are ours to bound.
"""

import re
from dataclasses import dataclass
from typing import Any

VOICE = "Polly.Joanna-Neural"
VOICES = {"es-US": "Polly.Lupe-Neural"}
RATE = "92%"
"""A little slower than the voice would speak: it is three in the morning, and the line is bad."""
LONGEST_SPEECH = 600
"""Characters in one Say, whoever wrote them. What we write ourselves is shorter, see persona/owner/speech.py."""

LONGEST_HINTS = 500

_EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Say:
    """Words spoken. times: how often, 0 for until they hang up."""

    text: str
    times: int = 1
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class Play:
    """A sound file, by its whole URL."""

    url: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence, in seconds."""

    seconds: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather:
    """
    Listen for speech and keys while `prompts` are spoken; the answer, even an empty one, goes to `action`.

    digits: end after so many keys; with 1, "press 1 for the vet" acts at once. patience_seconds: to the first input.
    pause_seconds: silence that ends speech; "auto" would clip people who are out of breath. hints: likely words.
    """

    action: str
    prompts: tuple[Say | Play | Pause, ...] = ()
    digits: int | None = None
    hears_speech: bool = True
    patience_seconds: int = 8
    pause_seconds: int = 3
    hints: tuple[str, ...] = ()
    may_interrupt: bool = True
    language: str = "en-US"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """
    Connect the caller with one number, showing `caller_id`, never the caller's own.

    whisper: path of the TwiML the callee hears first; without a key press there that leg is hung up, so no voicemail is
    ever put through. action: what happens afterwards, also when nobody took it.
    """

    number: str
    caller_id: str
    whisper: str
    action: str
    ring_seconds: int = 20
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """
    A war room by phone. Nobody's leaving ends it; star leaves it, and `action` is what happens afterwards.

    label: what the carrier's receipts call this person, nobody else's in the room. starts: whether their arrival
    starts it. receipt: of those who are in it together the carrier uses the first one's.
    """

    room: str
    label: str = ""
    starts: bool = True
    action: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """Go on with the TwiML at this path."""

    path: str


@dataclass(frozen=True, slots=True)
class Hangup:
    """End the call."""


Verb = Say | Play | Pause | Gather | Dial | Conference | Redirect | Hangup


def empty_response() -> str:
    """TwiML that does nothing: what a text's webhook answers, because the outbox speaks."""
    return _EMPTY


def messages(*texts: str) -> str:
    """TwiML that answers a text at once. Only for when nothing can be saved: such an answer has no receipt."""
    from xml.sax.saxutils import escape

    said = "".join(f"<Message>{escape(_NOT_XML.sub(' ', text))}</Message>" for text in texts)
    return _EMPTY.replace("<Response/>", f"<Response>{said}</Response>")


def render(*verbs: Verb) -> str:
    """The TwiML document that does these in order."""
    response = _elements().VoiceResponse()
    for verb in verbs:
        _add(response, verb)
    return str(response)


def _elements() -> Any:
    from twilio.twiml import voice_response  # type: ignore[import-untyped]  # twilio ships no types

    return voice_response


def _add(parent: Any, verb: Verb) -> None:
    match verb:
        case Say(text, times, language):
            voice = VOICES.get(language, VOICE)
            said = parent.say(voice=voice, language=language, loop=times if times != 1 else None)
            said.prosody(speakable(text), rate=RATE)
        case Play(url):
            parent.play(url)
        case Pause(seconds):
            parent.pause(length=seconds)
        case Gather():
            parent.append(_gather(verb))
        case Dial():
            parent.append(_dial(verb))
        case Conference():
            parent.append(_conference(verb))
        case Redirect(path):
            parent.redirect(path, method="POST")
        case Hangup():
            parent.hangup()


def _gather(verb: Gather) -> Any:
    speech: dict[str, Any] = {
        "speech_timeout": verb.pause_seconds,
        "speech_model": "googlev2_telephony",
        "profanity_filter": False,
        "language": verb.language,
        "hints": speakable(", ".join(verb.hints), longest=LONGEST_HINTS) or None,
    }
    gather = _elements().Gather(
        input="dtmf speech" if verb.hears_speech else "dtmf",
        action=verb.action,
        method="POST",
        timeout=verb.patience_seconds,
        num_digits=verb.digits,
        # Where one key ends it, the hash is a key like any other: by default it would count as silence.
        finish_on_key="" if verb.digits == 1 else None,
        barge_in=verb.may_interrupt,
        action_on_empty_result=True,
        **(speech if verb.hears_speech else {}),
    )
    for prompt in verb.prompts:
        _add(gather, prompt)
    return gather


def _dial(verb: Dial) -> Any:
    dial = _elements().Dial(
        caller_id=verb.caller_id, answer_on_bridge=True, timeout=verb.ring_seconds, action=verb.action, method="POST"
    )
    receipts = _receipt(verb.receipt, "initiated ringing answered completed")
    dial.number(verb.number, url=verb.whisper, method="POST", **receipts)
    return dial


def _conference(verb: Conference) -> Any:
    dial = _elements().Dial(
        action=verb.action or None, method="POST" if verb.action else None, hangup_on_star=True if verb.action else None
    )
    dial.conference(
        verb.room,
        participant_label=verb.label or None,
        start_conference_on_enter=verb.starts,
        end_conference_on_exit=False,
        beep="onEnter",
        **_receipt(verb.receipt, "start end join leave"),
    )
    return dial


def _receipt(path: str, events: str) -> dict[str, str]:
    if not path:
        return {}
    return {"status_callback": path, "status_callback_event": events, "status_callback_method": "POST"}


def speakable(text: str, *, longest: int = LONGEST_SPEECH) -> str:
    """Without characters XML cannot hold, on one line, cut between words."""
    line = " ".join(_NOT_XML.sub("", text).split())
    if len(line) <= longest:
        return line
    return line[:longest].rpartition(" ")[0] or line[:longest]


def spelled(code: str) -> str:
    """A code as it is read out, symbol by symbol: "4, 2"."""
    return ", ".join(code)
