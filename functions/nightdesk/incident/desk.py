"""The two desks and the identifiers everything is filed under."""

from enum import StrEnum
from typing import NewType

IncidentId = NewType("IncidentId", str)
"""`INC-` and the incident's number in six digits or more, as in INC-000042."""

Phone = NewType("Phone", str)
"""A telephone number in E.164, as in +12025550142."""


class Desk(StrEnum):
    """Which of the two desks a thing belongs to."""

    PETS = "pets"
    OPS = "ops"


def incident_id(number: int) -> IncidentId:
    """The incident's name for people: 42 -> INC-000042."""
    return IncidentId(f"INC-{number:06d}")


def short_code(incident: IncidentId) -> str:
    """The digits of its name: INC-000042 -> 42. What people type for it is their own number, see numbering.py."""
    return str(int(incident.removeprefix("INC-")))
