"""Any JSON, through a mapping from our words to paths in it: for scripts and systems without a reader of their own."""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.mapping import DEFAULT as DEFAULT
from nightdesk.alarm.readers.mapping import Mapping as Mapping
from nightdesk.alarm.readers.mapping import Paths
from nightdesk.alarm.readers.mapping import mapping_from as mapping_from
from nightdesk.alarm.reading import claimed, fields, reading, times
from nightdesk.alarm.reading.payload import an_object, parse
from nightdesk.errors import Malformed

SOURCE = "generic"
_WRAPPERS = (
    "data.attributes", "data.essentials", "data", "incident", "alert", "alarm", "event", "issue", "problem", "payload",
    "detail", "notification", "body",
)  # fmt: skip
"""Where systems put the one thing they tell, when not at the top."""

_GOOD_FLAGS = (
    "ok",
    "healthy",
    "is_healthy",
    "up",
    "is_up",
    "success",
    "passing",
    "resolved",
    "is_resolved",
    "recovered",
)
_BAD_FLAGS = (
    "firing",
    "is_firing",
    "triggered",
    "alerting",
    "down",
    "is_down",
    "failed",
    "failing",
    "active",
    "in_alarm",
)


def read(
    payload: bytes | str, *, received_at: datetime, mapping: Mapping = DEFAULT, source: str = SOURCE
) -> tuple[Alarm, ...]:
    """Every alarm in the body. Raises Malformed when it holds none, or nothing that could be a name."""
    body = parse(payload)
    if not isinstance(body, list):
        an_object(body, "body")
    inside = _find(body, mapping.alarms)
    entries = inside if isinstance(inside, list) else body if isinstance(body, list) else [body]
    where = "alarms" if isinstance(inside, list) else "body"
    return reading.each(entries, where, lambda entry: _read_one(entry, mapping, source, received_at))


def _read_one(posted: dict[str, Any], mapping: Mapping, source: str, received_at: datetime) -> Alarm:
    entry = _opened(posted, mapping)
    name = _text(entry, mapping.name)
    summary = _text(entry, mapping.summary, limit=500)
    if not name and not summary:
        raise Malformed(f"{mapping.name[0]}: nothing in the body names the alarm or says what is wrong")
    labels = fields.tags(_find(entry, mapping.labels))
    service, service_reason = _text(entry, mapping.service), ""
    if not service:
        service, service_reason = reading.service_in(labels)
    resource = _text(entry, mapping.resource) or reading.resource_in(labels)
    claim, claim_reasons = claimed.claimed_in({"severity": _text(entry, mapping.severity)})
    if claim is None:
        claim, more = claimed.claimed_in(labels)
        claim_reasons = (*claim_reasons, *more)
    started_at, started_naive = _moment(entry, mapping.started_at)
    ended_at, ended_naive = _moment(entry, mapping.ended_at)
    told_at, told_naive = _moment(entry, mapping.at)
    state, state_reason = _state(entry, mapping, ended_at=ended_at, received_at=received_at)
    explicit = [told for path in mapping.identity if (told := fields.text(_at(entry, path)))]
    return reading.finish(
        source=source,
        identity=["key", *explicit] if explicit else [name or summary, service, resource, reading.lasting(labels)],
        state=state,
        received_at=received_at,
        raw=posted,
        name=name or summary,
        service=service,
        resource=resource,
        claim=claim,
        summary=summary,
        value=_number(entry, mapping.value),
        threshold=_number(entry, mapping.threshold),
        started_at=started_at or (told_at if state == "firing" else None),
        ended_at=ended_at or (told_at if state == "resolved" else None),
        links=[_at(entry, path) for path in mapping.links],
        labels=labels,
        reasons=(
            service_reason,
            state_reason,
            *claim_reasons,
            "a time carries no zone and is read as UTC" if started_naive or ended_naive or told_naive else "",
        ),
    )


def _opened(entry: dict[str, Any], mapping: Mapping) -> dict[str, Any]:
    """
    The entry with the insides of its wrapper beside its own keys, when the insides say what it is about.

    Only for the default: a declared mapping says itself where things are.
    """
    if mapping is not DEFAULT:
        return entry
    for path in _WRAPPERS:
        inner = _at(entry, path)
        if isinstance(inner, dict) and _text(inner, mapping.name):
            outer, *_ = steps = path.split(".")
            beside = {**entry, **fields.mapping(_at(entry, outer))}
            return {**{key: value for key, value in beside.items() if _plain(key) not in steps}, **inner}
    return entry


def _state(
    entry: dict[str, Any], mapping: Mapping, *, ended_at: datetime | None, received_at: datetime
) -> tuple[reading.State, str]:
    spoken = [word for path in mapping.state if (word := _word(_at(entry, path)))]
    for word in spoken:
        # "CRITICAL - lag 400 s" and "check.down"
        for told in dict.fromkeys((word, re.split(r"[\s:,(]", word, maxsplit=1)[0], word.rsplit(".", 1)[-1])):
            if told in mapping.resolved:
                return "resolved", ""
            if told in mapping.firing:
                return "firing", ""
    if mapping is DEFAULT:
        for flags, good in ((_GOOD_FLAGS, True), (_BAD_FLAGS, False)):
            for flag in flags:
                if isinstance(told := _at(entry, flag), bool):
                    return ("resolved" if told is good else "firing"), f"state from {flag}: {str(told).lower()}"
    if not spoken and ended_at is not None and ended_at <= received_at:
        return "resolved", "no state is given, but an end that is past"
    said = f"state {spoken[0]!r} is unknown" if spoken else "no state is given"
    return "firing", f"{said}, read as firing"


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else fields.text(value).lower()


def _text(entry: dict[str, Any], paths: Paths, limit: int = 200) -> str:
    return next((told for path in paths if (told := fields.text(_at(entry, path), limit))), "")


def _number(entry: dict[str, Any], paths: Paths) -> float | None:
    return next((found for path in paths if (found := fields.number(_at(entry, path))) is not None), None)


def _moment(entry: dict[str, Any], paths: Paths) -> tuple[datetime | None, bool]:
    """(time, naive) of the first path that tells one."""
    for path in paths:
        told = _at(entry, path)
        if (at := fields.moment(told)) is not None:
            return at, times.is_naive(told)
    return None, False


def _find(body: Any, paths: Paths) -> Any:
    return next((found for path in paths if (found := _at(body, path)) is not None), None)


def _at(body: Any, path: str) -> Any:
    """
    What is at a dotted path, None when the way is blocked. A key that itself holds dots is tried first; a key in
    another spelling ("startsAt" for "starts_at") counts when the exact one is not there.
    """
    if isinstance(body, dict) and path in body:
        return body[path]
    here = body
    for step in path.split("."):
        if isinstance(here, dict):
            here = here[step] if step in here else _spelled(here, step)
        elif isinstance(here, list) and step.isdecimal() and len(step) < 6:
            here = here[int(step)] if int(step) < len(here) else None
        else:
            return None
    return here


def _spelled(entry: dict[str, Any], step: str) -> Any:
    if len(entry) > 500:  # an object that large is data, not an alarm's own fields
        return None
    wanted = _plain(step)
    return next((value for key, value in entry.items() if _plain(key) == wanted), None)


def _plain(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.lower())
