"""Can each person really be reached?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.roster.readiness import Reach, unready
from tests.unit.roster.people import PEOPLE

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ANA = PEOPLE[0]
FINE = Reach(person=ANA.id, verified_at=NOW - 30 * DAY, delivered_at=NOW - 6 * DAY)


def test_somebody_who_answered_and_gets_texts_is_ready() -> None:
    assert unready(ANA, FINE, NOW) == ()


@pytest.mark.parametrize(
    ("reach", "why"),
    [
        (None, ("has never answered a test page", "no text has arrived in 14 days")),
        (replace(FINE, verified_at=None), ("has never answered a test page",)),
        (replace(FINE, is_stopped=True), ("has opted out of texts (STOP)",)),
        (replace(FINE, delivered_at=NOW - 15 * DAY), ("no text has arrived in 14 days",)),
        (replace(FINE, failed_at=NOW - DAY, failed_with=30003), ("the last text did not arrive (30003)",)),
        (
            replace(FINE, failed_at=NOW - DAY, failed_with=30006),
            ("the last text did not arrive (30006); it cannot be texted",),
        ),
        (replace(FINE, failed_at=NOW - 7 * DAY, failed_with=30003), ()),
    ],
)
def test_why_somebody_may_not_be_reached_is_said(reach: Reach | None, why: tuple[str, ...]) -> None:
    assert unready(ANA, reach, NOW) == why


def test_who_is_only_called_needs_no_text_to_arrive() -> None:
    called = replace(ANA, channels=("call",))

    assert unready(called, replace(FINE, is_stopped=True, delivered_at=None), NOW) == ()
