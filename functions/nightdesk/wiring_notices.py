"""The ways to customers, PagerDuty and Slack. Apart from `wiring`, which pages pay for."""

from functools import cache
from typing import TYPE_CHECKING

from nightdesk import wiring
from nightdesk.desk.telling.ways import Ways
from nightdesk.errors import Misconfigured
from nightdesk.notice.notice import Files, Pager, Room

if TYPE_CHECKING:
    from nightdesk.notice.pagerduty import PagerDutySchedules
    from nightdesk.notice.slack import SlackRoom


def ways() -> Ways:
    """Each is made when it is first needed."""
    return Ways(files=files, pager=pager, room=room)


def files() -> Files:
    """The status page's bucket."""
    from nightdesk.notice.statuspage import S3Files

    if not (bucket := wiring.settings().status_bucket):
        raise Misconfigured("NIGHTDESK_STATUS_BUCKET is not set, and NIGHTDESK_NOTICES names status-page")
    return S3Files(wiring.client("s3", is_slow=True), bucket)


def pager() -> Pager:
    """PagerDuty's Events API, with the routing key of one integration."""
    from nightdesk.notice.pagerduty import PagerDutyEvents

    settings = wiring.settings()
    return PagerDutyEvents(_part(settings.pagerduty_secret, "routing_key"), settings.pagerduty_events_url)


def room() -> Room:
    """Slack's channel."""
    return slack()


def slack() -> "SlackRoom":
    """The same, as the vendor's own: `nightdesk doctor` asks it who it is."""
    settings = wiring.settings()
    return _slack(_part(settings.slack_secret, "bot_token"), settings.slack_channel, settings.slack_url)


@cache
def _slack(token: str, channel: str, url: str) -> "SlackRoom":
    from nightdesk.notice.slack import SlackRoom

    return SlackRoom(token, channel, url)


def schedules() -> "PagerDutySchedules":
    """PagerDuty's REST API, read only."""
    from nightdesk.notice.pagerduty import PagerDutySchedules

    settings = wiring.settings()
    return PagerDutySchedules(_part(settings.pagerduty_secret, "api_key"), settings.pagerduty_url)


def webhook_secrets(*, is_fresh: bool = False) -> tuple[str, ...]:
    """What may sign PagerDuty's webhooks: the secret now and, while it is being changed, the one before."""
    kept = wiring.secret(wiring.settings().pagerduty_secret, is_fresh=is_fresh)
    return tuple(filter(None, (kept.get("webhook_secret"), kept.get("previous_webhook_secret"))))


def forget() -> None:
    """Drop everything that was made."""
    _slack.cache_clear()


def _part(secret: str, name: str) -> str:
    kept = wiring.secret(secret).get(name, "")
    if not kept:
        raise Misconfigured(f"secret {secret} has no {name}")
    return kept
