"""A whole local run, for `make up`, the demo and the end-to-end tests alike."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from stacks.local.aws_proxy import AwsProxy
from stacks.local.deploy import deploy, put_secrets
from stacks.local.emulator import REGION, Emulator
from stacks.local.keys import Keys, keys_of
from stacks.local.outside import SLACK_CHANNEL
from stacks.local.ports import claim, remembered
from stacks.local.server import create_app, serve
from stacks.local.shop import Shop
from stacks.local.synth import assembly
from stacks.local.wiring import LocalWiring

DESK_NUMBER = "+12025550100"
ANTHROPIC = "https://api.anthropic.com"

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Run:
    """A local run that is up. url: the page and the simulator's API."""

    url: str
    wiring: LocalWiring


@contextmanager
def local_run(
    state_dir: Path,
    *,
    port: int = 0,
    speed: float = 1.0,
    anthropic_key: str = "",
    has_shop: bool = True,
    notices: str = "",
    say: Say = lambda _: None,
) -> Iterator[Run]:
    """
    Everything up inside the block, everything down after it, in whatever way it ends; the state stays in its folder.

    port: of the page; 0 keeps the one of the last run with this state, or takes a free one. anthropic_key: without
    one the Claude-shaped local server answers. notices: who is told from outside ("status-page,slack"); PagerDuty and
    Slack are local servers too. Raises CannotRun with one sentence.
    """
    state_dir = state_dir.resolve()
    with ExitStack() as until_down:
        ports = remembered(state_dir, "aws", "proxy", *([] if port else ["page"]))
        page_port = claim(port, "the page") if port else ports["page"]
        keys = keys_of(state_dir)
        with _step(say, "stack synthesized"):
            cloud_assembly = assembly()
        with _step(say, "emulated AWS up"):
            proxy = AwsProxy(f"http://127.0.0.1:{ports['aws']}", port=ports["proxy"])
            through = proxy.start()
            until_down.callback(proxy.stop)
            emulator = Emulator(state_dir, port=ports["aws"], calls_through=through)
            until_down.callback(emulator.stop)
            aws_url = emulator.start()
        page_url = f"http://127.0.0.1:{page_port}"
        parameters = {
            "Number": DESK_NUMBER,
            "PublicUrl": page_url,
            "Speed": f"{speed:g}",
            "TwilioUrl": page_url,
            "AnthropicUrl": _anthropic_url(page_url, anthropic_key),
            "Notices": notices,
            "StatusName": "Acme",
            "StatusUrl": f"{page_url}/status",
            "PagerDutyUrl": f"{page_url}/outside/pagerduty",
            "PagerDutyEventsUrl": f"{page_url}/outside/pagerduty",
            "SlackUrl": f"{page_url}/outside/slack/",
            "SlackChannel": SLACK_CHANNEL,
            "SecondWay": "sms,email",
            "MailFrom": "desk@acme.example",
        }
        with _step(say, "stack deployed"):
            put_secrets(aws_url, _secrets(keys, anthropic_key))
            deployed = deploy(cloud_assembly, aws_url=aws_url, parameters=parameters)
        topic = deployed.outputs["AlarmTopicArn"]
        shop = Shop(aws_url=aws_url, alarm_topic_arn=topic, region=REGION, speed=speed) if has_shop else None
        wiring = LocalWiring(
            desk_number=DESK_NUMBER,
            stack_url=deployed.api_url(aws_url),
            public_url=page_url,
            account_sid=keys.account_sid,
            auth_token=keys.auth_token,
            aws_url=aws_url,
            region=REGION,
            alarm_topic_arn=topic,
            console_token=keys.console_token,
            speed=speed,
            shop=shop,
            proxy=proxy,
            state_dir=state_dir,
            alarm_tokens=keys.alarm_tokens,
            status_bucket=deployed.outputs["StatusBucket"],
            outside=keys.outside,
        )
        with _step(say, "phones and page up"):
            serving = serve(create_app(wiring), page_port)
            until_down.callback(serving.stop)
        if shop is not None:
            with _step(say, "demo shop open"):
                until_down.callback(shop.stop)
                shop.start()
        yield Run(url=serving.url, wiring=wiring)


def _secrets(keys: Keys, anthropic_key: str) -> dict[str, dict[str, str]]:
    return {
        "nightdesk/twilio": {
            "account_sid": keys.account_sid,
            "auth_token": keys.auth_token,
            "previous_auth_token": "",
        },
        "nightdesk/alarm-tokens": keys.alarm_tokens,
        "nightdesk/anthropic": {"api_key": anthropic_key or "no-key-in-a-local-run"},
        "nightdesk/console": {"token": keys.console_token},
        "nightdesk/pagerduty": {name: keys.outside[name] for name in ("routing_key", "api_key", "webhook_secret")},
        "nightdesk/slack": {"bot_token": keys.outside["bot_token"]},
    }


def _anthropic_url(page_url: str, key: str) -> str:
    return os.environ.get("NIGHTDESK_ANTHROPIC_URL", ANTHROPIC) if key else f"{page_url}/claude"


@contextmanager
def _step(say: Say, what: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    say(f"  {what:<20} {time.monotonic() - started:5.1f} s")
