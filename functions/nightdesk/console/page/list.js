/** The incidents, worst and newest first, open ones before closed ones. */

import { html } from "./preact.js";
import { Elapsed, Severity } from "./words.js";

/** Open before resolved; open ones by severity, then newest; resolved ones newest first. */
export function inOrder(incidents) {
  const open = incidents.filter((one) => one.status !== "resolved");
  const over = incidents.filter((one) => one.status === "resolved");
  const newest = (a, b) => b.opened_at.localeCompare(a.opened_at);
  open.sort((a, b) => a.severity.localeCompare(b.severity) || newest(a, b));
  over.sort(newest);
  return { open, over };
}

export function List({ incidents, selected, onOpen }) {
  const { open, over } = inOrder(incidents);
  return html`
    <nav class="list" aria-label="Incidents">
      <h2 id="open-ones">Open <span class="count">${open.length}</span></h2>
      ${open.length === 0 && html`<${Quiet} hasHistory=${over.length > 0} />`}
      <ul aria-labelledby="open-ones">${open.map((one) => html`<${Line} key=${one.id} ...${{ one, selected, onOpen }} />`)}</ul>
      ${over.length > 0 && html`
        <h2 id="closed-ones">Resolved <span class="count">${over.length}</span></h2>
        <ul aria-labelledby="closed-ones">${over.map((one) => html`<${Line} key=${one.id} ...${{ one, selected, onOpen }} />`)}</ul>`}
    </nav>`;
}

function Line({ one, selected, onOpen }) {
  const isOpen = one.status !== "resolved";
  return html`
    <li>
      <button class="line ${isOpen ? one.severity.toLowerCase() : "over"}" data-incident=${one.id}
        aria-current=${one.id === selected ? "true" : null} onClick=${() => onOpen(one.id)}>
        <span class="line-top"><${Severity} of=${one.severity} /> <span class="id">${one.id}</span> <span class="desk">${one.desk}</span>
          <${Elapsed} from=${one.opened_at} until=${one.resolved_at} /></span>
        <span class="title">${one.title}</span>
        <span class="line-end"><${Holder} one=${one} />
          ${one.waits_for_approval && html`<span class="badge waits">waits for approval</span>`}
          ${one.is_about_to_run && html`<span class="badge waits">approved, about to begin</span>`}</span>
      </button>
    </li>`;
}

function Holder({ one }) {
  if (one.status === "resolved") return html`<span class="badge">resolved</span>`;
  const status = one.status === "monitoring" ? "recovered, watching" : "";
  if (one.acknowledged_by) return html`<span class="badge held">${one.acknowledged_by} has it${status && `, ${status}`}</span>`;
  if (status) return html`<span class="badge held">${status}</span>`;
  return one.tier
    ? html`<span class="badge alone">nobody has it, tier ${one.tier} woken</span>`
    : html`<span class="badge">nobody woken</span>`;
}

function Quiet({ hasHistory }) {
  return html`
    <div class="quiet">
      <p><b>All quiet.</b> Nothing is open.</p>
      ${!hasHistory && html`<p>Text or call the desk's number, or let an alarm ring: the incident appears here within seconds, and this page needs no reload.</p>`}
    </div>`;
}
