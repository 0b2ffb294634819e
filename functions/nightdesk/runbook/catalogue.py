"""Reads the service catalogue, strictly: a graph with a misspelt edge must not load."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nightdesk.errors import Misconfigured
from nightdesk.runbook.service import Catalogue, Service, Signals

STATISTIC = r"(Sum|Average|Minimum|Maximum|SampleCount|p\d{1,2}(\.\d+)?|tm\d{1,2}(\.\d+)?)"
Place = Annotated[str, Field(pattern=rf"^[^@]+/[^/@]+/{STATISTIC}(@[1-9]\d*)?$")]
"""Where a metric is read: "Namespace/MetricName/Statistic", and "@10" behind it when it comes every 10 seconds."""
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Signals(_Strict):
    metrics: dict[str, Place] = {}
    dimensions: dict[str, str] = {}
    log_group: str = ""
    function: str = ""
    alias: str = ""


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
    policy: str = ""
    health_check: str = ""
    dashboard: str = ""
    signals: _Signals = _Signals()


class _Catalogue(_Strict):
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    services: tuple[_Service, ...]


def load(path: Path, *, is_ours: bool = True) -> Catalogue:
    """
    The catalogue in this file. Raises Misconfigured naming file, field and why.

    Services may lean on each other in circles. is_ours: False for a catalogue somebody else keeps, whose other fields
    are ignored and which may lean on services it does not list.
    """
    try:
        raw: Any = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{_shown(path)}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise Misconfigured(f"{_shown(path)}: is not YAML: {error}") from error
    try:
        file = _Catalogue.model_validate(raw if is_ours else _known(raw))
    except ValidationError as error:
        first = error.errors()[0]
        raise Misconfigured(f"{_shown(path)}: {_where(first['loc'])}: {first['msg']}") from error
    _check_names(path, file, may_lean_outside=not is_ours)
    return Catalogue(
        services=tuple(
            Service(**dict(one) | {"signals": Signals(**dict(one.signals))})  # the models mirror the words
            for one in file.services
        ),
        currency=file.currency,
    )


def _check_names(path: Path, file: _Catalogue, *, may_lean_outside: bool) -> None:
    names = [one.name for one in file.services]
    for i, one in enumerate(file.services):
        if one.name in names[:i]:
            raise Misconfigured(f"{_shown(path)}: services[{i}].name: {one.name!r} is used twice")
        for j, other in enumerate(one.depends_on):
            where = f"{_shown(path)}: services[{i}].depends_on[{j}]"
            if other not in names and not may_lean_outside:
                raise Misconfigured(f"{where}: no service named {other!r}")
            if other == one.name:
                raise Misconfigured(f"{where}: {other!r} cannot lean on itself")


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
    kept = {key: value for key, value in raw.items() if key in shape.model_fields}
    if "signals" in kept:
        kept["signals"] = _known_fields(kept["signals"], _Signals)
    return kept


def _where(loc: tuple[int | str, ...]) -> str:
    """services[3].depends_on[0]"""
    joined = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return joined.removeprefix(".") or "(file)"


def _shown(path: Path) -> str:
    """A file of the library as people know it (`runbooks/services.yaml`); any other as it was named."""
    return re.sub(r"^.*/(runbooks/[^/]+)$", r"\1", path.as_posix())
