/** Times and small words, as people read them. */

import { html } from "./preact.js";
import { useClock } from "./live.js";

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat([], { month: "short", day: "numeric" });

/** 03:12:05, with the day in front when it was another one. */
export function At({ at }) {
  const when = new Date(at);
  const isToday = when.toDateString() === new Date().toDateString();
  return html`<time datetime=${at} title=${when.toString()}>${isToday ? "" : `${day.format(when)} `}${clock.format(when)}</time>`;
}

/** 90 -> 1 m 30 s; 3725 -> 1 h 02 m. */
export function lasting(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${pad(whole % 60)} s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} m`;
  return `${Math.floor(whole / 86400)} d ${Math.floor((whole % 86400) / 3600)} h`;
}

const pad = (number) => String(number).padStart(2, "0");

/** How long since `from`, ticking until `until` is there. */
export function Elapsed({ from, until }) {
  const now = useClock(!until);
  const end = until ? Date.parse(until) : now;
  return html`<span class="elapsed">${lasting((end - Date.parse(from)) / 1000)}</span>`;
}

/** How long until `to`, ticking; `over` once it has passed. */
export function Left({ to, over = "now" }) {
  const seconds = (Date.parse(to) - useClock()) / 1000;
  return html`<span class="elapsed">${seconds > 0 ? `in ${lasting(Math.ceil(seconds))}` : over}</span>`;
}

/** SEV0 Critical: the words are the signal, the colour helps. */
export function Severity({ of, label }) {
  return html`<span class="severity ${of.toLowerCase()}">${of}${label ? html` <small>${label}</small>` : ""}</span>`;
}

export const number = (value) => (value === null || value === undefined ? null : value.toLocaleString());
export const percent = (share) => (share === null || share === undefined ? null : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}%`);
export const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) : "");
