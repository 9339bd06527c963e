// How large the matrix and the numbers of the locality explorer are in the width that there is.

import { clamp } from "./dom.js";

const MATRIX = 216; // pixels that the matrix may be wide beside the images
const STACKED = 600; // below this width, the matrix stands above the images

// parts: the explorer's root, and its panels matrix, kernel and own, the weights of one output. All in one row, or
// the matrix above the images; on a phone these too one above the other.
export function fitLocality({ root, matrix, kernel, own }, width, { n, K }) {
  const stacked = width < STACKED;
  const beside = (width - (stacked ? 50 : MATRIX + 50)) / (2 * n);
  const narrow = beside < 20;
  root.classList.toggle("stacked", stacked);
  root.classList.toggle("narrow", narrow);
  // In steps, so that most sizes share one, and little changes from one to the next.
  const cell = Math.floor((narrow ? (width - 20) / n : beside) / 8) * 8;
  root.style.setProperty("--cell", `${clamp(cell, 20, 40)}px`);
  // Whole pixels for each weight.
  const weight = Math.floor(Math.min(stacked ? 260 : MATRIX, width) / n ** 2);
  matrix.style.setProperty("--matrix", `${weight * n ** 2}px`);
  const both = (width - 50) / (K.columns + n);
  for (const [panel, columns] of [
    [kernel, K.columns],
    [own, n],
  ]) {
    const size = both < 20 ? (width - 20) / columns : both;
    panel.style.setProperty("--cell", `${Math.floor(clamp(size, 20, 36))}px`);
  }
}
