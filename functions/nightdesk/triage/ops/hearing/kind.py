"""What kind of failure an alarm tells of, read from its name, metric, summary and source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing import certainty, measure, reach
from nightdesk.triage.ops.hearing.denial import is_denied, without_asides
from nightdesk.triage.ops.hearing.innocent import without_innocent, without_watcher
from nightdesk.triage.ops.hearing.kind_words import ALWAYS_FIRING, KINDS
from nightdesk.triage.ops.hearing.kind_words import Kind as Kind
from nightdesk.triage.ops.hearing.plain import Spoken, plain, spoken

SPREADING = frozenset({Kind.OUTAGE, Kind.ERRORS, Kind.LATENCY, Kind.SATURATION, Kind.UNKNOWN})
"""Kinds that a failing dependency can cause in the services that lean on it. A full disk or an intruder is no echo."""
_GRAVEST = frozenset({Kind.DATA_LOSS, Kind.SECURITY})
_SAYS_LITTLE = frozenset({Kind.ANOMALY, Kind.NOTICE})


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
_ALWAYS_FIRING = re.compile(ALWAYS_FIRING)


@lru_cache(maxsize=4096)  # a storm repeats the same few names and summaries
def findings(*texts: str) -> tuple[Finding, ...]:
    """Every kind that one or more texts tell of, each kind once, the gravest kinds first. Denials are understood."""
    told = [spoken(text) for text in texts if plain(text)]
    plainly = [replace(one, said=without_asides(one.said)) for one in told]
    graver = [replace(one, said=without_innocent(one.said)) for one in plainly]
    struck = [replace(one, said=without_watcher(one.said)) for one in plainly]
    found: dict[Kind, Finding] = {}
    for kind, pattern in _PATTERNS:
        for one in graver if kind in _GRAVEST else struck if kind is Kind.OUTAGE else plainly:
            for finding in _in(one, kind, pattern):
                known = found.get(finding.kind)
                if known is None or _mildness(finding) < _mildness(known):
                    found[finding.kind] = finding
                if finding.kind is kind and not any(_mildness(finding)):
                    break  # nothing graver of its kind can follow, and a hostile text repeats itself
    notice = found.get(Kind.NOTICE)
    if notice and measure.is_good_news(notice.words) and any(measure.falls_short(one.said) for one in plainly):
        # "successful logins far below normal" is no success.
        short = found.pop(Kind.NOTICE)
        found.setdefault(Kind.ERRORS, replace(short, kind=Kind.ERRORS))
    change, errors = found.get(Kind.CHANGE), found.get(Kind.ERRORS)
    if (
        change
        and errors
        and errors.words in change.words
        and not any(_more_errors(one.said, change) for one in plainly)
    ):
        del found[Kind.ERRORS]  # "pipeline failed": what failed is the change
    return tuple(found.values())


def _mildness(finding: Finding) -> tuple[bool, bool]:
    """Of two findings of a kind the one that is said as a fact counts, and of these the one that lasts."""
    return finding.is_hedged, finding.is_segment


def _in(one: Spoken, kind: Kind, pattern: re.Pattern[str]) -> Iterator[Finding]:
    said = one.said
    for match in _told_as_so(one, kind, pattern):
        words = match[0].lower()
        before, after = one.clause(match.start(), match.end())
        if kind in _GRAVEST and certainty.is_routine(kind, words, f"{before}{words}{after}", said):
            yield Finding(kind=Kind.ANOMALY, words=match[0].strip())
            continue
        if kind in _GRAVEST and certainty.is_conditional(said[: match.start()], words):
            continue
        yield Finding(
            kind=kind,
            words=match[0].strip(),
            is_confirmed=certainty.is_confirmed(kind, said),
            is_imminent=certainty.is_imminent(kind, said),
            is_held_off=certainty.is_held_off(kind, said),
            is_partial=kind is Kind.OUTAGE and reach.is_partial(one.parted),
            is_segment=kind is Kind.OUTAGE and (reach.is_segment(said) or reach.is_short(said, words)),
            is_hedged=certainty.is_hedged(kind, before, words, after),
        )


def _told_as_so(one: Spoken, kind: Kind, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where the words stand undenied. "No customer impact: orders table dropped" denies only what its no is about."""
    is_grave = kind in _GRAVEST or kind is Kind.OUTAGE
    at = 0
    while match := pattern.search(one.said, at):
        before, after = one.clause(match.start(), match.end())
        is_told = not is_denied(match[0].lower(), before, after, is_grave=is_grave)
        at = match.end() if is_told else match.start() + 1
        if is_told:
            yield match


def _more_errors(said: str, change: Finding) -> bool:
    return bool(_ERRORS.search(said.replace(change.words, " ")))


def kinds_of(alarm: Alarm) -> tuple[Finding, ...]:
    """
    What one alarm tells of: what its name and metric say, and from the summary what is graver than that.

    A description often talks of more than what happened, so its ordinary words only count when the name says nothing.
    What is measured and fell short is a failure even when its name is that of a success.
    """
    is_security = alarm.source == "eventbridge" and alarm.labels.get("security") == "true"
    found = _kinds(alarm.name, alarm.labels.get("metric", ""), alarm.summary, is_security=is_security)
    if alarm.value is None:
        return found
    return tuple(dict.fromkeys(_measured(alarm, finding) for finding in found))


def _measured(alarm: Alarm, finding: Finding) -> Finding:
    """What the value adds to what the words say."""
    is_open = finding.kind is Kind.UNKNOWN or (finding.kind is Kind.NOTICE and measure.is_good_news(finding.words))
    if is_open and measure.is_floor_undercut(alarm):
        return replace(finding, kind=Kind.ERRORS)
    if finding.kind is Kind.OUTAGE and reach.counts_standing(finding.words):
        return replace(finding, is_partial=bool(alarm.value))
    return finding


@lru_cache(maxsize=4096)  # every alarm of an incident is read again with every alarm that joins it
def _kinds(name: str, metric: str, summary: str, *, is_security: bool) -> tuple[Finding, ...]:
    named = findings(name, metric)
    told = findings(summary)
    failing = {finding.kind for finding in (*named, *told)} & {Kind.OUTAGE, *_GRAVEST}
    if _ALWAYS_FIRING.fullmatch(plain(name)) and not failing:
        return (Finding(kind=Kind.HEARTBEAT, words=name),)
    if is_security:
        is_theft = certainty.is_confirmed(Kind.SECURITY, without_innocent(plain(f"{name} {summary}")))
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


def _strongest(named: Finding, told: Finding | None, summary: str) -> Finding:
    """What the name says, with what the summary knows of the same thing: already so, soon so, or held off."""
    said = plain(summary)
    if named.kind is Kind.OUTAGE:
        partial, segment = named.is_partial or reach.is_counted(said), named.is_segment or reach.is_segment(said)
        named = replace(named, is_partial=partial and not reach.is_all(said), is_segment=segment)
    held_off = named.is_held_off or certainty.is_held_off(named.kind, said)
    if certainty.got_in(f"{named.words.lower()} . {said}"):
        held_off = False
    if told is None:
        return replace(named, is_held_off=held_off)
    return replace(
        named,
        is_confirmed=named.is_confirmed or told.is_confirmed,
        is_imminent=named.is_imminent or told.is_imminent,
        is_held_off=held_off,
    )


def rest_stands(text: str) -> bool:
    """Whether the words say that only one of several is struck and the rest carries on."""
    return reach.rest_stands(plain(text))


def leading(found: Iterable[Finding]) -> Finding:
    """The finding that names the alarm: the gravest recognised one."""
    return min(found, key=lambda finding: (finding.is_hedged, GRAVITY[finding.kind]))


GRAVITY = {kind: n for n, kind in enumerate(Kind)}
"""The gravest kind first."""
