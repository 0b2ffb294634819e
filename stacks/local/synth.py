"""The cloud assembly, synthesized again only when something it follows from has changed."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from stacks.local.trouble import CannotRun

ROOT = Path(__file__).resolve().parent.parent.parent
ASSEMBLIES = ROOT / ".nightdesk" / "assemblies"
KEPT = 3
"""Assemblies of other sources left lying, in case a run that is still going deploys from one."""

SOURCES = ("stacks", "functions", "prompts", "runbooks", "requirements", "cdk.json")
OLDEST_NODE = 20


def assembly() -> Path:
    """
    The folder `cdk deploy` would deploy from.

    Raises CannotRun when Node is missing or too old, or with the last line of what went wrong.
    """
    ASSEMBLIES.mkdir(parents=True, exist_ok=True)
    with (ASSEMBLIES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a test run and `make up` may both want it first
        wanted = ASSEMBLIES / _digest()
        if not (wanted / "manifest.json").is_file():
            require_node()
            _synthesize(wanted)
            _forget_old(apart_from=wanted)
        return wanted


def require_node() -> None:
    """CDK's engine is a Node program. Raises CannotRun when there is none it can run on."""
    try:
        said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        raise CannotRun(f"Node.js is not installed, and CDK needs it: install Node {OLDEST_NODE} or later.") from None
    if int(said.lstrip("v").split(".")[0]) < OLDEST_NODE:
        raise CannotRun(f"Node.js {said} is too old for CDK: install Node {OLDEST_NODE} or later.")


def _synthesize(target: Path) -> None:
    work = target.with_suffix(".work")
    shutil.rmtree(work, ignore_errors=True)
    # -O: jsii checks every argument's type at run time, a third of the whole; mypy has checked them already.
    done = subprocess.run(
        [sys.executable, "-O", "-m", "stacks"],
        cwd=ROOT,
        env={**os.environ, "CDK_OUTDIR": str(work), "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["it said nothing"]
        raise CannotRun(f"The stack did not synthesize: {said[-1].strip()} (run `.venv/bin/python -m stacks` for all)")
    shutil.rmtree(target, ignore_errors=True)
    work.rename(target)


def _forget_old(*, apart_from: Path) -> None:
    others = [path for path in ASSEMBLIES.iterdir() if path.is_dir() and path != apart_from]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _digest() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in _sources():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _sources() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        for found in sorted(path.rglob("*")) if path.is_dir() else [path]:
            is_ours = "__pycache__" not in found.parts and (ROOT / "stacks" / "local") not in found.parents
            if found.is_file() and is_ours:
                yield found
