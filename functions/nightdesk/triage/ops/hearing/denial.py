"""Whether a word that names a failure is denied: "no data loss", "errors: 0". Unsure, it is not."""

import re

_JOINING = (
    r"(?:any|an?|the|of|for|to|on|in|from|sign|signs|evidence|indications?|trace|hint|suspicion|risk|further|more|new|"
    r"other|confirmed|real|actual|such|been|be|being|seen|see|seeing|have|has|had|yet|is|are|was|were|currently|so|"
    r"far|known|reported|detected|longer|cause|caused|related|due|expect\w*|caus\w+|likely|possible|active)"
)
_TALK_OF_ELSE = (
    r"(?:only|just|drill|test|exercise|rehearsal|joke|hoax|response|reply|answer|warning|notice|backups?|copy|impact|"
    r"effect|worr(?:y|ies)|action|need|problems?|issues?|reason|doubt|matter|resolved|fixed|recovered|mitigated|over|"
    r"contained|acknowledged|solved|planned|orders?|requests|traffic|one|body|maintenance|deploy\w*|alarm|page|idea)"
)
_BEFORE = re.compile(
    r"\b(?:no|not|without|never|zero|isn't|wasn't|aren't|unlikely|rul(?:ed|ing) out|free of|0)"
    rf"(?: {_JOINING})*(?: (?!{_TALK_OF_ELSE}\b)\w+)?(?: {_JOINING})* $"
)
_AFTER = re.compile(
    r"^[:=]? ?(?:(?:is|was|has been|were|has|have been|are) )?(?:(?:ruled out|not (?:seen|detected|observed|suspected|"
    r"found|confirmed|affected|expected)|unlikely|excluded)\b|(?:normal|fine|ok|okay|unchanged|stable|healthy|"
    r"unaffected|false|none|no|resolved|recovered|0)(?=$| ?[.,;!)]| (?:again|by|since|after|in|for|now)\b))"
)
_AFTER_GRAVE = re.compile(
    _AFTER.pattern.replace("normal|fine|ok|okay|unchanged|stable|healthy|unaffected|", "").replace(
        "|resolved|recovered", ""
    )
)
_COUNTS_GOOD = re.compile(r"(?<!un)(?<!un )healthy|available|ready|running|active|success|availability|alive|live|up\b")
_ASIDE = re.compile(
    # Said of a page, not of a failure: "this is not a drill", "no false alarm".
    r"\b(?:this is |it is |it's |that is )?(?:not|no|never) (?:an? |the )?(?:\w+ )?(?:drill|test|exercise|rehearsal|"
    r"joke|hoax|simulation|false (?:alarm|positive))\b"
)
REACH = 60
"""Characters before a word in which a denial is looked for."""


def without_asides(said: str) -> str:
    """The same plain text without "this is not a drill", whose "not" says nothing of the failure."""
    return _ASIDE.sub(lambda found: " " * len(found[0]), said)


def is_denied(words: str, before: str, after: str, *, is_grave: bool = False) -> bool:
    """
    Whether words are denied by what stands before and after them in their own clause (`plain.Spoken.clause`).

    is_grave: an outage or worse, which a trailing "ok" or "recovered" does not call off.
    """
    if _BEFORE.search(re.split(r"\bbut\b", before[-REACH:])[-1]):
        return True
    found = (_AFTER_GRAVE if is_grave else _AFTER).match(after.lstrip(" ") if after[:1] in " :=" else after)
    # "0 healthy hosts" and "HealthyHostCount: 0" are no denial of an outage, they are the outage.
    return bool(found) and not _COUNTS_GOOD.search(words)
