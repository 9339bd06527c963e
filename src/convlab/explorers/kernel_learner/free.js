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
  const sums = element("ul", { class: "sums" });
  const patterns = element("div", { class: "patterns" });
  const note = element("p", { class: "note" }, words.free_note);
  const root = element("div", { class: "learner-free" }, title, sums, patterns, note);
  let grids = new AbortController();
  signal.addEventListener("abort", () => grids.abort());
  let run = null;
  let drawn = "";

  function draw(next) {
    run = next;
    const { rank, free, size } = run;
    const key = JSON.stringify([size, rank, free]);
    if (key === drawn) return;
    drawn = key;
    const count = size[0] * size[1];
    title.textContent = fill(free.length ? words.free_title : words.all_title, { rank, count });
    note.hidden = !free.length;
    patterns.classList.toggle("many", free.length > 4);
    grids.abort();
    grids = new AbortController();
    patterns.replaceChildren(
      ...free.map((data, n) => {
        const label = fill(words.free, { n: n + 1 });
        const grid = createTitledGrid({ label, signal: grids.signal });
        const M = { rows: size[0], columns: size[1], data };
        grid.update(M, { scale: scaleFor(M.data, { kind: "signed" }) });
        return grid.element;
      }),
    );
  }

  // Every sum of weights that is determined: what it has to be, and what it is in the kernel of a step.
  function show(step) {
    const { sums: all, free, kernels, limit, size } = run;
    sums.hidden = !free.length || !all.length || all.length > MOST_SUMS;
    const value = (sum, k) => {
      const total = sum.reduce((so, share, n) => so + (share ? share * k[n] : 0), 0);
      return Math.abs(total) < ROUNDING ? 0 : total;
    };
    const lines = all.map((sum) =>
      fill(words.sum, {
        sum: sumText(sum, size[1], words),
        wanted: scientific(value(sum, limit)),
        now: scientific(value(sum, kernels[step])),
        step,
      }),
    );
    sums.replaceChildren(...(sums.hidden ? [] : lines.map((text) => element("li", {}, text))));
  }

  return { element: root, draw, show };
}
