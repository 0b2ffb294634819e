"""
"Please stop texting me", in words of one's own: as good as STOP, and as easily taken back.

Only what is said to us counts: that somebody else does not text, or cannot stop texting, is a story.
"""

import re
from typing import Literal

Wish = Literal["", "stop", "start"]

_NOT = r"(?:don'?t|do not|never|not to|no longer|please not|can you not|could you not)"
_OURS = r"(?:text(?:s|ing|ed)?(?: messages?| me)?|messag(?:es?|ing)|sms(?:es)?)"
_ME = r"(?: (?:me|us|my (?:phone|cell|number|mobile)|this (?:phone|number)|here|anymore|any ?more|again|back|please))"
_MORE = r"(?: (?:any|more|any more|other|your|you|to|be|get|getting|those|these|text))*"
_ORDERS = tuple(
    re.compile(pattern)
    for pattern in (
        # stop texting me, quit sending me all these messages
        rf"\b(?:stop|quit|cease|enough)\b(?: (?:with|the|all|these|those|sending|me|us|your|of))* {_OURS}\b",
        # don't text me (ever) again, do not message this number
        rf"\b{_NOT}(?: (?:ever|you|be|keep|even))* (?:text|message|sms|texting|messaging)(?:{_ME}|$|[.,!])",
        # don't send me any more texts
        rf"\b{_NOT}(?: (?:ever|keep))* (?:send|sending|write)(?: (?:me|us))?{_MORE} {_OURS}\b",
        r"\bno me (?:mand\w+|env[ií]\w+|escrib\w+|text\w+)"
        r"(?: (?:m[aá]s|otro|otros|ning[uú]n|los|esos|por|tantos))*(?: (?:mensajes?|textos?|sms)| m[aá]s|$|[.,!])",
    )
)
"""Orders, which are somebody else's when somebody else stands right before them."""
_WISHES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bno(?: more)? (?:texts?|text messages?|texting|messages|sms)\b(?! (?:came|from|yet|so far|received))",
        rf"\b(?:don'?t|do not|didn'?t) (?:want|need|like)(?: to (?:get|receive|have))?{_MORE} {_OURS}\b",
        r"\b(?:take|remove|delete|get) (?:me|us|my (?:phone|cell|number|mobile)|this number) (?:off|from|out of)\b"
        r".{0,20}\b(?:list|texts?|messages|system)\b",
        r"\b(?:unsubscribe|opt(?:ing)? (?:me )?out)\b",
        r"\b(?:rather|prefer)(?: you)?(?: did)?(?: not|n'?t) (?:be )?(?:text|message)(?:ed)?\b",
        r"\b(?:deja|dejen|dejes|deje|para|paren|pare)(?: ya)? de (?:mandar|enviar|escribir|textear)(?:me|nos)\b",
        r"\b(?:ya )?no (?:quiero|quisiera)(?: (?:m[aá]s|recibir|sus|tus|esos))* (?:mensajes?|textos?|sms)\b",
        r"\b(?:ya )?no (?:quiero|quisiera) que me (?:mand|env|escrib)\w+",
        r"\bno m[aá]s (?:mensajes|textos|sms)\b|\bbasta de (?:mensajes|textos)\b",
        r"\b(?:b[oó]rr|qu[ií]t|s[aá]c)[a-z]*me de (?:la|su|tu) lista\b|\bd[aeé]nme de baja\b",
    )
)
_STARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:you (?:can|may|could)|ok(?:ay)? to|fine to|go ahead and|start|please|now|yes)(?: (?:now|please|start))*"
        r" (?:text|texting|message|messaging) (?:me|us|this|my)\b",
        r"\b(?:can|could|would) you (?:please )?text (?:me|us)\b",
        r"^(?:ok(?:ay)?,? )?text me\b",
        r"\bsend me (?:a |the |that )?(?:text|texts|message|messages|sms)\b",
        r"\b(?:puedes|pueden|puede|ya puedes) (?:mandarme|enviarme|escribirme)\b",
        r"\b(?:m[aá]nd[ae]|env[ií][ae])me (?:un |el |los )?(?:mensajes?|texto|sms)\b",
        r"\b(?:escr[ií]beme|escr[ií]bame)\b",
    )
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:he|she|they|husband|wife|vet|clinic|boss|neighbou?r|friend|son|daughter|mom|dad|who|it|can|could|would|won'?t"
    r"|can'?t|cannot|couldn'?t|wouldn'?t|doesn'?t|didn'?t|does not|did not|will not|never|if you|if they|why|i|we|you"
    r"|they'?ll|he'?ll|she'?ll|[eé]l|ella|ellos|mi (?:marido|esposo|esposa|veterinario))$"
)
"""What stands right before, when it is told of somebody else, asked, or only imagined."""
_POLITE = re.compile(
    r"\b(?:can|could|would|will) you(?: please| just)?$|\bi (?:said|told you|asked you|want you to|need you to)$"
)


def wish(words: str) -> Wish:
    """What they want of our texts; "" when they say nothing of it. Of both in one breath, the later counts."""
    said = " ".join(words.casefold().replace("\u2019", "'").split())
    stop = max(_last(_ORDERS, said, if_ours=True), _last(_WISHES, said, if_ours=False))
    start = _last(_STARTS, said, if_ours=True)
    if stop < 0 and start < 0:
        return ""
    return "stop" if stop >= start else "start"


def _last(patterns: tuple[re.Pattern[str], ...], said: str, *, if_ours: bool) -> int:
    """Where the last of them ends, if_ours: that is meant for us; -1 when none is."""
    found = [one for pattern in patterns for one in pattern.finditer(said)]
    return max((one.end() for one in found if not if_ours or _is_ours(said[: one.start()])), default=-1)


def _is_ours(before: str) -> bool:
    head = before.rstrip(" ,;:-")
    if head != before.rstrip():  # a pause: what stands before it is another sentence
        return True
    return bool(_POLITE.search(head)) or not _SOMEBODY_ELSE.search(head)
