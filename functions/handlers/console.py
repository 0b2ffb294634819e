"""GET /console and below: the live page, its JSON and the reports."""

import base64
import hmac
import json
from pathlib import Path
from typing import Any

import msgspec
from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.channel.webhook import path
from nightdesk.console.coming import coming
from nightdesk.console.files import KINDS, PAGE_RULES, REPORT_RULES, page_file
from nightdesk.console.graph import graph
from nightdesk.console.oncall import standing_watch
from nightdesk.console.services import services, signs
from nightdesk.console.view import detail, summary
from nightdesk.desk.responders.readiness import reaches
from nightdesk.incident.desk import IncidentId
from nightdesk.shelf import shelf

log = Logger()
TEXT = "text/plain; charset=utf-8"


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """The page, or JSON. 401 without the console's token (Bearer, or Basic with it as the password)."""
    if not _may_look(event.get("headers") or {}):
        return _answer(401, "a token is needed", TEXT, {"www-authenticate": 'Basic realm="Nightdesk console"'})
    below = path(event).split("/console", 1)[-1]
    match below.strip("/").split("/"):
        case ["api", "oncall"]:
            return _json(_on_call())
        case ["api", "services"]:
            return _json(services(shelf().catalogue, wiring.kit().store.incidents(limit=100)))
        case ["api", "incidents"]:
            return _json(_incidents())
        case ["api", "incidents", incident]:
            return _one(IncidentId(incident))
        case ["reports", name]:
            return _report(name)
        case [name]:
            return _file(name, is_below=below.startswith("/"))
    return _answer(404, "nothing here", TEXT)


def _incidents() -> dict[str, Any]:
    kit = wiring.kit()
    now = kit.now()
    return {"now": now.isoformat(), "incidents": [summary(one, now=now) for one in kit.store.incidents(limit=50)]}


def _on_call() -> dict[str, Any]:
    """Who is on call now, what is wrong with the roster, and how each number was reached."""
    kit = wiring.kit()
    kit.store.read_rota()
    return standing_watch(kit.roster, kit.policies, now=kit.now()) | {
        "reach": msgspec.to_builtins(list(reaches(kit).values()))
    }


def _one(incident_id: IncidentId) -> dict[str, Any]:
    kit = wiring.kit()
    incident = kit.store.incident(incident_id)
    if incident is None:
        return _json({"error": f"no incident {incident_id}"}, status=404)
    now = kit.now()
    report = wiring.kept_report(f"reports/{incident_id}.txt") if incident.report_uri else ""
    names = {person.id: person.name for person in kit.roster.people}
    shown = detail(incident, kit.store.entries(incident_id), now=now, report=report, names=names)
    more = {
        "now": now.isoformat(),
        "next": coming(incident, roster=kit.roster, now=now, pace=kit.settings.pace),
        "graph": graph(incident, shelf().catalogue),
        "signs": signs(shelf().catalogue, incident.services),
    }
    return _json(shown | more)


def _report(name: str) -> dict[str, Any]:
    kind = KINDS.get(Path(name).suffix, TEXT)
    body = wiring.kept_report(f"reports/{Path(name).name}")
    if not body:
        return _answer(404, "no such report", TEXT)
    return _answer(200, body, kind, {"content-security-policy": REPORT_RULES})


def _file(name: str, *, is_below: bool) -> dict[str, Any]:
    file = page_file(name, is_below=is_below)
    if file is None:
        return _answer(404, "nothing here", TEXT)
    return _answer(200, file.text, file.kind, {"content-security-policy": PAGE_RULES})


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
