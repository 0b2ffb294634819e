"""What `nightdesk doctor` asks of those outside. Whoever is not set up is well."""

from collections.abc import Callable

from nightdesk.incident.audience import Place

Check = tuple[str, Callable[[], str], str]
_BUCKET = "Deploy with Notices=status-page, and check the bucket's name and the credentials in use."
_PAGERDUTY = "Put {routing_key, api_key, webhook_secret} into Secrets Manager under the name in settings."
_SLACK = "Put {bot_token} into Secrets Manager, invite the app into the channel, and set SlackChannel to its id."


def checks() -> list[Check]:
    """(name, check, what mends it); a check says how it is or raises."""
    return [
        ("status page", _page, _BUCKET),
        ("PagerDuty events", _events, _PAGERDUTY),
        ("PagerDuty webhooks", _webhooks, _PAGERDUTY),
        ("PagerDuty schedules", _schedules, _PAGERDUTY),
        ("Slack", _slack, _SLACK),
    ]


def _page() -> str:
    from nightdesk import wiring

    if not _is_told("status page"):
        return "not set up"
    settings = wiring.settings()
    wiring.client("s3").head_bucket(Bucket=settings.status_bucket)
    return f"{settings.status_bucket} answers, read at {settings.status_url or 'no address yet'}"


def _events() -> str:
    """A key proves itself only with an event, which would wake somebody."""
    from nightdesk import wiring_notices

    if not _is_told("pagerduty"):
        return "not set up"
    wiring_notices.pager()
    return "a routing key is there"


def _webhooks() -> str:
    from nightdesk import wiring_notices

    if not _is_told("pagerduty"):
        return "not set up"
    count = len(wiring_notices.webhook_secrets())
    return f"{count} secret(s) may sign" if count else "no webhook_secret: what happens in PagerDuty stays there"


def _schedules() -> str:
    from nightdesk import wiring, wiring_notices

    roles = wiring.kit().roster.elsewhere
    if not roles:
        return "no role follows one"
    return f"{wiring_notices.schedules().may_read()}; followed by {', '.join(roles)}"


def _slack() -> str:
    from nightdesk import wiring_notices

    return wiring_notices.slack().who() if _is_told("slack") else "not set up"


def _is_told(place: Place) -> bool:
    from nightdesk import wiring

    return place in wiring.settings().notices
