/** Things to break: the demo shop and the wires. */

import { html } from "./preact.js";
import { Services } from "./services.js";
import { Wires } from "./wires.js";

export function Drawer({ state, act, isOpen, onClose }) {
  return html`
    <aside id="drawer" class="drawer" aria-label="Things to break" hidden=${!isOpen}>
      <div class="drawer-top"><h2>Things to break</h2><button class="wide-only" onClick=${onClose}>Close</button></div>
      <div class="drawer-parts">
        <${Shop} shop=${state.shop} act=${act} />
        <${Wires} faults=${state.faults} act=${act} />
      </div>
      <${Complaints} complaints=${state.complaints} />
    </aside>`;
}

function Shop({ shop, act }) {
  if (!shop) return html`<section class="part"><h3>The demo shop</h3><p class="faint">No demo shop is open in this run.</p></section>`;
  if (shop.error) return html`<section class="part"><h3>The demo shop</h3><p class="faint">It is opening. ${shop.error}</p></section>`;
  const broken = new Map((Array.isArray(shop.faults) ? shop.faults : []).map((one) => [one.fault, one]));
  const ringing = (shop.alarms ?? []).filter((alarm) => alarm.state === "ALARM");
  return html`
    <section class="part shop" aria-labelledby="shop-title">
      <h3 id="shop-title">The demo shop</h3>
      <p class="faint">A small company on the same embedded AWS. What you break here is a real resource; the right runbook heals it.</p>
      ${shop.problem && html`<p class="field-wrong">${shop.problem}</p>`}
      <ul class="faults">${(shop.can_break ?? []).map((fault) => html`<${Fault} key=${fault.name} fault=${fault} now=${broken.get(fault.name)} act=${act} />`)}</ul>
      <${Services} services=${shop.services ?? []} />
      <p class="faint" role="status">${ringing.length ? `Ringing: ${ringing.map((alarm) => alarm.name).join(", ")}` : "No alarm rings."}</p>
    </section>`;
}

function Fault({ fault, now, act }) {
  const path = `/sim/shop/faults/${encodeURIComponent(fault.name)}`;
  const breakIt = (sticky) => act("POST", "/sim/shop/faults", { fault: fault.name, sticky });
  return html`
    <li class=${now ? "is-broken" : ""}>
      <div><b>${fault.title}</b> ${now && html`<span class="badge bad">broken${now.sticky ? ", sticks" : ""}</span>`}
        <p class="faint">${fault.what}</p></div>
      <div class="buttons">
        ${now
          ? html`<button onClick=${() => act("DELETE", path)}>Mend</button>`
          : html`<button class="break" onClick=${() => breakIt(false)}>Break</button>
            <button onClick=${() => breakIt(true)} title="No action heals it until you mend it by hand">Break for good</button>`}
      </div>
    </li>`;
}

function Complaints({ complaints }) {
  if (!complaints?.length) return null;
  return html`
    <details class="complaints"><summary>The carrier's debugger: ${complaints.length} ${complaints.length === 1 ? "entry" : "entries"}</summary>
      <ul>${complaints.slice(-20).reverse().map((one, index) => html`<li key=${index}><b>${one.code}</b> ${one.message} <span class="faint">${one.url || one.about}</span></li>`)}</ul>
    </details>`;
}
