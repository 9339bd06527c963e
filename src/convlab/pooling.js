// The arithmetic of pooling, the mirror of pooling.py; matrices and padding are those of ops.js.

import { corr2d, terms } from "./ops.js";
import { outputSize, useCounts } from "./shapes.js";

// A window as a kernel of ones, so that what ops.js says about kernels holds for it.
/** @param {Pair} size */
export function ones([rows, columns]) {
  return { rows, columns, data: new Float64Array(rows * columns).fill(1) };
}

// The average or, for the mode "max", the largest element of each window, and then also `winners`: which
// element of X each output is. Zeros of the padding count in an average; in a maximum they never win.
/** @param {Matrix} X @param {Pooling} settings */
export function pool2d(X, { window: size, mode, padding, stride }) {
  if (mode === "max") return largest(X, size, padding, stride);
  const sums = corr2d(X, ones(size), { padding, stride, dilation: [1, 1] });
  const count = size[0] * size[1];
  return { ...sums, data: sums.data.map((sum) => sum / count) };
}

// First along the rows, then along the columns, each time for the whole picture. Only a larger element
// replaces the best so far: of equal ones the first in row order stays, as in torch.
/** @param {Matrix} X @param {Pair} size @param {Padding} padding @param {Pair} stride */
function largest(X, [height, width], [vertical, horizontal], [down, across]) {
  const rows = outputSize(X.rows, height, vertical, down, 1);
  const columns = outputSize(X.columns, width, horizontal, across, 1);
  const inRow = new Int32Array(X.rows * columns);
  const winners = new Int32Array(rows * columns);
  const data = new Float64Array(rows * columns);
  for (let r = 0; r < X.rows; r++) {
    for (let j = 0; j < columns; j++) {
      const [from, to] = inside(j * across - horizontal[0], width, X.columns);
      let best = r * X.columns + from;
      for (let n = best + 1; n < r * X.columns + to; n++) if (X.data[n] > X.data[best]) best = n;
      inRow[r * columns + j] = best;
    }
  }
  for (let i = 0; i < rows; i++) {
    const [from, to] = inside(i * down - vertical[0], height, X.rows);
    for (let j = 0; j < columns; j++) {
      let best = inRow[from * columns + j];
      for (let r = from + 1; r < to; r++) {
        const other = inRow[r * columns + j];
        if (X.data[other] > X.data[best]) best = other;
      }
      winners[i * columns + j] = best;
      data[i * columns + j] = X.data[best];
    }
  }
  return { rows, columns, data, winners };
}

// The part of a window that is not padding: its first index, and the one after its last.
/** @param {number} first @param {number} size @param {number} n */
function inside(first, size, n) {
  return [Math.max(0, first), Math.min(n, first + size)];
}

// The gradient of the sum of all outputs: each output's 1 goes to its winner, or in equal parts to the window.
/** @param {Matrix} X @param {Pooled} Y @param {Pooling} settings */
export function poolGradient(X, Y, { window: size, mode, padding, stride }) {
  if (mode === "max") {
    const data = new Float64Array(X.data.length);
    for (const winner of Y.winners) data[winner] += 1;
    return { ...X, data };
  }
  const uses = useCounts(X, ones(size), { padding, stride, dilation: [1, 1] });
  return { ...uses, data: uses.data.map((count) => count / (size[0] * size[1])) };
}

// What belongs to an output cell: its window's elements, as terms, and for a maximum the winner among them. The stage's state has X, K, Y, padding, stride and dilation.
/** @param {Sliding & { X: Matrix, K: Matrix, Y: Pooled }} state @param {Place} place */
export function windowAt(state, { i, j }) {
  const { X, K, Y } = state;
  const elements = terms(X, K, state, i, j);
  const best = Y.winners?.[i * Y.columns + j];
  const winner = elements.find((one) => one.inside && one.row * X.columns + one.column === best);
  return { terms: elements, winner };
}
