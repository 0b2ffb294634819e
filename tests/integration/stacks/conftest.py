"""The synthesized template, made once for all tests and shared with the local run's cache."""

import json
from pathlib import Path
from typing import Any

import pytest

from stacks.local.synth import assembly


@pytest.fixture(scope="session")
def cloud_assembly() -> Path:
    return assembly()


@pytest.fixture(scope="session")
def template(cloud_assembly: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((cloud_assembly / "Nightdesk.template.json").read_text())
    return loaded
