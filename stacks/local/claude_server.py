"""Anthropic's Messages API on the wire, without a model behind it: it says what it is told to, or that it cannot."""

import asyncio
import json
import secrets
from collections import deque
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stacks.local.broken import dripping
from stacks.local.faults import Breakage

KINDS = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    529: "overloaded_error",
}
NOBODY = "There is no model behind this local server. Set ANTHROPIC_API_KEY, or PUT /sim/faults with a claude text."
REMEMBERED = 20


class ClaudeServer:
    """POST /v1/messages. Remembers the last requests, so that a test can read what would have left the house."""

    def __init__(self, breakage: Breakage) -> None:
        self.breakage = breakage
        self.requests: deque[dict[str, Any]] = deque(maxlen=REMEMBERED)

    def routes(self) -> list[Route]:
        """Everything served, below where it is mounted."""
        return [Route("/v1/messages", self.create_message, methods=["POST"])]

    async def create_message(self, request: Request) -> Response:
        """Answer one request: the fault's status, the told text, or 503 because there is no model."""
        if not _has_key(request):
            return _error(401, "x-api-key header is required")
        if not request.headers.get("anthropic-version"):
            return _error(400, "anthropic-version: header is required")
        try:
            asked = json.loads(await request.body())
        except ValueError:
            return _error(400, "The request body is not valid JSON")
        missing = _missing(asked)
        if missing:
            return _error(400, f"{missing}: Field required")
        self.requests.append(asked)
        told = self.breakage.now.claude
        fault = self.breakage.claude()
        if fault is not None:
            await asyncio.sleep(fault.latency_s)
        if fault is not None and fault.status is not None:
            answer: Response = _error(fault.status, "Overloaded" if fault.status == 529 else "told to fail")
        elif told is None or told.text is None:
            answer = _error(503, NOBODY, kind="overloaded_error")
        else:
            answer = JSONResponse(_message(told.text, asked), headers={"request-id": _id("req")})
        return dripping(answer, fault.drip_s) if fault is not None and fault.drip_s else answer


def _has_key(request: Request) -> bool:
    bearer = request.headers.get("authorization", "")
    return bool(request.headers.get("x-api-key")) or bearer.lower().startswith("bearer ")


def _missing(asked: Any) -> str:
    if not isinstance(asked, dict):
        return "body"
    return next((name for name in ("model", "max_tokens", "messages") if not asked.get(name)), "")


def _message(text: str, asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": _id("msg"),
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [{"type": "text", "text": text}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {
            "input_tokens": len(json.dumps(asked)) // 4,
            "output_tokens": max(1, len(text) // 4),
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
        },
    }


def _error(status: int, message: str, *, kind: str = "") -> JSONResponse:
    request_id = _id("req")
    error = {"type": kind or KINDS.get(status, "api_error"), "message": message}
    return JSONResponse(
        {"type": "error", "error": error, "request_id": request_id}, status, headers={"request-id": request_id}
    )


def _id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(12)}"
