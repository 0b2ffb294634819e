/** The report, once it is written. */

import { html, useEffect, useRef, useState } from "./preact.js";
import { address } from "./live.js";

export function Report({ one }) {
  const words = useRef(null);
  const [copied, setCopied] = useState("");
  useEffect(() => setCopied(""), [one.id]);
  if (!one.report) {
    return one.status === "resolved"
      ? html`<section><h3>Report</h3><p class="faint">It is being written.</p></section>`
      : null;
  }
  const copy = async () => setCopied((await intoClipboard(one.report, words.current)) ? "Copied." : "Press Ctrl-C: it is selected.");
  return html`
    <section class="report">
      <h3>Report <button class="small" onClick=${copy}>Copy</button>
        <a class="small" href=${address(`reports/${encodeURIComponent(one.id)}.html`)} target="_blank" rel="noopener">With its chart</a>
        <span class="faint" role="status">${copied}</span></h3>
      <pre tabindex="0" aria-label="Report as text" ref=${words}>${one.report}</pre>
      ${one.report_uri && html`<p class="faint">Kept at ${one.report_uri}</p>`}
    </section>`;
}

/** Without the permission to copy (plain http, an old browser) the words are at least selected. */
async function intoClipboard(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}
