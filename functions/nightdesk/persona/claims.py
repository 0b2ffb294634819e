"""What a text says was done, so that it can be compared with what was."""

import re
from collections.abc import Iterator

from nightdesk.persona.allowed import Claim


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


_WE = r"(?:i|we|i have|we have|i've|we've|i just|we just|he|ya he|hemos)(?: already| just)?"
_SOMEBODY = (
    r"(?:dr\.?(?: \w+){1,2}|(?:our |the |a |your |another |nuestro |el |un )?(?:on-call )?(?:vet|veterinarian|doctor"
    r"|engineer|team|specialist|technician|someone|somebody|clinic|hospital|veterinario|clinica))"
)
_ANSWERS = (
    r"has your|answered|your case|handling|looking|taking|took|got|working|with you|ready|on it|reviewing|reviewed"
    r"|reading|read|aware|agrees?|said|says|confirm\w*|call you|acknowledged|investigating|fixing|tiene tu|respondio"
)
_BE = r"(?:i|we|i've|we've|have|has|was|were|been|is|are)"

PATTERNS: tuple[tuple[Claim, re.Pattern[str]], ...] = (
    (
        "coming",
        _any(
            r"(?:help|vet|ambulance|doctor|someone|somebody|team|they|dr\.? \w+|ayuda|ambulancia|veterinario)\b[^.!?]"
            r"{0,25}\b(?:on (?:the|his|her|their|its) way|coming|dispatched|arriv\w+|en camino|viene)",
            r"(?:sent|dispatched|sending) (?:help|an ambulance|someone|a vet)",
        ),
    ),
    (
        "woken",
        _any(
            rf"{_WE} (?:called|phoned|rang|texted|paged|alerted|woken|woke|notified|contacted|reached|informed|told"
            r"|llamado|avisado|despertado|contactado)",
            r"(?:i'm|i am|we're|we are|estoy|estamos) (?:now )?(?:calling|phoning|paging|waking|alerting|notifying"
            r"|contacting|llamando|avisando|despertando)",
            r"(?:has|have|was|were) been (?:called|paged|alerted|notified|woken|contacted|informed)",
        ),
    ),
    ("answered", _any(rf"{_SOMEBODY}(?:'s| (?:has|is|will|have|are))? (?:now |already )?(?:{_ANSWERS})")),
    (
        "booked",
        _any(
            r"booked|reserved|scheduled|made you an appointment|appointment (?:is )?(?:set|made|booked|confirmed)",
            r"they(?:'re| are) expecting you|(?:clinic|hospital) (?:is expecting|knows|is ready)|te esperan|reservado",
        ),
    ),
    (
        "acted",
        _any(
            rf"{_BE} (?:\w+ )?(?:restarted|rolled back|reverted|redeployed|deployed|failed over|scaled|rebooted|flushed"
            r"|patched|approved|applied|executed|fixed)"
        ),
    ),
    (
        "recovered",
        _any(
            rf"(?:{_BE}|fully|now) (?:\w+ )?(?:recovered|back to normal|healthy again|stable|stabilized|mitigated"
            r"|contained)",
            "back at baseline",
        ),
    ),
    ("resolved", _any(rf"(?:{_BE}|now) (?:\w+ )?(?:resolved|closed|over)", "all clear", "caso cerrado")),
)

_DENIED = re.compile(
    r"\b(?:not|no|never|nobody|none|hasn't|haven't|isn't|aren't|wasn't|nadie|if|once|when|until|unless|whether|si|cuando)\b"
    r"(?:\W+\w+){0,5}\W*$"
)
_DENIES = re.compile(r"\b(?:not|nobody|nadie|yet to)\b")


def claims_in(text: str) -> Iterator[tuple[Claim, str]]:
    """Each claim with its words. "Nobody has answered yet" and "once she has answered" claim nothing."""
    for claim, pattern in PATTERNS:
        for match in pattern.finditer(text):
            before = re.split(r"[.!?;]\s", text[: match.start()])[-1]
            if not _DENIED.search(before) and not _DENIES.search(match.group()):
                yield claim, match.group()
