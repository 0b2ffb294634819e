"""Loopback ports that stay the same from one run to the next, because the emulator's saved state names them."""

import json
import socket
from pathlib import Path

from stacks.local.trouble import CannotRun


def claim(port: int, what: str) -> int:
    """The port itself when it is free. Raises CannotRun naming it otherwise."""
    if not is_free(port):
        raise CannotRun(
            f"Port {port} on 127.0.0.1 is in use, and {what} needs it: stop what holds it, or name another."
        )
    return port


def remembered(state_dir: Path, *names: str) -> dict[str, int]:
    """A free port for each name: the one of the last run, or another when somebody took it meanwhile."""
    path = state_dir / "ports.json"
    before = json.loads(path.read_text()) if path.is_file() else {}
    ports: dict[str, int] = {}
    for name in names:
        known = before.get(name, 0)
        ports[name] = known if known and is_free(known) else _free(apart_from=set(ports.values()))
    state_dir.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**before, **ports}))
    return ports


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free(*, apart_from: set[int]) -> int:
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port not in apart_from:
            return port
