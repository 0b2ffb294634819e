"""The deployment's knowledge, read once: compiled where bundling made it, so that a function pays for no YAML."""

from functools import cache

import msgspec

from nightdesk.errors import Misconfigured
from nightdesk.persona.lore.lore import COMPILED, Lore
from nightdesk.persona.wording.words import Language
from nightdesk.settings import library


@cache
def lore() -> Lore:
    """The deployment's knowledge: compiled when bundling made it, else the files themselves. Raises Misconfigured."""
    compiled = library() / "runbooks" / COMPILED
    if compiled.is_file():
        try:
            return msgspec.json.decode(compiled.read_bytes(), type=Lore)
        except msgspec.MsgspecError as error:
            raise Misconfigured(f"runbooks/{COMPILED}: {error}") from error
    from nightdesk.persona.lore.lore_shelf import load  # pydantic and YAML stay out of the functions

    return load(library() / "runbooks" / "pets")


def answer_to(
    heard: str, language: Language, *, species: str | None = None, is_question: bool = True
) -> tuple[str, str]:
    """What is said to a question, and when to worry; empty strings when nothing is known about it."""
    topic = lore().about(heard, species=species, is_question=is_question)
    return (topic.says[language], topic.worry[language]) if topic else ("", "")
