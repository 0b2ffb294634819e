"""`make up`: the whole of it on this machine, until Ctrl-C."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from stacks.local.trouble import CannotRun

PORT = 8700
STATE = Path(".nightdesk") / "state"
EVERYBODY = "status-page,subscribers,pagerduty,slack"


class Stopped(BaseException):
    """Ctrl-C or SIGTERM: leave every block that was entered, in order."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when it was stopped, 2 with one sentence on standard error when it cannot run."""
    options = _options(arguments)
    try:
        print("Nightdesk is starting", flush=True)
        _run(options.port, options.speed)
    except CannotRun as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except Stopped:
        print("stopped; its data is kept", flush=True)
    return 0


def _run(port: int, speed: float) -> None:
    # Here and not on top: the imports take a second, and by then the first line should be on the screen.
    from stacks.local.run import local_run

    key = os.environ.get("ANTHROPIC_API_KEY", "")
    told = os.environ.get("NIGHTDESK_NOTICES", EVERYBODY)
    with local_run(STATE, port=port, speed=speed, anthropic_key=key, notices=told, say=_say) as run:
        mind = "Claude phrases the answers" if key else "no ANTHROPIC_API_KEY: the deterministic persona answers"
        _say(f"\n  {run.url}\n  {run.url}/status/ is what customers see")
        _say(f"\n  {mind}; Ctrl-C stops everything and keeps its data.")
        threading.Event().wait()


def _say(line: str) -> None:
    print(line, flush=True)


def _stop(*_: object) -> None:
    # Once: from here on everything is being stopped, and a second Ctrl-C must not cut the emulator off mid-save.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    print("\nstopping", flush=True)
    raise Stopped


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make up", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("NIGHTDESK_PORT", PORT)), help="of the page")
    parser.add_argument("--speed", type=float, default=float(os.environ.get("NIGHTDESK_SPEED", "1")))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    sys.exit(main())
