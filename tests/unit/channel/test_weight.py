"""What a webhook pays for importing the channel's inbound side."""

import subprocess
import sys

HEAVY = {"pydantic", "requests", "aiohttp", "anthropic", "boto3", "botocore", "urllib3", "twilio", "cryptography"}


def test_reading_replies_and_signatures_imports_nothing_heavy() -> None:
    inbound = ", ".join(f"nightdesk.channel.{name}" for name in ("replies.commands", "signature", "fitting", "twiml"))
    code = f"import sys, {inbound}, nightdesk.approval.reply, nightdesk.alarm.sns.trust; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=path())

    assert not HEAVY & set(loaded.stdout.split())


def path() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(sys.path)}
