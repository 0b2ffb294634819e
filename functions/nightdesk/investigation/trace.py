"""Stack traces folded to what identifies them: the exception and the innermost frame of our own code."""

import re

_PYTHON_FRAME = re.compile(r'^\s*File "([^"]+)", line \d+, in (\S+)', re.MULTILINE)
_PYTHON_END = re.compile(r"^(?!File\b|Traceback\b)[A-Za-z_][\w.]*(?::.*)?$")
_RAISED = re.compile(
    r"^(?:\[\w+\]\s*)?(?:.*?\s)?([A-Za-z_][\w.$]*(?:Error|Exception|Failure|Warning|Timeout|Exit)\b.*)$"
)
_JAVA_FRAME = re.compile(r"^\s*at ([\w.$]+)\.([\w$<>]+)\(([^)]*)\)", re.MULTILINE)
_NODE_FRAME = re.compile(r"^\s*at (?:async )?(?:([\w.$<> ]+) \()?((?:file:/)?/?[^\s()]+):\d+:\d+\)?", re.MULTILINE)
_CAUSED_BY = re.compile(r"^Caused by: (.*)$", re.MULTILINE)
_CONTINUES = re.compile(r"^(?:\s+\S|at \S|Caused by:|\.\.\. \d+ more)")

_NOT_OURS_PATH = re.compile(
    r"site-packages|/lib/python|/python/lib|/usr/lib|node_modules|node:|internal/|/var/runtime|<frozen"
)
_NOT_OURS_CLASS = re.compile(
    r"^(?:java|javax|jakarta|sun|jdk|com\.sun|kotlin|scala|org\.(?:springframework|apache|hibernate|eclipse|jboss)"
    r"|io\.(?:netty|grpc|undertow)|com\.(?:zaxxer|mysql|fasterxml))\."
)


def is_continuation(line: str, *, after: str) -> bool:
    """Whether this line goes on with the stack trace that `after` has begun, as when each line became an event."""
    if _CONTINUES.match(line.replace("\xa0", " ")):
        return True
    last = after.rstrip("\n").rpartition("\n")[2].replace("\xa0", " ")
    in_python_trace = "Traceback (most recent call last)" in after and last.startswith((" ", "\t"))
    return in_python_trace and bool(_PYTHON_END.match(line.strip()))


def fold_trace(text: str) -> str | None:
    """`KeyError: 'discount_code' in apply_discount`, or None when the text holds no stack trace."""
    if "Traceback (most recent call last)" in text or _PYTHON_FRAME.search(text):
        return _named(_python_error(text), _python_frame(text))
    if _JAVA_FRAME.search(text) and not _NODE_FRAME.search(text):
        return _named(_deepest(text), _java_frame(text))
    if _NODE_FRAME.search(text):
        return _named(_first_error(text), _node_frame(text))
    return None


def _named(error: str, frame: str) -> str:
    return f"{error} in {frame}" if frame else error


def _python_error(text: str) -> str:
    """The last unindented line that looks like an exception; Lambda's runtime puts it first instead."""
    bare = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith((" ", "\t"))]
    for line in reversed(bare):
        if _PYTHON_END.match(line) and (":" in line or _RAISED.match(line)):
            return line
    return _first_error(text)


def _first_error(text: str) -> str:
    for line in text.splitlines():
        if found := _RAISED.match(line.strip()):
            return str(found[1])
    return text.strip().partition("\n")[0]


def _deepest(text: str) -> str:
    causes: list[str] = _CAUSED_BY.findall(text)
    return causes[-1] if causes else _first_error(text)


def _python_frame(text: str) -> str:
    """Python prints the innermost frame last."""
    frames: list[tuple[str, str]] = _PYTHON_FRAME.findall(text)
    ours = [name for path, name in frames if not _NOT_OURS_PATH.search(path)]
    return (ours or [name for _, name in frames] or [""])[-1]


def _java_frame(text: str) -> str:
    """The innermost cause is printed last, and its innermost frame first."""
    deepest = text.rpartition("Caused by:")[2]
    frames = _JAVA_FRAME.findall(deepest) or _JAVA_FRAME.findall(text)
    ours = [
        f"{name.rpartition('.')[2]}.{method}" for name, method, _ in frames if not _NOT_OURS_CLASS.match(f"{name}.")
    ]
    return (ours or [""])[0]


def _node_frame(text: str) -> str:
    frames: list[tuple[str, str]] = [(name.strip(), path) for name, path in _NODE_FRAME.findall(text)]
    ours = [name or path.rpartition("/")[2] for name, path in frames if not _NOT_OURS_PATH.search(path)]
    return (ours or [""])[0]
