"""What a function carries."""

import hashlib
import importlib.util
import marshal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stacks import bundle


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {name: tmp_path_factory.mktemp(name) for name in ("core", "mind")}
    bundle.build_layer(made["core"], ("core.lock",), bare=("bare.lock",))
    bundle.build_layer(made["mind"], ("mind.lock",), without=("core.lock",))
    return made


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    bundle.build_code(first)
    bundle.build_code(second)

    assert _digest(first) == _digest(second)


def test_the_code_asset_holds_the_data_beside_the_package(tmp_path: Path) -> None:
    bundle.build_code(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} >= {"handlers", "nightdesk", "runbooks"}
    assert not list(tmp_path.rglob(".*"))


def test_bytecode_is_there_and_never_asks_for_its_source(tmp_path: Path) -> None:
    bundle.build_code(tmp_path)

    compiled = tmp_path / "nightdesk" / "__pycache__" / f"errors.{sys.implementation.cache_tag}.pyc"
    content = compiled.read_bytes()
    assert content[:4] == importlib.util.MAGIC_NUMBER
    assert int.from_bytes(content[4:8], "little") == 0b01  # a hash, and unchecked (PEP 552)
    assert marshal.loads(content[16:]).co_filename == "/var/task/nightdesk/errors.py"


def test_webhooks_carry_no_model_sdk_and_no_http_stack(layers: dict[str, Path]) -> None:
    carried = {path.name for path in (layers["core"] / "python").iterdir()}

    assert not carried & {"anthropic", "httpx2", "requests", "aiohttp", "boto3", "botocore"}
    assert {"aws_lambda_powertools", "msgspec", "pydantic", "phonenumbers", "twilio"} <= carried
    assert not (layers["core"] / "python" / "twilio" / "rest").exists()


def test_the_layers_do_not_overlap_and_fit(layers: dict[str, Path]) -> None:
    core, mind = ({path.name for path in (layers[name] / "python").iterdir()} for name in ("core", "mind"))
    megabytes = sum(path.stat().st_size for layer in layers.values() for path in _files(layer)) / 2**20

    assert not core & mind
    assert megabytes < 100  # of Lambda's 250 unzipped


def test_everything_imports_from_the_layers_alone(layers: dict[str, Path], tmp_path: Path) -> None:
    bundle.build_code(tmp_path)
    path = [str(tmp_path), *(str(layer / "python") for layer in layers.values())]
    program = f"""
import sys
sys.path = {path!r} + [one for one in sys.path if "site-packages" not in one]
import anthropic, jinja2, phonenumbers, twilio.request_validator, twilio.twiml.voice_response, ulid, yaml
print(all("site-packages" not in module.__file__ for module in (anthropic, jinja2, phonenumbers, ulid, yaml)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "True"


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
