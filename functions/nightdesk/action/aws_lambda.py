"""Actions on AWS Lambda functions."""

import re
from collections.abc import Callable
from typing import Any, ClassVar, NoReturn, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.action.action import Backup, Parameters
from nightdesk.errors import ActionFailed, ActionUnavailable
from nightdesk.incident.ask import Risk

_ANSWERED_NO = frozenset(
    {
        "PreconditionFailedException",
        "ResourceNotFoundException",
        "InvalidParameterValueException",
        "ValidationException",
    }
)
"""Lambda understood and refused: asking again cannot help. All else (denied, throttled, 5xx) changed nothing."""

_MARK = re.compile(r" *\[rolled back: ([\d, ]+)\]")
_MOST_REMEMBERED = 10
_LONGEST_DESCRIPTION = 256

T = TypeVar("T")


class RollBackAlias:
    """
    Point an alias back at the version it served before.

    Parameters: function, alias, to_version (the blamed version, current now), from_version (the good one to return
    to). The alias' description remembers what was rolled back, so that a later investigation never offers a version
    known bad; see evidence/lambda_versions.py. Writes are guarded by the alias' RevisionId.
    """

    name: ClassVar[str] = "lambda.rollback_alias"
    risk: ClassVar[Risk] = Risk.HIGH
    needs: ClassVar[tuple[str, ...]] = ("function", "alias", "to_version", "from_version")

    def __init__(self, client: Any) -> None:
        self._client = client

    def check(self, parameters: Parameters) -> str:
        """The alias serves the blamed version now, and the good one is another, published, ready version."""
        bad, good = parameters["to_version"], parameters["from_version"]
        if bad == good:
            raise ActionFailed(f"version {good} cannot be rolled back to itself")
        if not good.isdigit():
            raise ActionFailed(f"{good!r} is not a published version")
        alias = self._alias(parameters)
        served = _served(alias)
        if bad not in served:
            raise ActionFailed(
                f"{_place(parameters)} serves version {' and '.join(served)}, not {bad}: nothing to undo"
            )
        found = _asked(
            lambda: self._client.get_function_configuration(FunctionName=parameters["function"], Qualifier=good)
        )
        state = found.get("State", "Active")
        if state not in {"Active", "Inactive"}:
            raise ActionFailed(f"version {good} of {parameters['function']} is {state}")
        return f"{_place(parameters)} serves version {bad}; version {good} exists"

    def back_up(self, parameters: Parameters) -> Backup:
        """Target, weights, description and revision of the alias."""
        alias = self._alias(parameters)
        return {
            "version": alias["FunctionVersion"],
            "weights": " ".join(f"{version}={share}" for version, share in sorted(_weights(alias).items())),
            "description": alias.get("Description", ""),
            "revision": alias["RevisionId"],
        }

    def act(self, parameters: Parameters, backup: Backup) -> str:
        """Move the alias, unless it is there already. Refused when somebody changed it since the backup."""
        good, bad = parameters["from_version"], parameters["to_version"]
        if not _is_at(self._alias(parameters), good):
            self._update(
                parameters,
                version=good,
                weights={},
                description=_marked(backup["description"], bad),
                revision=backup["revision"],
            )
        return f"{_place(parameters)} now serves version {good} instead of {bad}"

    def verify(self, parameters: Parameters, backup: Backup) -> str:
        """The alias serves the good version and nothing else."""
        alias = self._alias(parameters)
        if not _is_at(alias, parameters["from_version"]):
            still = "still " if alias["FunctionVersion"] == backup["version"] else ""
            raise ActionFailed(f"{_place(parameters)} {still}serves version {' and '.join(_served(alias))}")
        return f"{_place(parameters)} serves version {parameters['from_version']}"

    def undo(self, parameters: Parameters, backup: Backup) -> str:
        """
        Put target, weights and description back.

        Refused when the alias serves neither what we set nor what it had: then somebody else has moved it since.
        """
        alias = self._alias(parameters)
        weights = _parsed(backup["weights"])
        is_back = alias["FunctionVersion"] == backup["version"] and _weights(alias) == weights
        if not is_back:
            if not _is_at(alias, parameters["from_version"]):
                raise ActionFailed(f"{_place(parameters)} was moved by somebody else to {' and '.join(_served(alias))}")
            self._update(
                parameters,
                version=backup["version"],
                weights=weights,
                description=backup["description"],
                revision=alias["RevisionId"],
            )
        return f"{_place(parameters)} serves version {backup['version']} again"

    def _alias(self, parameters: Parameters) -> dict[str, Any]:
        return _asked(lambda: self._client.get_alias(FunctionName=parameters["function"], Name=parameters["alias"]))

    def _update(
        self, parameters: Parameters, *, version: str, weights: dict[str, float], description: str, revision: str
    ) -> None:
        _asked(
            lambda: self._client.update_alias(
                FunctionName=parameters["function"],
                Name=parameters["alias"],
                FunctionVersion=version,
                Description=description,
                RoutingConfig={"AdditionalVersionWeights": weights},
                RevisionId=revision,
            )
        )


def _place(parameters: Parameters) -> str:
    return f"{parameters['function']}:{parameters['alias']}"


def _weights(alias: dict[str, Any]) -> dict[str, float]:
    found: dict[str, float] = (alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    return found


def _parsed(weights: str) -> dict[str, float]:
    pairs = (pair.partition("=") for pair in weights.split())
    return {version: float(share) for version, _, share in pairs}


def _served(alias: dict[str, Any]) -> tuple[str, ...]:
    return (alias["FunctionVersion"], *_weights(alias))


def _is_at(alias: dict[str, Any], version: str) -> bool:
    return _served(alias) == (version,)


def _marked(description: str, bad: str) -> str:
    found = _MARK.search(description)
    before = [one.strip() for one in found[1].split(",")] if found else []
    versions = list(dict.fromkeys([*before, bad]))[-_MOST_REMEMBERED:]
    mark = f" [rolled back: {', '.join(versions)}]"
    return (_MARK.sub("", description)[: _LONGEST_DESCRIPTION - len(mark)] + mark).strip()


def _asked(call: Callable[[], T]) -> T:
    try:
        return call()
    except ClientError as error:
        _refused(error)
    except BotoCoreError as error:
        raise ActionUnavailable(f"Lambda did not answer: {type(error).__name__}") from error


def _refused(error: ClientError) -> NoReturn:
    code = error.response["Error"].get("Code", "unknown error")
    said = error.response["Error"].get("Message", "")
    if code in _ANSWERED_NO:
        raise ActionFailed(f"Lambda refused {error.operation_name}: {code}: {said}") from error
    raise ActionUnavailable(f"Lambda could not do {error.operation_name}: {code}") from error
