"""The shape of runbooks/heartbeats.yaml."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class OneHeartbeat(BaseModel):
    """As declared. A beat more often than once a minute could not be missed: silence is looked for once a minute."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    every_minutes: float = Field(ge=1, le=60 * 24 * 366, allow_inf_nan=False)
    grace_minutes: float = Field(ge=0, le=60 * 24 * 31, allow_inf_nan=False)
    service: str = ""
    severity: Literal["SEV0", "SEV1", "SEV2", "SEV3", "SEV4"] = "SEV2"
    what: str = Field(default="", max_length=200)


class Heartbeats(BaseModel):
    """At most as many as one read of the table brings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heartbeats: tuple[OneHeartbeat, ...] = Field(default=(), max_length=100)
