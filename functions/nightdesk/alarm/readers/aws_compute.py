"""Events of what runs code: ECS, EC2, Auto Scaling, Batch, canaries."""

import re
from typing import Any

from nightdesk.alarm.readers.aws_told import Event, Told, first_resource, last, outcome
from nightdesk.alarm.reading import fields
from nightdesk.incident.severity import Severity

_STOPPED_ON_PURPOSE = {"ServiceSchedulerInitiated", "UserInitiated"}
_UNWELL = re.compile(r"unhealthy|health check|fail|error|unable|cannot|out ?of ?memory", re.IGNORECASE)


def ecs(event: Event) -> Told | None:
    """A task that died, a service or deployment in trouble, an agent that fell silent, or their recovery."""
    detail, kind = event["detail"], fields.text(event.get("detail-type"))
    if kind == "ECS Task State Change":
        return _task(detail)
    if kind == "ECS Container Instance State Change":
        return _container_instance(detail)
    name = fields.text(detail.get("eventName"))
    level = fields.text(detail.get("eventType")).upper()
    is_over = name in {"SERVICE_STEADY_STATE", "SERVICE_DEPLOYMENT_COMPLETED", "CAPACITY_PROVIDER_STEADY_STATE"}
    if level not in {"ERROR", "WARN"} and not is_over:
        return None
    service = last(first_resource(event)) or last(detail.get("serviceArn"))
    topic = "deployment" if "DEPLOYMENT" in name else "capacity" if "CAPACITY" in name else "service"
    return Told(
        name=name or kind,
        identity=("ecs", fields.text(detail.get("clusterArn")), service, topic),
        state="resolved" if is_over else "firing",
        service=service,
        is_service_stated=True,
        resource=service or last(detail.get("clusterArn")),
        claim=Severity.SEV2 if level == "ERROR" else Severity.SEV3 if level == "WARN" else None,
        summary=fields.text(detail.get("reason"), 500),
        labels={"deployment": detail.get("deploymentId"), "cluster": last(detail.get("clusterArn"))},
    )


def _task(detail: dict[str, Any]) -> Told | None:
    containers = [fields.mapping(one) for one in fields.listing(detail.get("containers"))]
    codes = [fields.number(one.get("exitCode")) for one in containers]
    reason = fields.text(detail.get("stoppedReason"), 500)
    stop = fields.text(detail.get("stopCode"))
    group = fields.text(detail.get("group"))
    is_service = group.startswith("service:")
    if fields.text(detail.get("lastStatus")).upper() != "STOPPED":
        return None
    if stop in _STOPPED_ON_PURPOSE:  # then a container ends by signal, and its exit code 143 or 137 says nothing
        if not _UNWELL.search(reason):
            return None
    elif not stop and all(code in (None, 0) for code in codes):
        return None
    # A job of its own that ended well; a service's task is not meant to end at all.
    is_over = not is_service and stop == "EssentialContainerExited" and bool(codes) and all(c == 0 for c in codes)
    service = group.removeprefix("service:") if is_service else ""
    died = next((f"{fields.text(one.get('name'))}: {why}" for one in containers if (why := _why(one))), "")
    return Told(
        name=f"ECS task of {service or group.removeprefix('family:') or 'a service'} stopped: {stop or 'failed'}",
        identity=("ecs-task", fields.text(detail.get("clusterArn")), group),
        state="resolved" if is_over else "firing",
        service=service,
        is_service_stated=True,
        resource=last(detail.get("taskArn")),
        summary="; ".join(dict.fromkeys(filter(None, (reason, died)))),
        started_at=None if is_over else fields.moment(detail.get("stoppedAt")),
        labels={"exit_codes": ",".join(f"{code:.0f}" for code in codes if code is not None), "group": group},
    )


def _why(container: dict[str, Any]) -> str:
    return fields.text(container.get("reason"), 300)


def _container_instance(detail: dict[str, Any]) -> Told | None:
    connected = detail.get("agentConnected")
    if not isinstance(connected, bool):
        return None
    instance = fields.first(detail.get("ec2InstanceId"), last(detail.get("containerInstanceArn")))
    return Told(
        name="ECS agent connected" if connected else "ECS agent disconnected",
        identity=("ecs-agent", fields.text(detail.get("clusterArn")), instance),
        state="resolved" if connected else "firing",
        resource=instance,
        labels={"cluster": last(detail.get("clusterArn"))},
    )


def ec2(event: Event) -> Told | None:
    """An instance that stops or runs again, or is about to be taken away."""
    detail, kind = event["detail"], fields.text(event.get("detail-type"))
    instance = fields.first(detail.get("instance-id"), last(first_resource(event)))
    if kind == "EC2 Instance State-change Notification":
        word = fields.text(detail.get("state"))
        state = outcome(word, bad={"STOPPING", "STOPPED", "SHUTTING-DOWN", "TERMINATED"}, good={"RUNNING"})
        if state is None:
            return None
        return Told(name=f"EC2 instance {word}", identity=("ec2", instance), state=state, resource=instance)
    return Told(
        name=f"{kind}: {fields.text(detail.get('instance-action'))}".rstrip(": "),
        identity=("ec2", kind, instance, fields.text(detail.get("event"))),
        resource=instance,
        summary=fields.first(detail.get("cause"), detail.get("message"), limit=500),
    )


def autoscaling(event: Event) -> Told | None:
    """A launch, termination or refresh that failed, and the next one that worked."""
    detail, kind = event["detail"], fields.text(event.get("detail-type"))
    words = set(kind.split())
    if not words & {"Unsuccessful", "Failed", "Successful", "Succeeded"}:
        return None
    group = fields.text(detail.get("AutoScalingGroupName"))
    topic = "refresh" if "Refresh" in words else "terminate" if "Terminate" in words else "launch"
    return Told(
        name=f"{kind}: {group}",
        identity=("autoscaling", group, topic),
        state="firing" if words & {"Unsuccessful", "Failed"} else "resolved",
        service=group,
        resource=fields.first(detail.get("EC2InstanceId"), group),
        summary=fields.first(detail.get("StatusMessage"), detail.get("Cause"), limit=500),
        started_at=fields.moment(detail.get("EndTime")),
    )


def batch(event: Event) -> Told | None:
    """A job that failed or succeeded, or a queue that is blocked."""
    detail = event["detail"]
    state = outcome(detail.get("status"), bad={"FAILED"}, good={"SUCCEEDED"})
    if state is None and "Blocked" not in fields.text(event.get("detail-type")):
        return None
    job = fields.text(detail.get("jobName"))
    container = fields.mapping(detail.get("container"))
    stopped_at = fields.moment(detail.get("stoppedAt"))
    return Told(
        name=f"Batch job {job} {fields.text(detail.get('status')).lower()}",
        identity=("batch", fields.text(detail.get("jobQueue")), job),
        state=state or "firing",
        service=job,
        resource=last(detail.get("jobQueue")),
        summary=fields.first(container.get("reason"), detail.get("statusReason"), limit=500),
        started_at=stopped_at if state != "resolved" else None,
        ended_at=stopped_at,
        labels={"job": detail.get("jobId"), "exit_code": container.get("exitCode")},
    )


def synthetics(event: Event) -> Told | None:
    """A canary's run."""
    detail, kind = event["detail"], fields.text(event.get("detail-type"))
    if "TestRun" not in kind:
        return None
    canary = fields.text(detail.get("canary-name"))
    return Told(
        name=f"Canary {canary} {'failed' if 'Failure' in kind else 'passed'}",
        identity=("canary", canary),
        state="firing" if "Failure" in kind else "resolved",
        service=canary,
        resource=canary,
        summary=fields.text(detail.get("message"), 500),
        labels={"run": detail.get("canary-run-id")},
    )
