// What the input determines of a kernel, and the patterns that it leaves open.

import { scaleFor } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";
import { createTitledGrid } from "../ui/panel.js";
import { scientific } from "../ui/plot.js";
import { sumText } from "./sentences.js";

const MOST_SUMS = 4;
const ROUNDING = 1e-12;

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
