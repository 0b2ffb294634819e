"""The page of the local run: phones, the console beside them, and things to break."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser.conftest import Opens
from tests.e2e.browser.desk import Desk
from tests.e2e.browser.legible import too_wide, troubles
from tests.unit.console.incidents import HOSTILE, open_incident

OWNER = "Pet owner"


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("article", name=name)


def test_a_newcomer_finds_an_owner_and_whoever_is_on_call(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)

    for name in (OWNER, "Dr. Maya Lind", "Ana Duarte"):
        expect(phone(page, name)).to_be_visible()
    expect(page.frame_locator("iframe").get_by_text("All quiet.")).to_be_visible()


def test_the_keyboard_alone_sends_a_text_and_the_answer_comes_without_a_reload(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)
    field = page.get_by_label(f"Text from {OWNER}'s phone")
    expect(field).to_be_visible()
    page.evaluate("window.isSamePage = true")

    for _ in range(30):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.type("hello there")
    page.keyboard.press("Enter")

    expect(phone(page, OWNER).get_by_text("The desk heard: hello there")).to_be_visible()
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    assert page.evaluate("window.isSamePage")


def test_the_example_writes_the_text_and_leaves_the_sending_to_the_person(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)

    page.get_by_role("button", name="A dog ate chocolate").click()

    field = page.get_by_label(f"Text from {OWNER}'s phone")
    expect(field).to_be_focused()
    assert "chocolate" in field.input_value()
    expect(phone(page, OWNER).get_by_text("Nothing yet.")).to_be_visible()


def test_what_a_text_says_to_type_can_be_tapped(desk: Desk, opens: Opens) -> None:
    desk.reply = "Reply ack 42 to take it, go K7PQ2X or no K7PQ2X. {body:.0}"
    page = opens(desk.url)
    owner = phone(page, OWNER)
    owner.get_by_role("textbox").fill("hi")
    owner.get_by_role("button", name="Send").click()

    chips = owner.get_by_role("group", name="Answers the last text suggests").get_by_role("button")
    expect(chips).to_have_text(["ack 42", "go K7PQ2X", "no K7PQ2X"])
    chips.get_by_text("go K7PQ2X").click()

    expect(owner.locator(".bubble.out").last).to_contain_text("go K7PQ2X")


def test_any_number_can_be_taken_and_what_is_none_is_refused(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)
    number = page.get_by_label("or any number")

    number.fill("banana")
    number.press("Enter")
    expect(page.get_by_text("A number looks like")).to_be_visible()
    number.fill("(202) 555-0177")
    number.press("Enter")

    expect(phone(page, "+1 202 555 0177")).to_be_visible()
    expect(page.get_by_label("Text from +1 202 555 0177's phone")).to_be_focused()


def test_a_phone_put_away_comes_back_when_the_desk_writes(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)
    page.get_by_label("Take somebody's phone").select_option(label="Ben Sato (senior on-call)")
    ben = phone(page, "Ben Sato")
    page.get_by_role("button", name="Put Ben Sato's phone away").click()
    expect(ben).to_have_count(0)

    page.request.post(f"{desk.url}/sim/texts", data={"from": "+12025550122", "to": "+12025550100", "body": "here"})

    expect(ben.get_by_text("The desk heard: here")).to_be_visible()


def test_a_call_is_heard_answered_with_keys_and_hung_up(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)
    owner = phone(page, OWNER)
    owner.get_by_role("button", name="Call the desk").click()

    expect(owner.get_by_text("Press 1 for a vet.")).to_be_visible()
    expect(owner.get_by_text("press a key or speak")).to_be_visible()
    owner.get_by_role("button", name="1", exact=True).click()
    expect(owner.get_by_text("[presses 1]")).to_be_visible()
    owner.get_by_role("button", name="Hang up").click()

    expect(owner.get_by_text("Called the desk: ended")).to_be_visible()


def test_a_phone_can_be_told_to_be_busy(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)
    page.get_by_label("How Ana Duarte's phone behaves").click()
    page.get_by_label("A call to it").locator("visible=true").select_option("busy")

    expect(page.get_by_label("How Ana Duarte's phone behaves")).to_have_text("Busy")
    behaviour = page.request.get(f"{desk.url}/sim/phones/+12025550121").json()["behaviour"]
    assert behaviour == {"calls": "busy", "texts": "delivered"}


def test_the_shop_is_broken_and_mended_from_the_drawer(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)

    page.get_by_role("button", name="Break the shop").click()
    drawer = page.get_by_role("complementary", name="Things to break")
    expect(drawer.get_by_text("failing")).to_be_visible()
    drawer.get_by_role("button", name="Mend", exact=True).click()

    expect(drawer.get_by_text("healthy")).to_be_visible()


def test_wires_are_cut_and_mended_one_by_one(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)
    page.get_by_role("button", name="Things to break").click()
    down, twice = (page.get_by_role("switch", name=name) for name in ("Twilio is down", "Webhooks come twice"))

    down.click()
    expect(down).to_be_checked()
    twice.click()
    expect(twice).to_be_checked()
    assert page.request.get(f"{desk.url}/sim/faults").json() == {
        "twilio": {"status": 503},
        "callbacks": {"duplicate": True},
    }
    down.click()

    expect(down).not_to_be_checked()
    expect(twice).to_be_checked()


def test_what_the_simulator_refuses_is_said(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url, may_lose_connection=True)
    page.get_by_role("button", name="Things to break").click()

    page.get_by_role("switch", name="AWS is slow").click()

    expect(page.get_by_role("alert").filter(has_text="no proxy in front of AWS")).to_be_visible()


def test_the_page_outlives_a_restart_of_the_server(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url, may_lose_connection=True)
    owner = phone(page, OWNER)
    owner.get_by_role("textbox").fill("before")
    owner.get_by_role("textbox").press("Enter")
    expect(owner.get_by_text("The desk heard: before")).to_be_visible()
    owner.get_by_role("textbox").fill("half a sent")

    port = desk.stop_page()
    expect(page.get_by_text("Connection lost, retrying. The page")).to_be_visible(timeout=20_000)
    desk.start_page(port)
    expect(page.get_by_text("Connection lost, retrying. The page")).to_have_count(0, timeout=20_000)

    expect(owner.get_by_text("The desk heard: before")).to_be_visible()
    expect(owner.get_by_role("textbox")).to_have_value("half a sent")
    owner.get_by_role("textbox").press("Enter")
    expect(owner.get_by_text("The desk heard: half a sent")).to_be_visible()


def test_an_incident_appears_beside_the_phones(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url)
    console = page.frame_locator("iframe")
    expect(console.get_by_text("All quiet.")).to_be_visible()

    desk.show(open_incident(title=HOSTILE))

    expect(console.get_by_role("heading", name="<script>")).to_be_visible()


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_everything_has_a_name_and_can_be_read(desk: Desk, opens: Opens, scheme: str) -> None:
    page = opens(desk.url, scheme=scheme)
    owner = phone(page, OWNER)
    owner.get_by_role("textbox").fill("ack 42")
    owner.get_by_role("textbox").press("Enter")
    expect(owner.get_by_text("The desk heard")).to_be_visible()
    page.get_by_role("button", name="Break the shop").click()
    expect(page.get_by_text("failing")).to_be_visible()

    assert troubles(page) == {}


def test_a_phone_sized_window_has_tabs_and_does_not_scroll_sideways(desk: Desk, opens: Opens) -> None:
    page = opens(desk.url, width=390)
    tabs = page.get_by_role("navigation", name="Parts of the page")
    expect(phone(page, OWNER)).to_be_visible()
    assert too_wide(page) == []

    tabs.get_by_role("button", name="Things to break").click()
    expect(page.get_by_text("The wires")).to_be_visible()
    assert too_wide(page) == []
    tabs.get_by_role("button", name="Console").click()

    expect(page.frame_locator("iframe").get_by_text("All quiet.")).to_be_visible()
    assert too_wide(page) == []
