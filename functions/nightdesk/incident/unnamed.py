"""An incident whose owner asked to be forgotten: that it was, how urgent, who was woken and when; nothing of theirs."""

from dataclasses import fields, replace

from nightdesk.incident.incident import Incident

TITLE = "A pet's case; its owner asked to be forgotten"
KEPT = frozenset(
    """
    id desk severity status first_anomaly_at detected_at opened_at policy species language tier tier_at loops pages ack
    first_acked_at breached works looks check_ins last_update_at recovered_at resolved_at generation version seal
    """.split()  # noqa: SIM905 -- names, not a list to edit
)
"""What promises kept or broken are measured from. All other fields, those of tomorrow too, go back to empty."""


def unnamed(incident: Incident) -> Incident:
    """The same incident without its owner, their pet, their words or anything told to them."""
    kept = {one.name: getattr(incident, one.name) for one in fields(incident) if one.name in KEPT}
    return Incident(title=TITLE, subject=TITLE, resolution="closed", **kept)


def again(incident: Incident) -> Incident:
    """A new generation, so that the record is written once more, now without them."""
    return replace(incident, report_uri="", generation=incident.generation + 1)
