"""Those outside at their ports: a pager, a room, files and a queue that do as they are told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from nightdesk.errors import NoticeUnavailable
from nightdesk.notice.notice import Event


@dataclass
class FakeNotices:
    """Remembers what waits; the same attempt of the same notice waits once."""

    waiting: dict[tuple[str, int], str] = field(default_factory=dict)
    renewals: list[datetime] = field(default_factory=list)

    def put(self, outbox: str, *, group: str, attempt: int) -> None:
        self.waiting.setdefault((outbox, attempt), group)

    def renew_page(self, at: datetime) -> None:
        self.renewals.append(at)


@dataclass
class FakePager:
    """As PagerDuty does: events of one key are one incident, and a trigger after a resolve is another one."""

    events: list[Event] = field(default_factory=list)
    refusals: list[NoticeUnavailable] = field(default_factory=list)

    def send(self, event: Event) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.events.append(event)

    @property
    def actions(self) -> list[str]:
        return [event.action for event in self.events]

    def incidents(self, key: str) -> list[str]:
        """The state of each incident that this key opened there."""
        states: list[str] = []
        for event in self.events:
            if event.key != key:
                continue
            if event.action == "trigger" and (not states or states[-1] == "resolved"):
                states.append("triggered")
            elif event.action != "trigger" and states and states[-1] != "resolved":
                states[-1] = {"acknowledge": "acknowledged", "resolve": "resolved"}[event.action]
        return states


@dataclass
class Posted:
    """thread: "" of a message that begins one."""

    place: str
    thread: str
    text: str
    mark: str


@dataclass
class FakeRoom:
    """Keeps every post: posting twice is seen twice, as in Slack."""

    posts: list[Posted] = field(default_factory=list)
    refusals: list[NoticeUnavailable] = field(default_factory=list)
    after: Callable[[], None] = lambda: None

    def post(self, text: str, *, thread: str = "", mark: str) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        place = f"1700000000.{len(self.posts):06d}"
        self.posts.append(Posted(place, thread, text, mark))
        self.after()
        return place

    def amend(self, place: str, text: str) -> None:
        next(post for post in self.posts if post.place == place).text = text

    def find(self, mark: str, *, thread: str = "", since: datetime) -> str:
        return next((post.place for post in self.posts if post.mark == mark and post.thread == thread), "")

    @property
    def heads(self) -> list[str]:
        return [post.text for post in self.posts if not post.thread]

    @property
    def said(self) -> str:
        """Everything said under the heads, in order."""
        return "\n".join(post.text for post in self.posts if post.thread)


@dataclass
class FakeFiles:
    """Files by name with their edition."""

    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    refusals: list[NoticeUnavailable] = field(default_factory=list)

    def put_newer(self, name: str, body: str, *, content_type: str, edition: int) -> bool:
        if self.refusals:
            raise self.refusals.pop(0)
        if self.files.get(name, (0, ""))[0] >= edition:
            return False
        self.files[name] = (edition, body)
        return True
