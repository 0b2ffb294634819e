"""Answers that go wrong on the way."""

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse


def broken_off() -> Response:
    """An answer that promises more bytes than come: the connection closes and the client cannot know what happened."""

    async def half() -> AsyncIterator[bytes]:
        yield b"{"

    return StreamingResponse(half(), 200, {"Content-Length": "512", "Connection": "close"}, "application/json")


def dripping(whole: Response, seconds_between: float, *, piece: int = 1) -> Response:
    """The same answer a few bytes at a time."""
    body = bytes(whole.body)

    async def drip() -> AsyncIterator[bytes]:
        for start in range(0, len(body), piece):
            yield body[start : start + piece]
            await asyncio.sleep(seconds_between)

    return StreamingResponse(drip(), whole.status_code, {"Content-Length": str(len(body))}, whole.media_type)
