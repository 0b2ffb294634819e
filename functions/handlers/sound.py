"""GET /sounds/{name}: what a call plays. Nothing in it is secret, so anybody may hear it."""

import base64
from typing import Any

from nightdesk.channel.metronome import NAME, metronome
from nightdesk.channel.webhook import path

DAY = 86_400


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """The sound of this name, kept by the carrier for a day; 404 for any other."""
    if path(event).rsplit("/", 1)[-1] != NAME:
        return {"statusCode": 404, "headers": {"content-type": "text/plain"}, "body": ""}
    return {
        "statusCode": 200,
        "headers": {"content-type": "audio/wav", "cache-control": f"public, max-age={DAY}"},
        "body": base64.b64encode(metronome()).decode(),
        "isBase64Encoded": True,
    }
