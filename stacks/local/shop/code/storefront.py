"""Storefront: render a page of the shop."""

import json
import time
from typing import Any

PAGES = {"home", "product", "cart", "checkout"}


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """A visit in, a page out."""
    visit = event["visit"]
    status = 200 if visit["page"] in PAGES else 404
    log("INFO", "page served", visit=visit["id"], page=visit["page"], status=status)
    return {"statusCode": status, "body": f"<title>{visit['page']}</title>"}


def log(level: str, message: str, **facts: object) -> None:
    """One JSON line."""
    print(json.dumps({"level": level, "service": "storefront", "message": message, **facts, "at": time.time()}))
