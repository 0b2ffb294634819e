"""A night with everybody outside set up: customers' page, PagerDuty, Slack, subscribers; each at its port."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from nightdesk.desk.telling.announcing import announcing
from nightdesk.desk.telling.customers import renew_page
from nightdesk.desk.telling.tell import tell
from nightdesk.desk.telling.ways import Ways
from nightdesk.incident.audience import Place
from tests.fakes.crash import Wired
from tests.fakes.notice import FakeFiles, FakeNotices, FakePager, FakeRoom
from tests.integration.desk.world import World

EVERYBODY: tuple[Place, ...] = ("status page", "subscribers", "pagerduty", "slack")
STATUS = "https://status.example"


@dataclass
class Outside(World):
    """The world, and the queue of notices with whoever waits behind it."""

    to: tuple[Place, ...] = EVERYBODY
    notices: FakeNotices = field(default_factory=FakeNotices)
    pager: FakePager = field(default_factory=FakePager)
    room: FakeRoom = field(default_factory=FakeRoom)
    files: FakeFiles = field(default_factory=FakeFiles)

    def __post_init__(self) -> None:
        super().__post_init__()
        settings = replace(
            self.kit.settings, notices=self.to, status_name="Acme", status_url=STATUS, slack_channel="C0NIGHT"
        )
        store = announcing(
            self.kit.store,
            to=self.to,
            catalogue=self.kit.catalogue,
            now=self.kit.now,
            new_id=self.kit.new_id,
        )
        self.kit = replace(self.kit, store=store, settings=settings)
        wired: dict[str, Any] = {
            name: Wired(getattr(self, name), self.fuse, name) for name in ("notices", "pager", "room", "files")
        }
        self.doors = replace(self.doors, notices=lambda: wired["notices"])
        self.ways = Ways(files=lambda: wired["files"], pager=lambda: wired["pager"], room=lambda: wired["room"])

    def texts(self, phone: str, body: str, *, sid: str = "") -> None:
        self.now += timedelta(seconds=1)  # each text has its own id
        super().texts(phone, body, sid=sid)

    def settle(self) -> None:
        """The stream, and then the queue of notices, until both are empty."""
        for _ in range(20):
            super().settle()
            if not self.notices.waiting:
                return
            waiting, self.notices.waiting = self.notices.waiting, {}
            for outbox, _attempt in waiting:
                self.tries(lambda outbox=outbox: tell(self.kit, self.ways, outbox))  # type: ignore[misc]
        raise AssertionError("notices never settle")

    def renews(self) -> None:
        """What the minute's audit asks for."""
        self.tries(lambda: renew_page(self.kit, self.files))

    def page(self) -> dict[str, Any]:
        """What customers see, as programs read it."""
        read: dict[str, Any] = json.loads(self.files.files["status.json"][1])
        return read

    def html(self) -> str:
        return self.files.files["index.html"][1]

    def waits(self, *, minutes: float) -> None:
        """Time in which nothing else happens."""
        self.now += timedelta(minutes=minutes)
