"""The template really deploys, to the embedded AWS."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from stacks.local.deploy import Deployed, client, deploy, put_secrets
from stacks.local.emulator import Emulator
from stacks.local.keys import keys_of
from stacks.local.ports import claim, remembered
from stacks.local.trouble import CannotRun
from stacks.local.up import main

PARAMETERS = {"Number": "+12025550100", "PublicUrl": "http://127.0.0.1:9", "Speed": "60"}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    state = tmp_path_factory.mktemp("state")
    emulator = Emulator(state, port=remembered(state, "aws")["aws"])
    emulator.start()
    yield emulator
    emulator.stop()


@pytest.fixture(scope="module")
def deployed(emulator: Emulator, cloud_assembly: Path) -> Deployed:
    return deploy(cloud_assembly, aws_url=emulator.url, parameters=PARAMETERS)


def test_the_same_template_again_changes_nothing(emulator: Emulator, deployed: Deployed, cloud_assembly: Path) -> None:
    again = deploy(cloud_assembly, aws_url=emulator.url, parameters=PARAMETERS)

    assert deployed.changed
    assert not again.changed
    assert again.outputs == deployed.outputs


def test_the_functions_answer_at_the_stacks_address_and_ask_who_is_there(
    emulator: Emulator, deployed: Deployed
) -> None:
    put_secrets(emulator.url, {"nightdesk/console": {"token": "a-token-of-this-test"}})

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{deployed.api_url(emulator.url)}/console")

    assert refused.value.code == 401


def test_the_stack_and_its_secrets_are_there_after_a_restart(emulator: Emulator, deployed: Deployed) -> None:
    put_secrets(emulator.url, {"nightdesk/of-this-test": {"token": "kept"}})

    emulator.stop()
    emulator.start()

    secrets = client("secretsmanager", emulator.url)
    assert secrets.get_secret_value(SecretId="nightdesk/of-this-test")["SecretString"] == '{"token": "kept"}'
    described = client("cloudformation", emulator.url).describe_stacks(StackName="Nightdesk")["Stacks"][0]
    assert {one["OutputKey"]: one["OutputValue"] for one in described["Outputs"]} == deployed.outputs


def test_ports_and_keys_stay_with_the_state(tmp_path: Path) -> None:
    ports, keys = remembered(tmp_path, "aws", "proxy"), keys_of(tmp_path)

    assert remembered(tmp_path, "aws", "proxy") == ports
    assert keys_of(tmp_path) == keys
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


def test_a_busy_port_is_said_in_one_sentence() -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]

        with pytest.raises(CannotRun, match=f"Port {port} on 127.0.0.1 is in use"):
            claim(port, "the page")


def test_what_cannot_run_ends_with_a_sentence_and_code_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        code = main(["--port", str(somebody.getsockname()[1])])

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1
