"""A Case from one line of the command line: `{id, alarms, service, facts, claimed}`, as other tools write it."""

import re
from collections.abc import Mapping
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields
from nightdesk.errors import Malformed
from nightdesk.incident.severity import worst_of
from nightdesk.triage.ops.judging.alarm_line import alarm_from_line
from nightdesk.triage.ops.judging.case import Case
from nightdesk.triage.ops.judging.facts import (
    customers_share,
    duration_minutes_of,
    facts_in,
    failing_share,
    has_workaround,
    percent,
    stated_in,
)

_TIER = re.compile(r"\d")


def from_line(line: Mapping[str, Any]) -> Case:
    """
    Read one line; fields that are missing or unknown are left out. Raises Malformed when `alarms` or `service` has
    the wrong shape, or there is nothing at all to judge.
    """
    alarms = _alarms(line.get("alarms", line.get("alarm")))
    service = _service(line.get("service"))
    told = dict(facts_in(line.get("facts")))
    statements = tuple(stated_in(told))
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
        customers_share=percent(service.get("customers_affected_pct"))
        if service.get("customers_affected_pct") is not None
        else customers_share(told),
        failing_share=failing_share(told),
        duration_minutes=duration_minutes_of(told),
        has_workaround=has_workaround(told),
        claimed=worst_of(*claims) if claims else None,
        is_over=bool(alarms) and not firing and not statements,
        notes=tuple(notes),
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
