"""The files of the page, as they are served."""

from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).with_name("page")
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
PAGE_RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)
"""Only the page's own files run: an alarm's name that got past every escape still could not do anything."""
REPORT_RULES = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'"
_BASE = '<base href="console/">'


@dataclass(frozen=True, slots=True)
class File:
    """text and its content type."""

    text: str
    kind: str


def page_file(name: str, *, is_below: bool = False) -> File | None:
    """
    A file of the page; None when there is none of that name. The empty name is the page itself.

    is_below: the page was asked for as `.../console/`, with a slash, where its files lie beside it. A relative base
    keeps it working behind any prefix: a stage of API Gateway, a proxy, the local run.
    """
    file = PAGE / (Path(name).name or "index.html")
    if file.suffix not in KINDS or not file.is_file():
        return None
    text = file.read_text("utf-8")
    if is_below and file.suffix == ".html":
        text = text.replace(_BASE, '<base href="./">')
    return File(text, KINDS[file.suffix])
