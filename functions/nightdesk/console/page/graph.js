/** The failing services and whoever leans on them. Trouble travels along the arrows, left to right. */

import { html } from "./preact.js";

const WIDTH = 176;
const HEIGHT = 64;
const GAP_X = 46;
const GAP_Y = 14;

/** calm: a picture of everything, where most of it is well; else each node fails or leans on what does. */
export function Graph({ graph, name = "Blast radius", calm = false }) {
  if (!graph || graph.nodes.length === 0) return null;
  const placed = place(graph);
  const width = Math.max(...placed.map((node) => node.x)) + WIDTH + 2;
  const height = Math.max(...placed.map((node) => node.y)) + HEIGHT + 2;
  const at = new Map(placed.map((node) => [node.name, node]));
  return html`
    <div class="graph" tabindex="0" role="group" aria-label="${name}, scrolls sideways">
      <svg width=${width} height=${height} viewBox="-1 -1 ${width} ${height}" role="img" aria-label=${calm ? toldCalmly(graph) : told(graph)}>
        ${graph.edges.map((edge) => html`<${Arrow} key=${`${edge.from} ${edge.to}`} from=${at.get(edge.from)} to=${at.get(edge.to)} />`)}
        ${placed.map((node) => html`<${Node} key=${node.name} node=${node} calm=${calm} />`)}
      </svg>
    </div>`;
}

function Node({ node, calm }) {
  const isWell = calm && !node.is_failing && !node.is_affected;
  const kind = isWell ? "well" : node.is_origin ? "origin" : node.is_failing ? "failing" : "affected";
  const leans = !node.is_failing && !node.is_origin && !isWell && (calm ? "leans on what alarms" : "leans on it");
  const words = [node.is_origin && "probable cause", node.is_failing && (calm ? `${node.severity}, alarms now` : "failing"), leans, isWell && `tier ${node.tier}`];
  const role = words.filter(Boolean).join(", ");
  const seen = node.is_customer_facing ? "customers use it" : "";
  return html`
    <g class="node ${kind}" transform="translate(${node.x} ${node.y})">
      <title>${[node.name, role, seen].filter(Boolean).join(", ")}</title>
      <rect width=${WIDTH} height=${HEIGHT} rx="8" />
      <text x="12" y=${seen ? 21 : 29} class="name">${cut(node.name, 20)}</text>
      <text x="12" y=${seen ? 37 : 46} class="role">${cut(role, 27)}</text>
      ${seen && html`<text x="12" y="53" class="role">${seen}</text>`}
    </g>`;
}

function Arrow({ from, to }) {
  if (!from || !to) return null;
  const isBack = to.x <= from.x;
  const [x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2];
  const [x2, y2] = [to.x - 7, to.y + HEIGHT / 2];
  const bend = isBack ? 60 : GAP_X / 2;
  return html`
    <g class="arrow">
      <path d="M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" />
      <path class="head" d="M${x2 + 6} ${y2} l-8 -4.500 v9 z" />
    </g>`;
}

/** Columns by the longest way from a cause; a circle does not lengthen it for ever. */
function place({ nodes, edges }) {
  const column = new Map(nodes.map((node) => [node.name, 0]));
  for (let round = 1; round < nodes.length; round += 1) {
    for (const { from, to } of edges) {
      const further = column.get(from) + 1;
      if (further > column.get(to) && further < nodes.length) column.set(to, further);
    }
  }
  const used = [...new Set(column.values())].sort((a, b) => a - b);
  const filled = new Map();
  return nodes.map((node) => {
    const x = used.indexOf(column.get(node.name));
    const row = filled.get(x) ?? 0;
    filled.set(x, row + 1);
    return { ...node, x: x * (WIDTH + GAP_X), y: row * (HEIGHT + GAP_Y) };
  });
}

function told({ nodes, edges }) {
  const names = (wanted) => nodes.filter(wanted).map((node) => node.name).join(", ") || "none";
  const ways = edges.map((edge) => `${edge.from} to ${edge.to}`).join(", ");
  return `Failing: ${names((node) => node.is_failing)}. Leaning on it: ${names((node) => !node.is_failing)}.${ways && ` Trouble travels ${ways}.`}`;
}

function toldCalmly({ nodes, edges }) {
  const failing = nodes.filter((node) => node.is_failing).map((node) => node.name).join(", ") || "none";
  return `${nodes.length} services, ${edges.length} dependencies. Alarming now: ${failing}.`;
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}\u2026` : text);
