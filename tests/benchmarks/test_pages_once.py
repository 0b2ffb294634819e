"""Ten thousand pages with repeats, reorders and dying workers, through the real duties; counted where they arrive."""

import os
from collections import Counter

from tests.benchmarks.night_storm import pages_sent, pages_wanted, played
from tests.benchmarks.table import show

PAGES = int(os.environ.get("NIGHTDESK_PAGES", "10000"))


def test_no_page_is_sent_twice_and_none_is_lost() -> None:
    taken: Counter[int] = Counter()
    nights = deaths = lost = 0

    while sum(taken.values()) < PAGES:
        world = played(nights)
        sent, wanted = pages_sent(world), pages_wanted(world)
        taken.update(sent.values())
        lost += len(wanted - sent.keys())
        deaths += world.deaths
        nights += 1

    twice = sum(times for count, times in taken.items() if count > 1)
    show(
        f"{sum(taken.values())} pages in {nights} nights in which nobody answers",
        ("what", "value"),
        (
            ("workers that died", deaths),
            ("pages the carrier took more than once", twice),
            ("pages that were never sent", lost),
        ),
        notes=("Every alarm, task, stream record and receipt comes again now and then, receipts in any order.",),
    )
    assert twice == 0
    assert lost == 0
