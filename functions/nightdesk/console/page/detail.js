/** One incident: what is wrong, who has it, what happens next. Most urgent first. */

import { html, useEffect, useRef } from "./preact.js";
import { Approval } from "./approval.js";
import { Graph } from "./graph.js";
import { Ladder } from "./ladder.js";
import { Report } from "./report.js";
import { Timeline } from "./timeline.js";
import { At, Elapsed, Left, Severity, number, percent, sentence } from "./words.js";

export function Detail({ one, onBack }) {
  const isUrgent = one.ask?.state === "pending" || one.is_about_to_run;
  return html`
    <article class="detail" aria-labelledby="incident-title">
      <${Head} one=${one} onBack=${onBack} />
      ${isUrgent && html`<${Approval} ask=${one.ask} isHeld=${one.is_about_to_run} />`}
      <div class="columns">
        <div>
          <${What} one=${one} />
          <${Impact} impact=${one.impact} isOps=${one.desk === "ops"} />
          ${one.graph?.nodes.length > 0 && html`
            <section><h3>Blast radius</h3><${Graph} graph=${one.graph} /></section>`}
          <${Hypothesis} found=${one.hypothesis} isOps=${one.desk === "ops"} />
          ${one.ask && !isUrgent && html`<${Approval} ask=${one.ask} />`}
          <${Steps} steps=${one.steps} />
          <${Alarms} alarms=${one.alarms} />
        </div>
        <div>
          <${Ladder} one=${one} />
          <${Timeline} one=${one} />
        </div>
      </div>
      <${Report} one=${one} />
    </article>`;
}

function Head({ one, onBack }) {
  const title = useRef(null);
  // Where the list gives way to the incident, the focus it had must not be lost.
  useEffect(() => {
    if (document.activeElement === document.body && location.hash) title.current.focus({ preventScroll: true });
  }, []);
  return html`
    <header class="head ${one.status === "resolved" ? "over" : one.severity.toLowerCase()}">
      <button class="back" onClick=${onBack}>\u2190 All incidents</button>
      <p class="head-top">
        <${Severity} of=${one.severity} label=${one.severity_label} />
        <b class="id">${one.id}</b> <span class="desk">${one.desk} desk</span>
        <span class="badge">${one.status === "monitoring" ? "recovered, watching" : one.status}</span>
        <${Elapsed} from=${one.opened_at} until=${one.resolved_at} />
      </p>
      <h2 id="incident-title" tabindex="-1" ref=${title}>${one.title}</h2>
      <p class="standing">${standing(one)}</p>
      ${one.next && html`<p class="next">Next, if nobody does anything: <b>${one.next.what}</b> <${Left} to=${one.next.at} over="any moment" /></p>`}
    </header>`;
}

function standing(one) {
  if (one.status === "resolved") return html`Resolved <${At} at=${one.resolved_at} />${one.resolution && `: ${one.resolution}`}`;
  if (one.acknowledged_by) return html`<b>${one.acknowledged_by}</b> has it${one.acknowledged_at && html` since <${At} at=${one.acknowledged_at} />`}`;
  return one.tier ? html`<b>Nobody has it yet.</b> Tier ${one.tier} of ${one.tiers} was woken.` : "Nobody was woken for this.";
}

function What({ one }) {
  const facts = [
    ["First step given", one.first_step],
    ["Owner", one.owner && [one.owner, one.pet_name, one.species].filter(Boolean).join(", ")],
    ["Emergency clinic", one.clinic],
    ["Services", one.services.join(", ")],
    ...(one.signs ?? []).flatMap((sign) => [
      [`${sign.service} is well when`, sign.health_checks.join("; ")],
      [`${sign.service} dashboards`, sign.dashboards.length > 0 && sign.dashboards.map((link) => html`<${Link} key=${link} to=${link} />`)],
    ]),
    ["Links", one.links?.length > 0 && one.links.map((link) => html`<${Link} key=${link} to=${link} />`)],
  ].filter(([, value]) => value);
  return html`
    <section>
      <h3>What and why</h3>
      ${one.subject && one.subject !== one.title && html`<p>${one.subject}</p>`}
      <ul class="reasons">${one.reasons.map((reason) => html`<li key=${reason}>${sentence(reason)}</li>`)}</ul>
      <${Facts} facts=${facts} />
    </section>`;
}

/** Only an address that opens a web page becomes a link: whoever sent the alarm chose it. */
function Link({ to }) {
  const isPage = /^https?:\/\//i.test(to) && URL.canParse(to);
  return html`<span class="link">${isPage ? html`<a href=${to} title=${to} target="_blank" rel="noopener noreferrer">${short(to)}</a>` : to}</span>`;
}

/** What an address leads to, and always where: console addresses run over five lines. */
function short(to) {
  const { host, hash, search, pathname } = new URL(to);
  const last = (hash || search || pathname).split(/[/:=#?&]/).filter(Boolean).at(-1) ?? "";
  return last ? `${last.slice(0, 60)} (${host})` : host;
}

function Facts({ facts }) {
  if (facts.length === 0) return null;
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function Impact({ impact, isOps }) {
  if (!isOps && !impact.summary) return null;
  const unknown = html`<span class="faint">not known</span>`;
  const facts = [
    ["Users affected", number(impact.users_affected) ?? unknown],
    ["Requests failed", number(impact.requests_failed) ?? unknown],
    ["Share that failed", percent(impact.failed_share) ?? unknown],
    ["Revenue at risk a minute", number(impact.revenue_per_minute) ?? unknown],
    ["Regions", impact.regions.join(", ") || unknown],
  ];
  return html`
    <section>
      <h3>Customer impact</h3>
      ${impact.summary && html`<p>${sentence(impact.summary)}</p>`}
      ${isOps && html`<${Facts} facts=${facts} />`}
      ${impact.how.length > 0 && html`
        <details><summary>How estimated</summary><ul>${impact.how.map((how) => html`<li key=${how}>${sentence(how)}</li>`)}</ul></details>`}
    </section>`;
}

function Hypothesis({ found, isOps }) {
  if (!found) {
    return isOps ? html`<section><h3>Probable cause</h3><p class="faint">Nobody has looked yet. The investigation starts by itself.</p></section>` : null;
  }
  return html`
    <section class="hypothesis">
      <h3>Probable cause</h3>
      ${found.is_abstained
        ? html`<p><b>Not enough evidence to name a cause.</b> ${sentence(found.summary)}</p>`
        : html`
          <p class="cause">${sentence(found.summary)}</p>
          <p class="confidence"><meter min="0" max="1" value=${found.confidence} aria-label="Confidence"></meter>
            <span>${percent(found.confidence)} sure</span> ${found.origin && html`<span class="badge">${found.origin}</span>`}
            ${found.kind && html`<span class="badge">${found.kind}</span>`}</p>`}
      ${found.evidence.length > 0 && html`<h4>Evidence</h4><ul>${found.evidence.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}
      ${found.checked.length > 0 && html`
        <details open=${found.is_abstained}><summary>What was looked at</summary>
          <ul>${found.checked.map((line) => html`<li key=${line}>${line}</li>`)}</ul></details>`}
    </section>`;
}

function Steps({ steps }) {
  if (steps.length === 0) return null;
  return html`
    <section>
      <h3>Steps taken</h3>
      <ol class="steps">${steps.map((step, index) => html`
        <li key=${index}>
          <span class="badge ${step.state.replace(" ", "-")}">${step.state}</span> <b>${step.title}</b>
          <span class="faint"> ${step.action}, <${At} at=${step.started_at} /></span>
          ${step.outcome && html`<p>${step.outcome}</p>`}
        </li>`)}</ol>
    </section>`;
}

function Alarms({ alarms }) {
  if (alarms.length === 0) return null;
  return html`
    <section>
      <h3>Alarms <span class="count">${alarms.length}</span></h3>
      <ul class="alarms">${alarms.map((alarm, index) => html`
        <li key=${index}>
          <span class="badge ${alarm.is_firing ? "failed" : "verified"}">${alarm.is_firing ? "firing" : "over"}</span>${" "}
          <b>${alarm.name}</b> <span class="faint">${[alarm.service, alarm.source].filter(Boolean).join(", ")}
            ${" "}since <${At} at=${alarm.first_at} />${alarm.times > 1 && `, ${alarm.times} times`}</span>
          ${alarm.summary && html`<p>${alarm.summary}</p>`}
          ${alarm.why_joined && html`<p class="faint">Belongs here: ${alarm.why_joined}</p>`}
        </li>`)}</ul>
    </section>`;
}
