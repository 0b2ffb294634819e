"""Chain task (waits for a human): text the approvers and keep the task token in the table."""

import time
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.repair.ask import ask_approval
from nightdesk.errors import Conflict, NightdeskError, Unavailable
from nightdesk.incident.desk import IncidentId

log = Logger()
PAUSES_SECONDS = (1, 2, 4, 8)
"""Well within the function's minute. Tried again here, since not every engine retries a task that waits for a token."""


def handler(event: dict[str, Any], _context: object) -> None:
    """{incident, token}. Answers the token itself when nobody could be asked, or the chain would wait for nothing."""
    incident, token = IncidentId(event["incident"]), str(event["token"])
    try:
        asked = _patiently(incident, token)
    except NightdeskError:
        log.exception("approval could not be asked", extra={"incident": incident})
        wiring.doors().chain().answer(token, state="not asked")
        return
    log.info("approval asked", extra={"incident": incident, "asked": asked})


def _patiently(incident: IncidentId, token: str) -> int:
    for seconds in PAUSES_SECONDS:
        try:
            return ask_approval(wiring.kit(), incident, token=token)
        except (Unavailable, Conflict) as error:
            log.warning("approval not asked yet", extra={"incident": incident, "why": str(error)})
            time.sleep(seconds)
    return ask_approval(wiring.kit(), incident, token=token)
