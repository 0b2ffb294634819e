"""The page customers read, and the bars of its ninety days."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.trouble import Level, Spell, Trouble, Turn
from nightdesk.public.component import Component, components
from nightdesk.public.leaks import leaks
from nightdesk.public.page import as_atom, as_html, as_json, compose
from nightdesk.public.uptime import DAYS, uptime
from nightdesk.roster.person import Person
from tests.unit.public.test_trouble import CATALOGUE

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
LEVELS: tuple[Level, ...] = ("maintenance", "recovering", "degraded", "partial", "major")
WEBSITE = Component(key="w", name="Website", services=("web-fe",))


def trouble(
    level: Level = "major",
    *,
    hours_ago: float = 5,
    minutes: float | None = 60,
    services: tuple[str, ...] = ("web-fe",),
    number: int = 1,
    part_of: str = "",
) -> Trouble:
    starts = NOW - timedelta(hours=hours_ago)
    ends = starts + timedelta(minutes=minutes) if minutes is not None else None
    return Trouble(
        incident=IncidentId(f"INC-{number:06d}"),
        services=services,
        level=level,
        opened_at=starts,
        resolved_at=ends,
        turns=(Turn(at=starts, stage="investigating", level=level),),
        spells=(Spell(level=level, services=services, starts_at=starts, ends_at=ends),),
        is_part_of=IncidentId(part_of) if part_of else None,
    )


def page(*troubles: Trouble, name: str = "Acme"):  # type: ignore[no-untyped-def]  # Page, named once
    return compose(
        troubles, CATALOGUE, name=name, edition=7, now=NOW, number="+1 202 555 0100", url="https://s.example"
    )


def test_an_hour_of_outage_is_an_hour_of_ninety_days() -> None:
    known = uptime(WEBSITE, [trouble()], now=NOW)

    whole = timedelta(days=DAYS - 1, hours=15, minutes=30)
    assert known.share == pytest.approx(1 - timedelta(hours=1) / whole)
    assert known.days[-1].worst == "major"
    assert known.days[-1].minutes == 60
    assert all(day.worst is None for day in known.days[:-1])


def test_a_partial_outage_counts_three_tenths_and_a_slow_hour_nothing() -> None:
    shares = [1 - uptime(WEBSITE, [trouble(level)], now=NOW).share for level in ("major", "partial", "degraded")]

    assert shares[1] == pytest.approx(shares[0] * 0.3)
    assert shares[2] == 0


def test_two_troubles_at_once_are_not_counted_twice() -> None:
    both = [trouble(), trouble("partial", number=2)]

    assert uptime(WEBSITE, both, now=NOW) == uptime(WEBSITE, [trouble()], now=NOW)


def test_a_trouble_over_midnight_colours_both_days() -> None:
    known = uptime(WEBSITE, [trouble(hours_ago=17, minutes=180)], now=NOW)

    assert [(day.worst, day.minutes) for day in known.days[-2:]] == [("major", 90), ("major", 90)]


@given(
    spells=st.lists(
        st.tuples(st.sampled_from(LEVELS), st.floats(0.01, 24 * 120), st.one_of(st.none(), st.floats(0.1, 5000))),
        max_size=8,
    )
)
def test_whatever_happened_the_bars_and_the_share_stay_possible(
    spells: Sequence[tuple[Level, float, float | None]],
) -> None:
    troubles = [trouble(level, hours_ago=h, minutes=m, number=n) for n, (level, h, m) in enumerate(spells)]

    known = uptime(WEBSITE, troubles, now=NOW)

    assert 0 <= known.share <= 1
    assert len(known.days) == DAYS
    assert all(0 <= day.minutes <= 24 * 60 for day in known.days)
    assert known == uptime(WEBSITE, troubles[::-1], now=NOW)
    assert all(0 <= line.uptime <= 100 for line in page(*troubles).lines)


def test_the_worst_of_what_goes_on_is_the_headline_and_comes_first() -> None:
    made = page(
        trouble("degraded", minutes=None, services=("pay-svc",)),
        trouble("major", minutes=None, number=2),
        trouble(number=3),
    )

    assert made.state == "major"
    assert [story.state for story in made.now] == ["major", "degraded"]
    assert [(line.name, line.state) for line in made.lines][:2] == [("Website", "major"), ("Payments", "degraded")]
    assert len(made.past) == 1


def test_what_was_merged_is_told_once_and_counts_all_the_same() -> None:
    made = page(trouble(number=1), trouble(number=2, hours_ago=9, part_of="INC-000001"))

    assert len(made.past) == 1
    assert made.lines[0].uptime < page(trouble(number=1)).lines[0].uptime


def test_nothing_off_is_never_rounded_up_to_a_hundred() -> None:
    assert page(trouble(minutes=1)).lines[0].uptime < 100
    assert page().lines[0].uptime == 100


def test_the_three_forms_say_the_same_and_can_be_read() -> None:
    made = page(trouble("partial", minutes=None), trouble(number=2, hours_ago=40))

    told = json.loads(as_json(made))
    feed = ET.fromstring(as_atom(made))
    html = as_html(made)

    titles = [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert titles == [story["title"] for story in (*told["now"], *told["past"])]
    assert all(title in html for title in titles if title)
    assert html.count('class="bars"') == len(told["lines"])
    assert told["checked_at"] == "2026-11-22T15:30:00Z"
    assert "https://" not in re.sub(r"https://s\.example", "", html)


def test_a_name_with_markup_stays_a_name() -> None:
    made = page(trouble(minutes=None), name="<script>alert(1)</script>")

    assert "<script>alert" not in as_html(made)
    assert ET.fromstring(as_atom(made)).findtext("{http://www.w3.org/2005/Atom}title")


def test_the_time_of_the_check_changes_no_content() -> None:
    later = compose((), CATALOGUE, name="Acme", edition=8, now=NOW + timedelta(minutes=1))
    before = compose((), CATALOGUE, name="Acme", edition=7, now=NOW)

    assert later.content == before.content
    assert before.content != compose((trouble(),), CATALOGUE, name="Acme", edition=7, now=NOW).content


ANA = Person(id="ana", name="Ana Duarte", phone=Phone("+12025550121"))


@pytest.mark.parametrize(
    "slip",
    [
        "web-fe is down",
        "the Web FE pods crash",
        "ledger-pg failed over",
        "Ana is looking",
        "ask Ana Duarte",
        "INC-000042",
        "a SEV1",
        "arn:aws:rds:us-east-1:123456789012:db:ledger",
        "i-0abc12345 rebooted",
        "10.2.3.4 timed out",
        "call +1 202 555 0121",
        "write to ana@acme.example",
        "password=hunter22",
    ],
)
def test_a_slip_into_our_own_words_is_noticed(slip: str) -> None:
    assert leaks(f"<p>We know. {slip}.</p>", catalogue=CATALOGUE, people=[ANA])


def test_the_page_itself_holds_no_slip() -> None:
    html = as_html(page(trouble("partial", minutes=None), trouble(number=2, hours_ago=40)))
    allowed = ["+1 202 555 0100", *(component.name for component in components(CATALOGUE))]

    assert leaks(html, catalogue=CATALOGUE, people=[ANA], allowed=allowed) == ()
