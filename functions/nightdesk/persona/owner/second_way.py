"""What an owner reads when the desk's own carrier takes nothing: what to do now, and whom to call instead of us."""

import re

from nightdesk.incident.incident import Incident
from nightdesk.persona.wording.composing import Part, compose
from nightdesk.persona.wording.order import mandatory, sentences
from nightdesk.persona.wording.words import Language

_LOST: dict[Language, tuple[str, str, str]] = {
    "en": (
        "Our line is failing: we can't read replies to this text, or call you. Call {clinic}.",
        "Our line is failing: we can't read replies to this text, or call you. For your pet, call your vet or the "
        "nearest emergency vet.",
        "We could not call you about your pet.",
    ),
    "es": (
        "Nuestra línea falla: no podemos leer respuestas a este mensaje ni llamarte. Llama a {clinic}.",
        "Nuestra línea falla: no podemos leer respuestas a este mensaje ni llamarte. Por tu mascota, llama a tu "
        "veterinario o a urgencias veterinarias.",
        "No pudimos llamarte por tu mascota.",
    ),
}
_NOT_BY_THIS_WAY = re.compile(
    r"\?|\b(?:reply|text me|tell me|call (?:this|the same) number|waking|(?:telling|asking|reach|connecting you with)"
    r" our vet|will text|escr[ií]be(?:me|nos)|responde|d[ií]me(?:lo)?|llama a(?:qu[ií]| este)|despertando|aviso a"
    r"|te escribo|le pregunto|te conecto)\b",
    re.IGNORECASE,
)
"""A question, an invitation to answer, or a promise of somebody who could not reach them now."""


def text(incident: Incident | None, body: str, *, is_reflex: bool = False) -> str:
    """
    The first step, or what else would have been said and is still true, and the clinic's number.

    At most three segments. is_reflex: it answers their own words. body: "" for a call that could not be placed.
    """
    language: Language = incident.language if incident else "en"
    to_clinic, to_anyone, no_call = _LOST[language]
    keep = to_clinic.format(clinic=incident.clinic) if incident and incident.clinic else to_anyone
    step = incident.first_step if incident else ""
    if step and (is_reflex or not body):
        first = mandatory(step)
        parts: list[Part] = [(0, first), (1, step.removeprefix(first).strip())]
        return compose(parts, at_most=3, keep=keep)
    said = " ".join(one for one in sentences(body) if not _NOT_BY_THIS_WAY.search(one)) if body else no_call
    return compose([(0, said)], at_most=3, keep=keep)
