/** What comes from the desk, over and over, and the clock that both sides agree on. */

import { useEffect, useRef, useState } from "./preact.js";

const EVERY_MS = 1500;
const SLOWEST_MS = 6000;
const PATIENCE_MS = 12000;

/** Addresses are relative to this file, so that the page works behind any prefix. */
export const address = (path) => new URL(path, import.meta.url).href;

/**
 * The JSON at `path`, asked for again and again: {data, lost, wrong}. An answer that says nothing new changes nothing.
 * lost: since when nobody answers (ms), or 0. wrong: a sentence when the desk refuses. path "" asks for nothing.
 */
export function useLive(path) {
  const [seen, setSeen] = useState({ path, data: null, lost: 0, wrong: "" });
  const last = useRef("");

  useEffect(() => {
    last.current = "";
    setSeen((before) => ({ path, data: null, lost: path ? before.lost : 0, wrong: "" }));
    if (!path) return undefined;
    const stopped = new AbortController();
    follow(path, stopped.signal, (answer) => {
      const news = JSON.stringify(answer.data, unlessItOnlyTicks) + answer.wrong + Boolean(answer.lost);
      if (news === last.current) return;
      last.current = news;
      setSeen((before) => ({ path, ...answer, data: answer.data ?? before.data, lost: answer.lost && (before.lost || answer.lost) }));
    });
    return () => stopped.abort();
  }, [path]);

  return seen.path === path ? seen : { path, data: null, lost: seen.lost, wrong: "" };
}

const unlessItOnlyTicks = (key, value) => (key === "now" || key === "elapsed_seconds" ? undefined : value);

async function follow(path, stopped, tell) {
  let wait = EVERY_MS;
  let data = null;
  while (!stopped.aborted) {
    const answer = await ask(path, stopped);
    if (stopped.aborted) return;
    data = answer.data ?? data;
    tell({ ...answer, data });
    wait = answer.lost ? Math.min(wait * 1.5, SLOWEST_MS) : EVERY_MS;
    await pause(document.hidden ? wait * 4 : wait, stopped);
  }
}

async function ask(path, stopped) {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const got = await fetch(address(path), { signal: either(stopped, patience), cache: "no-store" });
    if (got.status === 401 || got.status === 403) {
      return { lost: 0, wrong: "The desk wants to know who you are: reload this page and sign in." };
    }
    if (got.status === 404) return { lost: 0, wrong: "The desk knows no such incident." };
    if (!got.ok) return { lost: Date.now(), wrong: "" };
    const data = await got.json();
    if (data.now) agree(data.now);
    return { data, lost: 0, wrong: "" };
  } catch {
    return { lost: Date.now(), wrong: "" };
  }
}

function either(...signals) {
  const both = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) both.abort();
    signal.addEventListener("abort", () => both.abort(), { once: true });
  }
  return both.signal;
}

/** Ends early when it is stopped, or when somebody looks at the page again. */
function pause(ms, stopped) {
  return new Promise((done) => {
    const wake = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
      stopped.removeEventListener("abort", wake);
      done();
    };
    const timer = setTimeout(wake, ms);
    document.addEventListener("visibilitychange", wake);
    stopped.addEventListener("abort", wake);
  });
}

let ahead = null;

/** The desk's clock counts. Within two seconds the difference is the way the answer took, not the clock. */
function agree(now) {
  const difference = Date.parse(now) - Date.now();
  if (ahead === null || Math.abs(difference - ahead) > 2000) ahead = difference;
}

export const deskNow = () => Date.now() + (ahead ?? 0);

/** The desk's time in ms, anew every second while `isRunning`. */
export function useClock(isRunning = true) {
  const [now, setNow] = useState(deskNow());
  useEffect(() => {
    setNow(deskNow());
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(deskNow()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}
