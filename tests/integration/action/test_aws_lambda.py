from typing import Any

import pytest

from nightdesk.action.aws_lambda import RollBackAlias
from nightdesk.errors import ActionFailed, ActionUnavailable
from tests.integration.aws import client
from tests.integration.function import make_function, release


@pytest.fixture
def lambda_(aws_url: str) -> Any:
    return client("lambda", aws_url)


@pytest.fixture
def function(lambda_: Any) -> str:
    name = make_function(lambda_)
    release(lambda_, name, "second, bad")
    return name


def parameters(function: str, *, bad: str = "2", good: str = "1") -> dict[str, str]:
    return {"function": function, "alias": "live", "to_version": bad, "from_version": good}


def alias_of(lambda_: Any, function: str) -> dict[str, Any]:
    found: dict[str, Any] = lambda_.get_alias(FunctionName=function, Name="live")
    return found


def test_a_rollback_is_checked_backed_up_done_verified_and_undone(lambda_: Any, function: str) -> None:
    action, given = RollBackAlias(lambda_), parameters(function)
    before = alias_of(lambda_, function)

    assert action.check(given) == f"{function}:live serves version 2; version 1 exists"
    backup = action.back_up(given)
    assert action.act(given, backup) == f"{function}:live now serves version 1 instead of 2"
    assert action.verify(given, backup) == f"{function}:live serves version 1"
    assert alias_of(lambda_, function)["FunctionVersion"] == "1"

    assert action.undo(given, backup) == f"{function}:live serves version 2 again"
    after = alias_of(lambda_, function)
    assert (after["FunctionVersion"], after["Description"]) == (before["FunctionVersion"], before["Description"])


def test_acting_and_undoing_twice_is_the_same_as_once(lambda_: Any, function: str) -> None:
    action, given = RollBackAlias(lambda_), parameters(function)
    backup = action.back_up(given)

    action.act(given, backup)
    revision = alias_of(lambda_, function)["RevisionId"]
    action.act(given, backup)
    assert alias_of(lambda_, function)["RevisionId"] == revision

    action.undo(given, backup)
    revision = alias_of(lambda_, function)["RevisionId"]
    action.undo(given, backup)
    assert alias_of(lambda_, function)["RevisionId"] == revision


def test_the_alias_remembers_every_version_that_was_rolled_back(lambda_: Any, function: str) -> None:
    action = RollBackAlias(lambda_)
    action.act(parameters(function), action.back_up(parameters(function)))
    release(lambda_, function, "third, bad too")
    again = parameters(function, bad="3")

    action.act(again, action.back_up(again))

    assert alias_of(lambda_, function)["Description"] == "[rolled back: 2, 3]"


def test_a_canary_loses_its_share_and_gets_it_back(lambda_: Any, function: str) -> None:
    weights = {"2": 0.1}
    lambda_.update_alias(
        FunctionName=function,
        Name="live",
        FunctionVersion="1",
        RoutingConfig={"AdditionalVersionWeights": weights},
    )
    action, given = RollBackAlias(lambda_), parameters(function)
    action.check(given)
    backup = action.back_up(given)

    action.act(given, backup)

    assert "RoutingConfig" not in alias_of(lambda_, function)
    action.verify(given, backup)
    action.undo(given, backup)
    assert alias_of(lambda_, function)["RoutingConfig"]["AdditionalVersionWeights"] == weights


def test_somebody_who_was_faster_is_not_overwritten(lambda_: Any, function: str) -> None:
    action, given = RollBackAlias(lambda_), parameters(function)
    backup = action.back_up(given)
    release(lambda_, function, "third, somebody's fix")

    with pytest.raises(ActionFailed, match="PreconditionFailed"):
        action.act(given, backup)

    assert alias_of(lambda_, function)["FunctionVersion"] == "3"


def test_an_undo_does_not_overwrite_a_later_fix(lambda_: Any, function: str) -> None:
    action, given = RollBackAlias(lambda_), parameters(function)
    backup = action.back_up(given)
    action.act(given, backup)
    release(lambda_, function, "third, somebody's fix")

    with pytest.raises(ActionFailed, match="moved by somebody else"):
        action.undo(given, backup)


@pytest.mark.parametrize(
    ("bad", "good", "said"),
    [
        ("1", "2", "serves version 2, not 1"),
        ("2", "2", "rolled back to itself"),
        ("2", "9", "ResourceNotFound"),
        ("2", "$LATEST", "not a published version"),
    ],
)
def test_a_precondition_that_does_not_hold_is_said(lambda_: Any, function: str, bad: str, good: str, said: str) -> None:
    with pytest.raises(ActionFailed, match=said):
        RollBackAlias(lambda_).check(parameters(function, bad=bad, good=good))


def test_an_alias_that_was_not_moved_does_not_verify(lambda_: Any, function: str) -> None:
    action, given = RollBackAlias(lambda_), parameters(function)

    with pytest.raises(ActionFailed, match="still serves version 2"):
        action.verify(given, action.back_up(given))


def test_an_unknown_function_is_a_no(lambda_: Any) -> None:
    with pytest.raises(ActionFailed, match="ResourceNotFound"):
        RollBackAlias(lambda_).check(parameters("shop-nobody"))


def test_aws_out_of_reach_is_unavailable() -> None:
    nowhere = client("lambda", "http://127.0.0.1:9")

    with pytest.raises(ActionUnavailable):
        RollBackAlias(nowhere).back_up(parameters("shop-checkout"))
