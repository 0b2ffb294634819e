"""Keeps other web pages out: this server acts as the operator, so only its own page and scripts may use it."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class OwnPageOnly:
    """
    Refuses a Host that is not this machine (a name that a stranger's page points at 127.0.0.1) and an Origin that
    is another page's. Scripts send no Origin and pass.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] == "http" and not _is_ours(Headers(scope=scope)):
            refusal = JSONResponse({"error": "this server answers only to its own page on this machine"}, 403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    host, origin = headers.get("host", ""), headers.get("origin", "")
    return urlsplit(f"//{host}").hostname in LOOPBACK and (not origin or urlsplit(origin).netloc == host)
