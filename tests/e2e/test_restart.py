"""The desk is switched off in the middle of an emergency, and goes on where it was."""

from pathlib import Path

from stacks.local.night import Night
from stacks.local.run import local_run
from stacks.local.stories import CRY

SPEED = 60
OVERSLEPT_S = 150.0
"""The auditor looks every minute, and calls a watch overslept after three quarters of one."""


def test_an_open_incident_is_watched_on_after_a_restart(tmp_path: Path) -> None:
    with local_run(tmp_path, speed=SPEED, has_shop=False) as run:
        before = Night(run.url)
        before.phone("Maya").sleeps()
        before.owner().texts(CRY).expects("waking our vet")
        before.phone("Maya").expects("SEV0")
        incident = before.incident("pets")["id"]
        count = len(before.console(incident)["timeline"])
        tier = before.console(incident)["tier"]
        before.close()

    with local_run(tmp_path, speed=SPEED, has_shop=False) as run:
        after = Night(run.url, patience_s=OVERSLEPT_S)
        seen = after.console(incident)
        assert len(seen["timeline"]) >= count
        assert seen["audit"]["is_intact"]

        after.until(lambda: True if after.console(incident)["tier"] > tier else None, "nobody else was woken")

        assert after.console(incident)["audit"]["is_intact"]
        after.ends()
        after.becomes(incident, "resolved")
        after.close()
