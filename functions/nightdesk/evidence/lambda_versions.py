"""Deployments of a Lambda function, read from its alias and its published versions."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from nightdesk.evidence.evidence import ChangeEvent

ROLLED_BACK = re.compile(r"rolled back: ([\d, ]+)")
"""What RollBackAlias leaves in the alias' description, so that nobody is ever sent back to a version known bad."""

_COMPARED = (("Timeout", "timeout", " s"), ("MemorySize", "memory", " MB"), ("Runtime", "runtime", ""))


def read_deployments(client: Any, service: str, function: str, alias: str) -> Iterator[ChangeEvent]:
    """
    One deployment for each version the alias sends traffic to, dated when that version was published, and one
    configuration change for provisioned concurrency. Lets botocore's errors through.

    Lambda keeps no date for an alias itself, and the date of publication is the closest there is: pipelines publish
    and move the alias in one go. Without an alias, the unpublished code ($LATEST) is what runs.
    """
    versions = {one["Version"]: one for one in _versions(client, function)}
    if not alias:
        yield _deployment(service, function, "", versions["$LATEST"], None)
        return
    target = client.get_alias(FunctionName=function, Name=alias)
    weights = target.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})
    bad = _rolled_back(target.get("Description", ""))
    for version in (target["FunctionVersion"], *weights):
        if version in versions:
            before = target["FunctionVersion"] if version in weights else _before(version, versions, bad)
            yield _deployment(service, function, alias, versions[version], versions.get(before))
    yield from _provisioned(client, service, function, alias)


def _versions(client: Any, function: str) -> Iterator[dict[str, Any]]:
    for page in client.get_paginator("list_versions_by_function").paginate(FunctionName=function):
        yield from page["Versions"]


def _rolled_back(description: str) -> frozenset[str]:
    found = ROLLED_BACK.search(description)
    return frozenset(re.findall(r"\d+", found[1])) if found else frozenset()


def _before(version: str, versions: dict[str, dict[str, Any]], bad: frozenset[str]) -> str:
    """The newest older version that was never rolled back; empty when there is none."""
    if not version.isdigit():
        return ""
    older = [int(one) for one in versions if one.isdigit() and int(one) < int(version) and one not in bad]
    return str(max(older)) if older else ""


def _deployment(
    service: str, function: str, alias: str, new: dict[str, Any], old: dict[str, Any] | None
) -> ChangeEvent:
    version, description = new["Version"], new.get("Description", "")
    differs = _differences(new, old) if old else ""
    detail = {
        "function": function,
        "alias": alias,
        "from_version": old["Version"] if old else "",
        "to_version": version,
        "description": description,
        "differs": differs,
    }
    return ChangeEvent(
        service=service,
        at=datetime.fromisoformat(new["LastModified"]),
        kind="deployment",
        what=f"version {version} of {function}" + (f" ({description})" if description else ""),
        detail={key: value for key, value in detail.items() if value},
        source=f"Lambda {function}" + (f":{alias}" if alias else ""),
    )


def _differences(new: dict[str, Any], old: dict[str, Any]) -> str:
    """What the new version changes, in words. Names of environment variables only: values may be secrets."""
    found = ["code"] if new.get("CodeSha256") != old.get("CodeSha256") else []
    for key, word, unit in _COMPARED:
        if new.get(key) != old.get(key):
            found.append(f"{word} {old.get(key)}{unit} -> {new.get(key)}{unit}")
    mine, theirs = (one.get("Environment", {}).get("Variables", {}) for one in (new, old))
    changed = sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))
    if changed:
        found.append("environment " + ", ".join(changed))
    return "; ".join(found)


def _provisioned(client: Any, service: str, function: str, alias: str) -> Iterator[ChangeEvent]:
    try:
        found = client.get_provisioned_concurrency_config(FunctionName=function, Qualifier=alias)
    except ClientError as error:
        if error.response["Error"]["Code"] in {
            "ProvisionedConcurrencyConfigNotFoundException",
            "ResourceNotFoundException",
        }:
            return
        raise
    wanted = found.get("RequestedProvisionedConcurrentExecutions", 0)
    yield ChangeEvent(
        service=service,
        at=datetime.fromisoformat(found["LastModified"]),
        kind="configuration",
        what=f"provisioned concurrency of {function}:{alias} set to {wanted}",
        detail={"function": function, "alias": alias, "provisioned": str(wanted)},
        source=f"Lambda {function}:{alias}",
    )
