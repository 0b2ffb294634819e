"""A prompt file is read strictly, and its mistakes are named."""

from pathlib import Path

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.prompt import DEFAULT_MODEL, load
from nightdesk.settings import library

GOOD = """---
purpose: Answer a text
model: default
max_tokens: 300
answer: text
variables: heard, facts
---
# System
Be kind. It costs $95.

# User
$facts
$heard
"""

PERSONA = """---
purpose: A voice
model: default
max_tokens: 1
answer: none
variables:
---
# System
You are warm.
"""


def folder_with(folder: Path, **files: str) -> Path:
    for name, body in files.items():
        (folder / f"{name}.md").write_text(body)
    return folder


def test_a_prompt_is_read_whole(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, reply=GOOD)

    prompt = load("reply", folder=folder)

    assert (prompt.purpose, prompt.model, prompt.max_tokens) == ("Answer a text", DEFAULT_MODEL, 300)
    assert prompt.variables == ("heard", "facts")
    assert prompt.system == "Be kind. It costs $95."
    assert prompt.user == "$facts\n$heard"
    assert len(prompt.digest) == 64


def test_a_persona_comes_first_and_changes_the_digest(tmp_path: Path) -> None:
    with_persona = GOOD.replace("model:", "persona: voice\nmodel:", 1)
    folder = folder_with(tmp_path, voice=PERSONA, reply=with_persona)
    (tmp_path / "other").mkdir()
    other = folder_with(tmp_path / "other", voice=PERSONA.replace("warm", "calm"), reply=with_persona)

    prompt = load("reply", folder=folder)

    assert prompt.system == "You are warm.\n\nBe kind. It costs $95."
    assert prompt.digest != load("reply", folder=other).digest


@pytest.mark.parametrize(
    ("found", "instead", "why"),
    [
        ("max_tokens: 300", "max_tokens: many", "max_tokens: must be a whole number"),
        ("max_tokens: 300", "max_tokens: 0", "max_tokens: must be a whole number"),
        ("max_tokens: 300\n", "", "max_tokens: missing"),
        ("purpose: Answer a text", "purpose:", "purpose: empty"),
        ("answer: text", "answer: poem", "answer: must be one of text, json, none"),
        ("answer: text", "answer: text\nanswer: text", "answer: given twice"),
        ("answer: text", "temperature: 1", "'temperature: 1' is not one of"),
        ("variables: heard, facts", "variables: heard", "variables: facts is used but not declared"),
        ("variables: heard, facts", "variables: heard, facts, name", "name is declared but not used"),
        ("variables: heard, facts", "variables: heard, facts, facts", "declared twice"),
        ("Be kind.", "Be kind to $heard.", "# System: must be constant, but uses $heard"),
        ("Be kind. It costs $95.", "", "# System: empty"),
        ("$facts\n", "$facts costs $5\n", "# User: a lone $"),
        ("# User\n$facts\n$heard\n", "", "# User: needed"),
        ("---\n# System", "# System", "needs a head"),
    ],
)
def test_a_mistake_names_the_file_the_field_and_why(tmp_path: Path, found: str, instead: str, why: str) -> None:
    assert found in GOOD
    folder = folder_with(tmp_path, reply=GOOD.replace(found, instead, 1))

    with pytest.raises(Misconfigured) as caught:
        load("reply", folder=folder)

    assert str(caught.value).startswith("prompts/reply.md: ")
    assert why in str(caught.value)


def test_a_missing_file_or_persona_is_named(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, reply=GOOD.replace("model:", "persona: voice\nmodel:", 1))

    with pytest.raises(Misconfigured, match=r"prompts/none\.md: cannot be read"):
        load("none", folder=folder)
    with pytest.raises(Misconfigured, match=r"prompts/voice\.md: cannot be read"):
        load("reply", folder=folder)


OURS = sorted(str(path.relative_to(library() / "prompts"))[:-3] for path in (library() / "prompts").rglob("*.md"))


@pytest.mark.parametrize("name", OURS)
def test_every_prompt_of_ours_loads(name: str) -> None:
    assert load(name).purpose


@pytest.mark.parametrize("name", [name for name in OURS if not name.startswith("persona/")])
def test_every_prompt_of_ours_is_long_enough_to_be_cached(name: str) -> None:
    """512 tokens is the least that is cached; English runs to about 4.5 characters a token, 6 is on the safe side."""
    assert len(load(name).system) >= 512 * 6
