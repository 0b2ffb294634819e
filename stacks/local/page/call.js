/** A call that rings or is going on. */

import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";
import { nameOf } from "./numbers.js";
import { Said } from "./thread.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

const TAKES = { voicemail: "Voicemail will take it.", "no-answer": "Nobody will pick up." };

export function Call({ call, isRinging, takes, name, people, act }) {
  const hangUp = () => act("POST", `/sim/calls/${call.sid}/hangup`);
  if (isRinging) {
    return html`
      <div class="call ringing-call">
        <p><b>The desk is calling</b><br /><span class="faint">${TAKES[takes] ?? "Picks up by itself after a few rings."}</span></p>
        <button class="hang-up" onClick=${hangUp} aria-label=${`Decline the call on ${name}'s phone`}>Decline</button>
      </div>`;
  }
  return html`
    <div class="call" aria-label=${`Call on ${name}'s phone`} role="group">
      <p class="call-top"><b>In a call</b> <span class="faint" role="status">${standing(call, people)}</span>
        <button class="hang-up" onClick=${hangUp}>Hang up</button></p>
      <${Heard} call=${call} />
      <${Answer} call=${call} name=${name} act=${act} />
    </div>`;
}

function standing(call, people) {
  const { awaiting } = call;
  if (!awaiting) return "the desk is thinking";
  const ways = { dtmf: "press a key", speech: "speak" };
  switch (awaiting.kind) {
    case "gather": return `the desk listens: ${awaiting.input.map((way) => ways[way] ?? way).join(" or ")}`;
    case "dial": return `ringing ${awaiting.numbers.map((number) => nameOf(number, people)).join(", ")}`;
    case "bridge": return "joined with the other side";
    case "conference": return `in the room ${awaiting.name}`;
    case "pause": return "a moment";
    default: return awaiting.kind;
  }
}

function Heard({ call }) {
  const box = useRef(null);
  useLayoutEffect(() => { box.current.scrollTop = box.current.scrollHeight; }, [call.lines.length]);
  return html`<div class="heard" ref=${box} role="log" tabindex="0" aria-label="What was said"><${Said} lines=${call.lines} /></div>`;
}

function Answer({ call, name, act }) {
  const [words, setWords] = useState("");
  const kind = call.awaiting?.kind;
  const isHeard = ["gather", "bridge", "conference"].includes(kind);
  const input = kind === "gather" ? call.awaiting.input : ["dtmf", "speech"];
  const press = (digits) => act("POST", `/sim/calls/${call.sid}/digits`, { digits });
  const speak = async (event) => {
    event.preventDefault();
    if (words.trim() && (await act("POST", `/sim/calls/${call.sid}/speech`, { text: words }))) setWords("");
  };
  return html`
    <div class="answer">
      <div class="keypad" role="group" aria-label=${`Keypad of ${name}'s phone`}>${KEYS.map((key) => html`
        <button key=${key} disabled=${!isHeard || !input.includes("dtmf")} onClick=${() => press(key)}>${key}</button>`)}</div>
      <form class="speak" onSubmit=${speak}>
        <input value=${words} placeholder="Say something" aria-label=${`Say on ${name}'s phone`} onInput=${(event) => setWords(event.target.value)} />
        <button disabled=${!isHeard || !input.includes("speech") || !words.trim()}>Say</button>
      </form>
    </div>`;
}
