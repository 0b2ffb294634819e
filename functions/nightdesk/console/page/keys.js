/** The keyboard: j and k or the arrows move, Enter opens, Escape goes back, ? helps. */

import { html, useEffect, useRef } from "./preact.js";

const MOVES = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

export function useKeys({ onHelp, onBack }) {
  const now = useRef({});
  now.current = { onHelp, onBack };
  useEffect(() => {
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (event.target.closest?.("input, textarea, select")) return;
      const isArrow = event.key.startsWith("Arrow");
      // Arrows scroll whatever else has the focus; j and k always move through the list.
      if (event.key in MOVES && (!isArrow || event.target.closest?.(".list") || event.target === document.body)) {
        move(MOVES[event.key]);
        event.preventDefault();
      } else if (event.key === "?") {
        now.current.onHelp();
        event.preventDefault();
      } else if (event.key === "Escape" && now.current.onBack) {
        now.current.onBack();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function move(by) {
  const lines = [...document.querySelectorAll(".list .line")];
  if (lines.length === 0) return;
  const focused = lines.indexOf(document.activeElement);
  const from = focused >= 0 ? focused : lines.findIndex((line) => line.getAttribute("aria-current"));
  const to = focused < 0 && from < 0 ? 0 : focused < 0 ? from : Math.min(Math.max(focused + by, 0), lines.length - 1);
  lines[to].focus();
  lines[to].scrollIntoView({ block: "nearest" });
}

const KEYS = [
  ["j  \u2193", "next incident"],
  ["k  \u2191", "the one before"],
  ["Enter", "open it"],
  ["Esc", "back to the list"],
  ["?", "this help"],
];

export function Help({ onClose }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  return html`
    <dialog ref=${dialog} onClose=${onClose} aria-labelledby="help-title">
      <h2 id="help-title">Keyboard</h2>
      <dl class="keys">${KEYS.map(([key, does]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
      <p>This page only shows. Acknowledging, approving and everything else is done by text or call.</p>
      <button onClick=${() => dialog.current.close()}>Close</button>
    </dialog>`;
}
