/** The local page: phones on the left, the live console on the right, things to break below. */

import { html, render, useEffect, useState } from "./preact.js";
import { Console } from "./console_frame.js";
import { Drawer } from "./drawer.js";
import { Phones } from "./phones.js";
import { call, useKept, useSim } from "./sim.js";

const TABS = [["phones", "Phones"], ["console", "Console"], ["drawer", "Things to break"]];

function Page() {
  const { state, isLost } = useSim();
  const [tab, setTab] = useKept("tab", "phones");
  const [isDrawerOpen, setDrawerOpen] = useKept("drawer", false);
  const [wrong, setWrong] = useState("");

  /** Do something to the simulator; what it refuses is shown. True when it was done. */
  const act = async (method, path, body) => {
    try {
      const answer = await call(method, path, body);
      setWrong("");
      return answer ?? true;
    } catch (refused) {
      setWrong(refused.message);
      return null;
    }
  };
  const show = (which) => {
    setTab(which);
    if (which === "drawer") setDrawerOpen(true);
  };

  return html`
    <div class="page tab-${tab} ${isDrawerOpen ? "drawer-open" : ""}">
      <header class="top">
        <h1>Nightdesk <span class="faint">on this machine</span></h1>
        ${state && html`<p class="faint facts">The desk's number is <b>${state.desk}</b>${state.speed !== 1 && `, minutes pass ${state.speed} times faster`}</p>`}
        <button class="wide-only toggle" aria-expanded=${isDrawerOpen ? "true" : "false"} aria-controls="drawer" onClick=${() => setDrawerOpen(!isDrawerOpen)}>Things to break<${Broken} state=${state} /></button>
      </header>
      <nav class="tabs" aria-label="Parts of the page">${TABS.map(([name, title]) => html`
        <button key=${name} aria-current=${tab === name ? "true" : null} onClick=${() => show(name)}>${title}${name === "drawer" && html`<${Broken} state=${state} />`}</button>`)}</nav>
      <div role="status">${isLost && html`<p class="banner">Connection lost, retrying. The page goes on by itself when the server is back.</p>`}</div>
      <div role="alert">${wrong && html`<p class="banner wrong">${wrong} <button onClick=${() => setWrong("")}>Dismiss</button></p>`}</div>
      ${state && html`
        <main>
          <${Phones} state=${state} act=${act} onBroken=${() => show("drawer")} />
          <${Console} />
        </main>
        <${Drawer} state=${state} act=${act} isOpen=${isDrawerOpen} onClose=${() => { setDrawerOpen(false); setTab("phones"); }} />`}
      ${!state && html`<p class="opening">${isLost ? "Waiting for the server." : "Opening the phones\u2026"}</p>`}
    </div>`;
}

function Broken({ state }) {
  const shop = Array.isArray(state?.shop?.faults) ? state.shop.faults.length : 0;
  const count = shop + Object.keys(state?.faults ?? {}).length;
  return count > 0 ? html` <span class="badge bad">${count} broken</span>` : null;
}

const root = document.getElementById("page");
root.replaceChildren(); // "Opening" is over; what draws here keeps what it did not draw
render(html`<${Page} />`, root);
