// What the input decides: the curvatures, with what a step makes of the error along each, and the sums of weights that it
// determines, with the patterns that it leaves open.

import { scaleFor } from "../ui/colours.js";
import { element, fill, long } from "../ui/dom.js";
import { createTitledGrid } from "../ui/panel.js";
import { createTrack, scientific, trackAxis } from "../ui/plot.js";
import { createTable } from "../ui/table.js";
import { sumText } from "./sentences.js";

const SPAN = 3; // a bar is full at this learning rate · curvature; it diverges above 2
const DECIMALS = 12; // what lies below is rounding
const MOST_ROWS = 6; // of curvatures; of more, the largest and the smallest are shown
const MOST_SUMS = 4;
const ROUNDING = 1e-12;

export function createCurvatures(words) {
  const title = element("p", { class: "panel-title" }, words.curvature_title);
  const heads = [words.curvature, [words.product, 2], words.factor];
  const table = createTable("curvatures", heads);
  const note = element("p", { class: "note" });
  const root = element("div", { class: "learner-why" }, title, table.element, note);
  const axis = trackAxis([0, 1, 2, 3].map((n) => [n / SPAN, String(n)]));
  let drawn = { values: null, rate: 0 };

  function draw({ values, rank, learning_rate: rate }) {
    if (values === drawn.values && rate === drawn.rate) return;
    drawn = { values, rate };
    const rows = values.map((value, n) => line(n < rank ? value : 0, rate, words));
    const between = rows.length - MOST_ROWS + 1;
    if (between > 1) {
      const more = fill(words.curvature_more, { count: between });
      rows.splice(MOST_ROWS - 2, between, [more, "", "", ""]);
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

export function createFreedom(words, signal) {
  const title = element("p", { class: "panel-title" });
  const sums = element("div");
  const patterns = element("div", { class: "patterns" });
  const note = element("p", { class: "note" }, words.free_note);
  const root = element("div", { class: "learner-free" }, title, sums, patterns, note);
  const grids = []; // for as many patterns as there have been
  let run = null;

  function draw(next) {
    const drawn = run;
    run = next;
    const { rank, free, size } = run;
    if (free === drawn?.free) return;
    const count = size[0] * size[1];
    title.textContent = fill(free.length ? words.free_title : words.all_title, { rank, count });
    note.hidden = !free.length;
    free.forEach((data, n) => {
      grids[n] ??= createTitledGrid({ label: fill(words.free, { n: n + 1 }), signal });
      const M = { rows: size[0], columns: size[1], data };
      grids[n].update(M, { scale: scaleFor(data, { kind: "signed" }) });
    });
    patterns.replaceChildren(...free.map((_, n) => grids[n].element));
  }

  // Every sum of weights that is determined: what it has to be, and what it is in the kernel of a step.
  function show(step) {
    const { sums: all, free, kernels, limit, size } = run;
    const few = free.length && all.length <= MOST_SUMS ? all : [];
    const lines = few.map((sum) =>
      fill(words.sum, {
        sum: sumText(sum, size[1], words),
        wanted: scientific(valueOf(sum, limit)),
        now: scientific(valueOf(sum, kernels[step])),
      }),
    );
    sums.replaceChildren(...lines.map((text) => element("p", {}, text)));
  }

  return { element: root, draw, show };
}

// A sum of weights in a kernel; weights beside it may be no numbers any more.
function valueOf(sum, kernel) {
  const total = sum.reduce((so, share, n) => so + (share ? share * kernel[n] : 0), 0);
  return Math.abs(total) < ROUNDING ? 0 : total;
}
