"""Reading runbooks/pets/knowledge, strictly: a topic that breaks the desk's own rules does not load."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from nightdesk.channel.fitting import fold, segments
from nightdesk.errors import Misconfigured
from nightdesk.incident.severity import Severity
from nightdesk.persona.guarding.allowed import LINK
from nightdesk.persona.guarding.medicines import is_medicine
from nightdesk.persona.guarding.vocabulary import plain
from nightdesk.persona.lore.lore import KINDS, Lore, Topic
from nightdesk.persona.model.photo import Album, PhotoSign
from nightdesk.runbook.strictly import DataFile, Strict

MOST_SEGMENTS = 2
"""Of an answer with its worry line: it is sent beside nothing else."""


class _Both(Strict):
    en: str
    es: str


class _Topic(Strict):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    needs: list[str] = Field(min_length=1)
    asks: list[str] = Field(min_length=2)
    en: str = Field(min_length=1)
    es: str = Field(min_length=1)
    worry: _Both
    source: str = Field(min_length=1)
    reviewer: str | None
    species: tuple[str, ...] = ()
    first: bool = False
    told: bool = False


class _File(Strict):
    topics: list[_Topic] = Field(min_length=1)


class _Sign(Strict):
    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    see: str = Field(min_length=1)
    severity: Literal["SEV1", "SEV2"]
    reason: str = Field(min_length=1)
    ask: _Both
    reviewer: str | None


class _Steps(Strict):
    SEV1: _Both
    SEV2: _Both


class _Photos(Strict):
    signs: list[_Sign] = Field(min_length=1)
    steps: _Steps


def load(folder: Path) -> Lore:
    """Everything of runbooks/pets that the persona knows. Raises Misconfigured: file, line, field and why."""
    return Lore(topics=_topics(folder / "knowledge"), album=_album(folder / "photos.yaml"))


def _album(path: Path) -> Album:
    file = DataFile(path, name=f"runbooks/pets/{path.name}")
    told = file.model(_Photos)
    seen: set[str] = set()
    for at, sign in enumerate(told.signs):
        if sign.id in seen:
            raise file.wrong(("signs", at, "id"), f"{sign.id} is there twice")
        seen.add(sign.id)
        for language, text in (("en", sign.ask.en), ("es", sign.ask.es)):
            if why := _fault(text) or ("" if text else "is empty"):
                raise file.wrong(("signs", at, "ask", language), why)
    return Album(
        signs=tuple(
            PhotoSign(
                id=sign.id,
                see=sign.see,
                severity=Severity[sign.severity],
                reason=sign.reason,
                ask={"en": sign.ask.en, "es": sign.ask.es},
                reviewer=sign.reviewer,
            )
            for sign in told.signs
        ),
        steps={
            Severity.SEV1: {"en": told.steps.SEV1.en, "es": told.steps.SEV1.es},
            Severity.SEV2: {"en": told.steps.SEV2.en, "es": told.steps.SEV2.es},
        },
    )


def _topics(folder: Path) -> tuple[Topic, ...]:
    topics: list[Topic] = []
    seen: dict[str, str] = {}
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise Misconfigured("runbooks/pets/knowledge: holds no .yaml file")
    for path in paths:
        file = DataFile(path, name=f"runbooks/pets/{path.parent.name}/{path.name}")
        for at, entry in enumerate(file.model(_File).topics):
            for field, why in _faults(entry):
                raise file.wrong(("topics", at, *field), why)
            if entry.id in seen:
                raise file.wrong(("topics", at, "id"), f"{entry.id} is in {seen[entry.id]} already")
            seen[entry.id] = file.name
            topics.append(_topic(entry))
    return tuple(topics)


def _topic(entry: _Topic) -> Topic:
    return Topic(
        id=entry.id,
        needs=tuple(entry.needs),
        asks=tuple(entry.asks),
        says={"en": entry.en, "es": entry.es},
        worry={"en": entry.worry.en, "es": entry.worry.es},
        source=entry.source,
        species=entry.species,
        reviewer=entry.reviewer,
        is_first=entry.first,
        is_told=entry.told,
    )


def _faults(entry: _Topic) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a topic breaks a rule of the desk, and why."""
    for at, group in enumerate(entry.needs):
        if not plain(group).split():
            yield ("needs", at), "holds no word"
    for at, name in enumerate(entry.species):
        if name not in KINDS:
            yield ("species", at), f"{name} is none of {', '.join(sorted(KINDS))}"
    for language, says, worry in (("en", entry.en, entry.worry.en), ("es", entry.es, entry.worry.es)):
        for field, text in (((language,), says), (("worry", language), worry)):
            if why := _fault(text):
                yield field, why
        if segments(fold(f"{says} {worry}".replace("{pet}", "your guinea pig"))).count > MOST_SEGMENTS:
            yield (language,), f"with its worry line it takes more than {MOST_SEGMENTS} text messages"


def _fault(text: str) -> str:
    if re.search(r"[{}]", text.replace("{pet}", "")):
        return "only {pet} may stand in braces"
    if re.search(r"\d", text):
        return "no digits: an amount is for a vet to say"
    if LINK.search(text.replace(". ", " ").rstrip(".")):
        return "no links"
    if named := [word for word in re.findall(r"[a-z]{3,}", plain(text)) if is_medicine(word)]:
        return f"names a medicine: {named[0]}"
    return ""
