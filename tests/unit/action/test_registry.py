from dataclasses import dataclass

import pytest

from nightdesk.action.action import Backup, Parameters
from nightdesk.action.registry import find, registry, risks
from nightdesk.errors import ActionFailed, Misconfigured
from nightdesk.incident.ask import Risk


@dataclass
class Nothing:
    """An action that does nothing."""

    name: str
    risk: Risk = Risk.LOW
    needs: tuple[str, ...] = ("place",)

    def check(self, parameters: Parameters) -> str:
        return "fine"

    def back_up(self, parameters: Parameters) -> Backup:
        return {}

    def act(self, parameters: Parameters, backup: Backup) -> str:
        return "done"

    def verify(self, parameters: Parameters, backup: Backup) -> str:
        return "done"

    def undo(self, parameters: Parameters, backup: Backup) -> str:
        return "undone"


def test_two_actions_of_one_name_are_refused() -> None:
    with pytest.raises(Misconfigured, match="registered twice"):
        registry(Nothing("a"), Nothing("a"))


def test_an_action_nobody_registered_cannot_be_found() -> None:
    with pytest.raises(ActionFailed, match="no action named 'rm -rf'"):
        find(registry(Nothing("a")), "rm -rf", {})


def test_an_action_is_not_handed_out_without_its_parameters() -> None:
    with pytest.raises(ActionFailed, match="not given: place"):
        find(registry(Nothing("a")), "a", {"place": " "})


def test_an_action_is_found_by_name() -> None:
    action = Nothing("a")

    assert find(registry(action), "a", {"place": "here"}) is action


def test_each_action_states_its_own_risk() -> None:
    assert risks(registry(Nothing("a"), Nothing("b", risk=Risk.HIGH))) == {"a": Risk.LOW, "b": Risk.HIGH}
