"""
Incidents in PagerDuty that we opened there ourselves. Taken for alarms they would open another incident here, that one
another there, and so on without end.
"""

import re
from typing import Any

from nightdesk.alarm.reading import fields

_KEY = re.compile(r"INC-[0-9]{6,}")
_TITLE = re.compile(r"SEV[0-4]\s")


def ours(told: dict[str, Any]) -> str:
    """
    Which incident of ours this PagerDuty incident or event tells of, "" for another's.

    The key alone proves little, others count their incidents like that too: the title must be one that we give, or
    the details or the client must name us.
    """
    key = fields.first(told.get("incident_key"), told.get("dedup_key"))
    if not _KEY.fullmatch(key):
        return ""
    payload, body = fields.mapping(told.get("payload")), fields.mapping(told.get("body"))
    title = fields.first(told.get("title"), payload.get("summary"), told.get("description"), told.get("summary"))
    details = (
        fields.mapping(part.get(name))
        for part, name in ((payload, "custom_details"), (body, "details"), (told, "details"))
    )
    named = [told.get("client"), fields.mapping(told.get("client")).get("name"), payload.get("source")]
    is_named = any(re.match(r"nightdesk\b", fields.text(name), re.IGNORECASE) for name in named)
    return key if is_named or _TITLE.match(title) or any(one.get("incident") == key for one in details) else ""
