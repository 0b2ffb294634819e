"""A release of checkout that cannot price an order of a guest."""

from collections.abc import Mapping

from stacks.local.shop.clients import Clients
from stacks.local.shop.company import FUNCTIONS
from stacks.local.shop.condition import Condition
from stacks.local.shop.functions import Functions
from stacks.local.shop.rehearsal import Rehearsal

FUNCTION = "shop-checkout"
RELEASE = "Release 2026.11.2: loyalty discount at checkout (#482)"


class BadDeploy:
    """The alias of shop-checkout is moved to a new version whose code fails for four orders in ten."""

    name = "bad-deploy"
    title = "Bad deployment of checkout"
    what = (
        "A new version of shop-checkout goes live and fails for guests; checkout errors and slows down, and storefront "
        "with it. Heals when the alias `live` goes back to an earlier version."
    )

    def __init__(self, clients: Clients) -> None:
        self._functions = Functions(clients.lambda_)
        self._rehearsal = Rehearsal(clients.lambda_)

    def break_(self) -> dict[str, str]:
        """Release the new code."""
        before = self._functions.serving(FUNCTION)
        if self._condition(FUNCTION, before).failing:
            return {"function": FUNCTION, "version": "/".join(before), "already": "yes"}
        version = self._functions.publish(FUNCTION, "checkout_loyalty", RELEASE)
        self._functions.point(FUNCTION, version)
        return {"function": FUNCTION, "from_version": "/".join(before), "to_version": version, "description": RELEASE}

    def symptoms(self) -> Mapping[str, Condition]:
        """What the live version of each function does with the shop's usual requests."""
        return {part.name: self._condition(part.function, self._functions.serving(part.function)) for part in FUNCTIONS}

    def is_healed(self) -> bool:
        """Whether every live version answers every usual request."""
        return not any(condition.ails for condition in self.symptoms().values())

    def undo(self) -> dict[str, str]:
        """Point each ailing function at its newest version that answers."""
        done: dict[str, str] = {}
        for part in FUNCTIONS:
            if not self._condition(part.function, self._functions.serving(part.function)).ails:
                continue
            for version in reversed(self._functions.versions(part.function)):
                if not self._condition(part.function, {version.number: 1.0}).ails:
                    self._functions.point(part.function, version.number)
                    done[part.function] = version.number
                    break
        return done

    def _condition(self, function: str, serving: Mapping[str, float]) -> Condition:
        return self._rehearsal.condition(function, serving)
