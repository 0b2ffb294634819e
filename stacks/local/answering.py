"""Reads bodies and writes answers of the simulator's API; what is wrong is said in one sentence."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

Asked = TypeVar("Asked", bound=BaseModel)


class Wrong(Exception):
    """The request cannot be carried out; the sentence says why."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


async def read_body(request: Request, kind: type[Asked]) -> Asked:
    """The JSON body. Raises Wrong with a sentence that names the field."""
    try:
        return kind.model_validate_json(await request.body() or b"{}")
    except ValidationError as wrong:
        raise Wrong(_sentence(wrong, kind)) from wrong


def as_json(serve: Callable[[Request], Awaitable[Any]]) -> Callable[[Request], Awaitable[Response]]:
    """A route that answers what `serve` returns, or its Wrong as {error: sentence}."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await serve(request))
        except Wrong as wrong:
            return JSONResponse({"error": str(wrong)}, wrong.status)

    return answer


def _sentence(wrong: ValidationError, kind: type[BaseModel]) -> str:
    first = wrong.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    known = ", ".join(field.alias or key for key, field in kind.model_fields.items())
    match first["type"]:
        case "extra_forbidden":
            return f"'{name}' is not a field of this call; it takes {known}"
        case "missing":
            return f"'{name}' is missing; this call takes {known}"
        case "json_invalid":
            return f"the body is not JSON: {first['msg']}"
        case _:
            return f"'{name}' is wrong: {first['msg'].removeprefix('Value error, ')}"
