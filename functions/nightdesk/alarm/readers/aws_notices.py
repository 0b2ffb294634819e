"""Events in which AWS itself tells something: Health, cost anomalies, certificates, Trusted Advisor."""

from nightdesk.alarm.readers.aws_told import Event, Told, first_resource, outcome
from nightdesk.alarm.reading import fields, reading
from nightdesk.incident.severity import Severity

_HEALTH_CLAIMS = {"issue": None, "scheduledChange": Severity.SEV3, "accountNotification": Severity.SEV4}


def health(event: Event) -> Told:
    """An issue, a change to come or a notice, open until its status is closed."""
    detail = event["detail"]
    category, status = fields.text(detail.get("eventTypeCategory")), fields.text(detail.get("statusCode")).lower()
    said = (fields.mapping(line).get("latestDescription") for line in fields.listing(detail.get("eventDescription")))
    entities = [fields.mapping(one) for one in fields.listing(detail.get("affectedEntities"))]
    starts_at, is_over = fields.moment(detail.get("startTime")), status == "closed"
    is_coming = status == "upcoming"
    struck = [named for one in entities if (named := fields.text(one.get("entityValue")))]
    return Told(
        name=fields.first(detail.get("eventTypeCode"), event.get("detail-type")),
        identity=(fields.first(detail.get("eventArn"), detail.get("eventTypeCode"), limit=400),),
        state="resolved" if is_over else "firing",
        service=reading.service_in(fields.labels(*(fields.tags(one.get("tags")) for one in entities)))[0],
        is_service_stated=True,
        resource=struck[0] if struck else "",
        claim=_HEALTH_CLAIMS.get(category),
        summary=fields.first(*said, limit=500),
        started_at=None if is_coming else starts_at,
        ended_at=fields.moment(detail.get("endTime")) if is_over else None,
        labels={
            "category": category,
            "aws_service": detail.get("service"),
            "event_region": detail.get("eventRegion"),
            "affected_account": detail.get("affectedAccount"),
            "entities": len(entities) or None,
            "affected": ", ".join(struck[:20]) if len(struck) > 1 else None,
            "starts": starts_at.isoformat() if is_coming and starts_at else None,
        },
        reasons=(
            f"it is announced for {starts_at.isoformat()}" if is_coming and starts_at else "",
            f"{len(struck)} entities are affected: {', '.join(struck[:5])}{' ...' if len(struck) > 5 else ''}"
            if len(struck) > 1
            else "",
        ),
    )


def cost(event: Event) -> Told:
    """Money that was not meant to be spent; the value is how much more than expected."""
    detail = event["detail"]
    impact = fields.mapping(detail.get("impact"))
    causes = [fields.mapping(cause) for cause in fields.listing(detail.get("rootCauses"))]
    struck = fields.first(*(cause.get("service") for cause in causes), detail.get("dimensionalValue"))
    return Told(
        name=f"Cost anomaly: {struck or fields.text(detail.get('monitorName'))}".rstrip(": "),
        identity=("cost", fields.first(detail.get("anomalyId"), first_resource(event))),
        resource=struck,
        summary=", ".join(
            f"{what} {amount:.2f}"
            for what, key in (("spent", "totalActualSpend"), ("expected", "totalExpectedSpend"))
            if (amount := fields.number(impact.get(key))) is not None
        ),
        value=fields.number(impact.get("totalImpact")),
        started_at=fields.moment(detail.get("anomalyStartDate")),
        links=(detail.get("anomalyDetailsLink"),),
        labels={"monitor": detail.get("monitorName"), "aws_service": struck},
    )


def certificate(event: Event) -> Told | None:
    """A certificate that runs out; renewed and available end it."""
    detail, kind = event["detail"], fields.text(event.get("detail-type"))
    domain = fields.text(detail.get("CommonName"))
    days = fields.number(detail.get("DaysToExpiry"))
    return Told(
        name=f"{kind}: {domain}".rstrip(": "),
        identity=("certificate", first_resource(event) or domain),
        state="resolved" if "Available" in kind else "firing",
        resource=domain or first_resource(event),
        summary=f"{days:.0f} days are left" if days is not None else fields.text(detail.get("Action"), 500),
        value=days,
    )


def trusted_advisor(event: Event) -> Told | None:
    """A check that turned yellow, red or green."""
    detail = event["detail"]
    state = outcome(detail.get("status"), bad={"ERROR", "WARN"}, good={"OK"})
    if state is None:
        return None
    item = fields.mapping(detail.get("check-item-detail"))
    resource = fields.first(detail.get("resource_id"), item.get("Resource"), *item.values())
    is_red = fields.text(detail.get("status")).upper() == "ERROR"
    return Told(
        name=fields.first(detail.get("check-name"), event.get("detail-type")),
        identity=("advisor", fields.text(detail.get("check-name")), resource),
        state=state,
        resource=resource,
        claim=None if state == "resolved" else Severity.SEV2 if is_red else Severity.SEV3,
    )
