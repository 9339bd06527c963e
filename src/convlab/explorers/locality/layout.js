// How large the matrix and the numbers of the locality explorer are in the width that there is.

import { clamp } from "../ui/dom.js";

const MATRIX = 216; // pixels that the matrix may be wide beside the images
const BETWEEN = 80; // pixels that the columns, the signs and the gaps take, where all stands in one row
const STACKED = 600; // below this width, the matrix stands above the images
const READABLE = 24; // pixels of a cell that "-0.4" fits into
const BARE = 18; // in smaller cells, numbers are not shown
const HIGHEST = 180; // pixels that the second row may be high

// parts: the explorer's root, and its panels kernel and own, the weights of one output. Matrix and images in one row, or
// the matrix above the images; where they have no room side by side, these too one above the other.
export function fitLocality({ root, kernel, own }, width, { n, K }) {
  // Whole pixels for each weight.
  const wide = (most) => Math.floor(Math.min(most, width) / n ** 2) * n ** 2;
  const inRow = (width - BETWEEN - wide(MATRIX)) / (2 * n);
  const stacked = width < STACKED || inRow < READABLE;
  const beside = stacked ? (width - 50) / (2 * n) : inRow;
  const narrow = beside < READABLE;
  root.classList.toggle("stacked", stacked);
  root.classList.toggle("narrow", narrow);
  // In steps, so that most sizes share one, and little changes from one to the next.
  const cell = Math.floor((narrow ? (width - 20) / n : beside) / 8) * 8;
  root.style.setProperty("--cell", `${clamp(cell, READABLE, 40)}px`);
  root.style.setProperty("--matrix", `${wide(stacked ? 260 : MATRIX)}px`);
  const both = (width - 50) / (K.columns + n);
  for (const [panel, columns] of [
    [kernel, K.columns],
    [own, n],
  ]) {
    const room = both < READABLE && stacked ? (width - 20) / columns : both;
    const size = Math.floor(Math.min(36, room, stacked ? 36 : HIGHEST / columns));
    panel.style.setProperty("--cell", `${size}px`);
    panel.classList.toggle("bare", size < BARE);
  }
}
