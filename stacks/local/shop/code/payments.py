"""Payments: take the money for an order."""

import json
import time
from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """One charge in, its receipt out."""
    charge = event["charge"]
    if charge["cents"] <= 0:
        log("WARNING", "charge refused", charge=charge["id"], why="amount is not positive")
        return {"statusCode": 422, "body": json.dumps({"charge": charge["id"]})}
    log("INFO", "charge captured", charge=charge["id"], cents=charge["cents"])
    return {"statusCode": 200, "body": json.dumps({"charge": charge["id"], "state": "captured"})}


def log(level: str, message: str, **facts: object) -> None:
    """One JSON line."""
    print(json.dumps({"level": level, "service": "payments", "message": message, **facts, "at": time.time()}))
