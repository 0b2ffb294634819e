"""What kind of failure an alarm tells of, read from its name, metric, summary and source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from nightdesk.alarm.alarm import Alarm


class Kind(StrEnum):
    """Kinds of failure. The value is how people say it."""

    DATA_LOSS = "data loss"
    SECURITY = "security"
    OUTAGE = "outage"
    ERRORS = "errors"
    LATENCY = "latency"
    DURABILITY = "durability"
    SATURATION = "saturation"
    CAPACITY = "capacity"
    EXPIRY = "expiry"
    CHANGE = "failed change"
    ANOMALY = "anomaly"
    HEARTBEAT = "heartbeat"
    UNKNOWN = "unrecognised"


SPREADING = frozenset({Kind.OUTAGE, Kind.ERRORS, Kind.LATENCY, Kind.SATURATION, Kind.UNKNOWN})
"""Kinds that a failing dependency can cause in the services that lean on it. A full disk or an intruder is no echo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One kind recognised. words: the words it was recognised by.

    is_confirmed: the strong form (a breach rather than something suspicious, expired rather than expiring, full
    rather than filling). is_partial: one instance of several. is_hedged: only said to be possible.
    """

    kind: Kind
    words: str
    is_confirmed: bool = False
    is_partial: bool = False
    is_hedged: bool = False


_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.HEARTBEAT, r"watchdog|dead ?man'?s? ?switch|info ?inhibitor"),
    (
        Kind.DATA_LOSS,
        r"data ?loss|los(?:s|ing|t) (?:of )?(?:customer |user |all |some |our )?(?:data|writes|orders|payments|records|"
        r"transactions|messages|rows)|(?:data|records?|rows?|tables?|orders?|writes?|files?|messages?|blocks?|pages?|"
        r"ind(?:ex|ices)|wal|disk|volume|database|db)(?: (?:was|were|is|are|has been|have been|being|got))* "
        r"(?:lost|deleted|wiped|dropped|truncated|overwritten|missing|corrupt\w*)|corrupt(?:ed|ion|ing)\b|"
        r"unrecoverable|irrecoverable|split ?brain|checksum (?:mismatch|failures?|errors?)|"
        r"(?:raid|array) (?:failed|degraded)|"
        r"(?:dropped|truncated|deleted|wiped) (?:the )?(?:production |prod )?"
        r"(?:table|database|db|bucket|volume)",
    ),
    (
        Kind.SECURITY,
        r"breach\w*|intrusion|intruder|exfiltrat\w*|compromis\w+|malware|ransom ?ware|rootkit|backdoor|trojan|"
        r"brute ?force\w*|credential (?:stuffing|leak\w*|theft|access|compromise\w*)|(?:leaked|exposed|stolen) "
        r"(?:\w+ )?(?:credentials?|secrets?|keys?|tokens?|passwords?|data|bucket)|"
        r"(?:secrets?|credentials?|keys?|tokens?|passwords?|pii|data)(?: \w+)? (?:leak\w*|exposed|exposure|stolen)|"
        r"privilege escalation|unauthori[sz]ed (?:\w+ )?(?:access|api|calls?|log ?ins?|activity|changes?|users?)|"
        r"root (?:account|user|login|credential) ?(?:usage|used|login|activity|sign ?in)?|crypto ?(?:currency|min\w+)|"
        r"bitcoin|ddos|denial of service|sql ?injection|guard ?duty|security ?hub|suspicious|attack\w*|"
        r"vulnerabilit\w+|cve \d{4}|security (?:group change|incident|alert|event|finding|risk|issue)|hack\w*|"
        r"public(?:ly)? (?:accessible|readable|exposed|bucket)|impossible travel|recon\w* (?:ec2|iam)|pen ?test iam|"
        r"stealth iam|defense ?evasion|port ?(?:scan|probe)\w*|command and control|\bc ?c ?activity|phishing",
    ),
    (
        Kind.DURABILITY,
        r"backups? (?:\w+ ){0,2}(?:fail\w*|missing|missed|overdue|error\w*|stale|old|not)|"
        r"(?:fail\w*|missing|missed|overdue|no|stale) (?:\w+ ){0,2}backups?|"
        r"snapshots? (?:\w+ )?(?:fail\w*|missing|overdue)|replication (?:\w+ )?(?:broken|stopped|fail\w*|halted|"
        r"lag\w*)|"
        r"repl(?:ica|ication) ?lag\w*|(?:replica|standby|follower|secondary) (?:\w+ )?(?:lag\w*|behind|broken|lost)|"
        r"(?:archiv\w+|wal) (?:\w+ )?fail\w*|under ?replicated|point in time recovery|restore (?:test )?fail\w*",
    ),
    (
        Kind.EXPIRY,
        r"(?:cert\w*|tls|ssl|domain|token|licen[cs]e|secret|key|password) (?:\w+ ){0,4}(?:expir\w*|renew\w*)|"
        r"expir\w+ (?:\w+ ){0,3}(?:cert\w*|tls|ssl|domain|token|licen[cs]e)|days ?to ?expiry|cert ?expir\w*",
    ),
    (
        Kind.CHANGE,
        r"(?:deploy\w*|roll ?out|rollback|pipeline|build|release|migration|canary)\b(?: \S+){0,4} "
        r"(?:fail\w*|aborted|stuck|timed out|rolled back)|fail\w* (?:\w+ )?(?:deploy\w*|roll ?out|release|migration)|"
        r"generation mismatch|roll ?out stuck",
    ),
    (
        Kind.OUTAGE,
        r"outage|(?<!scale )(?<!scaled )(?<!scaling )(?<!slow )(?<!cool )(?<!count )(?<!drill )(?<!wind )\bdown\b"
        r"(?! ?(?:stream|scal\w*|load\w*|grad\w*|time window))|unavailab\w*|unreachab\w*|off ?line|"
        r"not (?:responding|reachable|available|ready|running|serving|healthy)|(?:is|are|all) dead|crashed|"
        r"(?:no|0|zero) (?:healthy|available|running|ready|active|live) \w*|no ?leader|lost quorum|quorum lost|"
        r"health ?checks? (?:\w+ )?(?:fail\w*|bad|critical|unhealthy|red)|(?:can ?not|can't|cannot|unable to) "
        r"(?:connect|reach|log ?in|check ?out|pay|load|serve)|connection refused|"
        r"(?:all|every|100 ?%)(?: of)?(?: the)?(?: \w+){0,2} (?:requests?|hosts?|targets?|instances?|pods?|users?|"
        r"customers?|nodes?)(?: are| is| \w+)? (?:fail\w*|down|unhealthy|erroring|affected|rejected)|"
        r"un ?healthy(?: ?host)?\w*|"
        r"healthy ?host ?count|status ?check ?failed|probe ?(?:failed|success)|no (?:traffic|requests)|"
        r"(?:missed|missing|no|silent|lost) heart ?beats?|"
        r"heart ?beats? (?:\w+ )?(?:missed|missing|lost|stopped|absent)|"
        r"absent\b|blackhole|not ?ready|down ?time\b|black ?out|power (?:loss|failure)|fail ?over\b",
    ),
    (
        Kind.ERRORS,
        r"\berr(?:or)?s?\b|\b5 ?xx\b|\b50[0234]s?\b|\b4 ?xx\b|fail\w*|exceptions?|faults?\b|crash\w*|panics?|reject\w*|"
        r"time ?outs?\b|timing out|timed out|dead ?letter\w*|\bdlq\b|success ?(?:rate|ratio)|availability|burn ?rate|"
        r"\bslo\b|error ?budget|declin\w+|abort\w*|broken|retries|packet loss|unprocessed|bad gateway|stack ?trace",
    ),
    (
        Kind.LATENCY,
        r"laten\w+|slow\w*|response ?times?|\bp ?(?:50|90|95|99|999)\b|durations?|apdex|delay\w*|sluggish|"
        r"request ?time|round ?trip|ttfb|processing time|lag\b",
    ),
    (
        Kind.CAPACITY,
        r"disks?\b|storage|file ?systems?|volumes?\b|inodes?|quotas?|free ?space|burst ?balance|credit ?balance|"
        r"no space left|out of (?:space|capacity|ip\w*)|ip addresses|filling ?up|limit (?:reached|exceeded)|capacity|"
        r"service limits?|insufficient (?:capacity|instance)",
    ),
    (
        Kind.SATURATION,
        r"\bcpu\b|memory|\bmem\b|\boom\w*|out of memory|throttl\w*|connections?|pool|exhaust\w*|saturat\w*|queue|"
        r"backlog|consumer ?lag|\bload\b|io ?wait|threads?|file descriptors?|concurren\w+|iterator ?age|"
        r"age ?of ?oldest|heap|garbage|\bgc\b|utili[sz]ation|overload\w*|rate ?limit\w*|swap\w*|high usage|"
        r"messages ?visible",
    ),
    (
        Kind.ANOMALY,
        r"anomal\w+|unusual\w*|outliers?|deviat\w+|trend\w*|forecast|\bcosts?\b|budget|billing|spend\w*|baseline|"
        r"unexpected|spike|drop in|notice|drift\w*|maintenance|scheduled|reminder|informational",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z])", re.IGNORECASE)) for kind, words in _KINDS)

_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|without|never|zero|isn't|wasn't|aren't|unlikely|rul(?:ed|ing) out|free of|0)(?: \w+){0,3} $"
)
_DENIED_AFTER = re.compile(
    r"^[:=]? ?(?:(?:is|was|has been|were) )?(?:ruled out|not (?:seen|detected|observed|suspected|found|"
    r"confirmed|affected|expected)|unlikely|excluded|false|none|no\b|0\b|resolved|recovered)"
)
_HEDGED = re.compile(r"\b(?:may|might|could|would|if|can) (?:\w+ ){0,4}$")
# The mission counts a risk of losing data as losing it; "could lose data" in a rule's description is only prose.
_RISK_BEFORE = re.compile(r"\b(?:possibly|possible|potential(?:ly)?|risk of|suspected) (?:\w+ ){0,4}$")
_RISK_AFTER = re.compile(r"^ (?:risk|possible|likely|imminent)")
_CONFIRMED: dict[Kind, re.Pattern[str]] = {
    Kind.SECURITY: re.compile(
        r"breach|exfiltrat|compromis|ransom|rootkit|backdoor|stolen|leak|exposed|malware|trojan|"
        r"bitcoin|crypto|confirmed"
    ),
    Kind.EXPIRY: re.compile(r"\bexpired|has expired|already expired"),
    Kind.CAPACITY: re.compile(r"\bfull\b|no space|100 ?%|exhaust|out of|exceeded|\breached"),
    Kind.SATURATION: re.compile(r"exhaust|\boom|out of memory|saturated|100 ?%|maxed|overload|pool"),
}
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:one|an?|single|1 of \d+|instance|node|host|pod|replica|worker|shard|broker|member|target|server|task|"
    r"container|az|zone|standby|some|partial\w*|unhealthy ?hosts?)\b"
)
_ALL = re.compile(r"\b(?:all|every|complete\w*|total\w*|entire|full|whole|hard)\b")


@lru_cache(maxsize=4096)  # a storm repeats the same few names and summaries
def findings(*texts: str) -> tuple[Finding, ...]:
    """Every kind that one or more texts tell of, each kind once, the gravest kinds first. Denials are understood."""
    spoken = [said for text in texts if (said := plain(text))]
    found: dict[Kind, Finding] = {}
    for kind, pattern in _PATTERNS:
        for said in spoken:
            for finding in _in(said, kind, pattern):
                known = found.get(kind)
                if known is None or (known.is_hedged and not finding.is_hedged):
                    found[kind] = finding
    if Kind.HEARTBEAT in found:
        return (found[Kind.HEARTBEAT],)
    return tuple(found.values())


def _in(said: str, kind: Kind, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for match in pattern.finditer(said):
        before, after = said[max(0, match.start() - 60) : match.start()], said[match.end() : match.end() + 40]
        if _DENIED_AFTER.match(after.lstrip(" ") if after[:1] in " :=" else after) or _is_denied(before):
            continue
        confirmed = _CONFIRMED.get(kind)
        yield Finding(
            kind=kind,
            words=match[0].strip(),
            is_confirmed=bool(confirmed and confirmed.search(said)),
            is_partial=bool(_ONE_OF_SEVERAL.search(said)) and not _ALL.search(said),
            is_hedged=bool(_HEDGED.search(before))
            or (kind is not Kind.DATA_LOSS and bool(_RISK_BEFORE.search(before) or _RISK_AFTER.match(after))),
        )


def _is_denied(before: str) -> bool:
    # A denial does not reach over a full stop or a "but".
    clause = re.split(r"[.;!?,]|\bbut\b", before)[-1]
    return bool(_DENIED_BEFORE.search(clause))


def plain(text: str) -> str:
    """CamelCase, snake_case and kebab-case as words: "KubePodCrashLooping" -> "kube pod crash looping"."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text[:1000])
    split = re.sub(r"[_/:\-\[\]()\"]+", " ", split)
    return re.sub(r"\s+", " ", split).strip().lower()


def kinds_of(alarm: Alarm) -> tuple[Finding, ...]:
    """
    What one alarm tells of: what its name and metric say, and from the summary what is graver than that.

    A description often talks of more than what happened, so its ordinary words only count when the name says nothing.
    """
    named = findings(alarm.name, alarm.labels.get("metric", ""))
    told = findings(alarm.summary)
    if alarm.source == "eventbridge" and alarm.labels.get("security") == "true":
        named = (Finding(kind=Kind.SECURITY, words=alarm.name, is_confirmed=_names_theft(alarm)), *named)
    if not named or {finding.kind for finding in named} <= {Kind.ANOMALY}:
        return (*told, *named) or (Finding(kind=Kind.UNKNOWN, words=alarm.name),)
    grave = {Kind.DATA_LOSS, Kind.SECURITY}
    known = {finding.kind for finding in named}
    if Kind.OUTAGE not in known and Kind.ERRORS in known:
        grave.add(Kind.OUTAGE)
    return (*(finding for finding in told if finding.kind in grave - known), *named)


def _names_theft(alarm: Alarm) -> bool:
    return bool(_CONFIRMED[Kind.SECURITY].search(plain(f"{alarm.name} {alarm.summary}")))


def leading(found: Iterable[Finding]) -> Finding:
    """The finding that names the alarm: the gravest recognised one."""
    order = list(Kind)
    return min(found, key=lambda finding: (finding.is_hedged, order.index(finding.kind)))
