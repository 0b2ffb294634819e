"""A real browser, and a desk for it to look at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.browser.desk import Desk

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Opens = Callable[..., Page]


# Not for the session: while it is open, its event loop runs in the thread that every other test needs.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    """Opens an address in a fresh profile; what the browser complains about fails the test, unless allowed."""
    complaints: list[str] = []
    pages: list[Page] = []
    allowed: list[str] = []

    def open_(url: str, *, width: int = 1440, scheme: str = "dark", may_lose_connection: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]  # a literal, as a plain string
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        if may_lose_connection:
            allowed.append("Failed to load resource")
        page.goto(url)
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.context.close()
    assert [one for one in complaints if not any(words in one for words in allowed)] == []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A tiny desk behind the real local server."""
    desk = Desk(tmp_path).start()
    yield desk
    desk.stop()
