"""The secrets of a local run: made once, kept with its state, worthless anywhere else."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

SOURCES = ("alertmanager", "cloudwatch", "datadog", "grafana", "pagerduty")


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What Twilio, alarm sources and the console prove themselves with here."""

    account_sid: str
    auth_token: str
    console_token: str
    alarm_tokens: dict[str, str]


def keys_of(state_dir: Path) -> Keys:
    """The keys of this state, made when there are none."""
    path = state_dir / "keys.json"
    if path.is_file():
        return Keys(**json.loads(path.read_text()))
    keys = Keys(
        account_sid=f"AC{secrets.token_hex(16)}",
        auth_token=secrets.token_hex(16),
        console_token=secrets.token_urlsafe(24),
        alarm_tokens={source: secrets.token_urlsafe(24) for source in SOURCES},
    )
    state_dir.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(keys)))
    return keys
