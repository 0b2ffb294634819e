"""Catalog: find products."""

import json
import time
from typing import Any

PRODUCTS = {"lead": 1450, "bowl": 990, "bed": 5900, "brush": 780}


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """A search in, the products whose name holds it out."""
    search = event["search"]
    found = [name for name in PRODUCTS if search["text"] in name]
    log("INFO", "search answered", search=search["id"], found=len(found))
    return {"statusCode": 200, "body": json.dumps({"search": search["id"], "found": found})}


def log(level: str, message: str, **facts: object) -> None:
    """One JSON line."""
    print(json.dumps({"level": level, "service": "catalog", "message": message, **facts, "at": time.time()}))
