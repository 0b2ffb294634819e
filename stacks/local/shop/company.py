"""The demo shop as a company: its services, who calls whom, what its customers send, when its alarms ring."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALIAS = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """
    One service leaning on another.

    waits: the share of the callee's extra latency that the caller's own requests see. fails: the share of the
    callee's failures that become the caller's.
    """

    callee: str
    waits: float
    fails: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One service on a good day. function: its Lambda function, empty when it is not one.

    Every service has a metric namespace of its own, because the embedded emulator evaluates an alarm over every
    metric of that namespace and name, whatever its dimensions.
    """

    name: str
    namespace: str
    requests_per_minute: float
    latency_ms: float
    cpu_percent: float
    error_percent: float = 0.1
    function: str = ""
    calls: tuple[Call, ...] = ()

    @property
    def log_group(self) -> str:
        """Where Lambda writes this service's logs; empty for a service that is not a function."""
        return f"/aws/lambda/{self.function}" if self.function else ""


PARTS = (
    Part(
        name="storefront",
        namespace="Shop/Storefront",
        function="shop-storefront",
        requests_per_minute=1200,
        latency_ms=180,
        cpu_percent=34,
        calls=(Call(callee="checkout", waits=0.8, fails=0.2), Call(callee="catalog", waits=0.6, fails=0.3)),
    ),
    Part(
        name="checkout",
        namespace="Shop/Checkout",
        function="shop-checkout",
        requests_per_minute=480,
        latency_ms=140,
        cpu_percent=41,
        calls=(Call(callee="payments", waits=1.0, fails=0.9), Call(callee="cart-cache", waits=1.0, fails=0.3)),
    ),
    Part(
        name="payments",
        namespace="Shop/Payments",
        function="shop-payments",
        requests_per_minute=460,
        latency_ms=90,
        cpu_percent=28,
        calls=(Call(callee="ledger-db", waits=1.0, fails=0.9),),
    ),
    Part(
        name="catalog",
        namespace="Shop/Catalog",
        function="shop-catalog",
        requests_per_minute=900,
        latency_ms=60,
        cpu_percent=25,
        calls=(Call(callee="catalog-db", waits=1.0, fails=0.8),),
    ),
    Part(
        name="ledger-db", namespace="Shop/LedgerDb", requests_per_minute=1400, latency_ms=12, cpu_percent=31,
        error_percent=0.0,
    ),
    Part(
        name="catalog-db", namespace="Shop/CatalogDb", requests_per_minute=1800, latency_ms=8, cpu_percent=22,
        error_percent=0.0,
    ),
    Part(
        name="cart-cache", namespace="Shop/CartCache", requests_per_minute=2600, latency_ms=2, cpu_percent=17,
        error_percent=0.0,
    ),
)  # fmt: skip

BY_NAME: Mapping[str, Part] = {part.name: part for part in PARTS}
FUNCTIONS = tuple(part for part in PARTS if part.function)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """One CloudWatch alarm: rings when the metric's average is above `threshold`."""

    name: str
    service: str
    metric: str
    threshold: float
    description: str


def bells() -> tuple[Bell, ...]:
    """
    The alarms the shop's engineers have set: error rate and latency of each function, load of each database.

    Latency rings at 1.4 times a good day's; the shape of a good day's latencies keeps their mean within 10 % of
    Part.latency_ms.
    """
    found: list[Bell] = []
    for part in PARTS:
        if not part.function:
            found.append(
                Bell(name=f"{part.name}-cpu", service=part.name, metric="CPUUtilization", threshold=85,
                     description=f"Processor of {part.name} above 85%.")
            )  # fmt: skip
            continue
        found.append(
            Bell(name=f"{part.name}-errors", service=part.name, metric="ErrorRate", threshold=5,
                 description=f"More than 5% of the requests to {part.name} fail.")
        )  # fmt: skip
        slow = round(part.latency_ms * 1.4)
        found.append(
            Bell(name=f"{part.name}-latency", service=part.name, metric="Latency", threshold=slow,
                 description=f"Requests to {part.name} take more than {slow} ms on average.")
        )  # fmt: skip
    return tuple(found)


def _order(number: int, tier: str | None) -> dict[str, Any]:
    customer = {"loyalty": {"tier": tier}} if tier else {"guest": True}
    item = {"product": "lead", "cents": 1450 + 100 * number, "quantity": 1 + number % 3}
    return {"order": {"id": f"ord-sample-{number:04}", "customer": customer, "items": [item]}}


REQUESTS: Mapping[str, tuple[dict[str, Any], ...]] = {
    "shop-checkout": tuple(
        _order(number, tier)
        for number, tier in enumerate(
            ("gold", None, "bronze", "silver", None, "bronze", None, "silver", None, "bronze"), start=1
        )
    ),
    "shop-payments": tuple({"charge": {"id": f"chg-sample-{n:04}", "cents": 990 * n}} for n in (1, 2)),
    "shop-catalog": tuple({"search": {"id": f"sea-sample-{n:04}", "text": t}} for n, t in ((1, "be"), (2, "l"))),
    "shop-storefront": tuple({"visit": {"id": f"vis-sample-{n:04}", "page": p}} for n, p in ((1, "home"), (2, "cart"))),
}
"""What customers send, in the shop's usual mix: four orders in ten come from guests."""
