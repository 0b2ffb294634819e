"""What kind of failure an alarm tells of, read from its name, metric, summary and source."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing import reach
from nightdesk.triage.ops.hearing.kind_words import KINDS
from nightdesk.triage.ops.hearing.kind_words import Kind as Kind

SPREADING = frozenset({Kind.OUTAGE, Kind.ERRORS, Kind.LATENCY, Kind.SATURATION, Kind.UNKNOWN})
"""Kinds that a failing dependency can cause in the services that lean on it. A full disk or an intruder is no echo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One kind recognised. words: the words it was recognised by.

    is_confirmed: the strong form (a breach rather than something suspicious, expired rather than expiring, full
    rather than filling). is_imminent: it comes within hours. is_partial: one instance of several. is_segment: only some
    kind of customers is said to be hit. is_hedged: only said to be possible. is_held_off: an attack that did not get
    in, a weakness that nobody has used.
    """

    kind: Kind
    words: str
    is_confirmed: bool = False
    is_imminent: bool = False
    is_held_off: bool = False
    is_partial: bool = False
    is_segment: bool = False
    is_hedged: bool = False


_PATTERNS = tuple((kind, re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z])", re.IGNORECASE)) for kind, words in KINDS)

_ERRORS = dict(_PATTERNS)[Kind.ERRORS]

_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|without|never|zero|isn't|wasn't|aren't|unlikely|rul(?:ed|ing) out|free of|0)(?: \w+){0,3} $"
)
_DENIED_AFTER = re.compile(
    r"^[:=]? ?(?:(?:is|was|has been|were) )?(?:ruled out|not (?:seen|detected|observed|suspected|found|"
    r"confirmed|affected|expected)|(?:normal|fine|ok|okay|unchanged|stable|healthy|unaffected)\b|unlikely|"
    r"excluded|false|none|no\b|0\b|resolved|recovered)"
)
_HEDGED = re.compile(r"\b(?:may|might|could|would|if|can) (?:\w+ ){0,4}$")
# The mission counts a risk of losing data as losing it; "could lose data" in a rule's description is only prose.
_RISK_BEFORE = re.compile(r"\b(?:possibly|possible|potential(?:ly)?|risk of|suspected) (?:\w+ ){0,4}$")
_RISK_AFTER = re.compile(r"^ (?:risk|possible|likely|imminent)")
_CONFIRMED: dict[Kind, re.Pattern[str]] = {
    Kind.SECURITY: re.compile(
        r"breach|exfiltrat|compromis|ransom|rootkit|backdoor|stolen|leak|exposed|malware|trojan|"
        r"bitcoin|crypto|confirmed|intruder|attacker|defaced|skimm|reverse shell|tor exit|"
        r"succeeded|(?<!un)successful|copied|fraudulent|unauthori[sz]ed (?:transfers?|payments?)|dump|offered|posted|"
        r"published|sold|downloaded|bulk read|encrypted|other (?:customer|user|patient)|wrong (?:customer|"
        r"user|patient)|mix up"
    ),
    Kind.EXPIRY: re.compile(r"\bexpired|lapsed"),
    Kind.CAPACITY: re.compile(
        r"(?<!% )(?<!free )\bfull\b(?! in)|no space|100 ?%|exhaust|out of|exceeded|\breached|\b0 bytes|read only"
    ),
    Kind.SATURATION: re.compile(r"exhaust|\boom|out of memory|saturated|100 ?%|maxed|overload|pool"),
}
_IMMINENT = re.compile(
    r"\b(?:in|within|under|next|less than|about) (?:about |the next |less than )?\d+(?:\.\d+)? ?(?:m|min\w*|h|"
    r"hrs?|hours?)\b|"
    r"\btomorrow|\btoday|\btonight|\b(?:in|within) (?:[0-3]|one|two|three) days?\b|99(?:\.\d+)? ?%|\bin\d+ ?hours"
)
_HELD_OFF = re.compile(
    r"(?:all|were|was|attempts?|requests?|traffic) (?:\w+ )?(?:blocked|rejected|dropped|denied|mitigated)|"
    r"blocked (?:requests|attempts|attack\w*)|"
    r"none succeeded|no (?:\w+ )?(?:exploit\w*|breach|impact|effect|compromise)|not exploited|patch available|"
    r"before release|"
    r"known (?:source|scanner|address)|source addresses known|password was reset|mfa passed|announced|"
    r"nothing new|office address|for legacy|still (?:enabled|offered)|weak cipher|tls ?(?:v|version )?1 ?\.?[01]\b|"
    r"security (?:header|score|posture)"
)


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
    change, errors = found.get(Kind.CHANGE), found.get(Kind.ERRORS)
    if change and errors and errors.words in change.words and not any(_more_errors(said, change) for said in spoken):
        del found[Kind.ERRORS]  # "pipeline failed": what failed is the change
    return tuple(found.values())


def _in(said: str, kind: Kind, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for match in pattern.finditer(said):
        before, after = said[max(0, match.start() - 60) : match.start()], said[match.end() : match.end() + 40]
        if _DENIED_AFTER.match(after.lstrip(" ") if after[:1] in " :=" else after) or _is_denied(before):
            continue
        if kind in _GRAVEST and _ROUTINE.search(said) and not _MISHAP.search(said):
            continue
        confirmed = _CONFIRMED.get(kind)
        yield Finding(
            kind=kind,
            words=match[0].strip(),
            is_confirmed=bool(confirmed and confirmed.search(said)),
            is_imminent=kind in _CONFIRMED and bool(_IMMINENT.search(said)),
            is_held_off=kind is Kind.SECURITY and bool(_HELD_OFF.search(said)),
            is_partial=reach.is_partial(said),
            is_segment=kind is Kind.OUTAGE and reach.is_segment(said),
            is_hedged=bool(_HEDGED.search(before))
            or (kind is not Kind.DATA_LOSS and bool(_RISK_BEFORE.search(before) or _RISK_AFTER.match(after))),
        )


_GRAVEST = frozenset({Kind.DATA_LOSS, Kind.SECURITY})
_ROUTINE = re.compile(
    r"\b(?:temp|temporary|scratch|clean ?up|lifecycle|expired|retention (?:job|policy)|rotat(?:e|ed|ion)|as configured|"
    r"as expected|gdpr|on request|to (?:the )?vault)\b"
)
"""What is deleted, renamed and published every day. It counts for nothing as soon as a mishap is told."""
_MISHAP = re.compile(
    r"accident|mistake|wrong|production|prod\b|customer|users?\b|clients?\b|patient|unexpected|lost|attack|public|unknown|corrupt|breach|leak|stolen"
)


def _more_errors(said: str, change: Finding) -> bool:
    return bool(_ERRORS.search(said.replace(change.words, " ")))


def _is_denied(before: str) -> bool:
    # A denial does not reach over a full stop or a "but".
    clause = re.split(r"[.;!?,]|\bbut\b", before)[-1]
    return bool(_DENIED_BEFORE.search(clause))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """
    CamelCase, snake_case and kebab-case as words: "KubePodCrashLooping" -> "kube pod crash looping"; "0/2" as "0 of 2".

    What nobody sees (zero-width and bidirectional marks) does not keep words apart.
    """
    visible = "".join(c for c in text[:1000] if unicodedata.category(c) != "Cf")
    counted = re.sub(r"(?<![\w/.])(\d{1,4})/(\d{1,4})(?![\w/.])", r"\1 of \2", visible)
    split = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", counted)
    split = re.sub(r"[_/:\-\[\]()\"]+", " ", split)
    return re.sub(r"\s+", " ", split).strip().lower()


def kinds_of(alarm: Alarm) -> tuple[Finding, ...]:
    """
    What one alarm tells of: what its name and metric say, and from the summary what is graver than that.

    A description often talks of more than what happened, so its ordinary words only count when the name says nothing.
    """
    is_security = alarm.source == "eventbridge" and alarm.labels.get("security") == "true"
    return _kinds(alarm.name, alarm.labels.get("metric", ""), alarm.summary, is_security=is_security)


@lru_cache(maxsize=4096)  # every alarm of an incident is read again with every alarm that joins it
def _kinds(name: str, metric: str, summary: str, *, is_security: bool) -> tuple[Finding, ...]:
    named = findings(name, metric)
    told = findings(summary)
    if is_security:
        is_theft = bool(_CONFIRMED[Kind.SECURITY].search(plain(f"{name} {summary}")))
        named = (Finding(kind=Kind.SECURITY, words=name, is_confirmed=is_theft), *named)
    known = {finding.kind for finding in named}
    if known <= _SAYS_LITTLE:
        return (*told, *(one for one in named if one.kind not in {finding.kind for finding in told})) or (
            Finding(kind=Kind.UNKNOWN, words=name),
        )
    grave = {Kind.DATA_LOSS, Kind.SECURITY}
    if Kind.OUTAGE not in known and known & {Kind.ERRORS, Kind.CHANGE}:
        grave.add(Kind.OUTAGE)
    if Kind.SECURITY not in known:
        grave.add(Kind.WRONG)
    stronger = {
        finding.kind: finding for finding in told if finding.is_confirmed or finding.is_imminent or finding.is_held_off
    }
    return (
        *(finding for finding in told if finding.kind in grave - known),
        *(_strongest(finding, stronger.get(finding.kind), summary) for finding in named),
    )


_SAYS_LITTLE = frozenset({Kind.ANOMALY, Kind.NOTICE})


def _strongest(named: Finding, told: Finding | None, summary: str) -> Finding:
    """What the name says, with what the summary knows of the same thing: already so, soon so, or held off."""
    held_off = named.kind is Kind.SECURITY and bool(_HELD_OFF.search(plain(summary)))
    if named.kind is Kind.OUTAGE:
        said = plain(summary)
        partial, segment = named.is_partial or reach.rest_stands(said), named.is_segment or reach.is_segment(said)
        named = replace(named, is_partial=partial, is_segment=segment)
    if told is None:
        return replace(named, is_held_off=named.is_held_off or held_off)
    return replace(
        named,
        is_confirmed=named.is_confirmed or told.is_confirmed,
        is_imminent=named.is_imminent or told.is_imminent,
        is_held_off=named.is_held_off or held_off,
    )


def rest_stands(text: str) -> bool:
    """Whether the words say that only one of several is struck and the rest carries on."""
    return reach.rest_stands(plain(text))


def leading(found: Iterable[Finding]) -> Finding:
    """The finding that names the alarm: the gravest recognised one."""
    return min(found, key=lambda finding: (finding.is_hedged, GRAVITY[finding.kind]))


GRAVITY = {kind: n for n, kind in enumerate(Kind)}
"""The gravest kind first."""
