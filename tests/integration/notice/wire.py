"""Servers shaped like PagerDuty's and Slack's, on a real socket."""

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from stacks.local.faults import Breakage, Faults, NoticeFault
from stacks.local.server import serve


@contextmanager
def serving(routes: list[Route]) -> Iterator[str]:
    """Its address while it is up."""
    server = serve(Starlette(routes=routes))
    yield server.url
    server.stop()


def breaks(breakage: Breakage, **places: NoticeFault) -> None:
    breakage.put(Faults(**places))  # type: ignore[arg-type]  # by the places' names
