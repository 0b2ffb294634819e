"""PagerDuty and Slack of a local run, on the page's own server, and a way to look at them and press their buttons."""

from collections.abc import Mapping
from typing import Any, Literal

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from stacks.local.faults import Breakage
from stacks.local.pagerduty_server import PagerDutyServer
from stacks.local.slack_server import SlackServer
from stacks.local.wiring import LocalWiring

SLACK_CHANNEL = "C0NIGHTDESK"


class Pressed(BaseModel):
    """Somebody acknowledges or resolves an incident there. user: their name in PagerDuty."""

    model_config = ConfigDict(extra="forbid")

    incident: str
    what: Literal["acknowledge", "resolve"]
    user: str


class Outside:
    """One PagerDuty account and one Slack workspace."""

    def __init__(self, local: LocalWiring, breakage: Breakage, client: httpx.AsyncClient) -> None:
        self._local, self._client = local, client
        keys = local.outside
        self.pagerduty = PagerDutyServer(
            routing_key=keys.get("routing_key", ""),
            api_key=keys.get("api_key", ""),
            webhook_secret=keys.get("webhook_secret", ""),
            post=self._post,
            fault=breakage.pagerduty,
        )
        self.slack = SlackServer(token=keys.get("bot_token", ""), channel=SLACK_CHANNEL, fault=breakage.slack)

    def routes(self) -> list[Route | Mount]:
        """The two APIs, and what the simulator tells of them."""
        return [
            Mount("/outside/pagerduty", routes=self.pagerduty.routes()),
            Mount("/outside/slack", routes=self.slack.routes()),
            Route("/sim/pagerduty", self.show_pagerduty, methods=["GET"]),
            Route("/sim/pagerduty", self.press, methods=["POST"]),
            Route("/sim/slack", self.show_slack, methods=["GET"]),
        ]

    async def show_pagerduty(self, _: Request) -> Response:
        """GET /sim/pagerduty: its incidents, with every event taken for each."""
        rows: list[dict[str, Any]] = [
            {"id": one.id, "key": one.key, "status": one.status, "events": _without_key(one.events)}
            for one in self.pagerduty.incidents
        ]
        return JSONResponse({"incidents": rows})

    async def press(self, request: Request) -> Response:
        """POST /sim/pagerduty {incident, what, user}: returns what the desk answered the webhook with."""
        try:
            pressed = Pressed.model_validate_json(await request.body())
        except ValidationError as error:
            first = error.errors()[0]
            return JSONResponse({"error": f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}"}, 422)
        status = await self.pagerduty.act(pressed.incident, pressed.what, user=pressed.user)
        return JSONResponse({"status": status})

    async def show_slack(self, _: Request) -> Response:
        """GET /sim/slack: the channel's messages, in order."""
        rows = [{"ts": one.ts, "thread_ts": one.thread_ts, "text": one.text} for one in self.slack.messages]
        return JSONResponse({"messages": rows})

    async def _post(self, body: bytes, headers: Mapping[str, str]) -> int:
        address = f"{self._local.stack_url.rstrip('/')}/pagerduty"
        sent = {"content-type": "application/json", **headers}
        try:
            return (await self._client.post(address, content=body, headers=sent)).status_code
        except httpx.HTTPError:
            return 502


def _without_key(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: told for name, told in event.items() if name != "routing_key"} for event in events]
