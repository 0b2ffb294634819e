"""What functions carry, built as for a deployment."""

from pathlib import Path

import pytest

from stacks import bundle
from tests.integration.desk.conftest import night

__all__ = ["night"]


@pytest.fixture(scope="session")
def code_asset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """handlers/, nightdesk/, prompts/ and runbooks/, compiled."""
    built = tmp_path_factory.mktemp("code")
    bundle.build_code(built)
    return built


@pytest.fixture(scope="session")
def core_layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels of every function."""
    built = tmp_path_factory.mktemp("layer")
    bundle.build_layer(built, ("core.lock",), bare=("bare.lock",))
    return built / "python"
