"""
Prompts are files: a typed head, constant text for the system part, and a template for what came from outside.

    ---
    purpose: Answer a pet owner's text
    model: default
    max_tokens: 300
    answer: text
    persona: persona/pets
    variables: heard, facts
    ---
    # System
    ...
    # User
    $heard ... $facts

The head is read by hand: a YAML parser would cost every cold start more than the whole prompt does.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from nightdesk.errors import Misconfigured
from nightdesk.settings import library

DEFAULT_MODEL = "default"
"""A head's model when the deployment's setting decides."""

_SHAPE = re.compile(r"---\n(?P<head>.*?)\n---\n\s*# System\n(?P<system>.*?)(?:\n# User\n(?P<user>.*))?\Z", re.DOTALL)
_REQUIRED = ("purpose", "model", "max_tokens", "variables", "answer")
_KNOWN = (*_REQUIRED, "persona")
_ANSWERS = ("text", "json", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """
    One file of prompts/. system: constant, sent first so that it can be cached. user: a string.Template whose
    variables are exactly `variables`. digest: SHA-256 of the file (and of the persona it builds on), recorded with
    every answer. model: DEFAULT_MODEL unless the prompt needs a certain one. answer: "text", "json" when code reads
    it, or "none" for a persona, which is only ever the first part of another prompt's system text.
    """

    name: str
    purpose: str
    model: str
    max_tokens: int
    variables: tuple[str, ...]
    system: str
    user: str
    digest: str
    answer: str = "text"


@cache
def load(name: str, *, folder: Path | None = None) -> Prompt:
    """
    Read prompts/<name>.md, as in "pets/reply". Raises Misconfigured naming the file, the field and why.

    A head with `persona:` puts that file's system text first. folder: where prompts are kept, the library's by default.
    """
    where = f"prompts/{name}.md"
    source = (folder or library() / "prompts") / f"{name}.md"
    try:
        raw = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{where}: cannot be read: {type(error).__name__}") from error
    shape = _SHAPE.match(raw)
    if shape is None:
        raise Misconfigured(f"{where}: needs a head between two lines of ---, then '# System', then '# User'")
    head = _head(where, shape["head"])
    system, digest = shape["system"].strip(), raw
    if "persona" in head:
        persona = load(head["persona"], folder=folder)
        system, digest = f"{persona.system}\n\n{system}", persona.digest + raw
    prompt = Prompt(
        name=name,
        purpose=head["purpose"],
        model=head["model"],
        max_tokens=_positive(where, head["max_tokens"]),
        variables=tuple(filter(None, (word.strip() for word in head["variables"].split(",")))),
        system=system,
        user=(shape["user"] or "").strip(),
        digest=hashlib.sha256(digest.encode()).hexdigest(),
        answer=head["answer"],
    )
    _check(where, prompt)
    return prompt


def _head(where: str, text: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for line in text.splitlines():
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in _KNOWN:
            raise Misconfigured(f"{where}: head: {line.strip()!r} is not one of {', '.join(_KNOWN)}")
        if key in head:
            raise Misconfigured(f"{where}: {key}: given twice")
        head[key] = value
    for key in _REQUIRED:
        if key not in head:
            raise Misconfigured(f"{where}: {key}: missing")
        if not head[key] and key != "variables":
            raise Misconfigured(f"{where}: {key}: empty")
    return head


def _positive(where: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise Misconfigured(f"{where}: max_tokens: must be a whole number above 0, not {value!r}")
    return int(value)


def _check(where: str, prompt: Prompt) -> None:
    """Variables are checked both ways, and the system part must stay constant to be cached and to be safe."""
    if prompt.answer not in _ANSWERS:
        raise Misconfigured(f"{where}: answer: must be one of {', '.join(_ANSWERS)}, not {prompt.answer!r}")
    if not prompt.system:
        raise Misconfigured(f"{where}: # System: empty")
    if bool(prompt.user) != (prompt.answer != "none"):
        raise Misconfigured(f"{where}: # User: needed exactly when there is an answer")
    if varying := Template(prompt.system).get_identifiers():
        raise Misconfigured(f"{where}: # System: must be constant, but uses ${varying[0]}")
    template = Template(prompt.user)
    if not template.is_valid():
        raise Misconfigured(f"{where}: # User: a lone $ (write $$ for a dollar sign)")
    used, declared = set(template.get_identifiers()), set(prompt.variables)
    for variable in sorted(used - declared):
        raise Misconfigured(f"{where}: variables: {variable} is used but not declared")
    for variable in sorted(declared - used):
        raise Misconfigured(f"{where}: variables: {variable} is declared but not used")
    if len(prompt.variables) != len(declared):
        raise Misconfigured(f"{where}: variables: one is declared twice")
