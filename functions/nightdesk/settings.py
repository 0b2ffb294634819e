"""
Everything that differs between one deployment and another, read once from the environment.

Secrets are not here: only the names under which Secrets Manager keeps them.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import get_args

from nightdesk.errors import Misconfigured
from nightdesk.incident.audience import Place
from nightdesk.incident.desk import Phone

MINDS = ("anthropic", "bedrock")
"""The ways to the model."""
SECOND_WAYS = ("sms", "email")
"""What stands in for a carrier that refuses us or is away, both of AWS."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """
    number: the desk's own telephone number. public_url: what Twilio calls, without a trailing slash; signatures are
    computed over it, never over the Host header. speed: 60 makes a policy's minutes pass as seconds. sns_origins:
    further `scheme://host:port` that may vouch for SNS messages, where AWS is emulated; empty in production. mind:
    "anthropic" or "bedrock", the way to the model. notices: who is told how incidents stand; nobody by default.
    second_way: by what goes out what the carrier does not take; by nothing unless set, because a way that was never
    tried swallows pages. mail_from: the address that such e-mail comes from. status_name: what customers call the
    whole. slack_channel: a channel's id. bedrock_url: another endpoint than the region's own.
    """

    table: str
    number: Phone
    public_url: str
    speed: float = 1.0
    twilio_url: str = "https://api.twilio.com"
    twilio_secret: str = "nightdesk/twilio"
    alarm_tokens_secret: str = "nightdesk/alarm-tokens"
    anthropic_secret: str = "nightdesk/anthropic"
    console_secret: str = "nightdesk/console"
    anthropic_url: str = "https://api.anthropic.com"
    mind: str = "anthropic"
    bedrock_region: str = ""
    bedrock_url: str = ""
    model: str = "claude-haiku-5-5"
    turns_queue_url: str = ""
    alarm_lane_url: str = ""
    watch_arn: str = ""
    work_arn: str = ""
    reports_bucket: str = ""
    alarm_topic_arns: tuple[str, ...] = ()
    sns_origins: tuple[str, ...] = ()
    heartbeat_url: str = ""
    notices: tuple[Place, ...] = ()
    status_name: str = "Our service"
    status_bucket: str = ""
    status_url: str = ""
    notices_queue_url: str = ""
    pagerduty_secret: str = "nightdesk/pagerduty"
    pagerduty_url: str = "https://api.pagerduty.com"
    pagerduty_events_url: str = "https://events.pagerduty.com"
    slack_secret: str = "nightdesk/slack"
    slack_url: str = "https://slack.com/api/"
    slack_channel: str = ""
    second_way: tuple[str, ...] = ()
    mail_from: str = ""

    def pace(self, minutes: float) -> timedelta:
        """How long a policy's minutes really take at this deployment's speed."""
        return timedelta(minutes=minutes / self.speed)


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read NIGHTDESK_* variables. Raises Misconfigured naming every variable that is missing or wrong."""
    wrong: list[str] = []

    def need(name: str) -> str:
        value = environment.get(name, "").strip()
        if not value:
            wrong.append(f"{name} is not set")
        return value

    raw_speed = environment.get("NIGHTDESK_SPEED", "1") or "1"
    try:
        speed = float(raw_speed)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= 3600:
        wrong.append(f"NIGHTDESK_SPEED must be a number above 0 and at most 3600, not {raw_speed!r}")
        speed = 1.0
    mind = environment.get("NIGHTDESK_MIND") or Settings.mind
    if mind not in MINDS:
        wrong.append(f"NIGHTDESK_MIND must be one of {', '.join(MINDS)}, not {mind!r}")
    notices = _places(environment.get("NIGHTDESK_NOTICES", ""), wrong)
    if "slack" in notices and not environment.get("NIGHTDESK_SLACK_CHANNEL"):
        wrong.append("NIGHTDESK_SLACK_CHANNEL is not set, and NIGHTDESK_NOTICES names slack")
    second_way = _listed(environment.get("NIGHTDESK_SECOND_WAY", "").lower())
    if strange := [way for way in second_way if way not in SECOND_WAYS]:
        wrong.append(f"NIGHTDESK_SECOND_WAY may name {', '.join(SECOND_WAYS)}, not {', '.join(strange)}")
    if "email" in second_way and not environment.get("NIGHTDESK_MAIL_FROM"):
        wrong.append("NIGHTDESK_MAIL_FROM is not set, and NIGHTDESK_SECOND_WAY names email")
    settings = Settings(
        table=need("NIGHTDESK_TABLE"),
        number=Phone(need("NIGHTDESK_NUMBER")),
        public_url=need("NIGHTDESK_PUBLIC_URL").rstrip("/"),
        speed=speed,
        twilio_url=environment.get("NIGHTDESK_TWILIO_URL", "").rstrip("/") or Settings.twilio_url,
        twilio_secret=environment.get("NIGHTDESK_TWILIO_SECRET") or Settings.twilio_secret,
        alarm_tokens_secret=environment.get("NIGHTDESK_ALARM_TOKENS_SECRET") or Settings.alarm_tokens_secret,
        anthropic_secret=environment.get("NIGHTDESK_ANTHROPIC_SECRET") or Settings.anthropic_secret,
        console_secret=environment.get("NIGHTDESK_CONSOLE_SECRET") or Settings.console_secret,
        anthropic_url=environment.get("NIGHTDESK_ANTHROPIC_URL", "").rstrip("/") or Settings.anthropic_url,
        mind=mind,
        bedrock_region=environment.get("NIGHTDESK_BEDROCK_REGION") or environment.get("AWS_REGION", ""),
        bedrock_url=environment.get("NIGHTDESK_BEDROCK_URL", "").rstrip("/"),
        model=environment.get("NIGHTDESK_MODEL") or Settings.model,
        turns_queue_url=environment.get("NIGHTDESK_TURNS_QUEUE_URL", ""),
        alarm_lane_url=environment.get("NIGHTDESK_ALARM_LANE_URL", ""),
        watch_arn=environment.get("NIGHTDESK_WATCH_ARN", ""),
        work_arn=environment.get("NIGHTDESK_WORK_ARN", ""),
        reports_bucket=environment.get("NIGHTDESK_REPORTS_BUCKET", ""),
        alarm_topic_arns=_listed(environment.get("NIGHTDESK_ALARM_TOPIC_ARNS", "")),
        sns_origins=_listed(environment.get("NIGHTDESK_SNS_ORIGINS", "")),
        heartbeat_url=environment.get("NIGHTDESK_HEARTBEAT_URL", ""),
        notices=notices,
        status_name=environment.get("NIGHTDESK_STATUS_NAME") or Settings.status_name,
        status_bucket=environment.get("NIGHTDESK_STATUS_BUCKET", ""),
        status_url=environment.get("NIGHTDESK_STATUS_URL", "").rstrip("/"),
        notices_queue_url=environment.get("NIGHTDESK_NOTICES_QUEUE_URL", ""),
        pagerduty_secret=environment.get("NIGHTDESK_PAGERDUTY_SECRET") or Settings.pagerduty_secret,
        pagerduty_url=environment.get("NIGHTDESK_PAGERDUTY_URL", "").rstrip("/") or Settings.pagerduty_url,
        pagerduty_events_url=environment.get("NIGHTDESK_PAGERDUTY_EVENTS_URL", "").rstrip("/")
        or Settings.pagerduty_events_url,
        slack_secret=environment.get("NIGHTDESK_SLACK_SECRET") or Settings.slack_secret,
        slack_url=environment.get("NIGHTDESK_SLACK_URL") or Settings.slack_url,
        slack_channel=environment.get("NIGHTDESK_SLACK_CHANNEL", ""),
        second_way=second_way,
        mail_from=environment.get("NIGHTDESK_MAIL_FROM", ""),
    )
    if wrong:
        raise Misconfigured("; ".join(wrong))
    return settings


def _places(told: str, wrong: list[str]) -> tuple[Place, ...]:
    """ "status-page, slack" -> those places; one that is not known is noted."""
    known: dict[str, Place] = {place.replace(" ", "-"): place for place in get_args(Place)}
    found = _listed(told.lower())
    if strange := [name for name in found if name not in known]:
        wrong.append(f"NIGHTDESK_NOTICES may name {', '.join(known)}, not {', '.join(strange)}")
    return tuple(dict.fromkeys(known[name] for name in found if name in known))


def _listed(told: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in told.split(","))))


def own_numbers(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The desk's own number where the environment tells it, for those who check files without a deployment."""
    return tuple(filter(None, [environment.get("NIGHTDESK_NUMBER", "").strip()]))


@cache
def library() -> Path:
    """
    The folder that holds `runbooks/` and `prompts/`: beside this package in a Lambda, two above it in a checkout.

    NIGHTDESK_LIBRARY overrides it.
    """
    named = os.environ.get("NIGHTDESK_LIBRARY")
    if named:
        return Path(named)
    for folder in Path(__file__).resolve().parents:
        if (folder / "runbooks").is_dir():
            return folder
    raise Misconfigured("no runbooks/ folder beside or above the nightdesk package; set NIGHTDESK_LIBRARY")
