"""FAULTS.md names only tests that exist, and every row of the fault matrix stands in it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TESTS = HERE.parent
ROWS = 60
"""Of the fault matrix the desk was designed from."""

_CITED = re.compile(r"`(?P<file>[\w/.-]+)`(?P<names>(?:(?: and|,)? [a-z0-9]+(?:_[a-z0-9]+)+)*)")


def rows() -> list[list[str]]:
    """The cells of every row below the head."""
    lines = (HERE / "FAULTS.md").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][1:]


def numbers(cell: str) -> set[int]:
    """The matrix's rows a cell stands for: "11, 12", "26-28"; none for one of our own."""
    spans = re.findall(r"(\d+)(?:-(\d+))?", cell)
    return {number for first, last in spans for number in range(int(first), int(last or first) + 1)}


@cache
def found(cited: str) -> tuple[Path, ...]:
    """The test files a citation means: a path below tests/ or tests/integration, a folder standing for all in it."""
    bare = cited.removeprefix("tests/")
    for place in (TESTS / bare, HERE / bare):
        if place.is_dir():
            return tuple(sorted(place.rglob("*.py")))
        if place.is_file():
            return (place,)
    return tuple(HERE.rglob(bare)) if bare.endswith(".py") else ()


@cache
def names_in(file: Path) -> tuple[str, ...]:
    """Of its tests, and of the journeys it tells in strings, as words_joined_so."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    told = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    names = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    return (*names, *(re.sub(r"\W+", "_", one.lower()) for one in told))


CITED = [(row[0], one["file"], one["names"]) for row in rows() for one in _CITED.finditer(row[-1])]


@pytest.mark.parametrize(("row", "file", "names"), CITED, ids=[f"{row}-{file}" for row, file, _ in CITED])
def test_what_is_named_exists(row: str, file: str, names: str) -> None:
    files = found(file)

    assert files, f"row {row}: there is no {file}"
    known = [name for one in files for name in names_in(one)]
    for fragment in re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)+", names):
        assert any(fragment in name for name in known), f"row {row}: no test of {file} has {fragment} in its name"


def test_every_row_of_the_matrix_is_there_once_and_names_a_test_or_says_why_not() -> None:
    told = [number for row in rows() for number in sorted(numbers(row[0]))]

    assert sorted(told) == list(range(1, ROWS + 1))
    assert all(_CITED.search(row[-1]) for row in rows())
