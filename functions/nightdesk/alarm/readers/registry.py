"""Which module reads which source. A Lambda imports only the readers of the sources that really post to it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading.payload import oddities
from nightdesk.errors import Malformed, UnknownSource

if TYPE_CHECKING:
    from nightdesk.alarm.readers import generic


class Reader(Protocol):
    """Reads one delivery of one source. Raises Malformed naming the field and why; never anything else."""

    def __call__(self, payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]: ...


READERS: dict[str, str] = {
    "cloudwatch": "cloudwatch",
    "eventbridge": "eventbridge",
    "alertmanager": "alertmanager",
    "prometheus": "alertmanager",
    "grafana": "grafana",
    "datadog": "datadog",
    "pagerduty": "pagerduty",
    "sentry": "sentry",
    "newrelic": "newrelic",
    "opsgenie": "opsgenie",
    "zabbix": "zabbix",
    "uptime-kuma": "uptime_kuma",
    "nagios": "nagios",
    "generic": "generic",
}
"""Source, as it stands in the URL, -> module of this package that reads it."""

_SPELLINGS = {
    "uptimekuma": "uptime-kuma",
    "new-relic": "newrelic",
    "cloudwatch-alarm": "cloudwatch",
    "sns": "cloudwatch",
    "icinga": "nagios",
    "icinga2": "nagios",
    "naemon": "nagios",
    "checkmk": "nagios",
    "jsm": "opsgenie",
}


def reader(source: str, *, also: Collection[str] = ()) -> Reader:
    """The reader of a source. Raises UnknownSource, which lists what there is, `also` included."""
    name = source.strip().lower().replace("_", "-")
    module = READERS.get(_SPELLINGS.get(name, name))
    if module is None:
        raise UnknownSource(f"source: no reader for {source[:40]!r}; there are {', '.join([*READERS, *also])}")
    read: Reader = import_module(f"nightdesk.alarm.readers.{module}").read
    return read


def read(
    source: str,
    raw: bytes | str,
    received_at: datetime,
    *,
    mappings: "Mapping[str, generic.Mapping] | None" = None,
) -> tuple[Alarm, ...]:
    """
    Every alarm in one delivery. `mappings` declares further sources that are read as generic JSON.

    Raises UnknownSource, and Malformed when the delivery cannot be read.
    """
    name = source.strip().lower().replace("_", "-")
    if mappings and name in mappings:
        from nightdesk.alarm.readers import generic

        chosen: Reader = partial(generic.read, mapping=mappings[name], source=name)
    else:
        chosen = reader(source, also=mappings or ())
    return guarded(chosen, raw, received_at)


def why_quiet(source: str, raw: bytes | str) -> str:
    """Why this delivery, which reads well, raised no alarm; "" when there is nothing to add to that it raised none."""
    name = source.strip().lower().replace("_", "-")
    module = READERS.get(_SPELLINGS.get(name, name), "")
    if module != "pagerduty":
        return ""
    told: str = import_module(f"nightdesk.alarm.readers.{module}").why_quiet(raw)
    return told


def guarded(chosen: Reader, raw: bytes | str, received_at: datetime) -> tuple[Alarm, ...]:
    """
    What this reader reads, with a reason for whatever was odd about the delivery's form.

    A reader's own fault is Malformed too: an alarm that we fail on must be kept and wake someone, not be sent for ever.
    """
    try:
        alarms = chosen(raw, received_at=received_at)
        odd = oddities(raw) if alarms else ()
    except Malformed:
        raise
    except Exception as error:
        raise Malformed(f"reader: it failed on this payload ({type(error).__name__})") from error
    return tuple(replace(alarm, reasons=(*alarm.reasons, *odd)) for alarm in alarms) if odd else alarms
