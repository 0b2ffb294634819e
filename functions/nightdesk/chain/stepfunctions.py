"""Chains on AWS Step Functions. The only module that knows it."""

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.errors import Unavailable
from nightdesk.incident.desk import IncidentId

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions.client import SFNClient

_Order = dict[str, str | int | dict[str, int]]
_ALIVE = {"RUNNING", "PENDING_REDRIVE"}
_ALREADY = {"ExecutionAlreadyExists"}
# AWS says TaskTimedOut for a task that was answered before, emulators say other things; the table has decided anyway.
_NOT_WAITING = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}


class StepFunctionsChain:
    """The Chain port. Executions are named incident + generation, so that starting one twice starts one."""

    def __init__(self, client: "SFNClient", *, watch_arn: str, work_arn: str) -> None:
        self._client = client
        self._watch_arn = watch_arn
        self._work_arn = work_arn

    def start_watch(self, incident: IncidentId, *, generation: int) -> None:
        # As the chain carries it from one turn to the next: the task counts its turns in what it answers.
        order: _Order = {"incident": incident, "generation": generation, "due": {"turns": 0}}
        self._start(self._watch_arn, _name(incident, generation), order)

    def is_watched(self, incident: IncidentId, *, generation: int) -> bool:
        machine = self._watch_arn.replace(":stateMachine:", ":execution:")
        try:
            found = self._client.describe_execution(executionArn=f"{machine}:{_name(incident, generation)}")
        except ClientError as error:
            if error.response["Error"]["Code"] == "ExecutionDoesNotExist":
                return False
            raise Unavailable(f"the chain could not be looked at: {error.response['Error']['Code']}") from error
        except BotoCoreError as error:
            raise Unavailable(f"the chain could not be looked at: {type(error).__name__}") from error
        return found["status"] in _ALIVE

    def start_work(self, incident: IncidentId, *, attempt: int) -> None:
        self._start(self._work_arn, f"{incident}-work-{attempt}", {"incident": incident})

    def answer(self, token: str, *, state: str) -> None:
        try:
            self._client.send_task_success(taskToken=token, output=json.dumps({"state": state}))
        except ClientError as error:
            if error.response["Error"]["Code"] not in _NOT_WAITING:
                raise Unavailable(f"the chain could not be woken: {error.response['Error']['Code']}") from error
        except BotoCoreError as error:
            raise Unavailable(f"the chain could not be woken: {type(error).__name__}") from error

    def _start(self, arn: str, name: str, order: _Order) -> None:
        try:
            self._client.start_execution(stateMachineArn=arn, name=name, input=json.dumps(order))
        except ClientError as error:
            if error.response["Error"]["Code"] not in _ALREADY:
                raise Unavailable(f"{name} could not be started: {error.response['Error']['Code']}") from error
        except BotoCoreError as error:
            raise Unavailable(f"{name} could not be started: {type(error).__name__}") from error


def _name(incident: IncidentId, generation: int) -> str:
    return f"{incident}-watch-{generation}"
