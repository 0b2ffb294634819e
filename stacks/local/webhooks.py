"""Posts signed forms to the desk, as often and as patiently as Twilio does."""

import asyncio
import secrets
from dataclasses import dataclass
from urllib.parse import urldefrag, urlencode

import httpx

from stacks.local.faults import Breakage
from stacks.local.ledger import Ledger
from stacks.local.policy import Policy, policy_of
from stacks.local.signing import Form, signature
from stacks.local.wiring import LocalWiring

LARGEST_DOCUMENT = 64_000
XML_TYPES = ("text/xml", "application/xml")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the desk answered. status 0: it could not be reached in time. complaint: Twilio's number for it, or 0."""

    status: int
    document: str = ""
    complaint: int = 0


class Webhooks:
    """The network's outgoing HTTP. Never raises: a desk that cannot be reached is an Answer with status 0."""

    def __init__(self, local: LocalWiring, ledger: Ledger, client: httpx.AsyncClient) -> None:
        self.local = local
        self.ledger = ledger
        self.client = client

    def public(self, path: str) -> str:
        """The public address of a path of the desk."""
        return self.local.public_url.rstrip("/") + path

    async def document(self, url: str, form: Form, *, about: str, method: str = "POST", token: str = "") -> Answer:
        """Fetch TwiML: like post, and complains when the answer is not a document Twilio would take."""
        answer, content_type = await self._post(url, form, method=method, token=token)
        complaint = answer.complaint
        if not complaint and len(answer.document.encode()) > LARGEST_DOCUMENT:
            complaint = 11750
        elif not complaint and content_type not in XML_TYPES:
            complaint = 12300
        if complaint:
            self._complain(complaint, answer, about=about, url=url)
        return Answer(status=answer.status, document=answer.document, complaint=complaint)

    async def post(self, url: str, form: Form, *, about: str, method: str = "POST", token: str = "") -> Answer:
        """Post a receipt; the answer's content does not matter to Twilio."""
        answer, _ = await self._post(url, form, method=method, token=token)
        if answer.complaint:
            self._complain(answer.complaint, answer, about=about, url=url)
        return answer

    async def _post(self, url: str, form: Form, *, method: str, token: str) -> tuple[Answer, str]:
        policy, url = policy_of(url), urldefrag(url).url
        if method.upper() == "GET":
            url, form = f"{url}{'&' if '?' in url else '?'}{urlencode(form)}", []
        headers = {
            "X-Twilio-Signature": signature(url, form, self.local.auth_token),
            "I-Twilio-Idempotency-Token": token or secrets.token_hex(16),
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
        }
        body = None
        if method.upper() != "GET":
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
            body = urlencode(form)
        try:
            async with asyncio.timeout(policy.total_s):
                got = await self._ask(policy, method.upper(), self._listening(url), body, headers)
        except (TimeoutError, httpx.TimeoutException):
            return Answer(status=0, complaint=11205), ""
        except httpx.HTTPError:
            return Answer(status=0, complaint=11200), ""
        content_type = got.headers.get("content-type", "").partition(";")[0].strip().lower()
        wrong = 11200 if got.status_code >= 400 else 0
        return Answer(status=got.status_code, document=got.text, complaint=wrong), content_type

    async def _ask(
        self, policy: Policy, method: str, url: str, body: str | None, headers: dict[str, str]
    ) -> httpx.Response:
        """Try as often as the policy allows; the last try's answer, or its error."""
        timeout = httpx.Timeout(policy.read_s, connect=policy.connect_s)
        for tries_left in range(policy.retries, -1, -1):
            try:
                got = await self.client.request(method, url, content=body, headers=headers, timeout=timeout)
            except httpx.HTTPError as error:
                failure = "ct" if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) else "rt"
                if failure not in policy.on or not tries_left:
                    raise
            else:
                if f"{got.status_code // 100}xx" not in policy.on or not tries_left:
                    return got
        raise AssertionError("the last try returns or raises")

    def _listening(self, url: str) -> str:
        public = self.local.public_url.rstrip("/")
        if url == public or url.startswith((f"{public}/", f"{public}?")):
            return self.local.stack_url.rstrip("/") + url.removeprefix(public)
        return url

    def _complain(self, code: int, answer: Answer, *, about: str, url: str) -> None:
        said = f"answered {answer.status}" if answer.status else "did not answer"
        self.ledger.complain(code, f"the desk {said}", about=about, url=url)


@dataclass(kw_only=True)
class _Receipt:
    url: str
    form: Form


class Receipts:
    """
    Posts the receipts of texts and calls: those of one text or call in order, each after the one before was answered.

    The callback faults decide whether they are delayed, doubled, or held back and posted last first.
    """

    def __init__(self, webhooks: Webhooks, breakage: Breakage) -> None:
        self.webhooks = webhooks
        self.breakage = breakage
        self._tails: dict[str, asyncio.Task[None]] = {}
        self._held: dict[str, list[_Receipt]] = {}
        self._posted = 0

    def put(self, about: str, url: str, form: Form, *, is_last: bool) -> None:
        """Have this receipt posted. about: the sid it belongs to; is_last: no other will follow."""
        held = self._held.setdefault(about, [])
        if not self._is_lost(form):
            held.append(_Receipt(url=url, form=form))
        if self.breakage.callbacks.reorder and not is_last:
            return
        due = held[::-1] if self.breakage.callbacks.reorder else held[:]
        held.clear()
        before = self._tails.get(about)
        tail = asyncio.create_task(self._post_all(before, about, due, self.breakage.callbacks.delay_s))
        self._tails[about] = tail
        tail.add_done_callback(lambda done: self._forget(about, done))

    def _is_lost(self, form: Form) -> bool:
        says = ("StatusCallbackEvent", "MessageStatus", "CallStatus")
        return any(key in says and value in self.breakage.callbacks.lose for key, value in form)

    def copies(self) -> int:
        """How often each text and receipt is posted."""
        return 1 + int(self.breakage.callbacks.duplicate)

    def stop(self) -> None:
        """Post nothing more."""
        for tail in self._tails.values():
            tail.cancel()

    async def _post_all(
        self, before: "asyncio.Task[None] | None", about: str, due: list[_Receipt], delay_s: float
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        for receipt in due:
            await asyncio.sleep(delay_s)
            self._posted += 1
            token = f"{about}-{self._posted}"
            posts = [
                self.webhooks.post(receipt.url, receipt.form, about=about, token=token) for _ in range(self.copies())
            ]
            await asyncio.gather(*posts)

    def _forget(self, about: str, done: "asyncio.Task[None]") -> None:
        if self._tails.get(about) is done:
            del self._tails[about]
            if not self._held.get(about):
                self._held.pop(about, None)
