// Where things are on the channels explorer's board: what belongs to its cursor, and the size of its cells.

import { channelTerms } from "../../channels.js";
import { outputsUsing } from "../../shapes.js";
import { clamp, setStyle } from "../ui/dom.js";
import { NARROW, WIDE, cellsFor } from "../ui/layout.js";
import { termAt } from "../ui/sum.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers

// What belongs to the window that makes output cell `here` of the channel in view, and to the number `pixel` { c, i, j } of
// the input, or null, or to the term `n` of all products, counted through: each input channel's products, the window's
// place, the output cells that use the pixel, and the term, `linked`.
export function seenFrom(here, pixel, n, { X, K, padding, stride, dilation, channel }) {
  const kernel = K[0][0];
  const products = channelTerms(X, K[channel], { padding, stride, dilation }, here.i, here.j);
  const uses = pixel ? outputsUsing(pixel, { X: X[0], K: kernel, padding, stride, dilation }) : [];
  const [{ row: i, column: j }] = products[0];
  const box = { i, j, rows: kernel.rows, columns: kernel.columns };
  const at = termAt(products[0], pixel);
  const linked = pixel ? (at < 0 ? -1 : pixel.c * kernel.data.length + at) : n;
  return { here, pixel, products, uses, box, linked };
}

// The output cell that a pixel alone makes, with a 1×1 kernel; else null.
export function madeOf(pixel, { X, K, padding, stride, dilation }) {
  const kernel = K[0][0];
  if (kernel.data.length > 1) return null;
  const [made] = outputsUsing(pixel, { X: X[0], K: kernel, padding, stride, dilation });
  return made ? { i: made[0], j: made[1] } : null;
}

// Light up what `seenFrom` found, where output channel o is in view.
export function markBoard(
  { inputs, kernels, partials, outputs },
  { here, pixel, products, uses, box, linked },
  { K, channel: o },
) {
  const many = products[0].length;
  const tied = (c) => products[c][linked - c * many];
  const cell = { class: "cursor", cells: [[here.i, here.j]] };
  const used = { class: "uses", cells: uses };
  // A panel that is about to go still says that it lost the focus.
  inputs
    .panels()
    .slice(0, products.length)
    .forEach((panel, c) => {
      const term = tied(c);
      const weights = K[o][c];
      panel.mark([
        { class: "window", box: { ...box, weights, linked: linked - c * many } },
        { class: "cursor", cells: pixel?.c === c ? [[pixel.i, pixel.j]] : [] },
        { class: "linked", cells: term ? [[term.row, term.column]] : [] },
      ]);
    });
  kernels.mark(o, (c) => products[c] && tied(c));
  partials.panels().forEach((panel, c) => panel.mark([cell, ...(pixel?.c === c ? [used] : [])]));
  outputs.panels().forEach((panel, n) => panel.mark(n === o ? [cell, used] : [used]));
}

// How the board fits the room it has: { numbers, stacked, cell, weights }. Inputs, outputs and what lies between stand
// side by side, with cells that shrink; on a phone the parts stand below each other. Numbers that have no room are shown
// as pictures.
export function fitting({ X, K, Y, padding }, room) {
  const { width } = room;
  const [around, k] = [2 * padding[0][0], K[0][0]];
  const columns = Math.max(X[0].columns + around, k.columns);
  const row = X.map(() => columns);
  const most = room.presents ? 48 : width >= WIDE ? 40 : 28;
  const weights = clamp(Math.floor((0.21 * room.height) / (K.length * k.rows)), 19, most);
  const kernels = K.length * (weights * k.rows + 24);
  const rows = X[0].rows + around + Y[0].rows;
  const least = 11; // a digit can be read, longer numbers are left out
  const beside = { least, columns: [...row, Y[0].columns], rows, between: 200 + 16 * X.length };
  const below = { least, columns: row, rows: columns, between: 12 + 18 * X.length };
  const stacked = width < NARROW;
  const fits = cellsFor({ ...room, height: room.height - kernels }, stacked ? below : beside);
  const numbers = Math.max(X[0].rows + around, columns) <= LARGEST_GRID && !fits.stacked;
  return { numbers, stacked, cell: Math.min(fits.cell, stacked ? 34 : 96), weights };
}

export function fitChannels(root, { numbers, stacked, cell, weights }) {
  root.classList.toggle("roomy", numbers && cell >= 26);
  root.classList.toggle("stacked", stacked);
  root.classList.toggle("pictures", !numbers);
  setStyle(root, "--cell", `${numbers ? cell : 28}px`);
  setStyle(root, "--weights", `${weights}px`);
}
