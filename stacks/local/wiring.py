"""What the parts of the local run need to know of each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


class Shop(Protocol):
    """The demo shop; see stacks/local/shop.py."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class LocalWiring:
    """
    Addresses and keys of one local run.

    stack_url: where the stack's HTTP API really listens, without a trailing slash: webhooks are posted there.
    public_url: what the stack believes it is called by; webhook signatures are computed over it. It is also the
    address of the page, which passes /console, /twilio, /sounds and /alarms on to stack_url.
    aws_url: the emulator itself, without the proxy. speed: how many times faster than life the ladders run.
    alarm_tokens: what each alarm source proves itself with at /alarms/{source}.
    status_bucket: where the status page lies. outside: what PagerDuty and Slack and the desk know each other by.
    shop and proxy are None when that part was left out.
    """

    desk_number: str
    stack_url: str
    public_url: str
    account_sid: str
    auth_token: str
    aws_url: str
    region: str
    alarm_topic_arn: str
    console_token: str
    speed: float
    shop: Any
    proxy: Any
    state_dir: Path
    alarm_tokens: Mapping[str, str] = field(default_factory=dict)
    status_bucket: str = ""
    outside: Mapping[str, str] = field(default_factory=dict)
