"""A Case from one line of the command line: `{id, alarms, service, facts, claimed}`, as other tools write it."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields
from nightdesk.alarm.reading.reading import fingerprint, lasting
from nightdesk.errors import Malformed
from nightdesk.incident.severity import worst_of
from nightdesk.triage.ops.judging.case import Case

_TIER = re.compile(r"\d")
_SHARE = r"(?:pct|percent\w*|share|ratio|rate|fraction|proportion)"
_PEOPLE = re.compile(
    rf"(?:customers?|users?|traffic|clients?|tenants?).*{_SHARE}|{_SHARE}.*(?:customers?|users?|tenants?)"
)
_FAILING = re.compile(
    rf"(?:error|fail\w*|5xx|failing|request\w* (?:failed|failing)).*{_SHARE}|{_SHARE}.*(?:fail\w*|errors?)"
)
_WORKING = re.compile(rf"(?:success|availability|uptime).*{_SHARE}|^availability$")
_LASTING = re.compile(r"duration|lasting|elapsed|ongoing for|since start|down for")
_PER: tuple[tuple[str, float], ...] = (
    (r"\bh(?:ours?|rs?)?\b", 60),
    (r"\bs(?:ec(?:onds?)?)?\b", 1 / 60),
    (r"\bm(?:in(?:utes?)?)?\b", 1),
)
_WORKAROUND = re.compile(r"work ?around|fail ?over (?:available|exists)|fallback")
_ALL_CUSTOMERS = re.compile(
    r"all (?:customers|users|traffic|requests)(?: affected| impacted| fail\w*)?$|(?:complete|full|total) outage"
)


def from_line(line: Mapping[str, Any]) -> Case:
    """
    Read one line; fields that are missing or unknown are left out. Raises Malformed when `alarms` or `service` has
    the wrong shape, or there is nothing at all to judge.
    """
    alarms = _alarms(line.get("alarms", line.get("alarm")))
    service = _service(line.get("service"))
    told = dict(_facts(line.get("facts")))
    statements = tuple(_statements(told))
    if not alarms and not told and not service and not line.get("claimed"):
        raise Malformed("alarms: neither an alarm, nor a fact, nor a claim to judge")
    firing = tuple(alarm for alarm in alarms if alarm.state == "firing")
    claims = [alarm.claimed_severity for alarm in firing if alarm.claimed_severity is not None]
    spoken = fields.text(line.get("claimed"))
    notes: list[str] = []
    if spoken:
        said = claimed.severity_of(spoken)
        if said is not None:
            claims.append(said)
        else:
            notes.append(f"claimed severity {spoken!r} is not one we know")
    named = fields.text(service.get("name")) or next((alarm.service for alarm in firing or alarms if alarm.service), "")
    tier = _tier(service.get("tier"))
    return Case(
        alarms=firing,
        statements=statements,
        service=named,
        is_known=bool(service) and (tier is not None or bool(fields.text(service.get("criticality")))),
        tier=tier,
        criticality=fields.text(service.get("criticality")).lower(),
        environment=fields.first(
            service.get("environment"),
            service.get("env"),
            *(a.labels.get("environment") for a in alarms),
            *(a.labels.get("env") for a in alarms),
        ),
        is_customer_facing=_flag(service.get("customer_facing", service.get("is_customer_facing"))),
        data_class=fields.text(service.get("data_class")).lower(),
        services=_named(alarms, named, told),
        dependents=_names(service.get("dependents")),
        regions=_names(service.get("regions")),
        regions_affected=_names(service.get("regions_affected", told.get("regions affected"))),
        customers_share=_percent(service.get("customers_affected_pct"))
        if service.get("customers_affected_pct") is not None
        else _share(told, _PEOPLE),
        failing_share=_failing(told),
        duration_minutes=_minutes(told),
        has_workaround=_workaround(told),
        claimed=worst_of(*claims) if claims else None,
        is_over=bool(alarms) and not firing and not statements,
        notes=tuple(notes),
    )


def alarm_from_line(line: Mapping[str, Any]) -> Alarm:
    """
    One normalised alarm, as `alarm read` prints it or `alarm group` reads it. `severity` counts as claimed.

    One without a name and a summary is an unnamed alarm of what else it says. Raises Malformed when it says nothing.
    """
    name, summary = (
        fields.text(line.get("name")),
        fields.first(line.get("summary"), line.get("description"), line.get("message"), limit=500),
    )
    if not name and not summary:
        if not any(fields.text(line.get(key)) for key in ("service", "resource", "fingerprint", "value")):
            raise Malformed("name: the alarm has neither a name nor a summary, nor anything else that tells it")
        name = "unnamed alarm"
    labels = fields.labels(fields.tags(line.get("labels")), {"metric": line.get("metric"), "unit": line.get("unit")})
    source, service, resource = (fields.text(line.get(key)) for key in ("source", "service", "resource"))
    spoken = fields.first(line.get("claimed_severity"), line.get("severity"), line.get("claimed"))
    said = claimed.severity_of(spoken) if spoken else claimed.claimed_in(labels)[0]
    state = fields.text(line.get("state")).lower()
    started_at = fields.moment(line.get("started_at")) or fields.moment(line.get("at"))
    return Alarm(
        source=source,
        fingerprint=fields.text(line.get("fingerprint"))
        or fingerprint(source, name or summary, service, resource, lasting(labels)),
        service=service,
        resource=resource,
        name=name or summary,
        state="resolved" if state in {"resolved", "ok", "recovered", "closed", "normal"} else "firing",
        claimed_severity=said,
        summary=summary,
        value=fields.number(line.get("value")),
        threshold=fields.number(line.get("threshold")),
        started_at=started_at,
        ended_at=fields.moment(line.get("ended_at")),
        labels=labels,
    )


def _alarms(value: Any) -> tuple[Alarm, ...]:
    if value is None:
        return ()
    entries = value if isinstance(value, list) else [value]
    if not all(isinstance(entry, dict | str) for entry in entries):
        raise Malformed("alarms: must be a list of alarms")
    return tuple(alarm_from_line({"name": entry} if isinstance(entry, str) else entry) for entry in entries)


def _service(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return {"name": value}
    if value is not None and not isinstance(value, dict):
        raise Malformed("service: must be an object or a name")
    return value or {}


def _tier(value: Any) -> int | None:
    """3, "3", "tier-3" and "T3" alike; tier 0, where somebody has one, is as critical as 1."""
    found = _TIER.search(fields.text(value))
    return min(max(int(found[0]), 1), 4) if found else None


def _flag(value: Any) -> bool | None:
    """A yes or no in any spelling; None when it is neither."""
    if isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "false": False, "no": False}.get(fields.text(value).lower())


def _names(value: Any) -> tuple[str, ...]:
    entries = value.split(",") if isinstance(value, str) else fields.listing(value)
    told = (fields.first(entry.get("name")) if isinstance(entry, dict) else fields.text(entry) for entry in entries)
    return tuple(dict.fromkeys(name.strip() for name in told if name))


def _named(alarms: tuple[Alarm, ...], named: str, told: dict[str, Any]) -> tuple[str, ...]:
    counted = told.get("services affected", told.get("affected services"))
    names = [
        named,
        *(alarm.service for alarm in alarms if alarm.state == "firing"),
        *_names(counted if isinstance(counted, list | str) else None),
    ]
    known = tuple(dict.fromkeys(name for name in names if name))
    extra = fields.number(counted) if not isinstance(counted, list) else None
    return known + tuple(f"service {n}" for n in range(len(known) + 1, min(int(extra), 99) + 1)) if extra else known


def _facts(value: Any) -> Iterator[tuple[str, Any]]:
    """Facts as (words, value): from an object, a list of sentences or of objects, or one sentence."""
    match value:
        case dict():
            for key, told in list(value.items())[:100]:
                words = re.sub(r"[_\W]+", " ", str(key)[:100]).strip().lower()
                if isinstance(told, dict):
                    yield from ((f"{words} {inner}", deep) for inner, deep in _facts(told))
                else:
                    yield words, told
        case list():
            for entry in value[:100]:
                yield from _facts(entry)
        case str() if value.strip():
            yield fields.clean(value, 500), True
        case _:
            return


def _statements(told: Mapping[str, Any]) -> Iterator[str]:
    """What the facts say in words: true ones by their name, texts as they are; false and empty ones say nothing."""
    for words, value in told.items():
        if value is True or (
            isinstance(value, int | float) and value and not isinstance(value, bool) and not _is_measure(words)
        ):
            yield words
        elif isinstance(value, str) and value.strip().lower() not in {"false", "no", "none", "unknown", "n/a", ""}:
            spoken = fields.clean(value, 500)
            yield words if spoken.lower() in {"true", "yes"} else f"{words}: {spoken}"
        elif isinstance(value, list):
            yield from (fields.clean(entry, 500) for entry in value if isinstance(entry, str))


def _is_measure(words: str) -> bool:
    return bool(
        re.search(
            rf"{_SHARE}|latency|duration|minutes|seconds|\bms\b|p\d\d|cpu|memory|count|per |"
            r"threshold|requests|users|customers",
            words,
        )
    )


def _share(told: Mapping[str, Any], wanted: re.Pattern[str]) -> float | None:
    for words, value in told.items():
        if wanted.search(words) and not isinstance(value, bool) and (number := fields.number(value)) is not None:
            if re.search(r"pct|percent", words) or (isinstance(value, str) and "%" in value):
                return _percent(number)
            return min(number, 1.0) if 0 <= number <= 1 else _percent(number)
        if value is True and wanted is _PEOPLE and _ALL_CUSTOMERS.search(words):
            return 1.0
    return None


def _failing(told: Mapping[str, Any]) -> float | None:
    failing = _share(told, _FAILING)
    if failing is not None:
        return failing
    working = _share(told, _WORKING)
    return None if working is None else 1 - working


def _percent(value: Any) -> float | None:
    number = fields.number(value)
    return None if number is None or not 0 <= number <= 100 else number / 100


def _minutes(told: Mapping[str, Any]) -> float | None:
    for words, value in told.items():
        if (
            _LASTING.search(words)
            and (number := fields.number(value)) is not None
            and math.isfinite(number)
            and number >= 0
        ):
            unit_told = re.sub(r"(?<=[0-9])(?=[A-Za-z])", " ", value) if isinstance(value, str) else ""
            said = (unit_told, words)  # "duration: 2 h" is worth more than "duration minutes: 2"
            return number * next((factor for where in said for unit, factor in _PER if re.search(unit, where)), 1)
    return None


def _workaround(told: Mapping[str, Any]) -> bool | None:
    for words, value in told.items():
        if _WORKAROUND.search(words):
            if re.search(r"\bno (?:known )?work ?around|without|none", words):
                return False
            return value is True or (
                isinstance(value, str) and value.strip().lower() not in {"false", "no", "none", ""}
            )
    return None


def moment_of(line: Mapping[str, Any], *keys: str) -> datetime | None:
    """The first of several keys that holds a time."""
    return next((at for key in keys if (at := fields.moment(line.get(key))) is not None), None)
