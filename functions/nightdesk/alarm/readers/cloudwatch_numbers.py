"""What a CloudWatch alarm measured and compared with: from its machine-readable reason, else from the sentence."""

import json
import re
from typing import Any

from nightdesk.alarm.reading import fields

_DATAPOINTS = re.compile(
    r"datapoints?(?: was| were| which crossed the threshold)?:?\s*[\[(]\s*([-+0-9.,eE]+?)\s*(?:,\s|[\s(\])])"
)
_REASON_LIMIT = re.compile(r"\bthresholds?\s*[\[(]\s*([-+0-9.eE]+)")
_BAND = re.compile(r"\b(?P<side>lower|upper) thresholds?\s*\[\s*(?P<limit>[-+0-9.eE]+)")
_MISSING = "no datapoints were received"


def _reason_data(told: dict[str, Any]) -> dict[str, Any]:
    """The machine-readable reason, which only some of the ways carry along."""
    data = told.get("StateReasonData")
    try:
        return fields.mapping(data if isinstance(data, dict) else json.loads(str(data or "null")))
    except (ValueError, RecursionError):
        return {}


def value_of(told: dict[str, Any], why: str) -> tuple[float | None, str]:
    """The newest datapoint: from the machine-readable reason when it travelled along, else from the sentence."""
    data = _reason_data(told)
    recent = [value for value in map(fields.number, fields.listing(data.get("recentDatapoints"))) if value is not None]
    if recent:
        return recent[-1], ""  # oldest first here, newest first in the sentence
    evaluated = [fields.mapping(point) for point in fields.listing(data.get("evaluatedDatapoints"))]
    sampled = [value for point in evaluated if (value := fields.number(point.get("value"))) is not None]
    if sampled:
        return sampled[0], ""
    if match := _DATAPOINTS.search(why):
        return fields.number(match[1]), ""
    return None, "no datapoints were received: the value is unknown" if _MISSING in why else ""


def limit_of(told: dict[str, Any], why: str, value: float | None) -> tuple[float | None, str]:
    """What the value was compared with: the declared threshold, or the side of an anomaly band that it crossed."""
    if (stated := fields.number(_reason_data(told).get("threshold"))) is not None:
        return stated, ""
    band = {match["side"]: fields.number(match["limit"]) for match in _BAND.finditer(why)}
    lower, upper = band.get("lower"), band.get("upper")
    if value is not None and lower is not None and value < lower:
        return lower, "threshold: the lower edge of the expected band"
    if upper is not None or lower is not None:
        return (upper, "threshold: the upper edge of the expected band") if upper is not None else (lower, "")
    match = _REASON_LIMIT.search(why)
    return (fields.number(match[1]) if match else None), ""
