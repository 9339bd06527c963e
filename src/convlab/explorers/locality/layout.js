// How large the matrix and the numbers of the locality explorer are in the width that there is.

import { clamp } from "../ui/dom.js";

const PRODUCT = 76; // pixels that the columns, the signs and the gaps take beside the matrix
const GAP = 30; // between two steps or two grids
const NOTE = 150; // the least width of what is said below the kernel
const TEXT = 240; // the least width of what is said beside the images
const STACKED = 600; // below this width, each step stands below the one before
const ROOMY = 1000; // from this width on, all is larger
const READABLE = 24; // pixels of a cell that "-0.4" fits into
const BARE = 18; // in smaller cells, numbers are not shown
const LEAST = 9; // and in smaller ones than these, no colours either

// parts: the explorer's root, and its panels kernel and own, the weights of one output. First the matrix, and beside it
// own and kernel; then the images, and beside them what is said. Where that has no room, all of this one below the other.
export function fitLocality({ root, kernel, own }, width, { n, K }) {
  const roomy = width >= ROOMY;
  const high = roomy ? 320 : 216; // pixels that a grid may be high
  const largest = roomy ? Math.min(48, Math.floor(high / n)) : 36;
  // Whole pixels for each weight.
  const wide = (most) => Math.floor(Math.min(most, width) / n ** 2) * n ** 2;
  const matrix = wide(Math.min(300, high));
  const beside = sizes(width - matrix - PRODUCT - 2 * GAP, n, K.columns, { largest, high });
  const stacked = width < STACKED || beside.kernel < LEAST;
  const below = sizes(width - GAP, n, K.columns, { largest, high });
  const apart = stacked && below.kernel < LEAST + 3;
  const each = (columns) => Math.min(largest, Math.floor((width - 20) / columns));
  const whole = { own: each(n), kernel: each(K.columns), note: width };
  const cells = apart ? whole : stacked ? below : beside;
  for (const [panel, size] of [
    [own, cells.own],
    [kernel, cells.kernel],
  ]) {
    panel.style.setProperty("--cell", `${size}px`);
    panel.classList.toggle("bare", size < BARE);
  }
  const images = (width - 40 - (stacked ? 0 : TEXT)) / (2 * n);
  const above = images < READABLE;
  // In steps, so that most sizes share one, and little changes from one to the next.
  const cell = Math.floor((above ? (width - 20) / n : images) / 4) * 4;
  root.classList.toggle("stacked", stacked);
  root.classList.toggle("apart", apart);
  root.classList.toggle("above", above);
  root.style.setProperty("--cell", `${clamp(cell, READABLE, largest)}px`);
  root.style.setProperty("--matrix", `${stacked ? wide(260) : matrix}px`);
  root.style.setProperty("--note", `${Math.floor(cells.note)}px`);
}

// Cells of one output's weights and of the kernel side by side in a room, and the width that a note below the kernel has.
function sizes(room, n, columns, { largest, high }) {
  const alike = Math.min((room - NOTE) / n, room / (n + columns));
  const own = Math.floor(clamp(alike, READABLE, largest));
  const rest = room - n * own;
  const kernel = Math.floor(Math.min(own, rest / columns, high / columns));
  return { own, kernel, note: Math.max(kernel * columns, Math.min(rest, 1.4 * NOTE)) };
}
