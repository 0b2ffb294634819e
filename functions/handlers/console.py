"""GET /console and below: the live page, its JSON and the reports."""

import base64
import hmac
import json
from pathlib import Path
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import console, wiring
from nightdesk.channel.webhook import path
from nightdesk.console.view import detail, summary
from nightdesk.incident.desk import IncidentId

log = Logger()
PAGE = Path(console.__file__).parent / "page"
KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """The page, or JSON. 401 without the console's token (Bearer, or Basic with it as the password)."""
    if not _may_look(event.get("headers") or {}):
        return _answer(401, "a token is needed", "text/plain", {"www-authenticate": 'Basic realm="Nightdesk console"'})
    below = path(event).split("/console", 1)[-1].strip("/")
    match below.split("/"):
        case ["api", "incidents"]:
            return _json(_incidents())
        case ["api", "incidents", incident]:
            return _one(IncidentId(incident))
        case ["reports", name]:
            return _report(name)
        case [""]:
            return _file("index.html")
        case [name]:
            return _file(name)
    return _answer(404, "nothing here", "text/plain")


def _incidents() -> dict[str, Any]:
    kit = wiring.kit()
    return {"incidents": [summary(one, now=kit.now()) for one in kit.store.incidents(limit=50)]}


def _one(incident_id: IncidentId) -> dict[str, Any]:
    kit = wiring.kit()
    incident = kit.store.incident(incident_id)
    if incident is None:
        return _json({"error": f"no incident {incident_id}"}, status=404)
    report = wiring.kept_report(f"reports/{incident_id}.txt") if incident.report_uri else ""
    return _json(detail(incident, kit.store.entries(incident_id), now=kit.now(), report=report))


def _report(name: str) -> dict[str, Any]:
    kind = KINDS.get(Path(name).suffix, "text/plain; charset=utf-8")
    body = wiring.kept_report(f"reports/{Path(name).name}")
    return _answer(200, body, kind) if body else _answer(404, "no such report", "text/plain")


def _file(name: str) -> dict[str, Any]:
    file = PAGE / Path(name).name
    if file.suffix not in KINDS or not file.is_file():
        return _answer(404, "nothing here", "text/plain")
    return _answer(200, file.read_text("utf-8"), KINDS[file.suffix])


def _may_look(headers: dict[str, str]) -> bool:
    token = wiring.secret(wiring.settings().console_secret).get("token", "")
    sent = next((value for name, value in headers.items() if name.lower() == "authorization"), "")
    scheme, _, given = sent.partition(" ")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given).decode().partition(":")[2]
        except ValueError:
            return False
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def _json(body: dict[str, Any], *, status: int = 200) -> dict[str, Any]:
    return _answer(status, json.dumps(body), "application/json")


def _answer(status: int, body: str, kind: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    # What is shown is live and private: nothing may keep a copy.
    always = {"content-type": kind, "cache-control": "no-store", "x-content-type-options": "nosniff"}
    return {"statusCode": status, "headers": {**always, **(headers or {})}, "body": body}
