"""Events of RDS, Aurora and what speaks like them (DocumentDB, Neptune, Redshift, DMS)."""

import re
from collections.abc import Collection

from nightdesk.alarm.readers.aws_rds_ids import ENDING, FIRING, QUIET
from nightdesk.alarm.readers.aws_told import Event, Told, last
from nightdesk.alarm.reading import fields, reading

# What happens every day, of an event whose id nobody taught us. Other categories, also ones that may be invented, are
# trouble or its end.
_ROUTINE = frozenset({
    "backup", "backtrack", "creation", "configuration change", "maintenance", "notification", "restoration",
    "security", "security patching", "patching",
})  # fmt: skip
_TROUBLE = re.compile(
    r"\b(?:fail(?!over)|error|unable|can(?:no|')t|could(?: no|n')t|not be|incompatible|exhaust|storage-full|deleted\b|"
    r"insufficient|dangerously|critically|too low|is low|timed out|inaccessible|corrupt|crash|shut ?down|interrupted|"
    r"lost\b|stopped\b|terminated\b)",
    re.IGNORECASE,
)
_FAILED = re.compile(r"\b(?:fail(?!over)\w*|errors?|unable|cannot|could not|corrupt\w*|exhausted)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:completed?|finished|restarted|resumed|succeeded|successfully|recovered)\b", re.IGNORECASE)
_ON_THE_WAY = re.compile(
    r"\b(?:start(?:ed|ing)|begun|initiated|pending|in progress|waiting|to be|will)\b", re.IGNORECASE
)
_TOPICS = {
    "failover": "failover", "global failover": "global failover", "low storage": "storage",
    "read replica": "replication", "deletion": "deletion",
}  # fmt: skip
_ID = re.compile(r"RDS-EVENT-([0-9]{4})")
_SNAPSHOT = re.compile(r"snapshot|SNAPSHOT")


def rds(event: Event) -> Told | tuple[Told, ...] | None:
    """
    An event by its id, one without a known id by its category and sentence; nothing for routine. An end ends only
    trouble of its own topic.
    """
    detail = event["detail"]
    categories = [fields.text(category).lower() for category in fields.listing(detail.get("EventCategories"))]
    message = fields.text(detail.get("Message"), 500)
    known = _ID.fullmatch(fields.text(detail.get("EventID")))
    number = known[1] if known else ""
    if number in FIRING:
        return tuple(_told(event, categories, message, topic, "firing") for topic in FIRING[number])
    if number in ENDING:
        return tuple(_told(event, categories, message, topic, "resolved") for topic in ENDING[number])
    is_trouble = bool(_TROUBLE.search(message)) or "failure" in categories
    if number in QUIET and "failure" not in categories and not _FAILED.search(message):
        return ()
    if not set(categories) - _ROUTINE and not is_trouble:
        return () if categories else None
    if (
        "deletion" in categories
        and _SNAPSHOT.search(f"{detail.get('SourceType')} {message}")
        and "failure" not in categories
    ):
        return ()  # old snapshots are thrown away every night
    topic = next((_TOPICS[category] for category in categories if category in _TOPICS), "availability")
    is_over = bool(_OVER.search(message)) and not is_trouble and not _ON_THE_WAY.search(message)
    return _told(event, categories, message, topic, "resolved" if is_over else "firing")


def _told(event: Event, categories: Collection[str], message: str, topic: str, state: reading.State) -> Told:
    detail = event["detail"]
    database = fields.first(detail.get("SourceIdentifier"), last(detail.get("SourceArn")))
    at = fields.moment(detail.get("Date"))
    return Told(
        name=f"RDS {', '.join(categories) or 'event'}: {database}",
        identity=("rds", database, topic),
        state=state,
        service=database,
        resource=database,
        summary=message,
        started_at=at if state == "firing" else None,
        ended_at=at if state == "resolved" else None,
        labels={"event_id": detail.get("EventID"), "categories": ", ".join(categories)},
    )
