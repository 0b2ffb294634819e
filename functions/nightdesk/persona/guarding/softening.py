"""Words that make a case sound less urgent than it is, tried on the folded, lower-case text without accents."""

import re
from collections.abc import Iterator

_NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|nothing|without|instead of|rather than|cannot|nunca|ni|sin|jamas|if|si(?!,)|until"
    r"|hasta que)\b|n't\b)"
    r"(?:\W+\w+){0,4}\W*$"
)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})")


_FINE = (
    r"(?:just |totally |perfectly |completely |all |going to be )?(?:fine|ok|okay|all right|alright"
    r"|good(?! (?:that|you|to|of))|healthy|well|normal)\b"
)

_EASED = _any(
    r"(?:can|could|may|might|should be able to) (?:probably |safely |surely )?wait\b",
    r"wait (?:and see|until|till|for|a|it out)\b|(?:in|until|till|by) (?:the )?(?:morning|tomorrow|dawn)\b",
    rf"(?:(?:will|should|going to|gonna)|\w+'ll) be {_FINE}",
    r"(?:it|he|she|that|this)(?:'s| is) (?:just |totally |perfectly |completely )?(?:fine|ok|okay|all right"
    r"|alright)\b",
    r"(?:probably|likely|perfectly|totally) (?:fine|ok|okay|harmless|nothing|safe)\b",
    r"harmless|false alarm|overreact\w*|low (?:risk|severity|level)|minor|mild|not too bad",
    r"(?:monitor|watch|observe|keep an eye on|treat|rest|stay|manage|remain|cuddle)\b[^.!?]{0,25}\b(?:at|from)"
    r" home\b",
    r"stay home|sleep it off|relax|take your time",
    r"puede esperar|espera(?:r|te)? (?:a|hasta)\b|por la manana|hasta manana|estara bien|vigil\w+ en casa",
)
_EASED_FOR_A_PET = _any(
    r"(?:can|could|may|might|should be able to) (?:probably |safely |surely |also |just |even )*(?:wait|keep|stay"
    r"|skip|sleep"
    r"|rest|relax|cancel|hold off|go (?:back|home|to bed)|leave it|let (?:\w+ )?(?:rest|sleep|be|lie|him|her|it))\b"
    r"(?! (?:the|your|his|her|its) (?:phone|line|head|neck|paws?|fingers?|hands?)|,? (?:calm|quiet|with|on|still"
    r"|warm))",
    r"(?:next|in a) (?:week|month)\b|tomorrow\b|downgrad\w*|informational|routine|optional",
    r"(?:it|that|this) (?:will|can|should|may|might|usually|often|normally) (?:just )?(?:pass|keep|go away|settle"
    r"|wait)",
    r"(?:usually|often|normally|typically|always) (?:pass|goes|go|settle|fine|ok|nothing|harmless)\w*",
    rf"(?:it|he|she)(?:'s| is|'s| seems| looks) (?:now )?(?:{_FINE}|safe\b|out of danger)",
    r"(?:it|that|this)(?:'s| is) (?:really |just |only )?nothing\b",
    r"(?:go|head|drive|take|bring|get|come|to an?|to the|ve|vete|lleva\w*|sal|a)\b[^.!?,;]{0,20}"
    r"\b(?:vet|clinic|hospital|urgencias(?: veterinarias)?|veterinario)(?: now| today| ahora| hoy)? (?:if|unless"
    r"|when|or (?:stay|wait"
    r"|treat|trust|rest|sleep)|si|cuando|o (?:espera|descansa|prueba)|por gusto)\b(?! (?:you can|possible))",
    rf"that(?:'s| is) {_FINE}(?! news)|this is {_FINE}|all (?:good|clear|well)\b",
    r"(?:probably|likely|perfectly|totally|simply|only|just) (?:fine|ok|okay|harmless|nothing|safe|gas|stress"
    r"|tired)\b",
    r"(?:pull|come|get)s? (?:through|over)\b(?! to)|looks? worse than|worse than it",
    r"plenty of time|(?:enough|lots of|still) time|soon enough|in no (?:danger|hurry)|out of danger",
    r"(?:up to|depends on) you|your (?:choice|decision|call) |whether (?:to|or not)|if you (?:want|like|prefer"
    r"|feel)\b(?! company)",
    r"only (?:go|call|come|see|visit|if)\b(?! (?:you can see|it(?:'s| is) safe|that is safe|safe))"
    r"|\b(?:go|call|come|visit)\b[^.!?]{0,25} only if",
    r"give (?:it|him|her|them) (?:a |some )?(?:few |couple of |more )?(?:hours?|minutes?|days?|time|rest|sleep)\b",
    r"(?:ignore|forget|cancel|scratch|disregard)\b[^.!?]{0,20}\b(?:that|message|text|last|said|told|emergency|vet)",
    r"turn (?:around|back)|(?:come|go|head|drive) (?:back|home)\b|call(?:ing)? (?:it |this |that )?off|trust"
    r" (?:your|in)"
    r"|hold(?:ing)? off|no harm in|whenever|at your convenience|(?:get|gets|getting|got|do|does) (?:better|well"
    r"|fine) (?:alone|by|on"
    r"|without)|(?:most|many|half|some|nine|eight) (?:of \w+ )?(?:dogs |cats |pets |do )?(?:get better|recover"
    r"|pass|are (?:ok|fine)|do well|get over)|bounce|tough(?:er)? than|old self",
    r"i was wrong|my mistake|took? (?:it|that) back|no longer",
    r"stay (?:in\b|put|where you are)",
    r"go (?:back )?to (?:bed|sleep)|sleep (?:well|tight|now)|good night",
    r"puede(?:n|s)? (?:\w+ )?(?:esperar|quedar\w*|descansar|dormir|dejar\w*)",
    r"manana (?:estara|sera|ve|vas|podras|se)",
    r"(?:estara|esta|se pondra|va a estar) (?:muy |mas )?(?:bien|mejor|sano|sana)\b(?! (?:cubiert|hecho|que))",
    r"se (?:le )?(?:pasa|pasara|quita|quitara)\b|qued\w+ en (?:casa|cama)|ver como (?:sigue|esta)",
    r"(?:y|a) (?:a )?dormir|a la cama|abren|media vuelta",
    r"solo si(?! es segur| no hay| puedes ver| se ve)|ve solo\b|con calma|sin prisa|hay tiempo|descansa y|si"
    r" (?:quieres"
    r"|prefieres)",
)
_DENIED = _any(
    r"no (?:need to )?(?:worry|rush|hurry)\b|no (?:real )?emergency\b|no need (?:to|for)\b",
    r"(?:not|isn't|is not|wasn't) (?:an? |so |that |too |very |all that )?(?:real |true )?(?:emergency|urgent"
    r"|serious|bad|danger\w*|grave)\b",
    r"nothing (?:to worry|serious|urgent|bad|wrong|more|dangerous)\b|no (?:big )?deal|no danger\b|never mind\b",
    r"(?:don't|do not|needn't|doesn't|not) (?:need|have)? ?(?:to )?(?:go\b(?! near| back)|see a vet|call a vet|hurry"
    r"|rush|drive|bother)",
    r"(?:don't need a|no|without a) vet(?: is)?(?: needed| necessary)?\b",
    r"no (?:es|parece|esta) (?:tan |muy |una )*(?:urgente|urgencia|emergencia|grave|nada|mal)",
    r"no (?:te preocupes|hay prisa|pasa nada|hace falta|necesit\w+ (?:ir|veterinari\w+|nada)|corras|vayas)",
)
_VETLESS = _any(
    r"(?:no need|don't need|do not need|needn't|skip|without|instead of)\b[^.!?:;]{0,25}\bvets?\b",
    r"no (?:hace falta|necesit\w+)\b[^.!?]{0,25}\bveterinari\w+",
)


def softened(text: str, *, about_a_pet: bool = True) -> Iterator[str]:
    """
    Words that make it sound less urgent. "Don't wait until morning" is none; "no rush" and "not urgent" are.

    about_a_pet: held to more, for an owner takes every "only if" for a permission to stay.
    """
    yield from (match.group() for match in _DENIED.finditer(text))
    for pattern in (_EASED, _EASED_FOR_A_PET) if about_a_pet else (_EASED,):
        for match in pattern.finditer(text):
            if not _NEGATION.search(re.split(r"[.!?;]\s", text[: match.start()])[-1]):
                yield match.group()


def talks_out_of_the_vet(text: str) -> Iterator[str]:
    """For a case that a vet should see some day soon: that none is needed."""
    return (match.group() for match in _VETLESS.finditer(text))
