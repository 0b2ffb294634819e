"""
Whether words for people say that trouble is over. Only a plain end counts: unsure means it goes on.

"Recovered at 03:10" ends; "recovered none", "recovery has started", "partially recovered" and "cleared by mistake" do
not, nor does an end in one sentence beside trouble in the next.
"""

import re
from typing import Literal

State = Literal["firing", "resolved"]

GOOD_WORDS = (
    "ok", "okay", "up", "healthy", "normal", "green", "resolved", "recovered", "clear", "cleared", "closed", "passing",
    "passed", "operational", "available", "online", "good", "fine", "running", "success", "inactive",
)  # fmt: skip
_STATE_WORDS = (
    *GOOD_WORDS, "alarm", "alert", "alerting", "critical", "crit", "warning", "warn", "error", "fail", "failed",
    "failing", "down", "offline", "unknown", "problem", "red", "yellow", "amber", "orange", "degraded", "unhealthy",
    "firing", "pending", "no data", "nodata", "insufficient_data", "insufficient data", "unreachable", "unavailable",
    "major outage", "partial outage", "outage", "high", "low", "open", "bad", "stopped", "stale",
)  # fmt: skip
_WORD = "|".join(sorted((word.replace(" ", r"[ _]") for word in _STATE_WORDS), key=len, reverse=True))
_CHANGED = re.compile(
    rf"(?<![\w-])(?P<old>{_WORD})['\"\]\)]*\s*(?:-+>|=+>|\u2192|\u21d2|\u279c|>>|\bto\b|\bbecame\b|\bbecomes\b)"
    rf"\s*['\"\[\(]*(?P<new>{_WORD})(?![\w-])",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"(?<![\w-])(?P<new>{_WORD})\s*[(,;]\s*(?:it )?(?:was|previously|before|from):? (?P<old>{_WORD})(?![\w-])",
    re.IGNORECASE,
)

_SUBJECT = (
    r"(?:alarms?|alerts?|conditions?|incidents?|issues?|problems?|events?|faults?|violations?|breach(?:es)?|errors?|"
    r"thresholds?|outages?|it|this|that|everything)"
)
_BEEN = r"(?:(?:has|have|had|is|are|was|were|been|now|fully|completely|automatically|already|also|since)\s+)*"
_WHOLE = (
    r"(?=\s*(?:$|[.,;!)\]\u2014-]|(?:at|in|on|after|within|since|and|by|automatically|"
    r"successfully|now|again|fully|completely|from|for)\b))"
)
"""What may follow an end that is one: nothing, a time, a cause; no number, no object, no "none" """

_OVER = re.compile(
    rf"\b(?:(?:has|have|is|are|was|were|been|now|fully|completely|automatically|auto|service|\w+s?)[\s-]+)?recovered{_WHOLE}"
    rf"|\b(?:has|have|is|are|was|were|been|now|automatically|auto|{_SUBJECT})[\s-]+(?:been\s+)?(?:resolved|closed){_WHOLE}"
    rf"|\b{_SUBJECT}\s+{_BEEN}cleared{_WHOLE}"
    r"|\b(?:back|returned|restored|recovered) to (?:normal|ok|okay|healthy|green|baseline|service)\b"
    rf"|\b(?:is|are|came|come|now) (?:back )?(?:up|ok|okay|online|healthy|available|reachable)(?: again)?{_WHOLE}"
    r"|\bback (?:up|online|in service)\b|\bhealthy again\b|\bup again\b"
    r"|\b(?:completed|finished|ended) successfully\b|\b(?:was|is|were) successful\b|\bsuccessfully completed\b"
    r"|\b(?:service|access|connectivity|connection|operations?|availability|replication|traffic)"
    rf"\s+{_BEEN}(?:restored|resumed){_WHOLE}"
    r"|\bno longer (?:failing|firing|down|in alarm|alarming|unhealthy|unreachable|unavailable|degraded|breach\w*)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:not|never|no(?! longer)|none|nothing|neither|hardly|barely|without|cannot|can't|couldn't|won't|isn't|aren't|"
    r"wasn't|hasn't|haven't|didn't|doesn't|unable|fail(?:s|ed|ing|ure)? to|yet to|to be|will|would|should|may|might|"
    r"could|can|must|if|unless|until|till|once|when|before|whether|still|almost|nearly|partial(?:ly)?|partly|mostly|half|"
    r"some|being|trying|attempt(?:s|ed|ing)?|expect\w*|hop\w+|wait\w*|pending|un-?(?:resolved|recovered|cleared|closed)|"
    r"by mistake|mistakenly|by accident|accidental\w*|wrongly|by error|prematurely|"
    r"from (?:an? |the )?(?:\w+ )?(?:backup|snapshot)|with (?:\w+ )?(?:errors?|failures?|warnings?)|"
    r"briefly|temporarily|for now|only|again (?:fail|down|lost)\w*|last time|earlier|yesterday|previous(?:ly)?|used to|"
    r"team|process|plan|procedure|runbook|point|mode|investigat\w*)\b"
    r"|\b(?:\d+|one|two|three|four|five|first|second|most|many) (?:out )?of (?:the |our |\d+\b|two|three|four|five)",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:still|fail(?:s|ed|ing|ures?)?|down|gone|lost|losing|missing|corrupt\w*|broken|stuck|deleted|dropped|wiped|"
    r"overwritten|unavailable|unreachable|unhealthy|degraded|impaired|critical|crash\w*|offline|refus\w+|reject\w+|"
    r"timing out|timed out|out of|exhaust\w*|full|stopp?ed|stalled|firing|alarming|not|never|cannot|can't|isn't|aren't|"
    r"wasn't|unable|unresolved|again|stale|dead|lag\w*|behind|alerts firing)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^\W{0,6}(?:(?i:RESOLVED|OK|RECOVERY|RECOVERED|CLEARED|CLOSED)(?=\s*(?:$|[\]:|)\u2013\u2014-]|in \w.{0,30}:))"
    r"|(?:RESOLVED|RECOVERED)\s)"
)
_CLAUSE = re.compile(r"[.;!?]\s+|[.;!?]$|\n+|:\s|,?\s+(?:but|however|though|although|yet|while|whereas)\s+", re.I)
_DENIED = re.compile(
    r"\b(?:not|un|never|hasn't|isn't|no)[ -]?(?:yet )?(?:been )?(?:recovered|resolved|cleared)|alerts firing|"
    r"still (?:down|fail\w+|firing)",
    re.I,
)


def is_headed_over(subject: str) -> bool:
    """Does a headline open with the word that monitoring puts there when all is well: "RESOLVED: ..", "[OK] .." """
    return _HEAD.match(subject) is not None


def says_over(subject: str, told: str = "") -> bool:
    """
    Whether these words end the trouble: by the headline's first word, by a state that changed for the better, or by
    sentences of which one says so plainly and none tells of trouble.
    """
    if (changed := changed_to(f"{subject}\n{told}")) is not None:
        return changed == "resolved"
    if is_headed_over(subject):
        return _DENIED.search(told) is None
    clauses = [clause for clause in _CLAUSE.split(told[:4000]) if clause and clause.strip()]
    ends = [clause for clause in (subject, *clauses) if _OVER.search(clause)]
    if not ends or any(_UNSURE.search(clause) for clause in ends):
        return False
    return not any(_TROUBLE.search(clause) for clause in clauses if clause not in ends)


def changed_to(said: str) -> State | None:
    """Where the last change of state led: "OK -> CRITICAL", "from ALARM to OK"; None when none is told."""
    changes = [*_CHANGED.finditer(said[:4000])] or [*_WAS.finditer(said[:4000])]
    if not changes:
        return None
    return "resolved" if re.sub(r"_", " ", changes[-1]["new"].lower()) in GOOD_WORDS else "firing"
