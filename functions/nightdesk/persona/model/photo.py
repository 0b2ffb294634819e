"""What a model says it saw on an owner's photo, and the one thing that can follow: the case becomes more urgent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

from nightdesk.errors import MindGarbled
from nightdesk.incident.severity import Severity
from nightdesk.persona.wording.words import Language
from nightdesk.triage.verdict import Verdict

HIGHEST = Severity.SEV1
"""
A sight raises no further: SEV1 wakes our vet and sends them within the hour as it is, and an order to act this second
on something a model mistook would cost the trust that the next order needs. The owner is asked, and the answer, in
words, may raise it to SEV0 like any other.
"""
MOST_SIGNS = 4

State = Literal["none", "seen", "nothing", "unclear", "unread"]
"""
Of a text's photos: there were none; signs were seen; none was; no animal could be made out; they could not be opened or
nobody could look.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSign:
    """
    One sign that code knows. see: what it looks like, for the model. severity: 1 or 2. reason: in English, for people
    on call. ask: what the owner is asked, by language. reviewer: None until a vet has read it.
    """

    id: str
    see: str
    severity: Severity
    reason: str
    ask: Mapping[Language, str]
    reviewer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """Every sign, and what an owner is told to do at each severity, by language."""

    signs: tuple[PhotoSign, ...]
    steps: Mapping[Severity, Mapping[Language, str]]

    def listed(self) -> str:
        """The signs as the model is told them, one a line."""
        return "\n".join(f"{sign.id}: {sign.see}" for sign in self.signs)

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the answer. Flat, and without limits that the model's grammar does not know."""
        return {
            "type": "object",
            "properties": {
                "shows_animal": {"type": "boolean"},
                "signs": {"type": "array", "items": {"type": "string", "enum": [sign.id for sign in self.signs]}},
            },
            "required": ["shows_animal", "signs"],
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What came of looking. why: for the log, empty when all went well."""

    state: State
    signs: tuple[PhotoSign, ...] = ()
    why: str = ""


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    shows_animal: bool
    signs: list[str]


def read(text: str, album: Album) -> Glance:
    """
    The model's answer, validated again whatever was promised of its shape. Raises MindGarbled.

    Names count whatever their case, because a schema's enum may come back with other capitals. A name that nobody
    knows makes the whole answer worthless: who invents one sign may have invented the others.
    """
    try:
        answer = msgspec.json.decode(text, type=_Answer)
    except msgspec.MsgspecError as error:
        raise MindGarbled("the photo's answer has another shape") from error
    known = {sign.id: sign for sign in album.signs}
    named = dict.fromkeys(name.strip().lower() for name in answer.signs)
    if strange := [name for name in named if name not in known]:
        raise MindGarbled(f"the photo's answer names {len(strange)} unknown signs")
    signs = sorted((known[name] for name in named), key=lambda sign: sign.severity)[:MOST_SIGNS]
    if signs:
        return Glance(state="seen", signs=tuple(signs))
    return Glance(state="nothing" if answer.shows_animal else "unclear")


def raised(verdict: Verdict, signs: Sequence[PhotoSign], album: Album) -> Verdict:
    """
    The verdict with what was seen, when that is worse; otherwise the very same.

    A person in danger stays first: no photo of a pet changes what they are told.
    """
    worst = min(signs, key=lambda sign: sign.severity, default=None)
    if worst is None or verdict.human_route or max(worst.severity, HIGHEST) >= verdict.severity:
        return verdict
    severity = max(worst.severity, HIGHEST)
    return replace(
        verdict,
        severity=severity,
        reasons=(*(sign.reason for sign in signs), *verdict.reasons),
        subject=f"{verdict.subject}; {worst.reason}",
        first_step=album.steps[severity][verdict.language],
        question=worst.ask[verdict.language],
        intent="concern",
        confidence=min(verdict.confidence, 0.5),
        dose=None,
    )


def told_of(glance: Glance) -> str:
    """What a model that phrases is told of the photo: never that all is well."""
    if glance.state == "seen":
        return "may show: " + ", ".join(sign.reason.removeprefix("photo may show ") for sign in glance.signs)
    return {
        "none": "",
        "nothing": "none of the signs we look for can be made out, which rules nothing out",
        "unclear": "no animal can be made out",
        "unread": "could not be opened",
    }[glance.state]
