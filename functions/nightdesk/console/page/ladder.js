/** Who was woken, tier by tier, how they were tried and what became of it. */

import { html } from "./preact.js";
import { At } from "./words.js";

const CHANNELS = { sms: "text", call: "call" };

export function Ladder({ one }) {
  return html`
    <section>
      <h3>Who was woken</h3>
      <ol class="ladder">${one.ladder.map((rung) => html`<${Rung} key=${rung.tier} rung=${rung} one=${one} />`)}</ol>
    </section>`;
}

function Rung({ rung, one }) {
  const people = byPerson(one.pages.filter((page) => page.tier === rung.tier));
  const isReached = rung.tier <= one.tier;
  return html`
    <li class=${isReached ? "reached" : ""}>
      <p><b>Tier ${rung.tier}</b> ${rung.label} ${!isReached && html`<span class="badge">not woken</span>`}</p>
      ${people.map(({ name, code, pages }) => html`
        <div class="person" key=${name}>
          <span>${name} ${code && html`<span class="faint" title=${`What ${name} types for it`}>types ${code}</span>`}</span>
          ${pages.map((page, index) => html`
            <span class="page" key=${index}><span class="badge ${page.state}">${CHANNELS[page.channel] ?? page.channel}${page.attempt > 1 ? ` ${page.attempt}` : ""}: ${page.state}</span>
              <span class="faint"><${At} at=${page.at} /></span></span>`)}
        </div>`)}
    </li>`;
}

function byPerson(pages) {
  const found = new Map();
  for (const page of pages) {
    const name = page.name ?? page.person;
    found.set(name, [...(found.get(name) ?? []), page]);
  }
  return [...found].map(([name, its]) => ({ name, code: its.find((page) => page.code)?.code, pages: its }));
}
