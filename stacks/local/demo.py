"""`make demo`: the stack without a browser, its stories played on phones, and whether every promise was kept."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stacks.local.trouble import CannotRun

if TYPE_CHECKING:
    from stacks.local.night import Promise

SPEED = 60.0


class Stopped(BaseException):
    """Ctrl-C or SIGTERM: leave every block that was entered, in order."""


def main() -> int:
    """0 when every promise was kept, 1 when one was broken, 2 with one sentence when nothing can run, 130 stopped."""
    print("Nightdesk demo: starting the whole stack for one night", flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="nightdesk-demo-", ignore_cleanup_errors=True) as folder:
            return _plays(Path(folder))
    except CannotRun as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except Stopped:
        print("stopped; nothing is left running", flush=True)
        return 130


def _plays(folder: Path) -> int:
    # Here and not on top: the imports take a second, and by then the first line should be on the screen.
    from stacks.local.run import local_run
    from stacks.local.telling import heading, table
    from stacks.local.warming import warm

    speed = float(os.environ.get("NIGHTDESK_SPEED", str(SPEED)))
    promised: list[tuple[str, Promise]] = []
    records: list[str] = []
    # Never with a key: a demo says the same every time, and costs nothing.
    with local_run(folder, speed=speed, say=_say) as run:
        began = time.monotonic()
        warm(run.wiring.aws_url)
        _say(f"  functions warm       {time.monotonic() - began:5.1f} s")
        for title, story in _stories():
            _say(heading(title))
            kept, record = _tell(run.url, story)
            promised += [(title, promise) for promise in kept]
            records.append(record)
    for record in filter(None, records):
        _say(f"\n{record}")
    _say(heading("promises"))
    _say(table(promised))
    broken = [promise for _, promise in promised if not promise.is_kept]
    _say(f"\n{len(promised)} promises, {len(broken)} broken" if broken else f"\nall {len(promised)} promises kept")
    return 1 if broken else 0


def _stories() -> list[tuple[str, Callable[..., str | None]]]:
    from stacks.local import stories

    return [
        ("pets by text: chocolate at three in the morning", stories.chocolate),
        ("pets by voice: rat poison", stories.by_voice),
        ("ops: a bad deployment of checkout", stories.bad_deploy),
    ]


def _tell(url: str, story: Callable[..., str | None]) -> "tuple[list[Promise], str]":
    """Play one story and print what the phones saw; its promises, and the record it ended with."""
    from stacks.local.night import Night, Promise, reason
    from stacks.local.telling import transcript

    night = Night(url, patience_s=60.0, say=_say)
    record = ""
    try:
        record = story(night) or ""
    except Exception as trouble:
        # What breaks outside a promise must fail the demo too.
        if all(promise.is_kept for promise in night.promised):
            night.promised.append(Promise(what="the story is told to its end", is_kept=False, why=reason(trouble)))
    finally:
        print(f"\n{transcript(night.moments())}", flush=True)
        night.close()
    return list(night.promised), record


def _say(line: str) -> None:
    print(line, flush=True)


def _stop(*_: object) -> None:
    # Once: from here on everything is being stopped, and a second Ctrl-C must not cut that off.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    print("\nstopping", flush=True)
    raise Stopped


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    sys.exit(main())
