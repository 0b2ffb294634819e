"""Events of what builds, deploys and runs to an end: CodeDeploy, CodePipeline, CodeBuild, CloudFormation, workflows."""

from nightdesk.alarm.readers.aws_told import Event, Told, first_resource, last, outcome
from nightdesk.alarm.reading import fields


def codedeploy(event: Event) -> Told | None:
    """A deployment that failed, was stopped, or succeeded."""
    detail = event["detail"]
    word = fields.text(detail.get("state")).upper()
    state = outcome(word, bad={"FAILURE", "STOP"}, good={"SUCCESS"})
    if state is None:
        return None
    application, group = fields.text(detail.get("application")), fields.text(detail.get("deploymentGroup"))
    ended = {"SUCCESS": "succeeded", "STOP": "was stopped"}.get(word, "failed")
    instance = fields.text(detail.get("instanceId"))
    return Told(
        name=f"Deployment of {application or 'an application'} {ended}",
        identity=("codedeploy", application, group, *([instance] if instance else [])),
        state=state,
        service=application,
        resource=instance or group,
        summary=f"CodeDeploy {fields.text(detail.get('deploymentId'))}: {word.lower()}",
        labels={"deployment": detail.get("deploymentId"), "deployment_group": group},
    )


def codepipeline(event: Event) -> Told | None:
    """An execution, a stage or an action that failed, was stopped, or succeeded; each ends only its own kind."""
    detail = event["detail"]
    word = fields.text(detail.get("state")).upper()
    state = outcome(word, bad={"FAILED", "STOPPED", "ABANDONED"}, good={"SUCCEEDED"})
    if state is None:
        return None
    pipeline = fields.text(detail.get("pipeline"))
    stage, action = fields.text(detail.get("stage")), fields.text(detail.get("action"))
    where = " / ".join(filter(None, (stage, action)))
    result = fields.mapping(detail.get("execution-result"))
    return Told(
        name=f"Pipeline {pipeline} {word.lower()}" + (f" at {where}" if where else ""),
        identity=("codepipeline", pipeline, stage, action),
        state=state,
        service=pipeline,
        resource=pipeline,
        summary=fields.first(
            result.get("external-execution-summary"), detail.get("stop-execution-comments"), limit=500
        ),
        links=(result.get("external-execution-url"),),
        labels={"deployment": detail.get("execution-id"), "error": result.get("error-code")},
    )


def codebuild(event: Event) -> Told | None:
    """A build that ended."""
    detail = event["detail"]
    word = fields.text(detail.get("build-status")).upper()
    state = outcome(word, bad={"FAILED", "FAULT", "TIMED_OUT", "STOPPED"}, good={"SUCCEEDED"})
    if state is None or event.get("detail-type") != "CodeBuild Build State Change":
        return None
    project = fields.text(detail.get("project-name"))
    logs = fields.mapping(fields.mapping(detail.get("additional-information")).get("logs"))
    return Told(
        name=f"Build of {project} {word.lower().replace('_', ' ')}",
        identity=("codebuild", project),
        state=state,
        service=project,
        resource=last(detail.get("build-id")) or project,
        summary=fields.text(detail.get("completed-phase-context"), 500),
        links=(logs.get("deep-link"),),
        labels={"build": detail.get("build-id")},
    )


def cloudformation(event: Event) -> Told | None:
    """A stack that failed or rolled back, or came to where it should be."""
    detail = event["detail"]
    status = fields.mapping(detail.get("status-details"))
    word = fields.text(status.get("status")).upper()
    is_bad = word.endswith("_FAILED") or "ROLLBACK" in word
    if not is_bad and not word.endswith("_COMPLETE"):
        return None
    stack = fields.text(detail.get("stack-id"), 400).rsplit(":", 1)[-1]
    name = stack.split("/")[1] if stack.count("/") >= 1 else stack
    return Told(
        name=f"Stack {name}: {word}",
        identity=("cloudformation", name, fields.text(detail.get("logical-resource-id"))),
        state="firing" if is_bad else "resolved",
        service=name,
        resource=fields.first(detail.get("physical-resource-id"), name),
        summary=fields.text(status.get("status-reason"), 500),
    )


def states(event: Event) -> Told | None:
    """A workflow execution that ended, well or not."""
    detail = event["detail"]
    word = fields.text(detail.get("status")).upper()
    state = outcome(word, bad={"FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"}, good={"SUCCEEDED"})
    if state is None:
        return None
    machine = last(detail.get("stateMachineArn"))
    return Told(
        name=f"Execution of {machine} {word.lower().replace('_', ' ')}",
        identity=("states", machine),
        state=state,
        service=machine,
        resource=machine,
        summary=fields.first(detail.get("cause"), detail.get("error"), limit=500),
        started_at=fields.moment(detail.get("startDate")),
        ended_at=fields.moment(detail.get("stopDate")),
        labels={"execution": detail.get("name"), "error": detail.get("error")},
    )


def invocation(event: Event) -> Told | None:
    """What a Lambda's failure destination tells of an asynchronous call."""
    detail = event["detail"]
    kind = fields.text(event.get("detail-type"))
    asked, answered = fields.mapping(detail.get("requestContext")), fields.mapping(detail.get("responsePayload"))
    arn = fields.text(asked.get("functionArn"), 400) or first_resource(event)
    function = arn.split(":function:")[-1].split(":")[0]
    if "Success" in kind:
        return None
    return Told(
        name=f"Call of {function or 'a function'} failed: {fields.first(asked.get('condition'), 'unknown')}",
        identity=("invocation", function),
        service=function,
        resource=function,
        summary=fields.first(answered.get("errorMessage"), answered.get("errorType"), limit=500),
        labels={"error": answered.get("errorType")},
    )
