"""The desk lives through its stories; each is told in stacks/local/stories.py."""

import pytest

from stacks.local import stories
from stacks.local.night import Night


def test_a_frightened_owner_is_helped_by_text(night: Night) -> None:
    summary = stories.chocolate(night)

    assert summary.startswith("=== VISIT SUMMARY INC-")


def test_a_frightened_owner_is_helped_by_voice(night: Night) -> None:
    stories.by_voice(night)

    assert [promise for promise in night.promised if not promise.is_kept] == []


@pytest.mark.usefixtures("calm_shop")
def test_a_bad_deployment_is_rolled_back_with_a_human_saying_so(night: Night) -> None:
    report = stories.bad_deploy(night)

    assert report.startswith("=== INCIDENT REPORT ===")
