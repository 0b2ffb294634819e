"""Where in a YAML text a field stands, for people who have to mend it."""

from collections.abc import Sequence

import yaml


def line_of(text: str, path: Sequence[int | str]) -> int:
    """The line (from 1) of the field at `path`; of the nearest thing around it that exists when it is missing."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return 1
    line = 1
    for part in path:
        node, at = _step(node, part)
        if node is None:
            break
        line = at
    return line


def _step(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node | None, int]:
    """The child and the line it begins in: for a field, that of its name."""
    match node:
        case yaml.MappingNode():
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            return (found[1], found[0].start_mark.line + 1) if found else (None, 0)
        case yaml.SequenceNode() if isinstance(part, int) and part < len(node.value):
            return node.value[part], node.value[part].start_mark.line + 1
        case _:
            return None, 0
