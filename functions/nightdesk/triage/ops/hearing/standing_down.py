"""Words that call an alarm off: a drill, a test, a false alarm, a recovery, "no impact"."""

import re

from nightdesk.triage.ops.hearing.kind import plain

_STANDS_DOWN = re.compile(
    r"\bfalse (?:alarm|positive)|\btest (?:notification|alert|message|alarm)\b|\bthis is (?:only )?a test|"
    r"\b(?:game ?day|fire ?drill|drill|rehearsal|chaos (?:test|experiment))\b|\bback to normal|"
    r"\b(?:resolved|recovered|healed) (?:by itself|on its own|itself|after)|\bself (?:resolved|healed)|"
    r"\balarm -?>? ?ok\b|"
    r"\bhas recovered\b|^\w+ up recovered|\bnothing is (?:down|wrong)|\bno longer (?:firing|failing)|"
    r"\bonly a test\b|\bplease ignore\b"
)
_NOT_YET = re.compile(
    r"\bnot (?:\w+ )?(?:recovered|resolved|a (?:drill|test|false))|\bno drill|\bagain\b|\bstill\b|\bexcept\b|"
    r"\b(?:drill|test|exercise|rehearsal|experiment)\b[^.;,]{0,30}\b(?:fail|broke|out of control|went wrong)"
)
_NO_IMPACT = re.compile(
    r"\bno (?:\w+ ){0,2}(?:impact|effect)\b(?! (?:known|assessment|yet))|\bnot (?:\w+ )?customer (?:facing|visible)|"
    r"\bno (?:customers?|users?) (?:are |is |were )?(?:affected|impacted)|\bbefore any traffic\b|\bas planned\b"
)


def stands_down(text: str) -> bool:
    """Whether the words say that there is nothing to do."""
    said = plain(text)
    return bool(_STANDS_DOWN.search(said)) and not _NOT_YET.search(said)


def says_no_impact(text: str) -> bool:
    """Whether the words say that nobody is hurt."""
    return bool(_NO_IMPACT.search(plain(text)))
