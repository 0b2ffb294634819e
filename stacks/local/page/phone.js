/** One phone: its thread, what it can say, and the call it is in. */

import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";
import { Behaviour } from "./behaviour.js";
import { Call } from "./call.js";
import { hints } from "./hints.js";
import { spaced } from "./numbers.js";
import { Thread } from "./thread.js";

export function Phone({ phone, person, name, desk, people, act, draft, onDraft, onClose }) {
  const live = phone.calls.findLast((call) => !call.ended_at);
  const isRinging = live?.direction === "in" && ["queued", "initiated", "ringing"].includes(live.status);
  const title = `name-${phone.number}`;
  const text = (body, media = []) => act("POST", "/sim/texts", { from: phone.number, to: desk, body, media });
  return html`
    <article class="phone ${isRinging ? "is-ringing" : ""} ${live ? "in-call" : ""}" id=${`phone-${phone.number}`} aria-labelledby=${title}>
      <header>
        <h2 id=${title}>${name}</h2>
        <div class="buttons">
          ${!live && html`<button onClick=${() => act("POST", "/sim/calls", { from: phone.number, to: desk })} aria-label=${`Call the desk from ${name}'s phone`}>Call</button>`}
          <${Behaviour} phone=${phone} name=${name} act=${act} />
          <button class="quiet-button" onClick=${onClose} aria-label=${`Put ${name}'s phone away`} title="Put this phone away">\u00d7</button>
        </div>
        <p class="faint">${[person?.roles.join(", "), spaced(phone.number) === name ? "" : spaced(phone.number)].filter(Boolean).join(" \u00b7 ")}${phone.opted_out && html` <span class="badge bad">texted STOP</span>`}</p>
      </header>
      <${Thread} phone=${phone} name=${name} />
      ${live && html`<${Call} call=${live} isRinging=${isRinging} takes=${phone.behaviour.calls} name=${name} people=${people} act=${act} />`}
      <${Composer} phone=${phone} name=${name} draft=${draft} onDraft=${onDraft} onSend=${text} />
    </article>`;
}

function Composer({ phone, name, draft, onDraft, onSend }) {
  const field = useRef(null);
  const [isSending, setSending] = useState(false);
  const last = phone.texts.findLast((text) => text.direction === "in" && !text.carrier);
  const lastSaid = phone.texts.at(-1);
  const quick = last && lastSaid?.direction === "in" ? hints(last.body) : [];

  const send = async (words, pictures = []) => {
    if (isSending || (!words.trim() && pictures.length === 0)) return;
    setSending(true);
    const sent = await onSend(words, pictures);
    setSending(false);
    if (sent && words === draft) onDraft("");
    field.current?.focus();
  };
  const press = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(draft);
  };
  const attach = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) send(draft, [await asAddress(file)]);
  };
  useLayoutEffect(() => {
    const box = field.current;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 130)}px`;
  }, [draft]);

  return html`
    <footer>
      ${quick.length > 0 && html`<div class="chips" role="group" aria-label="Answers the last text suggests">${quick.map((words) => html`
        <button key=${words} class="chip" onClick=${() => send(words)}>${words}</button>`)}</div>`}
      <div class="composer">
        <textarea ref=${field} rows="1" value=${draft} placeholder="Text the desk" aria-label=${`Text from ${name}'s phone`}
          onInput=${(event) => onDraft(event.target.value)} onKeyDown=${press}></textarea>
        <label class="attach" title="Send a picture with it">+<input type="file" accept="image/*" onChange=${attach} disabled=${isSending} aria-label=${`Picture from ${name}'s phone`} /></label>
        <button onClick=${() => send(draft)} disabled=${isSending || !draft.trim()}>${isSending ? "Sending" : "Send"}</button>
      </div>
    </footer>`;
}

/** A file as the address that carries it whole. */
function asAddress(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
