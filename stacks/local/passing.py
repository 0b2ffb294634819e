"""Passes /console, /twilio, /sounds and /alarms on to the stack, so that the page and the desk share one address."""

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stacks.local.wiring import LocalWiring

# Hop-by-hop, or recomputed on the way (RFC 9110, 7.6.1).
NOT_PASSED = {
    "connection",
    "content-encoding",
    "content-length",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
PATIENCE_S = 30.0


class Passing:
    """A reverse proxy. /console gets the console's token: whoever opened the page on this machine is the operator."""

    def __init__(self, local: LocalWiring, client: httpx.AsyncClient) -> None:
        self.local = local
        self.client = client

    def routes(self) -> list[Route]:
        """Everything passed on."""
        below = [f"/{name}/{{rest:path}}" for name in ("console", "twilio", "sounds", "alarms")]
        return [Route(path, self.pass_on, methods=METHODS) for path in ("/console", *below)]

    async def pass_on(self, request: Request) -> Response:
        """Ask the stack and give back what it says; 502 with a sentence when it does not answer."""
        headers = [(name, value) for name, value in request.headers.items() if name not in NOT_PASSED]
        if request.url.path == "/console" or request.url.path.startswith("/console/"):
            headers = [(name, value) for name, value in headers if name != "authorization"]
            headers.append(("authorization", f"Bearer {self.local.console_token}"))
        raw_path = request.scope.get("raw_path") or request.url.path.encode()
        query = request.scope.get("query_string", b"")
        url = self.local.stack_url.rstrip("/") + raw_path.decode() + (f"?{query.decode()}" if query else "")
        try:
            got = await self.client.request(
                request.method, url, content=await request.body(), headers=headers, timeout=PATIENCE_S
            )
        except httpx.HTTPError as broken:
            return JSONResponse({"error": f"the stack does not answer: {type(broken).__name__}"}, 502)
        answer = Response(got.content, got.status_code)
        for name, value in got.headers.multi_items():
            if name.lower() not in NOT_PASSED:
                answer.headers.append(name, value)
        return answer
