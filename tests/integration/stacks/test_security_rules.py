"""What cdk-nag says about the stack."""

from pathlib import Path

import pytest
from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from stacks.nightdesk import Nightdesk


def test_every_finding_was_mended_or_argued(cloud_assembly: Path) -> None:
    # Synthesis fails on a finding, so that an assembly exists says it; the next test says that the rules are awake.
    assert (cloud_assembly / "manifest.json").is_file()


def test_a_finding_nobody_argued_against_stops_the_deployment(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    Nightdesk(app, "Nightdesk")
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
