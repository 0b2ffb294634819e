"""
Claude, asked once, with a deadline that is ours.

Nothing of the SDK is imported until the first question: its import costs more than a webhook may take.
Sources for the settings: SDK 2.12 and the model's published notes (thinking counts toward max_tokens and can eat
the whole answer; `timeout` is per read, not in total; `Retry-After` is honoured however long).
"""

import base64
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from string import Template
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from nightdesk.contact.picture import Picture
from nightdesk.errors import MindGarbled, MindUnavailable, Unavailable, Unclear
from nightdesk.mind.client import Client
from nightdesk.mind.fence import fence
from nightdesk.mind.mind import Thought
from nightdesk.prompt import DEFAULT_MODEL, Prompt

if TYPE_CHECKING:
    from anthropic.types import (
        ImageBlockParam,
        Message,
        OutputConfigParam,
        TextBlockParam,
        ThinkingConfigParam,
    )

ALWAYS_THINKS = ("claude-opus-5-5", "claude-fable-5", "claude-mythos-5")
"""Models whose thinking cannot be switched off; asking for it is an error there."""

FINISHED = ("end_turn", "stop_sequence")

_Outcome = Thought | Unavailable | Unclear


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    prompt: Prompt
    model: str
    user: str
    seconds: float
    pictures: Sequence[Picture] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)


class ClaudeMind:
    """
    The Mind that asks Claude.

    connect: makes a client of the SDK, with no retries. model: used for every prompt that does not name its own. One
    call; refusals, empty and cut-off answers are MindGarbled, everything else that goes wrong is MindUnavailable. No
    message of an error carries a key.
    """

    def __init__(
        self,
        connect: Callable[[], Client],
        model: str = "claude-haiku-5-5",
        *,
        nonce: Callable[[], str] = lambda: secrets.token_hex(6),
    ) -> None:
        self._connect = connect
        self._model = model
        self._nonce = nonce
        self._client: Client | None = None
        self._lock = Lock()

    def warm(self) -> None:
        """Import the SDK and build the client now, so that the first deadline is not spent on it."""
        self._ready_client()

    def phrase(self, prompt: Prompt, *, values: dict[str, str], deadline_seconds: float) -> Thought:
        """Ask once. `values` are fenced as quoted material, whatever they are."""
        return self._within(self._question(prompt, values, deadline_seconds))

    def look(
        self,
        prompt: Prompt,
        *,
        values: dict[str, str],
        pictures: Sequence[Picture],
        schema: Mapping[str, Any],
        deadline_seconds: float,
    ) -> Thought:
        """Ask once about photos. The answer's text is JSON, as promised of this schema and not yet checked."""
        return self._within(self._question(prompt, values, deadline_seconds, pictures=pictures, schema=schema))

    def _question(self, prompt: Prompt, values: dict[str, str], seconds: float, **more: Any) -> _Question:
        nonce = self._nonce()
        return _Question(
            prompt=prompt,
            model=self._model if prompt.model == DEFAULT_MODEL else prompt.model,
            user=Template(prompt.user).substitute({k: fence(k, v, nonce=nonce) for k, v in values.items()}),
            seconds=seconds,
            **more,
        )

    def _within(self, question: _Question) -> Thought:
        """
        The call runs in a thread that is abandoned at the deadline: a server that drips a byte a second would keep the
        SDK's own timeout happy for minutes.
        """
        answers: SimpleQueue[_Outcome] = SimpleQueue()
        Thread(target=lambda: answers.put(self._outcome(question)), daemon=True, name="claude").start()
        try:
            outcome = answers.get(timeout=question.seconds)
        except Empty:
            self._abandon()
            raise MindUnavailable(f"no answer within {question.seconds:g} s") from None
        if isinstance(outcome, Thought):
            return outcome
        raise outcome

    def _outcome(self, question: _Question) -> _Outcome:
        """Never raises: an exception that escaped a thread would be lost, and the wait for it would not."""
        try:
            return _thought(question, self._ask(question))
        except (MindGarbled, MindUnavailable) as ours:
            return ours
        except Exception as error:  # the SDK lets transport and validation errors of other libraries through
            return _named(error)

    def _ask(self, question: _Question) -> "Message":
        thinking: ThinkingConfigParam = {"type": "disabled"}
        if any(name in question.model for name in ALWAYS_THINKS):
            thinking = {"type": "adaptive"}
        shape: OutputConfigParam = {"effort": "low"}
        if question.schema:
            shape["format"] = {"type": "json_schema", "schema": dict(question.schema)}
        message: Message = self._ready_client().messages.create(
            model=question.model,
            max_tokens=question.prompt.max_tokens,
            thinking=thinking,
            output_config=shape,
            system=[
                {
                    "type": "text",
                    "text": question.prompt.system,
                    "cache_control": {"type": "ephemeral", "ttl": "1h"},
                }
            ],
            messages=[{"role": "user", "content": _content(question)}],
            timeout=question.seconds,
        )
        return message

    def _ready_client(self) -> Client:
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _abandon(self) -> None:
        """Close the connections of the call given up on, so that its thread ends soon; the next call opens new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):
                client.close()


def _content(question: _Question) -> "str | list[ImageBlockParam | TextBlockParam]":
    """Photos stand before the words about them, as the model reads best."""
    if not question.pictures:
        return question.user
    images: list[ImageBlockParam | TextBlockParam] = [
        {
            "type": "image",
            "source": {
                "type": "base64",
                "media_type": picture.media_type,
                "data": base64.b64encode(picture.data).decode(),
            },
        }
        for picture in question.pictures
    ]
    return [*images, {"type": "text", "text": question.user}]


def _thought(question: _Question, message: object) -> Thought:
    """The answer's text. Blocks are picked by type: the first may be thinking."""
    stop = getattr(message, "stop_reason", None)
    blocks = getattr(message, "content", None)
    if not isinstance(blocks, list):
        raise MindGarbled("the answer is not a message")
    if stop not in FINISHED:
        raise MindGarbled(f"stopped by {stop}")
    texts = [getattr(block, "text", "") for block in blocks if getattr(block, "type", "") == "text"]
    text = "\n".join(filter(None, texts)).strip()
    if not text:
        raise MindGarbled("no text in the answer")
    usage = getattr(message, "usage", None)
    return Thought(
        text=text,
        model=str(getattr(message, "model", "") or question.model),
        prompt=question.prompt.name,
        digest=question.prompt.digest,
        tokens_in=int(getattr(usage, "input_tokens", 0) or 0),
        tokens_out=int(getattr(usage, "output_tokens", 0) or 0),
    )


def _named(error: Exception) -> MindUnavailable | MindGarbled:
    """Ours, by class name and status only: a vendor's message may quote the request."""
    status = getattr(error, "status_code", None)
    what = type(error).__name__ if status is None else f"{type(error).__name__} ({status})"
    if isinstance(error, ValueError) or type(error).__name__ == "APIResponseValidationError":
        ours: MindUnavailable | MindGarbled = MindGarbled(f"the answer could not be read: {what}")
    else:
        ours = MindUnavailable(what)
    ours.__cause__ = error
    return ours
