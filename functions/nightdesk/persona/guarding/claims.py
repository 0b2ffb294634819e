"""What a text says was done, so that it can be compared with what was."""

import re
from collections.abc import Iterator

from nightdesk.persona.guarding.allowed import Claim


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
            r"(?:help|vet|ambulance|doctor|someone|somebody|team|they|dr\.? \w+|ayuda|ambulancia"
            r"|veterinario)\b[^.!?,]"
            r"{0,25}\b(?<!cooling )(?:on (?:the|his|her|their|its) way(?! (?:to (?!you|us|help|see|meet)"
            r"|there|in|now))|coming|dispatched"
            r"|arriv\w+|en camino|viene)",
            r"(?:sent|dispatched|sending|ordered|arranged) (?:you )?(?:help|an ambulance|someone|a vet|a taxi|your)",
            rf"{_SOMEBODY}(?:'s| is| are) (?:now )?(?:driving|flying|riding|heading|rushing|running|outside|at"
            rf" your|near you)\b",
            r"(?:taxi|driver|drone|ambulance|car) (?:is|waits?|comes?|stands)\b(?! (?:warm|cool|quiet|too))",
            r"(?:help|ambulance|vet|doctor|someone) will (?:be|come|arrive|reach|meet|visit|call)\b",
            r"(?:ambulance|help|taxi) (?:has|was|is) (?:been )?(?:sent|ordered|called|arranged|booked)",
            r"(?:veterinari[oa]|doctora?|ayuda|ambulancia|alguien)\b[^.!?]{0,20}\b(?:va para|va a tu|viene|vienen"
            r"|llega\w*|saldra)\b",
            r"(?:mande|envie|pedi|enviado|mandado|pedido) (?:una |un |la |el )?(?:ambulancia|ayuda|veterinari[oa]"
            r"|taxi)",
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
            r"(?:ya )?(?:llame|avise|contacte|desperte|hable con)\b",
        ),
    ),
    (
        "told",
        _any(
            rf"{_WE} (?:called|phoned|rang|texted|told|informed|notified|contacted|alerted|sent) (?:them|him|her"
            rf"|9\d\d|it|your"
            r"|an?\b|the (?:clinic|hospital|poison|police|er)\b)",
        ),
    ),
    (
        "answered",
        _any(
            rf"{_SOMEBODY}(?:'s| (?:has|is|will|have|are))? (?:now |already )?(?:{_ANSWERS}|looked|looks|approved"
            rf"|checked"
            r"|thinks|told|knows|wants|recommends|prescribed|okayed)\b",
            r"(?:approved|reviewed|checked|signed|confirmed|prescribed|authorized) by (?:a |an |our |the |your )?"
            r"(?:vet|veterinarian|doctor|dr|specialist)",
            r"(?:veterinari[oa]|doctora?|clinica|hospital)\b[^.!?]{0,12}\b(?:reviso|aprobo|dijo|vio|dice|aprueba"
            r"|recomienda)\b",
            r"(?:clinic|hospital|vet) (?:has|have|got|received|knows?|is holding|holds?|keeps?|saved|reserved"
            r"|kept) (?:your|the|a)\b",
        ),
    ),
    (
        "booked",
        _any(
            r"booked|reserved|scheduled|made you an appointment|appointment (?:is )?(?:set|made|booked|confirmed)",
            r"(?<!so )they(?:'re| are|'ll be| will be) (?:expecting|ready|waiting|preparing)|(?:clinic|hospital)"
            r" (?:is"
            r" expecting|knows|is ready)|te esperan|reservado",
        ),
    ),
    (
        "acted",
        _any(
            rf"{_BE} (?:\w+ )?(?:restarted|rolled back|reverted|redeployed|deployed|failed over|scaled|rebooted"
            rf"|flushed"
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
    (
        "resolved",
        _any(rf"(?:{_BE}|now) (?:\w+ )?(?:resolved|closed|over)", "all clear", "caso cerrado", r"(?:i|we) closed"),
    ),
)

_DENIED = re.compile(
    r"\b(?:not|no|never|nobody|none|hasn't|haven't|isn't|aren't|wasn't|nadie|if|once|when|until|unless|whether|si"
    r"|cuando)\b"
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


_PEOPLE = (
    r"(?:dr\.?(?: \w+){1,2}|(?:vets?|veterinarians?|doctors?|nurses?|clinic|hospital|team|staff|poison line|police"
    r"|paramedics"
    r"|veterinari[oa]s?|doctora?|clinica)(?! (?:that|who|if|when|now|today|visit|line)\b))"
)
_SAYS_OF_PEOPLE = re.compile(
    rf"\b{_PEOPLE},? (?:(?:has|have|had|is|are|was|were|did|knows?|knew|signed|saw|heard|got|agreed|took|let|made"
    rf"|already"
    r"|just|now)\b(?: \w+)?|(?:ya |ha |han |esta |fue |vio |sabe |dijo |dio )|\w{2,}ed\b)"
)
_SAYS_OF_US = re.compile(
    r"\b(?:i|we)(?:'ve|'d| have| had)? (?:already |just |also |even )?(?!am\b|are\b|can\b|cannot\b|could\b|will\b"
    r"|would\b|won't\b"
    r"|know\b|see\b|hear\b|hope\b|understand\b|want\b|wish\b|have that\b|that\b|keep\b|stay\b|do\b|don't\b|may\b"
    r"|need\b|connect"
    r"\b|get\b|ask\b|wake\b|look\b|think\b|feel\b|care\b|love\b|too\b|also\b|'m\b|can't\b|couldn't\b|name\b|ring\b"
    r"|did not\b|didn't\b"
    r"|haven't\b|could not\b|do not\b|it\b|no\b|all\b|have no\b)[a-z']+"
)


def untold(text: str) -> Iterator[str]:
    """
    Anything said of what somebody did, knows or is, true or not: "your vet has signed", "I let them know".

    For an emergency, where an owner who believes that help is coming waits for it.
    """
    for pattern in (_SAYS_OF_PEOPLE, _SAYS_OF_US):
        for match in pattern.finditer(text):
            before = re.split(r"[.!?;]\s", text[: match.start()])[-1]
            if not _DENIED.search(before) and not _DENIES.search(match.group()):
                yield match.group()
