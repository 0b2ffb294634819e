"""How sure, how soon and how far: breached or only suspicious, full or filling, held off or got in."""

import re

from nightdesk.triage.ops.hearing.kind_words import Kind

_FULL = (
    r"(?<!% )(?<!percent )(?<!free )(?<!be )(?<!get )(?<!getting )(?<!becomes )(?<!become )(?<!gets )(?<!almost "
    r")(?<!nearly )"
    r"(?<!before )(?<!until )(?<!not )(?<!half )(?<!in )\bfull\b(?! (?:in|within|by|soon|tomorrow|backup|scan|gc|"
    r"table|"
    r"name|text|load|speed|outage|stack)\b)"
)
_CONFIRMED: dict[Kind, re.Pattern[str]] = {
    Kind.SECURITY: re.compile(
        r"breach|exfiltrat|compromis|kompromittiert|comprometid|ransom|rootkit|backdoor|stolen|gestohlen|robad|leak|"
        r"exposed|malware|trojan|bitcoin|crypto|monero|xmrig|miner\b|confirmed|intruder|attacker|defaced|skimm|"
        r"reverse shell|tor exit|succeeded|(?<!un)successful|copied|fraudulent|unauthori[sz]ed (?:transfers?|"
        r"payments?)|dump|offered|posted|published|sold|downloaded|bulk read|encrypted|other (?:customer|user|"
        r"patient)|wrong (?:customer|user|patient)|mix up|\bgot in\b|mimikatz|cobalt strike|web ?shell"
    ),
    Kind.EXPIRY: re.compile(r"\bexpired|lapsed"),
    Kind.CAPACITY: re.compile(
        rf"{_FULL}|no space|(?<!of )100 ?%(?! of its \w+ quota)|exhaust|"
        rf"(?<!almost )(?<!nearly )(?<!running )out of|exceeded|"
        r"(?:limit|maximum|quota) (?:is |was )?reached|\b0 bytes|\b0 ?% (?:\w+ )?(?:free|left|space)|read only"
    ),
    Kind.SATURATION: re.compile(r"exhaust|\boom|out of memory|saturated|100 ?%|maxed|overload|pool"),
}
_IMMINENT = re.compile(
    r"\b(?:in|within|under|next|less than|about) (?:about |the next |less than )?\d+(?:\.\d+)? ?(?:m|min\w*|h|hrs?|"
    r"hours?)\b|\btomorrow|\btoday|\btonight|\b(?:in|within) (?:[0-3]|one|two|three) days?\b|99(?:\.\d+)? ?%|"
    r"\bin\d+ ?hours"
)
_HELD_OFF = re.compile(
    r"(?:all|were|was|attempts?|requests?|traffic) (?:\w+ )?(?:blocked|rejected|dropped|denied|mitigated)|"
    r"blocked (?:requests|attempts|attack\w*)|none (?:\w+ )?(?:succeeded|reached|got)|no (?:\w+ )?(?:exploit\w*|"
    r"breach|compromise)|not exploited|patch available|before release|known (?:source|scanner|address)|"
    r"source addresses known|password was reset|mfa passed|announced|nothing new|office address|for legacy|"
    r"still (?:enabled|offered)|weak cipher|tls ?(?:v|version )?1 ?\.?[01]\b|security (?:header|score|posture)"
)
_GOT_IN = re.compile(
    r"\bexfiltration\b(?! attempts?)|\bbackdoor|\brootkit|\b(?:reverse|web) ?shell|\bxmrig|\bransom\w* (?:note|"
    r"demand)|\bgot in\b|\bgained\b|\bgot through\b|(?<!none )(?<!no )(?<!not )(?<!0 )\b(?:succeeded|"
    r"successful(?:ly)?)\b|(?<!no )(?<!not )(?<!attempted )(?<!prevented )(?<!of )(?<!for )(?<!from )\b(?:exfiltrated|"
    r"stolen|copied|dumped|leaked|encrypted|downloaded|compromised|exported|hijacked|defaced)\b|\bothers? (?:got|"
    r"reached|passed|were not)|\b(?:but|except) (?:one|some|\d+)\b|\bdata (?:is |was )?(?:gone|taken)"
)
"""What says that whoever was blocked, was blocked in part."""
_HEDGED = re.compile(r"\b(?:may|might|could|would|if|can) (?:\w+ ){0,4}$")
# The mission counts a risk of losing data as losing it; "could lose data" in a rule's description is only prose.
_MAYBE = re.compile(r"\b(?:may|might|could|would)\b")
_CONDITION = re.compile(r"(?:^|[.;!?] ?)(?:if|when|unless|once|should|in case)\b[^.;!?]*$")
_RISK_BEFORE = re.compile(r"\b(?:possibly|possible|potential(?:ly)?|risk of|suspected) (?:\w+ ){0,4}$")
_RISK_AFTER = re.compile(r"^ (?:risk|possible|likely|imminent)")
_ROUTINE = re.compile(
    # What is called of no use, right before it is named, or a job that is there to remove.
    r"\b(?:old|stale|unused|orphaned|obsolete|duplicate|expired|temp|temporary|scratch|"
    r"test) (?:[\w.]+ ){0,2}(?:database|db|table|schema|bucket|volume|snapshot|backup|ind|object|record|row|file|"
    r"document|disk|replica|secret|cred|key|token|account|entr|collection)|\b(?:retention|lifecycle|clean ?up|"
    r"rotation|archiv\w+|erasure|gdpr|ttl|vacuum) (?:\w+ )?(?:jobs?|polic\w+|runs?|tasks?|scripts?|rules?|requests?|"
    r"deleted|removed|erased|expired)|\bby (?:an? |the )?(?:\w+ )?(?:retention|lifecycle|clean ?up|rotation|gdpr|"
    r"ttl)\b|\b(?:rotated|key rotation|rotates?)\b|\bto (?:the )?vault\b"
)
"""What is deleted, renamed and published every day. It counts for nothing as soon as a mishap is told."""
_MISHAP = re.compile(
    r"accident|mistake|wrong|production|prod\b|customer|users?\b|clients?\b|patient|unexpected|lost|attack|public|"
    r"unknown|corrupt|breach|leak|stolen|\ball (?:\w+ )?backups|every backup|last backup|too (?:much|many)"
)


def is_confirmed(kind: Kind, said: str) -> bool:
    """
    The strong form: a theft rather than something suspicious, expired rather than expiring, full rather than
    filling.
    """
    words = _CONFIRMED.get(kind)
    return bool(words and words.search(said))


def is_imminent(kind: Kind, said: str) -> bool:
    """It comes within hours."""
    return kind in _CONFIRMED and bool(_IMMINENT.search(said))


def is_held_off(kind: Kind, said: str) -> bool:
    """
    An attack that did not get in, a weakness that nobody has used; not if anything says that somebody is
    inside.
    """
    return kind is Kind.SECURITY and bool(_HELD_OFF.search(said)) and not got_in(said)


def got_in(said: str) -> bool:
    """Whether anything says that an attacker is inside or has taken something."""
    return bool(_GOT_IN.search(said))


def is_hedged(kind: Kind, before: str, words: str, after: str) -> bool:
    """Only said to be possible: "may be lost", "records may be lost", "possible breach"."""
    if _HEDGED.search(before) or _MAYBE.search(words):
        return True
    return kind is not Kind.DATA_LOSS and bool(_RISK_BEFORE.search(before) or _RISK_AFTER.match(after))


_JOBS_DO = re.compile(
    r"publish|rotat|export|copied|moved|renamed|encrypt|upload|public|disabled|created|deleted|committed"
)


def is_conditional(before: str, words: str) -> bool:
    """What a rule's prose says could come of it: "if the age passes the retention, records may be lost"."""
    is_maybe = _HEDGED.search(before) or _MAYBE.search(words) or _RISK_BEFORE.search(before)
    return bool(is_maybe and _CONDITION.search(before))


def is_routine(kind: Kind, words: str, clause: str, said: str) -> bool:
    """What a job does every day, told in the words' own clause, and no word of a mishap. No job is an intruder."""
    if kind is Kind.SECURITY and not _JOBS_DO.search(words):
        return False
    return bool(_ROUTINE.search(clause)) and not _MISHAP.search(said)
