/** The simulator behind the page: its state as it changes, and what one can do to it. */

import { useEffect, useRef, useState } from "./preact.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
const POLL_PATIENCE_MS = 30000;
/** Texts and calls shown of each phone: a long night has thousands. */
const RECENT = 60;

/** {state, isLost}: the state as soon as it changes. A server that went away is asked again until it is back. */
export function useSim() {
  const [seen, setSeen] = useState({ state: null, isLost: false });
  useEffect(() => {
    const stopped = new AbortController();
    follow(stopped.signal, setSeen);
    return () => stopped.abort();
  }, []);
  return seen;
}

async function follow(stopped, tell) {
  let wait = FIRST_WAIT_MS;
  let revision = 0;
  while (!stopped.aborted) {
    try {
      const state = await call("GET", `/sim/changes?after=${revision}&recent=${RECENT}`, undefined, POLL_PATIENCE_MS);
      if (stopped.aborted) return;
      const isNews = state.revision !== revision;
      revision = state.revision;
      wait = FIRST_WAIT_MS;
      tell((before) => (isNews || before.isLost ? { state, isLost: false } : before));
    } catch {
      // Whatever came back up may count its revisions anew: ask for everything.
      revision = 0;
      tell((before) => ({ ...before, isLost: true }));
      await new Promise((done) => setTimeout(done, wait));
      wait = Math.min(wait * 1.6, LONGEST_WAIT_MS);
    }
  }
}

/** One call of the simulator's API. Throws an Error with the sentence it answers. */
export async function call(method, path, body, patience = 45000) {
  const options = { method, signal: AbortSignal.timeout(patience), cache: "no-store" };
  if (body !== undefined) Object.assign(options, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  let got;
  try {
    got = await fetch(path, options);
  } catch {
    throw new Error("The simulator does not answer. Is `make up` still running?");
  }
  const answer = await got.json().catch(() => ({}));
  if (!got.ok) throw new Error(answer.error ?? `${method} ${path} was answered ${got.status}`);
  return answer;
}

/** Something that is kept in this browser between visits. */
export function useKept(name, first) {
  const key = `nightdesk.${name}`;
  const [value, setValue] = useState(() => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? first;
    } catch {
      return first;
    }
  });
  const latest = useRef(value);
  const keep = (next) => {
    latest.current = typeof next === "function" ? next(latest.current) : next;
    setValue(latest.current);
    try {
      localStorage.setItem(key, JSON.stringify(latest.current));
    } catch { /* a browser that keeps nothing still works until it is closed */ }
  };
  return [value, keep];
}
