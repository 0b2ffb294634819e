/** The phones that are out, and the way to get another. */

import { html, useEffect, useRef, useState } from "./preact.js";
import { Phone } from "./phone.js";
import { OWNER, e164, nameOf } from "./numbers.js";
import { useKept } from "./sim.js";

const CHOCOLATE = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking";
const EMPTY = { behaviour: { calls: "human", texts: "delivered" }, opted_out: false, texts: [], calls: [], texts_count: 0, calls_count: 0 };

export function Phones({ state, act, onBroken }) {
  const first = [OWNER, ...firstWoken(state.people)];
  const [out, setOut] = useKept("phones", null);
  const [closed, setClosed] = useKept("closed", {});
  const [drafts, setDrafts] = useState({});
  const [wanted, setWanted] = useState("");
  const known = new Map(state.phones.map((phone) => [phone.number, phone]));
  const used = state.phones.filter((phone) => activity(phone) > (closed[phone.number] ?? 0)).map((phone) => phone.number);
  const numbers = [...new Set([...(out ?? first), ...used])].filter((number) => number !== state.desk);

  useEffect(() => {
    if (!wanted) return;
    const card = document.getElementById(`phone-${wanted}`);
    card?.scrollIntoView({ block: "nearest", inline: "nearest" });
    card?.querySelector("textarea")?.focus();
    setWanted("");
  }, [wanted, numbers.length]);

  const add = (number) => {
    setOut([...new Set([...(out ?? first), number])]);
    setWanted(number);
  };
  const close = (number) => {
    setOut((out ?? first).filter((one) => one !== number));
    setClosed({ ...closed, [number]: activity(known.get(number) ?? EMPTY) });
  };
  const draft = (number, words) => setDrafts({ ...drafts, [number]: words });
  const prefill = () => {
    draft(OWNER, CHOCOLATE);
    add(OWNER);
  };

  return html`
    <section class="phones" aria-label="Phones">
      <div class="start">
        <button onClick=${prefill}>A dog ate chocolate <small>writes the owner's text for you to send</small></button>
        ${state.shop && html`<${BreakShop} shop=${state.shop} act=${act} onBroken=${onBroken} />`}
      </div>
      <${Add} people=${state.people} numbers=${numbers} onAdd=${add} desk=${state.desk} />
      <div class="cards">${numbers.map((number) => html`
        <${Phone} key=${number} phone=${known.get(number) ?? { ...EMPTY, number }} person=${state.people.find((one) => one.phone === number)}
          name=${nameOf(number, state.people)} desk=${state.desk} people=${state.people} act=${act}
          draft=${drafts[number] ?? ""} onDraft=${(words) => draft(number, words)} onClose=${() => close(number)} />`)}</div>
      ${numbers.length === 0 && html`<p class="quiet">No phone is out. Take one above: anybody's from the roster, or any number.</p>`}
      <${Ringing} phones=${state.phones} people=${state.people} onShow=${add} />
    </section>`;
}

/** Who is woken first on each desk: whoever is on call there. */
function firstWoken(people) {
  const desks = [...new Set(people.map((person) => person.desk).filter(Boolean))].sort().reverse();
  return desks.map((desk) => people.find((person) => person.desk === desk)?.phone).filter(Boolean);
}

/** Grows with every text and call, so that a phone that was put away comes back when it rings. */
const activity = (phone) => phone.texts_count + phone.calls_count;

function Ringing({ phones, people, onShow }) {
  const ringing = phones.filter((phone) => phone.calls.some((one) => one.direction === "in" && one.status === "ringing"));
  return html`<div class="ringing-bar" role="status">${ringing.map((phone) => html`
    <button key=${phone.number} class="ringing" onClick=${() => onShow(phone.number)}>${nameOf(phone.number, people)}'s phone rings</button>`)}</div>`;
}

function BreakShop({ shop, act, onBroken }) {
  const [isBusy, setBusy] = useState(false);
  const fault = (Array.isArray(shop.can_break) ? shop.can_break : [])[0];
  const isBroken = Array.isArray(shop.faults) && shop.faults.some((one) => one.fault === fault?.name);
  if (!fault) return null;
  const go = async () => {
    setBusy(true);
    if (await act("POST", "/sim/shop/faults", { fault: fault.name })) onBroken();
    setBusy(false);
  };
  return html`<button onClick=${go} disabled=${isBusy || isBroken}>${isBroken ? "The shop is broken" : "Break the shop"} <small>${fault.title.toLowerCase()}</small></button>`;
}

function Add({ people, numbers, onAdd, desk }) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  const field = useRef(null);
  const there = people.filter((person) => !numbers.includes(person.phone));
  const submit = (event) => {
    event.preventDefault();
    const number = e164(typed);
    if (!number || number === desk) {
      setWrong(number ? "That is the desk's own number." : "A number looks like +12025550142.");
      field.current.focus();
      return;
    }
    setTyped("");
    setWrong("");
    onAdd(number);
  };
  return html`
    <form class="add" onSubmit=${submit}>
      <label class="unseen" for="add-person">Take somebody's phone</label>
      <select id="add-person" value="" onChange=${(event) => { if (event.target.value) onAdd(event.target.value); event.target.value = ""; }}>
        <option value="">Take a phone\u2026</option>
        ${desksOf(there).map(([name, its]) => html`
          <optgroup key=${name} label=${name}>${its.map((person) => html`
            <option key=${person.id} value=${person.phone}>${person.name}${person.roles.length ? ` (${person.roles.join(", ")})` : ""}</option>`)}</optgroup>`)}
      </select>
      <label class="unseen" for="add-number">or any number</label>
      <input id="add-number" ref=${field} type="tel" inputmode="tel" placeholder="or any number" value=${typed} aria-describedby="add-wrong"
        onInput=${(event) => { setTyped(event.target.value); setWrong(""); }} />
      <button>Add</button>
      <span id="add-wrong" class="field-wrong" role="alert">${wrong}</span>
    </form>`;
}

function desksOf(people) {
  const named = { pets: "Pets desk", ops: "Engineers" };
  const found = new Map();
  for (const person of people) {
    const name = named[person.desk] ?? (person.desk || "Others");
    found.set(name, [...(found.get(name) ?? []), person]);
  }
  return [...found];
}
