// Moving an image, and measuring what a map makes of it: the mirror of shifts.py.

import { fromEach } from "./ops.js";

// M moved down and to the right by [rows, columns]; zeros enter, or what has left on the other side.
/** @param {Matrix} M @param {Pair} by @param {string} border */
export function shiftImage(M, [down, right], border) {
  const wrap = (index, n) => (border === "circular" ? ((index % n) + n) % n : index);
  return fromEach(M.rows, M.columns, (i, j) => {
    const [row, column] = [wrap(i - down, M.rows), wrap(j - right, M.columns)];
    const inside = row >= 0 && row < M.rows && column >= 0 && column < M.columns;
    return inside ? M.data[row * M.columns + column] : 0;
  });
}

// By how many pixels an output moves: the nearest whole number, halves upwards.
/** @param {Pair} by @param {number} step */
export function outputShift(by, step) {
  return by.map((d) => Math.floor((2 * d + step) / (2 * step)));
}

// ‖A − B‖ / ‖Y‖ over the elements in a box; null if there are none.
/** @param {Matrix} A @param {Matrix} B @param {Matrix} Y @param {Box} box */
export function relativeError(A, B, Y, box) {
  let [error, size] = [0, 0];
  for (let i = box.i; i < box.i + box.rows; i++) {
    for (let j = box.j; j < box.j + box.columns; j++) {
      const n = i * Y.columns + j;
      error += (A.data[n] - B.data[n]) ** 2;
      size += Y.data[n] ** 2;
    }
  }
  if (!box.rows || !box.columns) return null;
  return error === 0 ? 0 : Math.sqrt(error / size);
}

// Which outputs Y of a sliding window over X keep clear of the border, before and after a shift: those in a box.
/**
 * @param {Matrix} X @param {Matrix} Y @param {Pair} by
 * @param {{ window: number, step: number, padding: number }} sliding
 */
export function undisturbed(X, Y, by, { window: size, step, padding }) {
  const moved = outputShift(by, step);
  const along = (n, m, axis) => {
    const shifts = [0, by[axis], moved[axis] * step];
    const first = Math.ceil((padding + Math.max(...shifts)) / step);
    const last = Math.floor((n - size + padding + Math.min(...shifts)) / step);
    return [first, Math.max(0, Math.min(last, m - 1) - first + 1)];
  };
  const [[i, rows], [j, columns]] = [along(X.rows, Y.rows, 0), along(X.columns, Y.columns, 1)];
  return { i, j, rows, columns };
}

/** @param {Matrix} A @param {Matrix} B */
export function minusMatrix(A, B) {
  return { ...A, data: A.data.map((value, n) => value - B.data[n]) };
}
