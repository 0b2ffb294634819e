"""Reads the service catalogue, strictly: a graph with a misspelt edge must not load."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from nightdesk.runbook.service import Catalogue, Objective, Service, Signals
from nightdesk.runbook.strictly import DataFile

STATISTIC = r"(Sum|Average|Minimum|Maximum|SampleCount|p\d{1,2}(\.\d+)?|tm\d{1,2}(\.\d+)?)"
Place = Annotated[str, Field(pattern=rf"^[^@]+/[^/@]+/{STATISTIC}(@[1-9]\d*)?$")]
"""Where a metric is read: "Namespace/MetricName/Statistic", and "@10" behind it when it comes every 10 seconds."""
Said = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^\S(.*\S)?$")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Signals(_Strict):
    metrics: dict[str, Place] = {}
    dimensions: dict[str, str] = {}
    log_group: str = ""
    function: str = ""
    alias: str = ""


class _Objective(_Strict):
    name: Name
    measures: Literal["availability", "latency", "freshness", "durability"]
    target: float = Field(gt=0, le=100, allow_inf_nan=False)
    days: int = Field(default=30, ge=1, le=366)
    at_most_ms: float | None = Field(default=None, gt=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _latency_says_how_slow(self) -> "_Objective":
        if (self.measures == "latency") != (self.at_most_ms is not None):
            raise ValueError("at_most_ms goes with measures: latency, and only with it")
        return self


class _Service(_Strict):
    name: Name
    owner: str = Field(min_length=1)
    tier: Literal[1, 2, 3, 4]
    criticality: Literal["critical", "high", "medium", "low"]
    depends_on: tuple[Name, ...] = ()
    customers: int | None = Field(default=None, ge=0)
    requests_per_minute: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    revenue_per_minute: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    regions: tuple[str, ...] = ()
    data_class: Literal["public", "internal", "personal", "payment", "health"] = "internal"
    environment: Literal["production", "staging", "development"] = "production"
    is_customer_facing: bool = False
    public_name: str = Field(default="", max_length=60, pattern=r"^$|^\S(.*\S)?$")
    policy: str = ""
    health_checks: tuple[Said, ...] = ()
    dashboards: tuple[Said, ...] = ()
    aliases: tuple[Name, ...] = ()
    objectives: tuple[_Objective, ...] = ()
    signals: _Signals = _Signals()

    @model_validator(mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, told: Any) -> Any:
        """`health_check: x` and `dashboard: x`, as files of before have them, are lists of one."""
        if not isinstance(told, dict):
            return told
        found = dict(told)
        for one, several in (("health_check", "health_checks"), ("dashboard", "dashboards")):
            if one in found and several in found:
                raise ValueError(f"{one} and {several} say the same: keep {several}")
            if found.get(one):
                found[several] = [found[one]]
            found.pop(one, None)
        return found


class _Catalogue(_Strict):
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    services: tuple[_Service, ...]


def load(path: Path, *, is_ours: bool = True) -> Catalogue:
    """
    The catalogue in this file. Raises Misconfigured naming file, line, field and why.

    Services may lean on each other in circles. is_ours: False for a catalogue somebody else keeps, whose other fields
    are ignored and which may lean on services it does not list.
    """
    file = DataFile(path)
    raw = file.read()
    file.settle()
    told = file.fitting(_Catalogue, raw if is_ours else _known(raw))
    _check_aliases(file, told)
    _check_names(file, told, may_lean_outside=not is_ours)
    file.settle()
    return Catalogue(
        services=tuple(
            Service(
                **dict(one)  # the models mirror the words
                | {
                    "signals": Signals(**dict(one.signals)),
                    "objectives": tuple(Objective(**dict(objective)) for objective in one.objectives),
                }
            )
            for one in told.services
        ),
        currency=told.currency,
    )


def _check_names(file: DataFile, told: _Catalogue, *, may_lean_outside: bool) -> None:
    names = [one.name for one in told.services]
    for i, one in enumerate(told.services):
        if one.name in names[:i]:
            file.refuse(("services", i, "name"), f"{one.name!r} is used twice")
        for j, other in enumerate(one.depends_on):
            where = ("services", i, "depends_on", j)
            if other not in names and not may_lean_outside:
                file.refuse(where, f"no service named {other!r}")
            if other == one.name:
                file.refuse(where, f"{other!r} cannot lean on itself")


def _check_aliases(file: DataFile, told: _Catalogue) -> None:
    taken = dict.fromkeys((one.name for one in told.services), "the name of a service")
    for i, one in enumerate(told.services):
        for j, alias in enumerate(one.aliases):
            if alias in taken:
                file.refuse(("services", i, "aliases", j), f"{alias!r} is {taken[alias]}")
            taken[alias] = f"an alias of {one.name}"


def _known(raw: Any) -> Any:
    """Somebody else's catalogue without the fields this one does not have."""
    if not isinstance(raw, dict):
        return raw
    kept = {key: value for key, value in raw.items() if key in _Catalogue.model_fields}
    if isinstance(services := kept.get("services"), list):
        kept["services"] = [_known_fields(one, _Service) for one in services]
    return kept


def _known_fields(raw: Any, shape: type[BaseModel]) -> Any:
    if not isinstance(raw, dict):
        return raw
    single = {"health_check", "dashboard"} if shape is _Service else set()
    kept = {key: value for key, value in raw.items() if key in shape.model_fields or key in single}
    if "signals" in kept:
        kept["signals"] = _known_fields(kept["signals"], _Signals)
    return kept
