"""The post-incident report: every field, in order, true to the record and never invented."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.incident.ask import AskState, StepState
from nightdesk.incident.incident import Hypothesis, Incident, PageState, Status
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Fact, Kind
from nightdesk.report.html import incident_html
from nightdesk.report.measures import measure, promises
from nightdesk.report.report import incident_report
from nightdesk.report.status import status_update
from nightdesk.report.summary import visit_summary
from tests.unit.report.stories import BARE, ENTRIES, FACTS, MESSAGES, OUTAGE, PET, PET_ENTRIES, at, sealed

NOW = at(30)
SECTIONS = (
    "=== INCIDENT REPORT ===",
    "INCIDENT SUMMARY",
    "TIMELINE OF EVENTS",
    "ROOT CAUSE ANALYSIS",
    "CUSTOMER IMPACT",
    "ACTIONS TAKEN",
    "REMEDIATION ITEMS",
    "LESSONS LEARNED",
    "METRICS",
    "FOLLOW-UP ACTION ITEMS",
    "=== END REPORT ===",
)
FIELDS = (
    "Incident ID:", "Severity:", "Status:", "Duration:", "Affected Services:", "Customer Impact:",
    "- First anomaly", "- Alert triggered", "- Acknowledged by", "- Investigation began", "- Root cause identified",
    "- Remediation initiated", "- Recovery confirmed", "- Resolved",
    "Root Cause:", "Contributing Factors:", "Evidence:",
    "Users Affected:", "Requests Failed:", "Revenue Impact:", "Duration of Impact:", "Regions Affected:",
    "Priority | Item | Owner | Due Date | Status",
    "What Went Well:", "What Went Poorly:", "Where We Got Lucky:",
    "MTTD:", "MTTA:", "MTTI:", "MTTR:",
    "- [ ] ",
)  # fmt: skip

GOLDEN = """\
=== INCIDENT REPORT ===

INCIDENT SUMMARY
Incident ID: INC-000042
Severity: SEV1 (High)
Status: Resolved
Duration: 19 min (detection to resolution)
Affected Services: checkout, storefront; leaning on them: mobile-api
Customer Impact: about 1,200 users could not pay

TIMELINE OF EVENTS
[2026-11-22 03:08:00 UTC] - First anomaly: checkout-errors began
[2026-11-22 03:09:30 UTC] - Alert triggered: checkout-errors fired
[2026-11-22 03:21:00 UTC] - Acknowledged by: Ben Sato acknowledged by sms
[2026-11-22 03:10:30 UTC] - Investigation began: reading metrics, logs and changes of checkout
[2026-11-22 03:12:00 UTC] - Root cause identified: version 7 of checkout (90%)
[2026-11-22 03:23:06 UTC] - Remediation initiated: checked: live is at 7. Backed up.
[2026-11-22 03:28:00 UTC] - Recovery confirmed: errors 0.1%, held for 2 min
[2026-11-22 03:28:30 UTC] - Resolved: rolled back to version 6; errors back at baseline

ROOT CAUSE ANALYSIS
Root Cause: version 7 of checkout (confidence 90%)
Contributing Factors:
- not acknowledged within the promise of SEV1
Evidence:
- errors rose from 0.1% to 12.5% at 03:09 UTC (arn:aws:cloudwatch:us-east-1:123456789012:alarm:checkout-errors)
- log template 'card token is None' is new since 03:08 UTC (log group /aws/lambda/checkout)
- looked at metrics of checkout, storefront
- looked at deployments of the last 24 h
- record kept at s3://nightdesk-reports/reports/INC-000042.txt

CUSTOMER IMPACT
Users Affected: 1,200
Requests Failed: 3,410 (12.5% of requests)
Revenue Impact: about 8,000 USD (400 USD a minute for 20 min)
Duration of Impact: 20 min
Regions Affected: us-east-1
How estimated: users: share of failed requests times active users

ACTIONS TAKEN
1. [2026-11-22 03:09:36 UTC] paged tier 1 (Ana Duarte): new incident - Outcome: ana sms delivered
2. [2026-11-22 03:19:30 UTC] paged tier 2 (Ben Sato): nobody answered - Outcome: ben sms answered
3. [2026-11-22 03:21:00 UTC] Ben Sato acknowledged by sms - Outcome: taken
4. [2026-11-22 03:21:12 UTC] roll checkout back from version 7 to version 6 (HIGH); asked Ben Sato - Outcome: \
approved: Ben Sato granted: roll checkout back
5. [2026-11-22 03:23:00 UTC] Ben Sato granted: roll checkout back - Outcome: permission given
6. [2026-11-22 03:23:06 UTC] checked: live is at 7. Backed up. - Outcome: backup kept before any change
7. [2026-11-22 03:23:12 UTC] moved live from 7 to 6 - Outcome: verified: errors 0.1%, held for 2 min
8. [2026-11-22 03:28:00 UTC] errors 0.1%, held for 2 min - Outcome: recovery confirmed

REMEDIATION ITEMS
Priority | Item | Owner | Due Date | Status
--- | --- | --- | --- | ---
P0 | Fix forward what was rolled back (roll checkout back from version 7 to version 6) | ci-deployer | 2026-11-24 | Open
P1 | Tier 1 (on-call engineer: ana) did not answer; check phones and hours | roster owner | 2026-11-29 | Open

LESSONS LEARNED
What Went Well:
- Detected in 1 min 30 s, within the promise of 5 min.
- Resolved in 19 min, within the promise of 60 min.
- A cause was named 2 min 30 s after detection, with 90% confidence.
- 'roll checkout back from version 7 to version 6' worked at the first try.
- Alarms of 2 services were handled as one incident.
What Went Poorly:
- Acknowledged in 11 min 30 s, beyond the promise of 10 min.
- Nobody answered at tier 1.
Where We Got Lucky:
- mobile-api leans on it and raised no alarm.

METRICS
MTTD: 1 min 30 s
MTTA: 11 min 30 s
MTTI: 2 min 30 s
MTTR: 19 min

FOLLOW-UP ACTION ITEMS
- [ ] Hold the incident review (owner: Ben Sato, deadline: 2026-11-24 03:28:30 UTC)

=== END REPORT ===
"""


def test_a_full_night_is_told_exactly() -> None:
    assert incident_report(OUTAGE, ENTRIES, now=NOW, currency="USD") == GOLDEN


def test_when_nothing_is_known_every_field_still_stands_and_says_so() -> None:
    text = incident_report(BARE, (), now=NOW, currency="EUR")

    assert_whole(text)
    assert "Status: Ongoing" in text
    assert "[not yet] - Acknowledged by" in text
    assert "Users Affected: not known" in text
    assert "Revenue Impact: not known" in text
    assert "Root Cause: not known" in text
    assert "MTTR: not known" in text


def test_an_abstention_is_no_cause() -> None:
    nothing = Hypothesis(
        summary="no signal stood out", origin="", kind="unknown", confidence=0.1, is_abstained=True, at=at(5)
    )

    text = incident_report(replace(OUTAGE, hypothesis=nothing), (), now=NOW)

    assert "Root Cause: not known (the investigation abstained: no signal stood out)" in text
    assert "MTTI: not known" in text
    assert "Find the root cause" in text


def test_a_failed_step_a_dead_number_and_an_expired_request_become_items() -> None:
    step = replace(OUTAGE.steps[0], state=StepState.UNDONE, outcome="errors stayed at 12%")
    page = replace(OUTAGE.pages[0], state=PageState.FAILED)
    expired = sealed((*FACTS, Fact(at=at(28), kind=Kind.EXPIRED, actor="watch", text="nobody answered: roll back")))

    text = incident_report(replace(OUTAGE, steps=(step,), pages=(page,)), expired, now=NOW)

    assert (
        "P0 | Find out why 'roll checkout back from version 7 to version 6' did not help: errors stayed at 12%" in text
    )
    assert "P1 | A page to ana could not be delivered; check the number | roster owner" in text
    assert "P1 | A request for approval expired unanswered" in text


def test_luck_is_named_when_it_ended_by_itself_or_by_a_hair() -> None:
    assert OUTAGE.ask is not None
    late = replace(OUTAGE.ask, answered_at=at(27), state=AskState.GRANTED)

    text = incident_report(replace(OUTAGE, steps=(), tier=3, ask=late), (), now=NOW)

    assert "- It ended without any action of ours; the cause may still be there." in text
    assert "- The last tier was the one that answered." in text
    assert "- Permission came 1 min 12 s before the request expired." in text


def test_an_owner_of_the_catalogue_is_named_for_its_items() -> None:
    text = incident_report(replace(OUTAGE, hypothesis=None), ENTRIES, now=NOW, owners={"checkout": "payments team"})

    assert "| payments team |" in text


def test_what_strangers_wrote_can_neither_forge_a_section_nor_leak() -> None:
    hostile = "x\n\n=== END REPORT ===\nROOT CAUSE ANALYSIS | password=hunter2 +12025550142 <script>alert(1)</script>"

    text = incident_report(replace(OUTAGE, title=hostile, resolution=hostile), (), now=NOW)
    page = incident_html(replace(OUTAGE, title=hostile), ENTRIES, now=NOW)

    assert_whole(text)
    assert "hunter2" not in text + page
    assert "2025550142" not in text + page
    assert "<script>" not in page


def test_the_page_says_what_the_text_says_and_draws_the_timeline() -> None:
    page = incident_html(OUTAGE, ENTRIES, now=NOW)

    drawn = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + len("</svg>")])
    labels = [text.text or "" for text in drawn.iter("text")]
    assert len([label for label in labels if " UTC " in label]) == 8
    assert any(label.startswith("Resolved, 03:28 UTC (+20 min") for label in labels)
    plain = unescape(page)
    for line in GOLDEN.splitlines():
        for cell in line.split(" | ") if line.startswith("P") else [line]:
            if not line.startswith(("===", "---")):
                assert cell in plain


def test_the_page_of_an_incident_without_moments_has_no_chart_to_lie_with() -> None:
    assert "<svg" in incident_html(BARE, (), now=NOW)
    assert "Users Affected: not known" in incident_html(BARE, (), now=NOW)


def test_measures_are_what_they_are_defined_to_be() -> None:
    took = measure(OUTAGE)

    assert (took.mttd, took.mtta) == (timedelta(minutes=1.5), timedelta(minutes=11.5))
    assert (took.mtti, took.mttr) == (timedelta(minutes=2.5), timedelta(minutes=19))
    assert [(kept.name, kept.is_kept) for kept in promises(OUTAGE)] == [
        ("detect", True),
        ("acknowledge", False),
        ("resolve", True),
    ]
    assert measure(replace(BARE, detected_at=at(-1))).mttd == timedelta()


def test_a_status_update_has_its_fields_in_order() -> None:
    waiting = replace(BARE, tier=1, tier_at=at(1.6), pages=OUTAGE.pages[:1])

    assert status_update(waiting, at(5)) == (
        "=== INCIDENT STATUS UPDATE ===\n"
        "Incident ID: INC-000042\n"
        "Severity: SEV1 (High)\n"
        "Status: Notification\n"
        "Elapsed Time: 3 min 30 s\n"
        "Current Action: waking people on call\n"
        "Next Step: name the cause\n"
        "Escalation: tier 1 (on-call engineer), woken at 03:09 UTC; tier 2 (senior on-call and team lead) at 03:19 UTC "
        "unless acknowledged\n"
        "=== END UPDATE ==="
    )


@pytest.mark.parametrize(
    ("changes", "phase"),
    [
        ({}, "Notification"),
        ({"ack": OUTAGE.ack}, "Investigation"),
        ({"ack": OUTAGE.ack, "hypothesis": OUTAGE.hypothesis}, "Cause identified"),
        ({"hypothesis": OUTAGE.hypothesis, "ask": replace(OUTAGE.ask, state=AskState.PENDING)}, "Awaiting approval"),  # type: ignore[type-var]
        ({"steps": (replace(OUTAGE.steps[0], state=StepState.ACTED),)}, "Remediation"),
        ({"status": Status.MONITORING}, "Monitoring"),
        ({"status": Status.RESOLVED, "resolved_at": at(20)}, "Resolved"),
    ],
)
def test_the_phase_follows_what_is_going_on(changes: dict[str, object], phase: str) -> None:
    assert f"Status: {phase}\n" in status_update(replace(BARE, **changes), at(21))  # type: ignore[arg-type]


def test_an_emergency_vet_reads_what_matters_first() -> None:
    text = visit_summary(PET, PET_ENTRIES, MESSAGES)

    assert text.startswith(
        "=== VISIT SUMMARY INC-000042 ===\n\n"
        "Pet: Rex, dog\n"
        "What happened: 30 kg Labrador: dark chocolate 200 g, shaking\n"
        "Urgency: SEV0 (Critical) because dark chocolate: 38 mg/kg, moderate, shaking\n"
        "First advice: Go to an emergency vet now.\n"
        "Clinic named: City Emergency Vet +12025550188\n"
        "Vet on the case: Dr. Omar Reyes\n"
        "Owner's phone: ***0142\n"
    )
    assert '[03:09 UTC] "omg my lab 30kg ate dark chocolate call me ***0142"' in text
    assert "brush" not in text
    assert "Keep him warm." in text
    assert "status update" not in text
    assert "Vet answered: 2026-11-22 03:14:00 UTC" in text
    assert "diagnosis" in text


def test_an_emergency_vet_reads_what_the_animal_has_and_takes() -> None:
    text = visit_summary(replace(PET, health="diabetic; takes insulin"), PET_ENTRIES, MESSAGES)

    assert "shaking\nHealth, as the owner told it: diabetic; takes insulin\nUrgency" in text


def test_without_messages_the_record_speaks_for_the_owner() -> None:
    assert "omg my lab ate a whole bar" in visit_summary(PET, PET_ENTRIES, ())
    assert "- not known" in visit_summary(replace(BARE, owner=None), (), ())


def assert_whole(text: str) -> None:
    """Each section and field once and in order, whatever the record holds."""
    lines = text.splitlines()
    assert [line for line in lines if line in SECTIONS] == list(SECTIONS)
    place = 0
    for field in FIELDS:
        place = next(i for i, line in enumerate(lines) if i >= place and field in line)


OPTIONAL = [field.name for field in fields(Incident) if getattr(OUTAGE, field.name) != getattr(BARE, field.name)]
SOME_TIME = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=120)
@given(
    known=st.sets(st.sampled_from(OPTIONAL)),
    kept=st.sets(st.integers(0, len(FACTS) - 1)),
    story=st.sampled_from([OUTAGE, PET]),
    severity=st.sampled_from(Severity),
    words=st.text(max_size=80),
    moment=SOME_TIME,
)
def test_no_gap_in_the_record_and_no_word_in_it_breaks_a_report(
    known: set[str], kept: set[int], story: Incident, severity: Severity, words: str, moment: datetime
) -> None:
    incident = replace(BARE, **{name: getattr(story, name) for name in known})
    incident = replace(incident, severity=severity, title=words, resolution=words, detected_at=moment)
    entries = sealed(tuple(replace(FACTS[index], text=words) for index in sorted(kept)))

    assert_whole(incident_report(incident, entries, now=NOW, currency="USD"))
    assert "</html>" in incident_html(incident, entries, now=NOW)
    assert status_update(incident, NOW).count("\n") == 8
    assert visit_summary(incident, entries, MESSAGES).endswith("=== END SUMMARY ===\n")


def test_the_dashboards_of_the_affected_services_are_named_by_their_address() -> None:
    boards = {"checkout": ("https://g.example/d/1",), "elsewhere": ("https://g.example/d/2",)}

    text = incident_report(replace(OUTAGE, services=("checkout",)), ENTRIES, now=NOW, boards=boards)

    assert "- dashboard of checkout: https://g.example/d/1" in text
    assert "elsewhere" not in text
