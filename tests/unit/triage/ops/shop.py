"""A small company's services and alarms, for the tests of this folder."""

from datetime import UTC, datetime, timedelta
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.runbook.service import Catalogue, Service, Signals

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def service(name: str, tier: Any = 2, *depends_on: str, **more: Any) -> Service:
    told = {"owner": "shop", "criticality": ("critical", "high", "medium", "low")[tier - 1], **more}
    return Service(name=name, tier=tier, depends_on=depends_on, **told)


SHOP = Catalogue(
    services=(
        service(
            "storefront", 1, "checkout", "search", is_customer_facing=True, customers=50_000, revenue_per_minute=300.0
        ),
        service(
            "checkout", 1, "payments", "cart", is_customer_facing=True, customers=18_000, requests_per_minute=480.0
        ),
        service("payments", 1, "db-main", data_class="payment"),
        service("cart", 2, "db-main"),
        service("search", 2, "index"),
        service("index", 3),
        service("db-main", 1, data_class="personal", signals=Signals(dimensions={"DBInstanceIdentifier": "db-1"})),
        service("reports", 4, "warehouse"),
        service("warehouse", 3, environment="staging"),
    )
)


def alarm(name: str, service: str = "", *, after: float = 0, **more: Any) -> Alarm:
    """An alarm that began `after` seconds past NOW."""
    told: dict[str, Any] = {
        "source": "alertmanager", "fingerprint": f"{service}/{name}/{more.get('resource', '')}", "resource": "",
        "state": "firing", "started_at": NOW + timedelta(seconds=after),
    }  # fmt: skip
    return Alarm(name=name, service=service, **(told | more))
