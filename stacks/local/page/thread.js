/** What lies on a phone, oldest first: texts as bubbles, calls with what was said. */

import { html, useLayoutEffect, useRef } from "./preact.js";

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const TICKS = { queued: "waiting", accepted: "waiting", sending: "on its way", sent: "sent", delivered: "\u2713 delivered", received: "\u2713", read: "\u2713 read" };
const ENDS = { completed: "ended", busy: "declined", "no-answer": "not answered", failed: "failed", canceled: "stopped ringing" };

export function Thread({ phone, name }) {
  const box = useRef(null);
  const isAtEnd = useRef(true);
  const things = [...phone.texts, ...phone.calls.filter((call) => call.ended_at)].sort((a, b) => a.at.localeCompare(b.at));
  const amount = things.length;
  // New things are followed only by who was looking at the newest; somebody who scrolled up is reading.
  useLayoutEffect(() => {
    if (isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  });
  const watch = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  return html`
    <div class="thread" ref=${box} onScroll=${watch} role="log" aria-label=${`Texts and calls of ${name}`} tabindex="0">
      ${amount === 0 && html`<p class="faint empty">Nothing yet. Text the desk, or call it.</p>`}
      ${things.map((thing) => ("body" in thing ? html`<${Bubble} key=${thing.sid} text=${thing} />` : html`<${Ended} key=${thing.sid} call=${thing} />`))}
    </div>`;
}

function Bubble({ text }) {
  const isLost = ["failed", "undelivered"].includes(text.status);
  // A text that the carrier dropped never came to the phone; it is shown so that one sees what is missing.
  const status = isLost ? `never arrived: ${text.status}${text.error_code ? ` ${text.error_code}` : ""}` : TICKS[text.status] ?? text.status;
  return html`
    <div class="bubble ${text.direction} ${isLost ? "lost" : ""} ${text.carrier ? "carrier" : ""}">
      <p>${text.body || html`<i>(no words)</i>`}</p>
      ${text.media.map((url) => html`<${Picture} key=${url} url=${url} />`)}
      <small>${text.carrier && "from the carrier, "}<time datetime=${text.at}>${clock.format(new Date(text.at))}</time> ${status}${text.segments > 1 && ` \u00b7 ${text.segments} parts`}</small>
    </div>`;
}

/** A picture that the network keeps is shown; of another only the address is known here. */
function Picture({ url }) {
  const kept = /\/Media\/(ME[0-9a-f]{32})$/.exec(url);
  return kept ? html`<img class="picture" src=${`/sim/media/${kept[1]}`} alt="The picture that was texted" loading="lazy" />` : html`<p class="faint">picture: ${url}</p>`;
}

function Ended({ call }) {
  const how = call.voicemail !== null && call.voicemail !== undefined ? "went to voicemail" : ENDS[call.status] ?? call.status;
  return html`
    <details class="past-call">
      <summary>${call.direction === "in" ? "The desk called" : "Called the desk"}: ${how}${call.duration > 0 && `, ${call.duration} s`} <small><time datetime=${call.at}>${clock.format(new Date(call.at))}</time></small></summary>
      <${Said} lines=${call.lines} />
    </details>`;
}

const BY = { desk: "Desk", them: "Them", me: "You", voicemail: "Voicemail" };

/** What was heard on a call. */
export function Said({ lines }) {
  if (lines.length === 0) return html`<p class="faint">Nothing was said.</p>`;
  return html`<ol class="said">${lines.map((line, index) => html`<li key=${index} class=${line.by}><b>${BY[line.by] ?? line.by}</b> ${line.text}</li>`)}</ol>`;
}
