"""The shape of human_routes.yaml and clinics.yaml: whom to call and where to go, for the strict reading of them."""

from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field

from nightdesk.runbook.strictly import Strict
from nightdesk.triage.pets.knowledge.fields import English, Level, Spanish, Word


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(f"{value} is no time zone")
    return value


class CountryEntry(Strict):
    """Numbers people in danger call in one country. prefix: of its phone numbers."""

    prefix: str = Field(pattern=r"^\+\d*$")
    like: list[str]
    numbers: dict[str, Annotated[str, Field(pattern=r"^\d[\d -]+\d$")]]


class RouteEntry(Strict):
    """One kind of danger to a person. call: a key of the country's numbers, or plain words."""

    kind: str = Field(pattern=r"^[a-z-]+$")
    call: str = Field(min_length=1)
    severity: Level
    like: list[str]
    unless: list[str] = Field(default_factory=list)
    first_step: str = Field(min_length=1)
    first_step_es: str = Field(min_length=1)
    question: English
    question_es: Spanish
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)
    reviewer: Word | None = None


class RoutesFile(Strict):
    """human_routes.yaml."""

    countries: dict[str, CountryEntry]
    routes: list[RouteEntry]


class ClinicEntry(Strict):
    """One clinic of clinics.yaml."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field(pattern=r"^\+\d{8,15}$")
    address: str = Field(min_length=1, max_length=90)
    zips: list[Annotated[str, Field(pattern=r"^\d{5}$")]] = Field(default_factory=list)
    places: list[str] = Field(default_factory=list)
    time_zone: Annotated[str, AfterValidator(_zone)]
    map_url: str = Field(pattern=r"^https://[\x21-\x7e]+$", max_length=110)
    species: list[str] = Field(default_factory=list)
    hours: dict[str, str] = Field(default_factory=dict)
    default: bool = False


class ClinicsFile(Strict):
    """clinics.yaml."""

    clinics: list[ClinicEntry]
