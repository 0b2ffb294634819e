"""Runs a TwiML document on one leg of a call."""

import asyncio
from collections.abc import Callable
from typing import NoReturn, Protocol
from urllib.parse import urljoin

from stacks.local.ledger import Ledger
from stacks.local.line import Heard, HungUp, Line, Order, Reporter
from stacks.local.pace import Pace
from stacks.local.phones import Leg
from stacks.local.signing import Form
from stacks.local.twiml import SPOKEN, BadDocument, Verb, read_document
from stacks.local.webhooks import Webhooks

MOST_DOCUMENTS = 200
SORRY = "We are sorry. An application error has occurred. Goodbye."


class Bridges(Protocol):
    """What <Dial> needs: the rest of the network."""

    async def dial(self, line: Line, verb: Verb, url: str) -> Form:
        """Carry a <Dial> out until the other side is gone. Returns the form for its action."""
        ...


class Script:
    """
    One leg's TwiML interpreter.

    Words take no time; pauses, prompts and rings take theirs at the network's pace. A document that cannot be had
    or read plays Twilio's apology and hangs up, and the complaint is in the ledger.
    """

    def __init__(
        self,
        line: Line,
        *,
        webhooks: Webhooks,
        reporter: Reporter,
        ledger: Ledger,
        pace: Pace,
        bridges: Bridges,
        answer: Callable[[Line], None],
    ) -> None:
        self.line = line
        self.webhooks = webhooks
        self.reporter = reporter
        self.ledger = ledger
        self.pace = pace
        self.bridges = bridges
        self.answer = answer

    @property
    def leg(self) -> Leg:
        """The leg it runs on."""
        return self.line.leg

    async def run(self, order: Order) -> None:
        """Follow the documents from here until one ends without naming another. Raises HungUp when told to hang up."""
        url = order.url
        for _ in range(MOST_DOCUMENTS):
            verbs, url = await self._read(order)
            following = await self._follow(verbs, url)
            if following is None:
                return
            order = following
        self._complain(12400, "the documents redirect to each other without end", url)
        raise HungUp

    async def _read(self, order: Order) -> tuple[tuple[Verb, ...], str]:
        self.reporter.wait_for(self.line, None)
        document = order.twiml
        if document is None:
            form = [*self.reporter.form(self.leg), *order.extra]
            answer = await self.webhooks.document(order.url, form, about=self.leg.sid, method=order.method)
            self.leg.note("fetched", f"{order.url} answered {answer.status or 'nothing'}")
            if answer.complaint:
                self._apologise()
            document = answer.document
        try:
            return read_document(document), order.url
        except BadDocument as wrong:
            self._complain(wrong.code, str(wrong), order.url)
            self._apologise()

    async def _follow(self, verbs: tuple[Verb, ...], url: str) -> Order | None:
        for verb in verbs:
            following = await self._perform(verb, url)
            if following is not None:
                return following
        return None

    async def _perform(self, verb: Verb, url: str) -> Order | None:
        if verb.name == "Reject":
            self.line.ending = "busy" if verb.says("reason") == "busy" else "no-answer"
            raise HungUp
        if verb.name == "Redirect":
            return Order(url=urljoin(url, verb.text), method=verb.says("method", "POST"))
        if verb.name == "Dial":
            form = await self.bridges.dial(self.line, verb, url)
            return self._action(verb, url, form)
        self.answer(self.line)
        if verb.name in SPOKEN:
            await self._speak(verb)
            return None
        if verb.name == "Gather":
            return await self._gather(verb, url)
        if verb.name == "Hangup":
            raise HungUp
        self._complain(12200, f"<{verb.name}> is not a verb this network knows", url)
        return None

    async def _speak(self, verb: Verb) -> None:
        if verb.name == "Pause":
            self.reporter.wait_for(self.line, {"kind": "pause", "seconds": verb.seconds("length", 1)})
            await asyncio.sleep(self.pace.seconds(verb.seconds("length", 1)))
            return
        words = verb.text if verb.name == "Say" else f"[plays {verb.text or verb.says('digits')}]"
        # loop="0" means for ever; nobody reads a transcript that long.
        for _ in range(min(int(verb.seconds("loop", 1)) or 5, 5)):
            self.leg.hear("desk", words)
        self.ledger.changed()

    async def _gather(self, verb: Verb, url: str) -> Order | None:
        self._forget_what_was_typed()
        for child in verb.children:
            if child.name in SPOKEN:
                await self._speak(child)
        form = await self._listen(verb)
        if form is None:
            if not verb.is_set("actionOnEmptyResult"):
                return None
            form = [("Digits", "")] if "dtmf" in self._inputs(verb) else [("SpeechResult", "")]
        return Order(
            url=urljoin(url, verb.says("action")) if verb.says("action") else url,
            method=verb.says("method", "POST"),
            extra=tuple(form),
        )

    async def _listen(self, verb: Verb) -> Form | None:
        inputs, most = self._inputs(verb), int(verb.seconds("numDigits", 0))
        finish = verb.says("finishOnKey", "#")
        patience = verb.seconds("timeout", 5)
        self.reporter.wait_for(
            self.line,
            {
                "kind": "gather",
                "input": inputs,
                "digits": most or None,
                "finish": finish,
                "seconds": patience,
                "hints": verb.says("hints"),
            },
        )
        wait, typed = self.pace.seconds(patience, at_least=self._key_press), ""
        while (heard := await self._next(wait)) is not None:
            if heard.kind not in ("digits" if i == "dtmf" else i for i in inputs):
                continue
            if heard.kind == "speech":
                return [("SpeechResult", heard.text), ("Confidence", f"{heard.confidence:.4f}")]
            for key in heard.text:
                if finish and key == finish:
                    return [("Digits", typed), ("FinishedOnKey", key)]
                typed += key
                if most and len(typed) == most:
                    return [("Digits", typed)]
            wait = self.pace.seconds(patience, at_least=1.0)
        if not typed and self.leg.voicemail is None:
            self.leg.hear("me", "[silence]")
        return [("Digits", typed)] if typed else None

    async def _next(self, seconds: float) -> Heard | None:
        try:
            return await asyncio.wait_for(self.line.ears.get(), seconds)
        except TimeoutError:
            return None

    def _forget_what_was_typed(self) -> None:
        while not self.line.ears.empty():
            self.line.ears.get_nowait()

    @property
    def _key_press(self) -> float:
        return self.pace.key_press if self.leg.voicemail is None else self.pace.pick_up

    def _inputs(self, verb: Verb) -> list[str]:
        return verb.says("input", "dtmf").split()

    def _action(self, verb: Verb, url: str, form: Form) -> Order | None:
        if not verb.says("action"):
            return None
        return Order(url=urljoin(url, verb.says("action")), method=verb.says("method", "POST"), extra=tuple(form))

    def _apologise(self) -> NoReturn:
        self.answer(self.line)
        self.leg.hear("desk", SORRY)
        raise HungUp

    def _complain(self, code: int, message: str, url: str) -> None:
        self.leg.note("complaint", f"{code} {message}")
        self.ledger.complain(code, message, about=self.leg.sid, url=url)
