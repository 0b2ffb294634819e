"""Texts on the simulated network: from the desk to a phone and from a phone to the desk."""

import asyncio
import mimetypes
from collections import defaultdict
from collections.abc import Coroutine
from typing import Any, Literal
from urllib.parse import urljoin

from stacks.local.ledger import Ledger
from stacks.local.media import Media, sid_in
from stacks.local.pace import Pace
from stacks.local.phones import FINAL_TEXT, Text, new_sid, now
from stacks.local.segments import segments
from stacks.local.signing import Form
from stacks.local.twiml import BadDocument, Verb, read_document
from stacks.local.webhooks import Answer, Receipts, Webhooks
from stacks.local.wiring import LocalWiring

Keyword = Literal["STOP", "START", "HELP"]
KEYWORDS: dict[str, Keyword] = {
    **dict.fromkeys(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"), "STOP"),
    **dict.fromkeys(("START", "YES", "UNSTOP"), "START"),
    **dict.fromkeys(("HELP", "INFO"), "HELP"),
}
CARRIERS_WORDS: dict[Keyword, str] = {
    "STOP": "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe.",
    "START": "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
    "HELP": "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
}
SECOND_CARRIER = "+18335550142"
"""The number that AWS's texts come from. Nobody listens behind it."""
EXPIRED_IN_QUEUE, UNREACHABLE, OPTED_OUT = 30036, 30003, 21610
PLACES = [end + what for end in ("From", "To") for what in ("City", "State", "Zip", "Country")]


class Texts:
    """
    The text half of the network.

    The desk's number sends a few segments a second (see Pace), the rest waits in a queue; what waits longer
    than its validity period fails with 30036 and never reaches the phone.
    """

    def __init__(
        self, local: LocalWiring, *, ledger: Ledger, webhooks: Webhooks, receipts: Receipts, pace: Pace, media: Media
    ) -> None:
        self.local = local
        self.media = media
        self.ledger = ledger
        self.webhooks = webhooks
        self.receipts = receipts
        self.pace = pace
        self._free_at: dict[str, float] = defaultdict(float)
        self._journeys: set[asyncio.Task[None]] = set()

    def resume(self) -> None:
        """Send on what a stop of the network left in its queue."""
        for text in self.ledger.texts.values():
            if text.status not in FINAL_TEXT and not self._stays_silent(text):
                self._start(self._travel(text))

    def stop(self) -> None:
        """Leave texts where they are."""
        for journey in self._journeys:
            journey.cancel()

    def send(
        self,
        *,
        to: str,
        body: str,
        media: list[str],
        direction: str = "outbound-api",
        status_callback: str = "",
        valid_seconds: int = 36000,
        messaging_service: str | None = None,
    ) -> Text:
        """Take a text from the desk and send it on its way. The caller has checked that the phone accepts texts."""
        self.ledger.phone(to)
        text = Text(
            sid=new_sid("MM" if media else "SM"),
            sender=self.local.desk_number,
            to=to,
            body=body,
            direction=direction,
            status="accepted" if messaging_service else "queued",
            media=media,
            segments=segments(body),
            status_callback=status_callback,
            valid_seconds=valid_seconds,
            messaging_service=messaging_service,
        )
        self.ledger.texts[text.sid] = text
        self.ledger.changed()
        self._start(self._travel(text))
        return text

    def arrive(self, to: str, body: str) -> None:
        """A text of AWS's own arrives: from another number, past whatever is wrong with the desk's carrier."""
        self.ledger.phone(to)
        text = Text(
            sid=new_sid("AW"),
            sender=SECOND_CARRIER,
            to=to,
            body=body,
            direction="outbound-api",
            status="delivered",
            segments=segments(body),
        )
        self.ledger.texts[text.sid] = text
        self.ledger.changed()

    async def receive(self, *, sender: str, body: str, media: list[str]) -> tuple[Text, Answer]:
        """
        A phone texts the desk: post it to the desk's webhook, carry out what the answer says, return both.

        Raises NoPicture when a picture is none.
        """
        sid = new_sid("MM" if media else "SM")
        addresses = self.media.addresses(media, message=sid)
        phone = self.ledger.phone(sender)
        text = Text(
            sid=sid,
            sender=sender,
            to=self.local.desk_number,
            body=body,
            direction="inbound",
            status="received",
            media=addresses,
            segments=segments(body),
        )
        self.ledger.texts[text.sid] = text
        keyword = KEYWORDS.get(body.strip().upper())
        if keyword is not None:
            phone.opted_out = {"STOP": True, "START": False, "HELP": phone.opted_out}[keyword]
            self._carrier_says(sender, CARRIERS_WORDS[keyword])
        self.ledger.changed()
        await asyncio.sleep(self.receipts.breakage.callbacks.delay_s)
        form = self._inbound_form(text, keyword)
        url = self.webhooks.public("/twilio/sms")
        first, *_ = await asyncio.gather(
            *(self.webhooks.document(url, form, about=text.sid, token=text.sid) for _ in range(self.receipts.copies()))
        )
        self._obey(first, text, url)
        return text, first

    def form(self, text: Text) -> Form:
        """A receipt: what Twilio posts when the status of a text changes."""
        pairs = [
            ("AccountSid", self.local.account_sid),
            ("ApiVersion", "2010-04-01"),
            ("From", text.sender),
            ("MessageSid", text.sid),
            ("MessageStatus", text.status),
            ("SmsSid", text.sid),
            ("SmsStatus", text.status),
            ("To", text.to),
        ]
        if text.error_code:
            pairs.append(("ErrorCode", str(text.error_code)))
        if text.messaging_service:
            pairs.append(("MessagingServiceSid", text.messaging_service))
        return pairs

    async def _travel(self, text: Text) -> None:
        behaviour = self.ledger.phone(text.to).texts
        if text.status != "sent":
            if text.status == "accepted":
                self._move(text, "queued")
            if not await self._reaches_the_carrier(text, behaviour):
                return
        if behaviour == "silent":
            return
        await asyncio.sleep(self.pace.hop)
        if behaviour == "undelivered":
            self._move(text, "undelivered", UNREACHABLE)
        else:
            self._move(text, "delivered")

    async def _reaches_the_carrier(self, text: Text, behaviour: str) -> bool:
        if behaviour == "stuck" or not await self._leaves_the_queue(text):
            if behaviour == "stuck":
                await asyncio.sleep(self.pace.seconds(text.valid_seconds))
            self._move(text, "failed", EXPIRED_IN_QUEUE)
            return False
        if behaviour.startswith("failed:"):
            self._move(text, "failed", int(behaviour.partition(":")[2]))
            return False
        self._move(text, "sending")
        await asyncio.sleep(self.pace.hop)
        text.sent_at = now()
        self._move(text, "sent")
        return True

    async def _leaves_the_queue(self, text: Text) -> bool:
        clock = asyncio.get_running_loop().time
        starts = max(clock(), self._free_at[text.sender])
        wait = starts - clock()
        if self.pace.passed(wait) > text.valid_seconds:
            await asyncio.sleep(self.pace.seconds(text.valid_seconds))
            return False
        self._free_at[text.sender] = starts + self.pace.seconds(text.segments / self.pace.segments_per_second)
        await asyncio.sleep(wait + self.pace.hop)
        return True

    def _stays_silent(self, text: Text) -> bool:
        return text.status == "sent" and self.ledger.phone(text.to).texts == "silent"

    def _move(self, text: Text, status: str, error_code: int | None = None) -> None:
        text.status, text.error_code, text.updated_at = status, error_code, now()
        self.ledger.changed()
        if text.status_callback:
            self.receipts.put(text.sid, text.status_callback, self.form(text), is_last=status in FINAL_TEXT)

    def _inbound_form(self, text: Text, keyword: Keyword | None) -> Form:
        pairs: dict[str, str] = {
            **dict.fromkeys(PLACES, ""),
            "FromCountry": "US",
            "ToCountry": "US",
            "SmsMessageSid": text.sid,
            "NumMedia": str(len(text.media)),
            "SmsSid": text.sid,
            "SmsStatus": "received",
            "Body": text.body,
            "To": text.to,
            "NumSegments": str(text.segments),
            "MessageSid": text.sid,
            "AccountSid": self.local.account_sid,
            "From": text.sender,
            "ApiVersion": "2010-04-01",
        }
        for index, url in enumerate(text.media):
            pairs[f"MediaUrl{index}"] = url
            kept = self.media.find(sid_in(url))
            pairs[f"MediaContentType{index}"] = kept.kind if kept else mimetypes.guess_type(url)[0] or "image/jpeg"
        if keyword:
            pairs["OptOutType"] = keyword
        return list(pairs.items())

    def _obey(self, answer: Answer, text: Text, url: str) -> None:
        if answer.complaint or not answer.document.strip():
            return
        try:
            verbs = read_document(answer.document)
        except BadDocument as wrong:
            self.ledger.complain(wrong.code, str(wrong), about=text.sid, url=url)
            return
        for verb in verbs:
            if verb.name == "Message":
                self._reply(verb, text, url)
            else:
                self.ledger.complain(12200, f"<{verb.name}> is not a messaging verb", about=text.sid, url=url)

    def _reply(self, verb: Verb, text: Text, url: str) -> None:
        body = "".join([verb.text, *(child.text for child in verb.children if child.name == "Body")])
        media = [child.text for child in verb.children if child.name == "Media"]
        to = verb.says("to") or text.sender
        if self.ledger.phone(to).opted_out:
            self.ledger.complain(OPTED_OUT, "the recipient has opted out", about=text.sid, url=url)
            return
        if not body and not media:
            self.ledger.complain(14103, "a <Message> needs a body or media", about=text.sid, url=url)
            return
        asked = verb.says("statusCallback") or verb.says("action")
        callback = urljoin(url, asked) if asked else ""
        self.send(to=to, body=body, media=media, direction="outbound-reply", status_callback=callback)

    def _carrier_says(self, to: str, body: str) -> None:
        text = Text(
            sid=new_sid("SM"),
            sender=self.local.desk_number,
            to=to,
            body=body,
            direction="outbound-reply",
            status="delivered",
            segments=segments(body),
            is_carriers=True,
        )
        self.ledger.texts[text.sid] = text

    def _start(self, journey: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(journey)
        self._journeys.add(task)
        task.add_done_callback(self._journeys.discard)
