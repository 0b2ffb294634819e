"""Checkout: price the cart and confirm the order."""

import json
import time
import traceback
from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """One order in, its total in cents out; 500 when it could not be placed."""
    order = event["order"]
    try:
        total = total_cents(order)
    except Exception as error:
        log("ERROR", "order failed", order=order["id"], error=repr(error), exception=traceback.format_exc())
        return {"statusCode": 500, "body": json.dumps({"order": order["id"], "error": "internal error"})}
    log("INFO", "order placed", order=order["id"], total_cents=total)
    return {"statusCode": 200, "body": json.dumps({"order": order["id"], "total_cents": total})}


def total_cents(order: dict[str, Any]) -> int:
    """What the customer pays: the items, less the coupon."""
    items: int = sum(item["cents"] * item["quantity"] for item in order["items"])
    percent: int = order.get("coupon_percent", 0)
    return round(items * (100 - percent) / 100)


def log(level: str, message: str, **facts: object) -> None:
    """One JSON line."""
    print(json.dumps({"level": level, "service": "checkout", "message": message, **facts, "at": time.time()}))
