"""Where in a YAML text a field stands, for people who have to mend it."""

from collections.abc import Iterator

import yaml

Place = tuple[int | str, ...]
"""Where in a file: ("people", 2, "phone")."""
Fault = tuple[Place, int, str]
"""Where, on which line, and what is wrong."""


def parsed(text: str) -> yaml.Node | None:
    """The text as nodes that know their lines; None when it is empty or not YAML."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def line_of(node: yaml.Node | None, place: Place) -> int:
    """The line (from 1) of the field at `place`; of the nearest thing around it that exists when it is missing."""
    line = node.start_mark.line + 1 if node else 1
    for part in place:
        found = next(((at, child) for key, at, child in _children(node) if key == str(part)), None)
        if found is None:
            break
        line, node = found
    return line


def spelled(place: Place) -> str:
    """people[2].phone"""
    joined = "".join(f"[{part}]" if isinstance(part, int) else f".{_shown(part)}" for part in place)
    return joined.removeprefix(".") or "(file)"


def _shown(key: str) -> str:
    """A key as it is written; one that could not be seen, or would break the line, in quotes."""
    return key if key.isprintable() and key == key.strip() != "" else repr(key)


def twice(node: yaml.Node | None, around: Place = ()) -> Iterator[tuple[Place, int]]:
    """Where and on which line a key stands in a mapping again; YAML would quietly keep the last."""
    seen: set[str] = set()
    for key, line, child in _children(node):
        place = (*around, int(key) if isinstance(node, yaml.SequenceNode) else key)
        if key in seen:
            yield place, line
        seen.add(key)
        yield from twice(child, place)


def unreadable(node: yaml.Node | None, loader: type[yaml.CSafeLoader], around: Place = ()) -> Iterator[Fault]:
    """Values that look like a date or a number and are none, each with its place, its line and why; of no circle."""
    for key, line, child in _children(node):
        place = (*around, int(key) if isinstance(node, yaml.SequenceNode) else key)
        if isinstance(child, yaml.ScalarNode):
            try:
                loader("").construct_object(child)
            except (yaml.YAMLError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
                yield place, line, f"{child.value!r} cannot be: {error}"
        yield from unreadable(child, loader, place)


def written_out(node: yaml.Node | None) -> int:
    """
    How many values there are when every alias is written out. Raises ValueError for one that holds itself.

    Ten lines of aliases of aliases come to more than any machine can hold.
    """
    return _written_out(node, {}, set())


def _written_out(node: yaml.Node | None, known: dict[int, int], around: set[int]) -> int:
    if id(node) in around:
        line = node.start_mark.line + 1 if node else 1
        raise ValueError(f"the value of line {line} is an alias that holds itself")
    if id(node) not in known:
        around.add(id(node))
        known[id(node)] = 1 + sum(_written_out(child, known, around) for _, _, child in _children(node))
        around.discard(id(node))
    return known[id(node)]


def _children(node: yaml.Node | None) -> Iterator[tuple[str, int, yaml.Node]]:
    """Key or index, line and node of what a node holds. A field stands on the line of its name."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            # A list or a mapping may be a key too, of nothing that a model knows.
            yield key.value if isinstance(key, yaml.ScalarNode) else "?", key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield str(i), value.start_mark.line + 1, value
