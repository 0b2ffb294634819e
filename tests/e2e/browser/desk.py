"""A tiny stack behind the page: the real console over incidents that a test makes up, and a desk that texts back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nightdesk.audit.chain import Entry
from nightdesk.console.coming import coming
from nightdesk.console.files import PAGE_RULES, page_file
from nightdesk.console.graph import graph
from nightdesk.console.services import services
from nightdesk.console.view import detail, summary
from nightdesk.incident.incident import Incident
from stacks.local.pace import Pace
from stacks.local.server import Serving, create_app, serve
from stacks.local.wiring import LocalWiring
from tests.unit.console.incidents import CATALOGUE, ROSTER

DESK = "+12025550100"


class Shop:
    """A shop with one thing to break."""

    def __init__(self) -> None:
        self.broken: set[str] = set()

    def start(self) -> None:
        """Nothing to open."""

    def stop(self) -> None:
        """Nothing to close."""

    def break_(self, fault: str, sticky: bool = False) -> None:
        """Break it."""
        self.broken.add(fault)

    def mend(self, fault: str) -> None:
        """Mend it."""
        self.broken.remove(fault)

    def state(self) -> dict[str, object]:
        """As the demo shop shows itself."""
        spark = [{"at": at, "error_rate": 0.1 * at, "latency_ms": 140.0} for at in range(20)]
        fault = {"name": "bad-deploy", "title": "Bad deployment of checkout", "what": "A new version fails."}
        return {
            "problem": "",
            "services": [
                {
                    "name": "checkout",
                    "status": "failing" if self.broken else "healthy",
                    "error_rate": 40.0 if self.broken else 0.1,
                    "latency_ms": 140.0,
                    "spark": spark,
                }
            ],
            "alarms": [],
            "faults": [{"fault": name, "sticky": False} for name in sorted(self.broken)],
            "can_break": [fault],
        }


@dataclass
class Desk:
    """
    The stack and the local server in front of it. incidents: what the console shows, with their timelines.

    A text is answered with what it said, so that a test sees its own words come back.
    """

    state_dir: Path
    incidents: dict[str, tuple[Incident, tuple[Entry, ...]]] = field(default_factory=dict)
    reply: str = "The desk heard: {body}"
    stack: Serving | None = None
    page: Serving | None = None

    @property
    def url(self) -> str:
        """The address of the page."""
        assert self.page is not None
        return self.page.url

    def show(self, incident: Incident, entries: tuple[Entry, ...] = ()) -> None:
        """Let the console show this incident as it is now."""
        self.incidents[incident.id] = (incident, entries)

    def start(self) -> "Desk":
        """Start the stack and the page."""
        routes = [Route("/{path:path}", self._answer, methods=["GET", "POST"])]
        self.stack = serve(Starlette(routes=routes))
        self.start_page(0)
        return self

    def start_page(self, port: int) -> None:
        """Start the local server on this port."""
        assert self.stack is not None
        local = LocalWiring(
            desk_number=DESK,
            stack_url=self.stack.url,
            public_url="https://desk.example",
            account_sid="AC" + "0" * 32,
            auth_token="local-token",
            aws_url="",
            region="us-east-1",
            alarm_topic_arn="",
            console_token="console-token",
            speed=60.0,
            shop=Shop(),
            proxy=None,
            state_dir=self.state_dir,
        )
        self.page = serve(create_app(local, pace=Pace(speed=60.0, key_press=20.0, pick_up=0.5, hop=0.005)), port)

    def stop_page(self) -> int:
        """Stop the local server; returns its port."""
        assert self.page is not None
        port = int(self.page.url.rpartition(":")[2])
        self.page.stop()
        return port

    def stop(self) -> None:
        """Stop everything."""
        assert self.page is not None
        assert self.stack is not None
        self.page.stop()
        self.stack.stop()

    async def _answer(self, request: Request) -> Response:
        path = request.url.path
        if path == "/twilio/sms":
            form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
            words = escape(self.reply.format(body=form["Body"]))
            return Response(f"<Response><Message>{words}</Message></Response>", media_type="text/xml")
        if path == "/twilio/voice":
            prompt = '<Gather input="dtmf speech" timeout="60"><Say>Press 1 for a vet.</Say></Gather>'
            return Response(f"<Response>{prompt}</Response>", media_type="text/xml")
        if path.startswith("/console"):
            return self._console(path.removeprefix("/console"))
        return Response("<Response/>", media_type="text/xml")

    def _console(self, below: str) -> Response:
        now = datetime.now(UTC)
        if below == "/api/services":
            return JSONResponse(services(CATALOGUE, (one for one, _ in self.incidents.values())))
        if below == "/api/incidents":
            lines = [summary(incident, now=now) for incident, _ in self.incidents.values()]
            return JSONResponse({"now": now.isoformat(), "incidents": lines})
        if below.startswith("/api/incidents/"):
            return self._one(below.rpartition("/")[2], now)
        file = page_file(below.strip("/"), is_below=below == "/")
        if file is None:
            return Response("nothing here", 404)
        return Response(file.text, headers={"content-type": file.kind, "content-security-policy": PAGE_RULES})

    def _one(self, name: str, now: datetime) -> Response:
        if name not in self.incidents:
            return JSONResponse({"error": f"no incident {name}"}, 404)
        incident, entries = self.incidents[name]
        report = f"=== INCIDENT REPORT ===\n{incident.title}" if incident.report_uri else ""
        names = {person.id: person.name for person in ROSTER.people}
        more = {
            "now": now.isoformat(),
            "next": coming(incident, roster=ROSTER, now=now, pace=lambda minutes: timedelta(minutes=minutes)),
            "graph": graph(incident, CATALOGUE),
        }
        return JSONResponse(detail(incident, entries, now=now, report=report, names=names) | more)
