// The sizes of a convolution, the mirror of shapes.py: which input meets which output. Padding counts each side by itself.

/** @import { Matrix, Pair, Place, Sliding } from "./types.d.ts" */

export const NO_PADDING = [
  [0, 0],
  [0, 0],
];

// How many input rows a kernel of k rows reaches over, holes of dilation included.
/** @param {number} k @param {number} dilation @returns {number} */
export function span(k, dilation) {
  return dilation * (k - 1) + 1;
}

// Floor, as torch does: a window that would stick out at the end is not taken.
/**
 * @param {number} n @param {number} k @param {Pair} padding @param {number} stride @param {number} dilation
 * @returns {number}
 */
export function outputSize(n, k, [before, after], stride, dilation) {
  return Math.floor((n + before + after - span(k, dilation)) / stride) + 1;
}

// Padding of one axis, [before, after]: "same" puts an odd one after, as torch does.
/** @param {string} mode @param {number} count @param {number} k @param {number} dilation @returns {Pair} */
export function axisPadding(mode, count, k, dilation) {
  const total = dilation * (k - 1);
  if (mode === "valid") return [0, 0];
  if (mode === "full") return [total, total];
  if (mode === "same") return [Math.floor(total / 2), Math.ceil(total / 2)];
  return [count, count];
}

// Along one axis: the pairs [output index, kernel index] that use input index r.
/**
 * @param {number} r @param {number} n @param {number} k @param {Pair} padding @param {number} stride
 * @param {number} dilation @returns {Pair[]}
 */
export function users(r, n, k, padding, stride, dilation) {
  const count = outputSize(n, k, padding, stride, dilation);
  const pairs = [];
  for (let a = 0; a < k; a++) {
    const i = (r + padding[0] - a * dilation) / stride;
    if (Number.isInteger(i) && i >= 0 && i < count) pairs.push([i, a]);
  }
  return pairs;
}

// Every output cell [i, j] that uses input pixel (i, j), in row order.
/** @param {Place} place @param {Sliding & { X: Matrix, K: Matrix }} state @returns {Pair[]} */
export function outputsUsing({ i, j }, { X, K, padding, stride, dilation }) {
  const down = users(i, X.rows, K.rows, padding[0], stride[0], dilation[0]).map(([row]) => row);
  const across = users(j, X.columns, K.columns, padding[1], stride[1], dilation[1]);
  const columns = across.map(([column]) => column).reverse();
  return down.reverse().flatMap((row) => columns.map((column) => [row, column]));
}

// Along one axis: the indices that no window reads, in the padding too (negative, or n and more). The
// floor leaves some at the end; a stride longer than the kernel, or dilation, leaves some in between.
/**
 * @param {number} n @param {number} k @param {Pair} padding @param {number} stride @param {number} dilation
 * @returns {number[]}
 */
export function neverUsed(n, k, padding, stride, dilation) {
  const all = Array.from({ length: n + padding[0] + padding[1] }, (_, r) => r - padding[0]);
  return all.filter((r) => users(r, n, k, padding, stride, dilation).length === 0);
}

// The same along both axes of an input: [rows, columns].
export function neverRead({ X, K, padding: [down, across], stride, dilation }) {
  return [
    neverUsed(X.rows, K.rows, down, stride[0], dilation[0]),
    neverUsed(X.columns, K.columns, across, stride[1], dilation[1]),
  ];
}

// How many outputs use each input pixel.
/** @param {Matrix} X @param {Matrix} K @param {Sliding} settings @returns {Matrix} */
export function useCounts(X, K, { padding, stride, dilation }) {
  const along = (n, k, axis) =>
    Array.from({ length: n }, (_, r) => {
      return users(r, n, k, padding[axis], stride[axis], dilation[axis]).length;
    });
  const across = along(X.columns, K.columns, 1);
  const data = along(X.rows, K.rows, 0).flatMap((r) => across.map((c) => r * c));
  return { rows: X.rows, columns: X.columns, data: Float64Array.from(data) };
}
