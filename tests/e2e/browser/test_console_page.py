"""The console as somebody sees it who was just woken."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from nightdesk.incident.ask import AskState
from nightdesk.incident.incident import Status
from tests.e2e.browser.conftest import Opens
from tests.e2e.browser.desk import Desk
from tests.e2e.browser.legible import too_wide, troubles
from tests.unit.console.incidents import CODE, HOSTILE, OPENED, asking_incident, open_incident, sealed


def test_a_quiet_desk_says_so_and_what_would_appear(desk: Desk, opens: Opens) -> None:
    page = opens(f"{desk.url}/console")

    expect(page.get_by_text("All quiet.")).to_be_visible()


@pytest.mark.parametrize("path", ["/console", "/console/"])
def test_the_page_works_with_and_without_a_slash(desk: Desk, opens: Opens, path: str) -> None:
    desk.show(open_incident())

    page = opens(desk.url + path)

    expect(page.get_by_role("heading", name="checkout fails")).to_be_visible()


def test_an_incident_appears_and_changes_without_a_reload(desk: Desk, opens: Opens) -> None:
    page = opens(f"{desk.url}/console")
    expect(page.get_by_text("All quiet.")).to_be_visible()
    page.evaluate("window.isSamePage = true")

    desk.show(*sealed(open_incident(), "first"))
    expect(page.get_by_text("Nobody has it yet.")).to_be_visible()
    expect(page.get_by_text("audit trail intact, 1 entry")).to_be_visible()
    desk.show(open_incident(status=Status.RESOLVED, resolved_at=OPENED, report_uri="s3://reports/INC-000001.txt"))

    expect(page.get_by_label("Report as text")).to_contain_text("=== INCIDENT REPORT ===")
    assert page.evaluate("window.isSamePage")


def test_the_worst_open_incident_comes_first(desk: Desk, opens: Opens) -> None:
    desk.show(open_incident(1))
    desk.show(open_incident(3, status=Status.RESOLVED, resolved_at=OPENED))
    desk.show(asking_incident(2))

    page = opens(f"{desk.url}/console")

    expect(page.locator(".line .id")).to_have_text(["INC-000002", "INC-000001", "INC-000003"])


def test_a_console_on_the_wall_turns_to_what_is_new(desk: Desk, opens: Opens) -> None:
    ended = OPENED + timedelta(minutes=5)
    desk.show(open_incident(1, title="yesterday's", status=Status.RESOLVED, resolved_at=ended))
    page = opens(f"{desk.url}/console")
    expect(page.get_by_role("heading", name="yesterday's")).to_be_visible()

    desk.show(open_incident(2, title="tonight's", opened_at=ended + timedelta(hours=1)))

    expect(page.get_by_role("heading", name="tonight's")).to_be_visible()


def test_hostile_names_are_shown_and_do_nothing(desk: Desk, opens: Opens) -> None:
    desk.show(*sealed(asking_incident(), HOSTILE))

    page = opens(f"{desk.url}/console")

    expect(page.locator(".alarms")).to_contain_text(HOSTILE)
    expect(page.locator(".timeline")).to_contain_text(HOSTILE)
    expect(page.get_by_role("heading", name="<script>")).to_be_visible()
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img, main script").count() == 0
    assert page.locator("a", has_text="javascript:").count() == 0


def test_a_request_shows_all_but_its_code(desk: Desk, opens: Opens) -> None:
    desk.show(asking_incident())

    page = opens(f"{desk.url}/console")
    request = page.get_by_label("Request for approval")

    for words in ("HIGH risk", "Why", "Impact", "Rollback plan", "Ana Duarte", "Expires in"):
        expect(request).to_contain_text(words)
    assert CODE not in page.content()


@pytest.mark.parametrize("state", [AskState.DENIED, AskState.EXPIRED, AskState.GRANTED])
def test_an_answered_request_no_longer_counts_down(desk: Desk, opens: Opens, state: AskState) -> None:
    incident = asking_incident()
    assert incident.ask is not None
    desk.show(replace(incident, ask=replace(incident.ask, state=state, answered_by="ana")))

    page = opens(f"{desk.url}/console")

    expect(page.get_by_label("Request for approval")).to_contain_text("Ana Duarte")
    assert "Expires" not in page.get_by_label("Request for approval").inner_text()


def test_an_abstained_hypothesis_names_no_cause(desk: Desk, opens: Opens) -> None:
    incident = asking_incident()
    assert incident.hypothesis is not None
    desk.show(replace(incident, hypothesis=replace(incident.hypothesis, is_abstained=True, confidence=0.2)))

    page = opens(f"{desk.url}/console")

    expect(page.get_by_text("Not enough evidence to name a cause.")).to_be_visible()
    assert "20%" not in page.locator(".hypothesis").inner_text()


def test_a_broken_audit_trail_is_an_alert(desk: Desk, opens: Opens) -> None:
    incident, entries = sealed(open_incident(), "one", "two")
    desk.show(incident, (entries[1],))

    page = opens(f"{desk.url}/console")

    expect(page.get_by_role("alert").filter(has_text="audit trail BROKEN")).to_be_visible()


def test_the_keyboard_alone_is_enough(desk: Desk, opens: Opens) -> None:
    desk.show(asking_incident(2))
    desk.show(open_incident(1))
    page = opens(f"{desk.url}/console")
    expect(page.locator(".line")).to_have_count(2)

    page.keyboard.press("j")
    expect(page.locator("[data-incident=INC-000002]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-incident=INC-000001]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="checkout fails", exact=True)).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="checkout fails", exact=True)).to_be_visible()


def test_news_leaves_focus_and_scroll_where_they_are(desk: Desk, opens: Opens) -> None:
    desk.show(*sealed(asking_incident(), *(f"fact {n}" for n in range(60))))
    page = opens(f"{desk.url}/console")
    order = page.get_by_role("button", name="newest first")
    order.focus()
    page.locator(".detail").evaluate("one => { one.scrollTop = 400; }")

    desk.show(*sealed(asking_incident(), *(f"fact {n}" for n in range(61))))
    expect(page.get_by_text("audit trail intact, 61 entries")).to_be_visible()

    expect(order).to_be_focused()
    assert page.locator(".detail").evaluate("one => one.scrollTop") == 400


def test_a_lost_connection_is_said_and_ends_by_itself(desk: Desk, opens: Opens) -> None:
    desk.show(open_incident())
    page = opens(f"{desk.url}/console", may_lose_connection=True)
    expect(page.get_by_role("heading", name="checkout fails")).to_be_visible()

    port = desk.stop_page()
    expect(page.get_by_text("Connection lost, retrying.")).to_be_visible()
    expect(page.get_by_role("heading", name="checkout fails")).to_be_visible()
    desk.start_page(port)

    expect(page.get_by_text("Connection lost, retrying.")).to_have_count(0, timeout=20_000)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_everything_has_a_name_and_can_be_read(desk: Desk, opens: Opens, scheme: str) -> None:
    desk.show(*sealed(asking_incident(), "one"))
    desk.show(open_incident(3, status=Status.RESOLVED, resolved_at=OPENED))
    page = opens(f"{desk.url}/console", scheme=scheme)
    expect(page.get_by_label("Request for approval")).to_be_visible()

    assert troubles(page) == {}


def test_a_phone_sized_window_shows_the_list_then_the_incident(desk: Desk, opens: Opens) -> None:
    desk.show(*sealed(asking_incident(), HOSTILE * 3))
    page = opens(f"{desk.url}/console", width=390)
    line = page.locator(".line")
    expect(line).to_be_visible()
    assert too_wide(page) == []

    line.click()

    expect(page.get_by_label("Request for approval")).to_be_visible()
    expect(line).to_be_hidden()
    assert too_wide(page) == []
    _goes_back(page)
    expect(line).to_be_focused()


def _goes_back(page: Page) -> None:
    page.get_by_role("button", name="All incidents").click()
