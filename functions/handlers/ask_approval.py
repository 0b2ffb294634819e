"""Chain task (waits for a human): text the approvers and keep the task token in the table."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.approve import ask_approval
from nightdesk.errors import NightdeskError
from nightdesk.incident.desk import IncidentId

log = Logger()


def handler(event: dict[str, Any], _context: object) -> None:
    """{incident, token}. Answers the token itself when nobody could be asked, or the chain would wait for nothing."""
    incident, token = IncidentId(event["incident"]), str(event["token"])
    try:
        asked = ask_approval(wiring.kit(), incident, token=token)
    except NightdeskError:
        log.exception("approval could not be asked", extra={"incident": incident})
        wiring.doors().chain().answer(token, state="not asked")
        return
    log.info("approval asked", extra={"incident": incident, "asked": asked})
