"""Texted pictures as Twilio serves them: for the account's key, by way of an address that needs none."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from stacks.local.ledger import Ledger
from stacks.local.media import Kept, Media, sid_in
from stacks.local.phones import Text
from stacks.local.resources import Rejected, rfc2822

STORE = "/mms"
"""Where a key is not asked for, as on the store that Twilio redirects to: the address itself is the key."""


class MediaServer:
    """Handlers for Messages/{sid}/Media; the key was checked before."""

    def __init__(self, media: Media, ledger: Ledger, *, account_sid: str) -> None:
        self.media = media
        self.ledger = ledger
        self.account_sid = account_sid
        self._open: dict[str, str] = {}

    def store(self) -> list[Route]:
        """Where the bytes really are."""
        return [Route(f"{STORE}/{{ticket}}", self.bytes_of, methods=["GET"])]

    async def list(self, request: Request) -> Response:
        """GET Messages/{sid}/Media.json."""
        text = self._text(request)
        found = [kept for url in text.media if (kept := self.media.find(sid_in(url)))]
        return JSONResponse({"media_list": [self._resource(kept, text) for kept in found], "page": 0, "page_size": 50})

    async def describe(self, request: Request) -> Response:
        """GET Messages/{sid}/Media/{media}.json."""
        return JSONResponse(self._resource(self._kept(request), self._text(request)))

    async def fetch(self, request: Request) -> Response:
        """GET Messages/{sid}/Media/{media}: on to the store, as Twilio does."""
        ticket = secrets.token_urlsafe(16)
        self._open[ticket] = self._kept(request).sid
        return RedirectResponse(f"{STORE}/{ticket}", 307)

    async def delete(self, request: Request) -> Response:
        """DELETE Messages/{sid}/Media/{media}.json."""
        self.media.delete(self._kept(request).sid)
        return Response(status_code=204)

    async def bytes_of(self, request: Request) -> Response:
        """The file, to whoever holds its address."""
        kept = self.media.find(self._open.get(request.path_params["ticket"], ""))
        return Response(kept.data, media_type=kept.kind) if kept else Response(status_code=404)

    def _text(self, request: Request) -> Text:
        text = self.ledger.texts.get(request.path_params["sid"])
        if text is None:
            raise Rejected(404, 20404, f"The requested resource {request.url.path} was not found")
        return text

    def _kept(self, request: Request) -> Kept:
        sid = request.path_params["media"]
        is_its = any(sid_in(url) == sid for url in self._text(request).media)
        kept = self.media.find(sid) if is_its else None
        if kept is None:
            raise Rejected(404, 20404, f"The requested resource {request.url.path} was not found")
        return kept

    def _resource(self, kept: Kept, text: Text) -> dict[str, Any]:
        uri = f"/2010-04-01/Accounts/{self.account_sid}/Messages/{text.sid}/Media/{kept.sid}.json"
        return {
            "sid": kept.sid,
            "account_sid": self.account_sid,
            "parent_sid": text.sid,
            "content_type": kept.kind,
            "date_created": rfc2822(text.at),
            "date_updated": rfc2822(text.at),
            "uri": uri,
        }
