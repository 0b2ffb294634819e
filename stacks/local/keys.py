"""The secrets of a local run: made once, kept with its state, worthless anywhere else."""

import json
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

SOURCES = ("alertmanager", "cloudwatch", "datadog", "grafana", "pagerduty")


@dataclass(frozen=True, kw_only=True)
class Keys:
    """
    What Twilio, alarm sources and the console prove themselves with here.

    outside: what PagerDuty and Slack know the desk by, and what PagerDuty signs with.
    """

    account_sid: str
    auth_token: str
    console_token: str
    alarm_tokens: dict[str, str]
    outside: dict[str, str]


def keys_of(state_dir: Path) -> Keys:
    """The keys of this state, made when there are none."""
    path = state_dir / "keys.json"
    kept = json.loads(path.read_text()) if path.is_file() else {}
    if kept.keys() >= {one.name for one in fields(Keys)}:
        return Keys(**kept)
    fresh = Keys(
        account_sid=f"AC{secrets.token_hex(16)}",
        auth_token=secrets.token_hex(16),
        console_token=secrets.token_urlsafe(24),
        alarm_tokens={source: secrets.token_urlsafe(24) for source in SOURCES},
        outside={
            "routing_key": secrets.token_hex(16),
            "api_key": secrets.token_urlsafe(15),
            "webhook_secret": secrets.token_hex(32),
            "bot_token": f"xoxb-{secrets.token_urlsafe(24)}",
        },
    )
    keys = Keys(**(asdict(fresh) | kept))  # of an older run what it had, and what has been added since
    state_dir.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(keys)))
    return keys
