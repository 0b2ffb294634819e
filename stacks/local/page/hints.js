/** The answers that a text itself suggests, so that one tap types them. */

const VERBS = "ack|take|escalate|pass|join|status|who|more|resolve|close|go|no|snooze|menu|vet";
const CODED = new RegExp(`\\b(${VERBS})\\s+(INC-\\d{1,9}|\\d{1,6}|[BCDFGHJKMNPQRSTVWXYZ2-9]{6})\\b`, "gi");
// "Reply menu for ..." or "text vet to ...": one word that stands alone, not the start of a sentence about something else.
const ALONE = /\b(?:reply|text|type|send)\s+"?([a-z]{2,12})"?(?=\s+(?:to|for|if|when|and|or)\b|[.,;]|$)/gi;
const NOT_WORDS = new Set(["with", "back", "me", "us", "the", "them", "to", "now", "again", "here", "it", "stop", "ack", "take", "go", "no"]);
const MOST = 5;

/** Up to five answers, in the text's order and as they would be typed: ["ack 42", "more 42"]. */
export function hints(text) {
  const found = [];
  for (const [, verb, code] of text.matchAll(CODED)) found.push(`${verb.toLowerCase()} ${code}`);
  for (const [, word] of text.matchAll(ALONE)) if (!NOT_WORDS.has(word.toLowerCase())) found.push(word.toLowerCase());
  return [...new Set(found)].slice(0, MOST);
}
