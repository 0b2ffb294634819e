/** How a phone takes what the desk sends. */

import { html, useEffect, useRef } from "./preact.js";

const CALLS = [["human", "is answered"], ["voicemail", "goes to voicemail"], ["no-answer", "rings out"], ["busy", "is busy"]];
const TEXTS = [["delivered", "arrive"], ["undelivered", "do not arrive"], ["silent", "leave no receipt"]];

export function Behaviour({ phone, name, act }) {
  const box = useRef(null);
  const { calls, texts } = phone.behaviour;
  const isUsual = calls === "human" && texts === "delivered";
  const put = (what) => (event) => act("PUT", `/sim/phones/${encodeURIComponent(phone.number)}/behaviour`, { [what]: event.target.value });
  useEffect(() => {
    const leave = (event) => {
      if (event.type === "keydown" ? event.key === "Escape" : !box.current?.contains(event.target)) box.current?.removeAttribute("open");
    };
    addEventListener("pointerdown", leave);
    addEventListener("keydown", leave);
    return () => { removeEventListener("pointerdown", leave); removeEventListener("keydown", leave); };
  }, []);
  return html`
    <details class="behaviour" ref=${box}>
      <summary aria-label=${`How ${name}'s phone behaves`}>${isUsual ? "Answers" : html`<span class="bad-words">${usual(calls, texts)}</span>`}</summary>
      <div class="menu">
        <label>A call to it<select value=${calls} onChange=${put("calls")}>${options(CALLS, calls)}</select></label>
        <label>Texts to it<select value=${texts} onChange=${put("texts")}>${options(TEXTS, texts)}</select></label>
      </div>
    </details>`;
}

function usual(calls, texts) {
  if (calls !== "human") return { voicemail: "Voicemail", "no-answer": "Rings out", busy: "Busy" }[calls] ?? calls;
  return { undelivered: "No texts", silent: "No receipts" }[texts] ?? texts;
}

/** What was set through the API and is not offered here is shown all the same. */
function options(known, now) {
  const all = known.some(([value]) => value === now) ? known : [...known, [now, now]];
  return all.map(([value, words]) => html`<option key=${value} value=${value} selected=${value === now}>${words}</option>`);
}
