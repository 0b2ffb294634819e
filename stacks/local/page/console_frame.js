/** The very console that a deployment serves, beside the phones. */

import { html, useEffect, useState } from "./preact.js";

const AGAIN_MS = 1500;

/** The frame opens once the stack answers: before that it would show an error that never goes away by itself. */
export function Console() {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const is = await fetch("/console", { cache: "no-store" }).then((got) => got.ok, () => false);
      if (isGone) return;
      if (is) setThere(true);
      else setTimeout(look, AGAIN_MS);
    };
    look();
    return () => { isGone = true; };
  }, []);
  return html`
    <section class="console-frame" aria-label="Live console">
      ${isThere
        ? html`<iframe src="/console" title="Live console"></iframe>`
        : html`<p class="opening">The console opens as soon as the stack answers.</p>`}
    </section>`;
}
