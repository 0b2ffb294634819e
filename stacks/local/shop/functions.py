"""The shop's Lambda functions: released as versions, served through the alias `live`."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from mypy_boto3_lambda.client import LambdaClient

from stacks.local.shop.company import ALIAS, Part

CODE = Path(__file__).parent / "code"
ROLE = "arn:aws:iam::000000000000:role/shop-functions"

RELEASES = ("Release 2026.10.4: round totals to whole cents", "Release 2026.11.1: one JSON line per request")
"""What the shop had released before anybody looked, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published version."""

    number: str
    description: str
    modified_at: datetime


class Functions:
    """Reads and releases; each call asks AWS, nothing is remembered."""

    def __init__(self, client: LambdaClient) -> None:
        self._client = client
        # Asked for once: threads that ask at the same moment get classes of their own, which catch nothing.
        self._gone = client.exceptions.ResourceNotFoundException

    def ensure(self, part: Part) -> bool:
        """Create a function with its past releases behind the alias; False when it was there already."""
        try:
            self._client.get_alias(FunctionName=part.function, Name=ALIAS)
            return False
        except self._gone:
            pass
        try:
            self._client.get_function(FunctionName=part.function)
        except self._gone:
            self._create(part)
        version = ""
        for description in RELEASES:
            version = self.publish(part.function, part.name, description)
        self._client.create_alias(FunctionName=part.function, Name=ALIAS, FunctionVersion=version)
        return True

    def publish(self, function: str, source: str, description: str) -> str:
        """Upload code/<source>.py as the function's code and publish it. Returns the new version's number."""
        self._client.update_function_code(FunctionName=function, ZipFile=_bundle(function, source))
        self._client.get_waiter("function_updated_v2").wait(FunctionName=function, WaiterConfig={"Delay": 1})
        return self._client.publish_version(FunctionName=function, Description=description)["Version"]

    def point(self, function: str, version: str) -> None:
        """Send all of the alias' traffic to one version, also when somebody deleted the alias."""
        try:
            self._client.update_alias(
                FunctionName=function,
                Name=ALIAS,
                FunctionVersion=version,
                RoutingConfig={"AdditionalVersionWeights": {}},
            )
        except self._gone:
            self._client.create_alias(FunctionName=function, Name=ALIAS, FunctionVersion=version)

    def withdraw(self, function: str, version: str) -> None:
        """Delete a version that gets no traffic, so that nobody goes back to it."""
        self._client.delete_function(FunctionName=function, Qualifier=version)

    def serving(self, function: str) -> dict[str, float]:
        """The share of traffic (0-1) each version gets; empty when the alias or the function is gone."""
        try:
            alias = self._client.get_alias(FunctionName=function, Name=ALIAS)
        except self._gone:
            return {}
        weights = dict(alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {}))
        return {alias["FunctionVersion"]: 1 - sum(weights.values()), **weights}

    def versions(self, function: str) -> tuple[Version, ...]:
        """Every published version, oldest first; empty when the function is gone."""
        pages = self._client.get_paginator("list_versions_by_function").paginate(FunctionName=function)
        try:
            found = [one for page in pages for one in page["Versions"] if one["Version"] != "$LATEST"]
        except self._gone:
            return ()
        return tuple(
            Version(
                number=one["Version"],
                description=one.get("Description", ""),
                modified_at=datetime.fromisoformat(one["LastModified"]),
            )
            for one in sorted(found, key=lambda one: int(one["Version"]))
        )

    def _create(self, part: Part) -> None:
        self._client.create_function(
            FunctionName=part.function,
            Runtime="python3.11",
            Role=ROLE,
            Handler=f"{part.name}.handler",
            Code={"ZipFile": _bundle(part.function, part.name)},
            Description=f"The shop's {part.name}",
            MemorySize=256,
            Timeout=10,
            Tags={"service": part.name, "team": "shop"},
        )
        self._client.get_waiter("function_active_v2").wait(FunctionName=part.function, WaiterConfig={"Delay": 1})


def _bundle(function: str, source: str) -> bytes:
    """The deployment package: one module named as the handler wants it, and the stamp that every build leaves."""
    packed = io.BytesIO()
    stamp = {"commit": uuid4().hex[:10], "built_at": datetime.now(UTC).isoformat(timespec="seconds")}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.write(CODE / f"{source}.py", f"{function.removeprefix('shop-')}.py")
        bundle.writestr("build.json", json.dumps(stamp))
    return packed.getvalue()
