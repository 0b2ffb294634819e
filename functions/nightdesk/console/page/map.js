/** Every service, what it leans on, and what alarms now: a picture, and the same in words for a small screen. */

import { Graph } from "./graph.js";
import { Severity } from "./words.js";
import { html } from "./preact.js";

export function Services({ map, onOpen, onBack }) {
  const failing = map.nodes.filter((node) => node.is_failing);
  const affected = map.nodes.filter((node) => node.is_affected);
  return html`
    <article class="detail services" aria-label="Services">
      <button class="back small" onClick=${onBack}>\u2039 Incidents</button>
      <h2>Services <span class="count">${map.nodes.length}</span></h2>
      <section><h3>What alarms now</h3>
        ${failing.length === 0 && html`<p class="faint">Nothing alarms.</p>`}
        <ul class="alarming">${failing.map((node) => html`
          <li key=${node.name}><button class="small" onClick=${() => onOpen(node.incident)}>
            <${Severity} of=${node.severity} /> <strong>${node.name}</strong> <span class="faint">${node.incident}</span></button></li>`)}
        </ul>
        ${affected.length > 0 && html`<p>Lean on what alarms: ${affected.map((node) => node.name).join(", ")}.</p>`}
      </section>
      <section><h3>How they lean on each other</h3>
        <p class="faint">Trouble travels along the arrows, left to right.</p>
        <${Graph} graph=${map} name="Service graph" calm=${true} />
        ${map.circles.map((ring) => html`<p class="faint" key=${ring[0]}>In a circle: ${ring.join(", ")}.</p>`)}
      </section>
    </article>`;
}
