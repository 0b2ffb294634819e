"""Both stories on the whole stack, told with a browser alone."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser.conftest import Opens

PATIENCE_MS = 120_000


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("article", name=name)


def taps(page: Page, name: str, words: str) -> None:
    """Tap the answer that the last text on somebody's phone suggests."""
    chips = phone(page, name).get_by_role("group", name="Answers the last text suggests")
    chips.get_by_role("button", name=words).first.click(timeout=PATIENCE_MS)


def test_an_owner_is_helped_and_a_vet_takes_the_case(stack: str, opens: Opens) -> None:
    page = opens(stack)
    console = page.frame_locator("iframe")

    page.get_by_role("button", name="A dog ate chocolate").click()
    page.keyboard.press("Enter")
    expect(phone(page, "Pet owner")).to_contain_text("emergency vet", timeout=PATIENCE_MS)
    console.locator(".line", has_text="chocolate").first.click(timeout=PATIENCE_MS)
    taps(page, "Dr. Maya Lind", "ack")

    expect(console.get_by_role("article")).to_contain_text("Dr. Maya Lind has it", timeout=PATIENCE_MS)
    expect(console.get_by_text("audit trail intact")).to_be_visible()
    # Typed: a slow night may have brought her another text by now, and only the last one's answers can be tapped.
    field = phone(page, "Dr. Maya Lind").get_by_role("textbox")
    field.fill("close")
    field.press("Enter")
    expect(console.get_by_role("article")).to_contain_text("Resolved", timeout=PATIENCE_MS)


def test_a_bad_deployment_is_rolled_back_by_a_tap_and_the_report_is_there(stack: str, opens: Opens) -> None:
    page = opens(stack)
    console = page.frame_locator("iframe")

    page.get_by_role("button", name="Break the shop").click(timeout=PATIENCE_MS)
    taps(page, "Ana Duarte", "ack")
    console.locator(".line", has_text="Ana Duarte has it").first.click(timeout=PATIENCE_MS)
    expect(console.get_by_label("Request for approval")).to_contain_text("Rollback plan", timeout=PATIENCE_MS)
    taps(page, "Ana Duarte", "go")

    report = console.get_by_label("Report as text")
    expect(report).to_contain_text("=== INCIDENT REPORT ===", timeout=2 * PATIENCE_MS)
    expect(page.get_by_role("button", name="Break the shop")).to_be_enabled()
