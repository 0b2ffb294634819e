"""What an accessibility checker would find first, looked for in the page itself."""

from typing import Any

from playwright.sync_api import Frame, Page

_NAMELESS = """() => {
  const named = (one) => one.getAttribute("aria-label") || one.title || one.textContent.trim()
    || [...(one.labels ?? [])].map((label) => label.textContent.trim()).join("") || one.getAttribute("aria-labelledby");
  return [...document.querySelectorAll("button, a[href], input, select, textarea, iframe, summary, [role=img]")]
    .filter((one) => !named(one)).map((one) => one.outerHTML.slice(0, 120));
}"""
_TWINS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
_FAINT = """() => {
  const rgb = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const channel = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !one.checkVisibility()) continue;
    if (one.closest("noscript, svg, :disabled")) continue;
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${walk.currentNode.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""

_TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("body *")]
  .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && !one.closest(".graph, svg, select"))
  .filter((one) => one === document.documentElement || getComputedStyle(one).overflowX !== "visible")
  .map((one) => `${one.tagName} ${one.className} ${one.scrollWidth} > ${one.clientWidth}`)"""


def troubles(page: Page | Frame) -> dict[str, Any]:
    """Controls without a name, ids used twice, and text with a contrast below 4.5 to 1, each with where it is."""
    found = {"nameless": page.evaluate(_NAMELESS), "twins": page.evaluate(_TWINS), "faint": page.evaluate(_FAINT)}
    return {what: where for what, where in found.items() if where}


def too_wide(page: Page | Frame) -> list[str]:
    """Whatever scrolls sideways or is cut off, apart from the graph, which says that it scrolls."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found
