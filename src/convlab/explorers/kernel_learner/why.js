// What decides the outcome: the curvatures, with what a step makes of the error along each.

import { element, fill, long } from "../ui/dom.js";
import { createTrack, scientific, trackAxis } from "../ui/plot.js";
import { createTable } from "../ui/table.js";

const SPAN = 3; // a bar is full at this learning rate · curvature; it diverges above 2
const DECIMALS = 12; // what lies below is rounding
const MOST = 6; // rows of curvatures; of more, the largest and the smallest are shown

export function createCurvatures(words) {
  const title = element("p", { class: "panel-title" }, words.curvature_title);
  const heads = [words.curvature, [words.product, 2], words.factor];
  const table = createTable("curvatures", heads);
  const note = element("p", { class: "note" });
  const root = element("div", { class: "learner-why" }, title, table.element, note);
  const axis = trackAxis([0, 1, 2, 3].map((n) => [n / SPAN, String(n)]));
  let run = null;

  function draw(next) {
    const drawn = run;
    run = next;
    const { values, rank, learning_rate: rate } = run;
    if (values === drawn?.values && rate === drawn.learning_rate) return;
    const rows = values.map((value, n) => line(n < rank ? value : 0, rate, words));
    const between = rows.length - MOST + 1;
    if (between > 1) {
      const more = fill(words.curvature_more, { count: between });
      rows.splice(MOST - 2, between, [more, "", "", ""]);
    }
    table.draw([...rows, ["", "", axis, ""]]);
    const numbers = { limit: long(2 / values[0]), curvature: long(values[0]) };
    note.textContent = rank ? fill(words.limit_note, numbers) : words.no_limit;
  }

  return { element: root, draw };
}

// The row of one curvature.
function line(value, rate, words) {
  const product = rate * value;
  const bar = element("span", { class: product > 2 ? "bar diverges" : "bar" });
  bar.style.width = `${(100 * Math.min(product, SPAN)) / SPAN}%`;
  const sum = fill(words.factor_of, { rate: long(rate), curvature: long(value) });
  const times = long(Number(Math.abs(1 - product).toFixed(DECIMALS)));
  const why = element("span", { class: "factor-why" }, sum);
  const factor = value ? [why, " ", times] : words.factor_flat;
  return [long(value), scientific(product), createTrack(bar), factor];
}
