// Where things are on the channels explorer's board: what belongs to its cursor, and the size of its cells.

import { channelTerms } from "../../channels.js";
import { outputsUsing } from "../../shapes.js";
import { within } from "../ui/board.js";
import { clamp } from "../ui/dom.js";
import { NARROW, cellsFor } from "../ui/layout.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers

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

// How the board fits the room it has: { numbers, stacked, cell, weights }. Inputs, outputs and what lies between stand
// side by side, with cells that shrink; on a phone the parts stand below each other. Numbers that have no room are shown
// as pictures.
export function fitting({ X, K, Y, padding }, room) {
  const { width } = room;
  const [around, k] = [2 * padding[0][0], K[0][0]];
  const columns = Math.max(X[0].columns + around, k.columns);
  const row = X.map(() => columns);
  const weights = clamp(Math.floor(170 / (K.length * k.rows)), 19, 28);
  const kernels = K.length * (weights * k.rows + 24);
  const rows = X[0].rows + around + Y[0].rows;
  const beside = { columns: [...row, Y[0].columns], rows, between: 200 + 16 * X.length };
  const below = { columns: row, rows: columns, between: 12 + 18 * X.length };
  const stacked = width < NARROW;
  const fits = cellsFor({ ...room, height: room.height - kernels }, stacked ? below : beside);
  const numbers = Math.max(rows, columns) <= LARGEST_GRID && !fits.stacked;
  return { numbers, stacked, cell: Math.min(fits.cell, stacked ? 34 : 96), weights };
}

export function fitChannels(root, { numbers, stacked, cell, weights }) {
  root.classList.toggle("stacked", stacked);
  root.classList.toggle("pictures", !numbers);
  root.style.setProperty("--cell", `${numbers ? cell : 28}px`);
  root.style.setProperty("--weights", `${weights}px`);
}
