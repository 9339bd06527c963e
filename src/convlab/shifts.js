// Moving an image, and measuring what a map makes of it: the mirror of shifts.py.

/** @import { Matrix, Pair } from "./types.d.ts" */

// M moved down and to the right by [rows, columns]; zeros enter, or what has left on the other side.
/** @param {Matrix} M @param {Pair} by @param {string} border @returns {Matrix} */
export function shiftImage(M, [down, right], border) {
  const data = new Float64Array(M.data.length);
  const wrap = (index, n) => ((index % n) + n) % n;
  for (let i = 0; i < M.rows; i++) {
    for (let j = 0; j < M.columns; j++) {
      let [row, column] = [i - down, j - right];
      if (border === "circular") [row, column] = [wrap(row, M.rows), wrap(column, M.columns)];
      const inside = row >= 0 && row < M.rows && column >= 0 && column < M.columns;
      if (inside) data[i * M.columns + j] = M.data[row * M.columns + column];
    }
  }
  return { ...M, data };
}

// By how many pixels an output moves: the nearest whole number, halves upwards.
/** @param {Pair} by @param {number} step @returns {Pair} */
export function outputShift(by, step) {
  return by.map((d) => Math.floor((2 * d + step) / (2 * step)));
}

// ‖A − B‖ / ‖Y‖ over the elements where `where` holds; null if there are none.
/**
 * @param {Matrix} A @param {Matrix} B @param {Matrix} Y @param {boolean[] | null} [where] @returns {number | null}
 */
export function relativeError(A, B, Y, where = null) {
  let [error, size, count] = [0, 0, 0];
  for (let n = 0; n < Y.data.length; n++) {
    if (where && !where[n]) continue;
    error += (A.data[n] - B.data[n]) ** 2;
    size += Y.data[n] ** 2;
    count++;
  }
  if (!count) return null;
  return error === 0 ? 0 : Math.sqrt(error / size);
}

// Which outputs of a sliding window keep clear of the border, before and after a shift; one for each of Y.
/**
 * @param {Matrix} X @param {Matrix} Y @param {Pair} by
 * @param {{ window: number, step: number, padding: number }} sliding @returns {boolean[]}
 */
export function undisturbed(X, Y, by, { window: size, step, padding }) {
  const moved = outputShift(by, step);
  const along = (n, m, axis) =>
    Array.from({ length: m }, (_, i) => {
      const first = i * step - padding;
      const starts = [first, first - by[axis], first - moved[axis] * step];
      return starts.every((start) => start >= 0 && start + size <= n);
    });
  const across = along(X.columns, Y.columns, 1);
  return along(X.rows, Y.rows, 0).flatMap((row) => across.map((column) => row && column));
}

/** @param {Matrix} A @param {Matrix} B @returns {Matrix} */
export function minusMatrix(A, B) {
  return { ...A, data: A.data.map((value, n) => value - B.data[n]) };
}
