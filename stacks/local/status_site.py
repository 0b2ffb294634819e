"""The status page as its bucket holds it, at /status/: what CloudFront serves on AWS."""

import asyncio
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from stacks.local.deploy import client
from stacks.local.wiring import LocalWiring

NOT_YET = "The status page has not been made yet: it is renewed every minute."


class StatusSite:
    """Reads the bucket anew for each request, so that what is shown is what lies there."""

    def __init__(self, local: LocalWiring) -> None:
        self._local = local
        self._s3: Any = None

    def routes(self) -> list[Route]:
        """The page and its files."""
        return [Route("/status", self.to_the_page), Route("/status/{name:path}", self.show)]

    async def to_the_page(self, _: Request) -> Response:
        """With a slash behind it, so that its links lead beside it."""
        return RedirectResponse("/status/")

    async def show(self, request: Request) -> Response:
        """A file; 404 when there is none."""
        if not self._local.status_bucket:
            return PlainTextResponse("there is no status page in this run", 404)
        return await asyncio.to_thread(self._fetch, request.path_params["name"] or "index.html")

    def _fetch(self, name: str) -> Response:
        self._s3 = self._s3 or client("s3", self._local.aws_url)
        try:
            found = self._s3.get_object(Bucket=self._local.status_bucket, Key=name)
        except (ClientError, BotoCoreError):
            return PlainTextResponse(NOT_YET, 404)
        headers = {"cache-control": "no-cache"}
        return Response(found["Body"].read(), media_type=found["ContentType"], headers=headers)
