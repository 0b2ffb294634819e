"""The files of the page."""

from pathlib import Path

import pytest

from nightdesk.console.files import PAGE, page_file

LOCAL = Path(__file__).parents[3] / "stacks" / "local" / "page"


@pytest.mark.parametrize(("is_below", "base"), [(False, 'href="console/"'), (True, 'href="./"')])
def test_files_are_found_with_and_without_a_slash_at_the_end(*, is_below: bool, base: str) -> None:
    page = page_file("", is_below=is_below)

    assert page is not None
    assert f"<base {base}>" in page.text


@pytest.mark.parametrize("name", ["../view.py", "..", "/etc/passwd", "nothing.js", "../__init__.py"])
def test_nothing_but_the_page_is_served(name: str) -> None:
    assert page_file(name) is None


def test_nothing_is_fetched_from_elsewhere() -> None:
    for folder in (PAGE, LOCAL):
        for file in folder.iterdir():
            text = file.read_text("utf-8").replace("http://www.w3.org/", "")
            assert "http://" not in text, file
            assert "https://" not in text, file


def test_both_pages_bring_the_same_preact() -> None:
    assert (PAGE / "preact.js").read_bytes() == (LOCAL / "preact.js").read_bytes()
