/** The request for permission. It shows everything but a code: those are on the phones of who may answer. */

import { html } from "./preact.js";
import { At, Left, sentence } from "./words.js";

const STATES = {
  pending: "waits for an answer",
  granted: "approved",
  denied: "denied",
  expired: "expired unanswered",
  withdrawn: "withdrawn",
};

export function Approval({ ask, isHeld }) {
  const isPending = ask.state === "pending";
  return html`
    <section class="approval ${ask.state}" aria-label="Request for approval">
      <h3>${isPending ? "Waiting for approval" : "Approval"} <span class="badge ${ask.state}">${STATES[ask.state] ?? ask.state}</span>
        <span class="badge risk">${ask.risk} risk</span></h3>
      <p class="cause">${ask.title}</p>
      <dl class="facts">
        <div><dt>Why</dt><dd>${sentence(ask.why)}</dd></div>
        <div><dt>Impact</dt><dd>${sentence(ask.impact)}</dd></div>
        <div><dt>Rollback plan</dt><dd>${sentence(ask.rollback)}</dd></div>
        <div><dt>Asked</dt><dd>${ask.asked.join(", ") || "nobody yet"}, <${At} at=${ask.asked_at} /></dd></div>
        ${ask.answered_by && html`<div><dt>Answered</dt><dd>${ask.answered_by}${ask.answered_at && html`, <${At} at=${ask.answered_at} />`}</dd></div>`}
      </dl>
      ${isHeld && html`<p>Begins <b><${Left} to=${ask.not_before} over="any moment" /></b>. Whoever was asked can still stop it: a text that says "no".</p>`}
      ${isPending && html`<p>Expires <b><${Left} to=${ask.expires_at} over="any moment" /></b>. It is answered by text, with the code on the phone of each person asked.</p>`}
    </section>`;
}
