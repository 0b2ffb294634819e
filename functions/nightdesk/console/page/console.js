/** The live console: incidents on the left, one of them in full on the right. It only reads. */

import { html, render, useEffect, useRef, useState } from "./preact.js";
import { Detail } from "./detail.js";
import { Help, useKeys } from "./keys.js";
import { List, inOrder } from "./list.js";
import { useClock, useLive } from "./live.js";
import { Services } from "./map.js";
import { lasting } from "./words.js";

const MAP = "services";
const asked = () => decodeURIComponent(location.hash.slice(1));

function Console() {
  const [chosen, setChosen] = useState(asked());
  const [isHelping, setHelping] = useState(false);
  const all = useLive("api/incidents");
  const incidents = all.data?.incidents ?? [];
  const isMap = chosen === MAP;
  const shown = useShown(incidents, isMap ? "" : chosen);
  const map = useLive(isMap ? "api/services" : "");
  const one = useLive(shown && !isMap ? `api/incidents/${encodeURIComponent(shown)}` : "");

  useEffect(() => {
    const follow = () => setChosen(asked());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const open = (id) => {
    location.hash = id;
    setChosen(id);
  };
  const back = () => {
    const from = chosen;
    history.pushState(null, "", location.pathname + location.search);
    setChosen("");
    const came = from === MAP ? "[data-map]" : `[data-incident="${CSS.escape(from)}"]`;
    requestAnimationFrame(() => document.querySelector(came)?.focus());
  };
  useKeys({ onHelp: () => setHelping(true), onBack: chosen && !isHelping ? back : null });
  useTitle(incidents);

  return html`
    <div class="console ${chosen ? "has-chosen" : ""}">
      <header class="top">
        <h1>Nightdesk</h1>
        <${Pulse} lost=${all.lost} isOpening=${!all.data} />
        <span class="faint zone">times in ${Intl.DateTimeFormat().resolvedOptions().timeZone}</span>
        <button class="small" data-map aria-current=${isMap ? "true" : null} onClick=${() => open(MAP)}>Services</button>
        <button class="small" onClick=${() => setHelping(true)} aria-label="Keyboard help">?</button>
      </header>
      <${Lost} lost=${all.lost} />
      ${(all.wrong || (chosen && (one.wrong || map.wrong))) && html`<p class="banner" role="alert">${all.wrong || one.wrong || map.wrong}</p>`}
      <${News} incidents=${all.data && incidents} />
      <main>
        ${all.data && html`<${List} incidents=${incidents} selected=${shown} onOpen=${open} />`}
        ${isMap ? map.data && html`<${Services} map=${map.data} onOpen=${open} onBack=${back} />` : one.data ? html`<${Detail} key=${one.data.id} one=${one.data} onBack=${back} />` : html`<${Nothing} isOpening=${shown && !one.wrong} hasAny=${incidents.length > 0} />`}
      </main>
      ${isHelping && html`<${Help} onClose=${() => setHelping(false)} />`}
    </div>`;
}

/**
 * The chosen incident. Until somebody chooses: the most urgent one, also after its end, so that its report can be read,
 * but not when something new has happened since.
 */
function useShown(incidents, chosen) {
  const first = useRef("");
  const shown = incidents.find((one) => one.id === first.current);
  const { open, over } = inOrder(incidents);
  const isNew = shown?.resolved_at && open.some((one) => one.opened_at > shown.resolved_at);
  if (!shown || isNew) first.current = (open[0] ?? over[0])?.id ?? "";
  return chosen || first.current;
}

function useTitle(incidents) {
  const open = incidents.filter((one) => one.status !== "resolved").length;
  useEffect(() => {
    document.title = open ? `(${open}) Nightdesk` : "Nightdesk";
  }, [open]);
}

function Pulse({ lost, isOpening }) {
  const words = lost ? "not connected" : isOpening ? "connecting" : "live";
  return html`<span class="pulse ${lost ? "lost" : isOpening ? "" : "live"}">${words}</span>`;
}

function Lost({ lost }) {
  const now = useClock(Boolean(lost));
  const since = lost ? Math.max(0, (now - lost) / 1000) : 0;
  return html`<div role="status">${lost > 0 && html`<p class="banner">Connection lost, retrying.
    <span aria-hidden="true"> What you see is ${lasting(since)} old.</span></p>`}</div>`;
}

/** Tells those who cannot see the list that something new is on it. */
function News({ incidents }) {
  const known = useRef(null);
  const [words, setWords] = useState("");
  useEffect(() => {
    if (!incidents) return;
    const fresh = known.current ? incidents.filter((one) => !known.current.has(one.id)) : [];
    known.current = new Set(incidents.map((one) => one.id));
    if (fresh.length > 0) setWords(fresh.map((one) => `New ${one.severity} incident: ${one.title}`).join(". "));
  }, [incidents]);
  return html`<p class="unseen" role="status">${words}</p>`;
}

function Nothing({ isOpening, hasAny }) {
  return html`
    <div class="nothing">
      <p>${isOpening ? "Opening\u2026" : hasAny ? "Choose an incident." : "Who is hurt, who has it, what comes next: it will be here when something is wrong."}</p>
    </div>`;
}

const root = document.getElementById("console");
root.replaceChildren(); // "Opening" is over; what draws here keeps what it did not draw
render(html`<${Console} />`, root);
