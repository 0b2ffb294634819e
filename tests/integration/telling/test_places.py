"""Who outside is told what, when an incident opens, changes hands, gets worse and is over."""

import pytest

from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.errors import NoticeUnavailable
from nightdesk.incident.audience import Place
from nightdesk.incident.timeline import Kind
from tests.integration.desk.acts import ANA, BEN, BOOKS, CHOCOLATE, OWNER, raises
from tests.integration.telling.outside import Outside


def outside(*to: Place) -> Outside:
    return Outside(BOOKS, to=to) if to else Outside(BOOKS)


def test_pagerduty_follows_an_incident_from_its_opening_to_its_end() -> None:
    world = outside("pagerduty")

    raises(world)
    world.texts(ANA, "ack")
    world.texts(ANA, "sev 0")
    world.texts(ANA, "resolve done")

    assert world.pager.actions == ["trigger", "acknowledge", "trigger", "acknowledge", "resolve"]
    key = world.incident().id
    assert world.pager.incidents(key) == ["resolved"]
    first = world.pager.events[0]
    assert first.key == key
    assert first.severity in {"critical", "error", "warning"}
    assert world.pager.events[2].severity == "critical"
    assert first.details["services"] == "checkout"
    assert first.links[0][0] == f"https://desk.example/console#{key}"


def test_slack_gets_one_thread_whose_head_says_how_it_stands() -> None:
    world = outside("slack")

    raises(world)
    world.texts(ANA, "ack")
    world.texts(ANA, "resolve done")

    (head,) = world.room.heads
    assert "resolved" in head
    assert "checkout" in head
    threads = {post.thread for post in world.room.posts if post.thread}
    assert threads == {world.room.posts[0].place}
    assert world.room.said.index("acknowledged") < world.room.said.index("Resolved")


def test_the_page_shows_customers_what_they_feel_in_their_own_words() -> None:
    world = outside("status page")

    raises(world)

    page = world.page()
    assert page["state"] in {"major", "partial", "degraded"}
    parts = {line["name"]: line["state"] for line in page["lines"]}
    assert parts["Checkout and payment"]
    assert parts["Pet emergency line"] is None
    (story,) = page["now"]
    assert "Checkout and payment" in story["title"]

    world.texts(ANA, "resolve done")

    after = world.page()
    assert after["state"] is None
    assert after["now"] == []
    assert after["past"][0]["updates"][0]["stage"] == "Resolved"
    assert "Ana" not in world.html()
    assert "checkout-errors" not in world.html()
    assert "INC-" not in world.html()


def test_nobody_outside_hears_of_a_pet() -> None:
    world = outside()

    world.texts(OWNER, CHOCOLATE)
    world.passes(minutes=3)

    assert world.pager.events == []
    assert world.room.posts == []
    assert "status.json" not in world.files.files


def test_nothing_happens_where_nobody_is_set_up() -> None:
    world = Outside(BOOKS, to=())

    raises(world)
    world.texts(ANA, "resolve done")

    assert world.notices.waiting == {}
    assert (world.pager.events, world.room.posts, world.files.files) == ([], [], {})


def test_what_customers_do_not_feel_is_not_on_their_page() -> None:
    world = outside("status page", "slack")

    raises(world, "nightdesk-core")

    shown = "status.json" in world.files.files and world.page()["now"]
    felt = world.incident().services
    assert world.room.heads
    assert not shown or felt


def test_a_dead_place_delays_no_page_and_stands_on_the_timeline_until_it_works_again() -> None:
    world = outside()
    down = [NoticeUnavailable("Slack refused: token_revoked", is_final=True) for _ in range(40)]
    world.room.refusals.extend(down)

    raises(world)

    assert world.channel.texts_to(ANA)
    assert world.pager.actions == ["trigger"]
    noted = [entry.text for entry in world.store.entries(world.incident().id) if entry.actor == "notice"]
    assert noted == ["Slack could not be told: Slack refused: token_revoked"]

    world.waits(minutes=6)
    found = audit_chains(world.kit, world.doors, beat=lambda: None)
    assert found.untold >= 1
    assert found.stuck == 0

    world.room.refusals.clear()
    world.passes(minutes=2)

    noted = [entry.text for entry in world.store.entries(world.incident().id) if entry.actor == "notice"]
    assert noted[-1] == "Slack can be told again, and was"
    assert len(world.room.heads) == 1
    assert not list(world.store.unsettled(before=world.now))


def test_a_place_that_stumbles_once_is_told_a_minute_later_and_nobody_reads_of_it() -> None:
    world = outside("pagerduty")
    world.pager.refusals.append(NoticeUnavailable("PagerDuty answered 503"))

    raises(world)
    world.passes(minutes=2)

    assert world.pager.incidents(world.incident().id) == ["triggered"]
    assert not [entry for entry in world.store.entries(world.incident().id) if entry.actor == "notice"]


def test_whoever_asks_to_be_left_alone_is_until_then() -> None:
    world = outside("pagerduty")
    world.pager.refusals.append(NoticeUnavailable("PagerDuty answered 429", retry_seconds=150))

    raises(world)
    world.passes(minutes=2)
    assert world.pager.events == []
    world.passes(minutes=2)

    assert world.pager.actions == ["trigger"]


def test_a_resolved_incident_is_never_opened_there_again() -> None:
    world = outside("pagerduty")
    raises(world)
    world.pager.refusals.extend(NoticeUnavailable("away") for _ in range(2))

    world.texts(ANA, "ack")
    world.texts(ANA, "resolve done")
    world.passes(minutes=4)

    assert world.pager.incidents(world.incident().id) == ["resolved"]


def test_slack_says_that_approval_was_asked_and_never_how_to_give_it() -> None:
    from tests.integration.desk.acts import asks, plans

    world = outside("slack")
    plans(world)
    asks(world)

    assert "Approval asked" in world.room.said
    assert "only the code texted to them permits it" in world.room.said
    codes = [row.code for phone in (ANA, BEN) for row in world.store.standing(phone).codes]  # type: ignore[arg-type]
    assert codes
    assert not [code for code in codes if code in world.room.said + "".join(world.room.heads)]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_fact_that_slack_follows_can_be_said(kind: Kind) -> None:
    from nightdesk.audit.chain import Entry
    from nightdesk.desk.telling.room import line_of

    world = outside("slack")
    raises(world)
    told = Entry(
        scope="", seq=1, at=world.now, kind=kind, actor="desk", text="a <b> & +12025550121", data={}, prev="", hash=""
    )

    line = line_of(world.kit, world.incident(), told)

    assert "<b>" not in line
    assert "+12025550121" not in line
