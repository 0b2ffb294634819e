"""Prompts are files: a typed head, constant text for the system part, and a template for what came from outside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """
    One file of prompts/. system: constant, sent first so that it can be cached. user: a string.Template whose
    variables are exactly `variables`. digest: SHA-256 of the file, recorded with every answer.
    """

    name: str
    purpose: str
    model: str
    max_tokens: int
    variables: tuple[str, ...]
    system: str
    user: str
    digest: str
