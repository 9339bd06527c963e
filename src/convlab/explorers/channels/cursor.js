// Where things are on the channels explorer's board: what belongs to its cursor, and the size of its cells.

import { channelTerms } from "../../channels.js";
import { outputsUsing } from "../../shapes.js";
import { within } from "../ui/board.js";
import { clamp } from "../ui/dom.js";

// next is { of: "output", i, j } in the output channel in view, or { of: "input", c, i, j }. With a 1×1 kernel
// a pixel stands for the output cell that it makes. Returns where the cursor is, each input channel's
// products, the output cells that use it, and the box of its window.
export function seenFrom(next, { X, K, Y, padding, stride, dilation, channel }) {
  const kernel = K[0][0];
  let here = within(next, next.of === "input" ? X[0] : Y[0]);
  let uses = [];
  if (here.of === "input") {
    uses = outputsUsing(here, { X: X[0], K: kernel, padding, stride, dilation });
    if (kernel.data.length > 1 || !uses.length) return { here, uses, products: [], box: 0 };
    here = { of: "output", i: uses[0][0], j: uses[0][1] };
    uses = [];
  }
  const products = channelTerms(X, K[channel], { padding, stride, dilation }, here.i, here.j);
  const { row, column } = products[0][0];
  const box = { i: row, j: column, rows: kernel.rows, columns: kernel.columns };
  return { here, uses, products, box };
}

// Light up what `seenFrom` found, where output channel o is in view.
export function markBoard({ inputs, partials, outputs }, { here, products, uses, box }, o) {
  const { of, c, i, j } = here;
  const spot = (lit) => ({ class: "cursor", cells: lit ? [[i, j]] : [] });
  const used = (lit) => ({ class: "uses", cells: lit ? uses : [] });
  inputs.panels().forEach((panel, n) => {
    const cells = products[n]?.map(({ row, column }) => [row, column]) ?? [];
    panel.mark([spot(of === "input" && n === c), { class: "window", cells, box }]);
  });
  partials.panels().forEach((panel, n) => panel.mark([spot(of === "output"), used(n === c)]));
  outputs
    .panels()
    .forEach((panel, n) => panel.mark([spot(of === "output" && n === o), used(true)]));
}

// Where the cursor stands at first: in the corner of numbers, in the middle of a picture.
export function firstCell({ rows, columns }, numbers) {
  const [i, j] = numbers ? [0, 0] : [Math.floor(rows / 2), Math.floor(columns / 2)];
  return { of: "output", i, j };
}

// Cells as large as the width allows. Where the inputs have no room beside the outputs, the parts stand below
// each other; where not even in a row of their own, each input stands alone, and so does each partial sum.
export function fitChannels(root, width, state) {
  if (!width || !state) return;
  const { X, K, Y, padding, numbers } = state;
  const row = X.length * Math.max(X[0].columns + 2 * padding[0][0], K[0][0].columns);
  const beside = (width - 200 - 16 * X.length) / (row + Y[0].columns);
  const below = (width - 12 - 10 * (X.length - 1)) / row; // the board's sides and gaps, see channels.css
  const stacked = numbers ? beside < 22 : width < 560;
  const alone = stacked && numbers && below < 16;
  const cell = stacked ? (alone ? 24 : below) : beside;
  root.classList.toggle("alone", alone);
  root.classList.toggle("stacked", stacked);
  root.style.setProperty("--cell", `${Math.floor(clamp(numbers ? cell : 28, 16, 34))}px`);
}
