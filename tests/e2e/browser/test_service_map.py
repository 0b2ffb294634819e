"""The picture of the service graph, as somebody sees it who was just woken."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browser.conftest import Opens
from tests.e2e.browser.desk import Desk
from tests.e2e.browser.legible import too_wide, troubles
from tests.unit.console.incidents import open_incident


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [1440, 390], ids=["desktop", "phone"])
def test_the_graph_of_all_services_marks_what_alarms_now(desk: Desk, opens: Opens, width: int, scheme: str) -> None:
    desk.show(open_incident())

    page = opens(f"{desk.url}/console#services", width=width, scheme=scheme)

    expect(page.locator(".node")).to_have_count(3)
    expect(page.locator(".node.failing")).to_contain_text("checkout")
    expect(page.locator(".node.affected")).to_contain_text("storefront")
    expect(page.locator(".alarming")).to_contain_text("INC-000001")
    assert too_wide(page) == []
    assert troubles(page) == {}


def test_from_the_graph_to_the_incident_and_back(desk: Desk, opens: Opens) -> None:
    desk.show(open_incident())
    page = opens(f"{desk.url}/console", width=390)

    page.get_by_role("button", name="Services").click()
    expect(page.get_by_role("heading", name="Services")).to_be_visible()
    page.locator(".alarming button").click()

    expect(page.get_by_role("heading", name="checkout fails")).to_be_visible()


def test_a_quiet_graph_says_so_and_changes_without_a_reload(desk: Desk, opens: Opens) -> None:
    page = opens(f"{desk.url}/console#services")
    expect(page.get_by_text("Nothing alarms.")).to_be_visible()

    desk.show(open_incident())

    expect(page.locator(".node.failing")).to_contain_text("checkout")
