"""What `nightdesk doctor` asks of those outside. Whoever is not set up is well."""

from collections.abc import Callable

from nightdesk.errors import Misconfigured
from nightdesk.incident.audience import Place

Check = tuple[str, Callable[[], str], str]
_BUCKET = "Deploy with Notices=status-page, and check the bucket's name and the credentials in use."
_PAGERDUTY = "Put {routing_key, api_key, webhook_secret} into Secrets Manager under the name in settings."
_SECOND = (
    "Deploy with SecondWay=sms (or sms,email and MailFrom) once AWS lets the account reach anybody: move it out of the "
    "sandbox, raise its spending limit, and register a number where the country asks for one."
)
_SLACK = "Put {bot_token} into Secrets Manager, invite the app into the channel, and set SlackChannel to its id."


def checks() -> list[Check]:
    """(name, check, what mends it); a check says how it is or raises."""
    return [
        ("second way, texts", _texts, _SECOND),
        ("second way, e-mail", _mail, _SECOND),
        ("status page", _page, _BUCKET),
        ("PagerDuty events", _events, _PAGERDUTY),
        ("PagerDuty webhooks", _webhooks, _PAGERDUTY),
        ("PagerDuty schedules", _schedules, _PAGERDUTY),
        ("Slack", _slack, _SLACK),
    ]


def _texts() -> str:
    """A way that reaches only a few numbers is none: it would take pages and lose them."""
    from nightdesk import wiring

    if "sms" not in wiring.settings().second_way:
        return "not set up: when Twilio suspends the account, no text leaves"
    standing = wiring.aws_sms().standing()
    if not standing.startswith("out of the sandbox"):
        raise Misconfigured(standing)
    return standing


def _mail() -> str:
    from nightdesk import wiring

    if "email" not in wiring.settings().second_way:
        return "not set up"
    standing = wiring.aws_email().standing()
    if not standing.startswith("out of the sandbox"):
        raise Misconfigured(standing)
    with_address = [person.name for person in wiring.kit().roster.people if person.email]
    return f"{standing}, to {', '.join(with_address) or 'nobody: the roster has no addresses'}"


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
