"""Nothing risky runs without the right word, from the right phone, in time; and what does not help is taken back."""

import time

import pytest

from stacks.local.night import Night
from stacks.local.run import Run
from tests.e2e.shop import OTHERS, asks_ana, serving

BEGINS_S = 8.0
"""In this many real seconds what was approved would have begun at any speed."""
RECOVERY_S = 180.0
"""Metrics come every ten seconds at any speed, and a fix is given eight of them and more before it has failed."""

pytestmark = pytest.mark.usefixtures("calm_shop")


def test_only_the_right_code_from_the_right_phone_counts_and_a_no_wakes_the_next_tier(night: Night, run: Run) -> None:
    asked = asks_ana(night, run, asleep=tuple(name for name in OTHERS if name != "Ben"))
    ben = night.phone("Ben").is_only_read()

    asked.ana.texts("go BBBBBB").expects("not open on this phone", "Nothing was run")
    ben.texts(f"go {asked.code}").expects("Nothing was run")
    asked.ana.texts(f"no {asked.code}").expects("It will not run", "next tier is being woken")
    ben.expects("Ana", "Reply take")
    ben.replies("take {code}").expects("yours")
    asked.ana.texts(f"go {asked.code}").expects("Already refused", "changes nothing")

    seen = night.console(asked.incident)
    assert seen["ask"]["state"] == "denied"
    assert seen["steps"] == []
    assert serving(run) == asked.bad


def test_a_yes_can_be_taken_back_in_plain_words_before_its_step_begins(night: Night, run: Run) -> None:
    asked = asks_ana(night, run)

    asked.ana.texts(f"go {asked.code}").expects("Approved", f"no {asked.code} stops it")
    asked.ana.texts("wait no").expects("Stopped", "Nothing was run")

    night.tells(asked.incident, "denied", "stopped it")
    time.sleep(BEGINS_S)
    seen = night.console(asked.incident)
    assert seen["ask"]["state"] == "denied"
    assert seen["steps"] == []
    assert serving(run) == asked.bad


def test_silence_is_no_permission_it_escalates_and_a_late_yes_is_not_obeyed(night: Night, run: Run) -> None:
    asked = asks_ana(night, run)

    asked.ana.expects("No answer", "Nothing was run")
    night.phone("Ben").expects("Reply take")
    asked.ana.texts(f"go {asked.code}").expects("Too late", "nothing was run")

    seen = night.console(asked.incident)
    assert seen["ask"]["state"] == "expired"
    assert seen["steps"] == []
    assert serving(run) == asked.bad


def test_a_rollback_that_does_not_help_is_undone_and_the_next_tier_is_woken(night: Night, run: Run) -> None:
    asked = asks_ana(night, run, sticky=True)

    asked.ana.texts(f"go {asked.code}").expects("Approved")
    night.tells(asked.incident, "acted")
    assert serving(run) != asked.bad
    night.patience_s = RECOVERY_S
    night.tells(asked.incident, "undone")

    night.phone("Ben").expects("Reply take")
    assert serving(run) == asked.bad
    assert [step["state"] for step in night.console(asked.incident)["steps"]] == ["undone"]


def test_a_step_that_aws_refuses_changes_nothing_and_the_next_tier_is_woken(night: Night, run: Run) -> None:
    asked = asks_ana(night, run)
    night.disturbs(aws={"deny": ["lambda:UpdateAlias"]})

    asked.ana.texts(f"go {asked.code}").expects("Approved")
    night.tells(asked.incident, "failed")

    night.phone("Ben").expects("Reply take")
    assert [step["state"] for step in night.console(asked.incident)["steps"]] == ["failed"]
    assert serving(run) == asked.bad
