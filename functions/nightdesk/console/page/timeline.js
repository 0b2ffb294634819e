/** Everything that happened, and whether the record of it is whole. */

import { html, useState } from "./preact.js";
import { At } from "./words.js";

export function Timeline({ one }) {
  const [isNewestFirst, setNewestFirst] = useState(true);
  const entries = isNewestFirst ? [...one.timeline].reverse() : one.timeline;
  return html`
    <section>
      <h3>Timeline <${Seal} audit=${one.audit} />
        <button class="small" onClick=${() => setNewestFirst(!isNewestFirst)}>${isNewestFirst ? "newest first" : "oldest first"}</button></h3>
      <ol class="timeline">${entries.map((entry) => html`
        <li key=${entry.seq} class="kind-${entry.kind.replace(" ", "-")}">
          <p class="entry-top"><${At} at=${entry.at} /> <span class="kind">${entry.kind}</span> <span class="faint">${entry.actor}</span></p>
          <p>${entry.text}</p>
        </li>`)}</ol>
    </section>`;
}

function Seal({ audit }) {
  const entries = `${audit.entries} ${audit.entries === 1 ? "entry" : "entries"}`;
  return audit.is_intact
    ? html`<span class="badge verified" title="Each entry carries the hash of the one before; the chain was checked just now.">audit trail intact, ${entries}</span>`
    : html`<span class="badge failed" role="alert">audit trail BROKEN: ${audit.why}</span>`;
}
