/** Faults at the wire: the carrier, the model, AWS. Each switch is one way in which the outside fails. */

import { html } from "./preact.js";

const SWITCHES = [
  { part: "twilio", title: "Twilio is down", what: "every send is answered 503", fault: { status: 503 } },
  { part: "twilio", title: "Twilio drops the line", what: "it takes a text, then breaks off: was it sent?", fault: { status: 0, after_accept: true } },
  { part: "twilio", title: "Twilio limits us", what: "every send is answered 429", fault: { status: 429, code: 20429 } },
  { part: "callbacks", title: "Webhooks come twice", what: "every text and receipt is posted again", fault: { duplicate: true } },
  { part: "callbacks", title: "Receipts out of order", what: "the last one comes first", fault: { reorder: true } },
  { part: "claude", title: "Claude is overloaded", what: "every request is answered 529", fault: { status: 529 } },
  { part: "claude", title: "Claude is slow", what: "thirty seconds before each answer", fault: { latency_s: 30 } },
  { part: "aws", title: "AWS forbids the rollback", what: "lambda:UpdateAlias is refused", fault: { deny: ["lambda:UpdateAlias"] } },
  { part: "aws", title: "AWS is slow", what: "half a second on every call", fault: { latency_s: 0.5 } },
];

export function Wires({ faults, act }) {
  const flip = (one) => act("PUT", "/sim/faults", isOn(one, faults) ? without(faults, one) : { ...faults, [one.part]: joined(faults[one.part], one) });
  const isAny = Object.keys(faults).length > 0;
  return html`
    <section class="part wires" aria-labelledby="wires-title">
      <h3 id="wires-title">The wires ${isAny && html`<button onClick=${() => act("PUT", "/sim/faults", {})}>Mend all</button>`}</h3>
      <ul class="switches">${SWITCHES.map((one) => html`
        <li key=${one.title}><button role="switch" aria-checked=${isOn(one, faults) ? "true" : "false"} onClick=${() => flip(one)}>
          <span class="knob" aria-hidden="true"></span><span><b>${one.title}</b> <span class="faint">${one.what}</span></span></button></li>`)}</ul>
    </section>`;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function isOn(one, faults) {
  const now = faults[one.part];
  // The simulator leaves out what is at its default: `after_accept: false` is not said.
  return Boolean(now) && Object.entries(one.fault).every(([key, value]) => same(now[key], value)) && (!("status" in one.fault) || Boolean(now.after_accept) === Boolean(one.fault.after_accept));
}

/** Two ways to answer with an error exclude each other; anything else adds up. */
function joined(now, one) {
  const { status, code, after_accept, ...rest } = now ?? {};
  return "status" in one.fault ? { ...rest, ...one.fault } : { ...now, ...one.fault };
}

function without(faults, one) {
  const { [one.part]: part, ...others } = faults;
  const rest = Object.fromEntries(Object.entries(part).filter(([key]) => !(key in one.fault)));
  return Object.keys(rest).length > 0 ? { ...others, [one.part]: rest } : others;
}
