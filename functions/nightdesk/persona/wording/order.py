"""What a first step orders: its sentences, the mandatory one, and the one action every later text carries."""

import re

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_TO_A_VET = re.compile(
    r"\bto (?:the|an?) (?:emergency )?vet(?: that sees [a-z, ]{3,30}?)?,? (?:now|within (?:the hour|hours))\b"
    r"|(?<!llama )\b(?:ahora|ya|antes de una hora|en pocas horas)"
    r" (?:al veterinario|a (?:unas? )?urgencias(?: veterinarias)?)"
    r"(?: que atiendan [a-z\u00e1-\u00fa ]{3,20}?(?=[.,]| y |$))?"
    r"|\b(?:al veterinario|a (?:unas? )?urgencias(?: veterinarias)?)(?: que atiendan [a-z\u00e1-\u00fa ]{3,20}?)?"
    r" (?:antes de una hora|en pocas horas|ahora(?: mismo)?)\b",
    re.IGNORECASE,
)
_CALL_ES = re.compile(r"\bllama (?:ahora|ya) a(?:l| la| )[^.,;]*?(?=[.,;]| y | para |$)", re.IGNORECASE)
_UP_TO_NOW = re.compile(
    r"^[^.;]{3,80}?\b(?:now|ahora(?: mismo)?)\b(?::? (?:a )?[\d+][\d +()-]{2,}(?<![ (-]))?", re.IGNORECASE
)
_ASIDE = re.compile(r", (?:use|then|give|and get|and go|dale|nada)\b", re.IGNORECASE)


def sentences(text: str) -> tuple[str, ...]:
    """Split where a full stop, question or exclamation mark is followed by a blank."""
    return tuple(filter(None, (part.strip() for part in _BETWEEN_SENTENCES.split(text))))


def mandatory(first_step: str) -> str:
    """The part of a first step that opens every emergency: its first sentence."""
    return next(iter(sentences(first_step)), "")


def way_of(first_step: str) -> str:
    """Where it sends them and by when, "to the emergency vet now"; empty when it sends them nowhere in time."""
    found = _TO_A_VET.search(first_step)
    return found.group() if found else ""


def action_of(first_step: str) -> str:
    """
    The one action that stays true while the rest is being done, as it is written in the step.

    The way to the vet if it names one, else what is to be done up to the word "now", else the first sentence
    without what it adds.
    """
    if way := way_of(first_step):
        return way
    first = mandatory(first_step)
    found = _CALL_ES.search(first) or _UP_TO_NOW.match(first)
    return found.group().strip() if found else _ASIDE.split(first)[0]
