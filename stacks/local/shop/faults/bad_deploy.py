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
        """Point each function at its newest version that answers, and withdraw the newer ones."""
        done: dict[str, str] = {}
        for part in FUNCTIONS:
            serving = self._functions.serving(part.function)
            versions = [one.number for one in self._functions.versions(part.function)]
            good = self._newest_good(part.function, versions)
            if good and self._condition(part.function, serving).ails:
                self._functions.point(part.function, good)
                done[part.function] = good
            for bad in versions[versions.index(good) + 1 :] if good else ():
                self._functions.withdraw(part.function, bad)
        return done

    def _newest_good(self, function: str, versions: list[str]) -> str:
        return next((one for one in reversed(versions) if not self._condition(function, {one: 1.0}).ails), "")

    def _condition(self, function: str, serving: Mapping[str, float]) -> Condition:
        return self._rehearsal.condition(function, serving)
