"""
What a function carries: layers of wheels and one small folder of our own code, made here with uv, without Docker.

Everything is reproducible: the same locks and sources give the same bytes, so an unchanged asset keeps its hash and
a second deployment uploads nothing. Bytecode ships with it (importing without costs three times as much in a
cold start), as unchecked-hash .pyc, which carry no timestamps and are never recompiled in a read-only Lambda.
Bytecode fits one Python version only, so the functions run on the version that runs this: the one that ran the tests.
"""

import contextlib
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_lambda as lambda_

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ROOT / ".nightdesk" / "layers"

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
RUNTIME = lambda_.Runtime(f"python{PYTHON}", lambda_.RuntimeFamily.PYTHON)

IS_ARM = platform.machine().lower() in {"aarch64", "arm64"}
ARCHITECTURE = lambda_.Architecture.ARM_64 if IS_ARM else lambda_.Architecture.X86_64
"""
Of the machine that bundles, because the emulator runs the very same wheels right here. Graviton would be a fifth
cheaper, but at an emergency line's traffic that is cents a month, and a package nobody ran is the dearer choice.
"""

WHEELS = f"{'aarch64' if IS_ARM else 'x86_64'}-manylinux2014" if sys.platform == "linux" else ""
"""The glibc of the oldest Lambda image (3.11 runs on Amazon Linux 2); elsewhere the machine's own, for a local run."""

CODE = ("handlers", "nightdesk")
DATA = ("prompts", "runbooks")

UNUSED = ("bin", "twilio/rest", "twilio/base", "twilio/http", "twilio/jwt", "twilio/credential", "twilio/auth_strategy")
"""Of twilio, 24 MB, we use the request validator and the TwiML builder, 0.2 MB that need nothing else of it."""

KEPT_METADATA = {"METADATA", "entry_points.txt"}
"""What importlib.metadata reads at run time; opentelemetry finds its own context through entry_points.txt."""


class DataRefused(Exception):
    """A data file does not load. The message says which file, which field and why."""


def compile_library(asset: Path) -> None:
    """
    Check the data files of a finished code asset, and write beside them what functions load fifty times faster.

    The asset's own command line does it, in its own process, so that this side of the house imports nothing of that
    one. Raises DataRefused.
    """
    command = [sys.executable, "-P", "-m", "nightdesk.cli", "runbooks", "compile", "runbooks", "runbooks"]
    # A set's order follows the hash seed, and bytecode written by importing carries timestamps.
    environment = {**os.environ, "PYTHONPATH": str(asset), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("NIGHTDESK_LIBRARY", None)
    done = subprocess.run(command, cwd=asset, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise DataRefused(said[-1].removeprefix("nightdesk: "))


def core_layer() -> lambda_.Code:
    """What every function imports."""
    return _asset("core layer", lambda output: build_layer(output, ("core.lock",), bare=("bare.lock",)))


def mind_layer() -> lambda_.Code:
    """The model's SDK and only what the core layer does not hold already."""
    return _asset("mind layer", lambda output: build_layer(output, ("mind.lock",), without=("core.lock",)))


def sns_layer() -> lambda_.Code:
    """What verifies the signature of a message that SNS delivers over HTTPS."""
    return _asset("sns layer", lambda output: build_layer(output, ("sns.lock",), without=("core.lock",)))


def notice_layer() -> lambda_.Code:
    """The clients of those who are told from outside."""
    return _asset("notice layer", lambda output: build_layer(output, ("notice.lock",), without=("core.lock",)))


def code() -> lambda_.Code:
    """Our own modules with the prompts and runbooks beside them."""
    return _asset("code", build_code)


def _asset(name: str, build: Callable[[Path], None]) -> lambda_.Code:
    return lambda_.Code.from_asset(
        str(ROOT / "requirements"),
        # The hash is taken from what came out: a hash of the source would miss an edited prompt.
        asset_hash_type=AssetHashType.OUTPUT,
        bundling=BundlingOptions(
            image=DockerImage.from_registry("docker-is-not-used"),
            command=[name],  # keeps CDK from taking two bundles of one source folder for the same
            local=_Here(build),
        ),
    )


@jsii.implements(ILocalBundling)
class _Here:
    """CDK's hook for bundling without Docker."""

    def __init__(self, build: Callable[[Path], None]) -> None:
        self._build = build

    def try_bundle(self, output_dir: str, *_: object, **__: object) -> bool:
        self._build(Path(output_dir))
        return True


def build_code(output: Path) -> None:
    """Fill a folder with the code asset."""
    for name in CODE:
        _copy_tree(ROOT / "functions" / name, output / name)
    for name in DATA:
        if (ROOT / name).is_dir():
            _copy_tree(ROOT / name, output / name)
    compile_library(output)
    _compile(output, seen_as="/var/task")


def build_layer(
    output: Path, locks: tuple[str, ...], *, bare: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> None:
    """
    Fill a folder with python/<wheels of these locks>, from a cache when nothing it depends on has changed.

    bare: locks of packages taken without their dependencies. without: locks whose packages another layer holds.
    """
    cached = LAYERS / _digest(*locks, *bare, *without)
    if not cached.is_dir():
        LAYERS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=LAYERS) as work:
            python = Path(work) / "layer" / "python"
            held = {name for lock in without for name in _requirements(lock)}
            for lock in (*locks, *bare):
                wanted = {name: text for name, text in _requirements(lock).items() if name not in held}
                _install("\n".join(wanted.values()), python)
            _prune(python)
            _compile(python, seen_as="/opt/python")
            with contextlib.suppress(OSError):  # somebody else finished the same layer first
                python.parent.rename(cached)
    shutil.copytree(cached, output, dirs_exist_ok=True)


def _requirements(lock: str) -> dict[str, str]:
    """A lock's entries by package name: 'name==version ; marker' followed by its hashes."""
    entries: dict[str, str] = {}
    for entry in re.split(r"\n(?=[a-zA-Z0-9])", (ROOT / "requirements" / lock).read_text()):
        if name := re.match(r"[A-Za-z0-9._-]+", entry):
            entries[name[0].lower()] = entry
    return entries


def _install(requirements: str, target: Path) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(requirements)
        wanted.flush()
        command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(target)]
        command += ["--python", sys.executable, "--python-version", PYTHON, "--link-mode", "copy"]
        command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", wanted.name]
        subprocess.run(command + (["--python-platform", WHEELS] if WHEELS else []), check=True)


def _prune(python: Path) -> None:
    for unused in UNUSED:
        shutil.rmtree(python / unused, ignore_errors=True)
    for path in sorted(python.rglob("*"), reverse=True):
        belongs_to_metadata = any(parent.name.endswith(".dist-info") for parent in path.parents)
        is_stray = path.is_file() and (path.name == ".lock" or path.suffix == ".pyi")
        if path.is_file() and (is_stray or (belongs_to_metadata and path.name not in KEPT_METADATA)):
            path.unlink()
        elif path.is_dir() and (path.name == "__pycache__" or not any(path.iterdir())):
            shutil.rmtree(path)


def _compile(folder: Path, *, seen_as: str) -> None:
    """Compile in one fresh process with a fixed hash seed: both leak into bytecode otherwise."""
    command = [sys.executable, "-m", "compileall", "-q", "-j", "1", "--invalidation-mode", "unchecked-hash"]
    command += ["-s", str(folder), "-p", seen_as, str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})


def _copy_tree(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", ".*"))


def _digest(*locks: str) -> str:
    """Of everything a layer's content follows from."""
    digest = hashlib.sha256(f"{sys.version} {WHEELS}".encode())
    for path in (Path(__file__), *(ROOT / "requirements" / lock for lock in locks)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]
