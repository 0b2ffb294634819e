"""An action on a switch in memory: counts how often something really changed."""

from dataclasses import dataclass, field

from nightdesk.action.action import Backup, Parameters
from nightdesk.errors import ActionFailed
from nightdesk.incident.ask import Risk


@dataclass
class FakeAction:
    """Turns `serving` from "8" to "7" under the name of the real rollback. Doing it twice changes nothing more."""

    name: str = "lambda.rollback_alias"
    risk: Risk = Risk.HIGH
    needs: tuple[str, ...] = ("function", "alias")
    serving: str = "8"
    changes_made: int = 0
    asked: list[str] = field(default_factory=list)

    def check(self, parameters: Parameters) -> str:
        self.asked.append("check")
        if self.serving != parameters["from_version"]:
            raise ActionFailed(f"the alias serves {self.serving} already")
        return f"The alias serves {self.serving}."

    def back_up(self, parameters: Parameters) -> Backup:
        self.asked.append("back up")
        return {"serving": self.serving}

    def act(self, parameters: Parameters, backup: Backup) -> str:
        self.asked.append("act")
        self._becomes(parameters["to_version"])
        return f"The alias serves {self.serving} now."

    def verify(self, parameters: Parameters, backup: Backup) -> str:
        self.asked.append("verify")
        if self.serving != parameters["to_version"]:
            raise ActionFailed(f"the alias serves {self.serving}")
        return f"Read back: {self.serving}."

    def undo(self, parameters: Parameters, backup: Backup) -> str:
        self.asked.append("undo")
        self._becomes(backup["serving"])
        return f"The alias serves {self.serving} again."

    def _becomes(self, version: str) -> None:
        self.changes_made += version != self.serving
        self.serving = version
