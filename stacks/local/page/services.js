/** The shop's services as tiles: how they are, and how they were in the last minutes. */

import { html } from "./preact.js";

const WIDTH = 120;
const HEIGHT = 26;

export function Services({ services }) {
  return html`<ul class="services">${services.map((service) => html`<${Tile} key=${service.name} service=${service} />`)}</ul>`;
}

function Tile({ service }) {
  const errors = service.spark.map((point) => point.error_rate);
  const slow = service.spark.map((point) => point.latency_ms);
  return html`
    <li class="tile ${service.status}">
      <p><b>${service.name}</b> <span class="state">${service.status}</span></p>
      <${Line} points=${errors} most=${Math.max(10, ...errors)} now=${`${service.error_rate.toFixed(1)}% errors`} name=${`${service.name}, errors in percent`} />
      <${Line} points=${slow} most=${Math.max(...slow, 1) * 1.25} now=${`${Math.round(service.latency_ms)} ms`} name=${`${service.name}, latency in ms`} />
    </li>`;
}

function Line({ points, most, now, name }) {
  const step = points.length > 1 ? WIDTH / (points.length - 1) : 0;
  const way = points.map((point, index) => `${(index * step).toFixed(1)},${(HEIGHT - 2 - (point / most) * (HEIGHT - 4)).toFixed(1)}`).join(" ");
  return html`
    <div class="spark">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${`${name}: ${now}`}><polyline points=${way} /></svg>
      <span>${now}</span>
    </div>`;
}
