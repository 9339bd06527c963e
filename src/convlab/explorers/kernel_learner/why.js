// What decides the outcome: the curvatures, with what a step makes of the error along each.

import { element, fill, long } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";
import { createTable } from "../ui/table.js";

const SPAN = 3; // a bar is full at this learning rate · curvature; it diverges above 2
const ROUNDING = 1e-12;
const MOST = 6; // rows of curvatures; of more, the largest and the smallest are shown

export function createCurvatures(words) {
  const title = element("p", { class: "panel-title" }, words.curvature_title);
  const heads = [words.curvature, [words.product, 2], words.factor];
  const table = createTable("curvatures", heads);
  const note = element("p", { class: "note" });
  const root = element("div", { class: "learner-why" }, title, table.element, note);
  let drawn = "";

  function draw({ values, rank, learning_rate: now }) {
    const key = JSON.stringify([values, rank, now]);
    if (key === drawn) return;
    drawn = key;
    const rows = values.slice(0, rank).map((value) => line(value, now, 1, words));
    const between = rows.length - MOST + 1;
    if (between > 1) {
      const more = [fill(words.curvature_more, { count: between }), "", "", ""];
      rows.splice(MOST - 2, between, more);
    }
    const flat = values.length - rank;
    if (flat) rows.push(line(0, now, flat, words));
    if (rank) rows.push(["", "", axis(), ""]);
    while (rows.length < Math.min(values.length, MOST) + 1) rows.push(["\u00a0", "", "", ""]);
    table.draw(rows);
    const numbers = { limit: long(2 / values[0]), curvature: long(values[0]) };
    note.textContent = rank ? fill(words.limit_note, numbers) : words.no_limit;
  }

  return { element: root, draw };
}

// The row of one curvature, or of all directions that have none.
function line(value, rate, count, words) {
  const product = rate * value;
  const bar = element("span", { class: product > 2 ? "bar diverges" : "bar" });
  bar.style.width = `${(100 * Math.min(product, SPAN)) / SPAN}%`;
  const track = element("span", { class: "track", "aria-hidden": "true" }, bar);
  const numbers = { rate: long(rate), curvature: long(value), count };
  const why = element("span", { class: "factor-why" }, fill(words.factor_of, numbers));
  const times = Math.abs(1 - product);
  const factor = value ? [why, long(times < ROUNDING ? 0 : times)] : [words.factor_flat];
  const name = fill(value || count === 1 ? words.curvature_of : words.curvature_flat, numbers);
  return [name, scientific(product), track, factor];
}

// The numbers below the bars.
function axis() {
  const ticks = Array.from({ length: SPAN + 1 }, (_, n) => {
    const tick = element("span", n === 2 ? { class: "limit" } : {}, String(n));
    tick.style.left = `${(100 * n) / SPAN}%`;
    return tick;
  });
  return element("span", { class: "track-axis", "aria-hidden": "true" }, ...ticks);
}
