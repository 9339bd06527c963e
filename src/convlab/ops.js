// The operations of ops.py in JavaScript: no document, no drawing. A matrix is { rows, columns, data } with data row by row;
// padding counts each side by itself.

import { outputSize } from "./shapes.js";

/** @param {number[][]} lists */
export function matrix(lists) {
  return { rows: lists.length, columns: lists[0].length, data: Float64Array.from(lists.flat()) };
}

// The matrix whose values are valueAt(i, j).
/** @param {number} rows @param {number} columns @param {(i: number, j: number) => number} valueAt */
export function fromEach(rows, columns, valueAt) {
  const data = new Float64Array(rows * columns);
  for (let i = 0, n = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[n++] = valueAt(i, j);
  }
  return { rows, columns, data };
}

/** @param {Matrix} X @param {Padding} sides */
export function pad(X, [[top, bottom], [left, right]]) {
  if (!top && !bottom && !left && !right) return X;
  const rows = X.rows + top + bottom;
  const columns = X.columns + left + right;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < X.rows; i++) {
    const row = X.data.subarray(i * X.columns, (i + 1) * X.columns);
    data.set(row, (i + top) * columns + left);
  }
  return { rows, columns, data };
}

// The kernel turned by half a turn: both axes reversed.
/** @param {Matrix} K */
export function flip(K) {
  return { ...K, data: Float64Array.from(K.data).reverse() };
}

// Cross-correlation: at each output cell, the window's products with the kernel, summed.
/** @param {Matrix} X @param {Matrix} K @param {Sliding} settings */
export function corr2d(X, K, { padding, stride, dilation }) {
  const P = pad(X, padding);
  const rows = outputSize(X.rows, K.rows, padding[0], stride[0], dilation[0]);
  const columns = outputSize(X.columns, K.columns, padding[1], stride[1], dilation[1]);
  const data = new Float64Array(rows * columns);
  const [source, step] = [P.data, stride[1]];
  for (let a = 0; a < K.rows; a++) {
    for (let b = 0; b < K.columns; b++) {
      const weight = K.data[a * K.columns + b];
      for (let i = 0; i < rows; i++) {
        let from = (i * stride[0] + a * dilation[0]) * P.columns + b * dilation[1];
        const end = (i + 1) * columns;
        for (let to = i * columns; to < end; to++, from += step) data[to] += weight * source[from];
      }
    }
  }
  return { rows, columns, data };
}

// The products that make output cell (i, j): kernel cell, input cell (it may lie in the padding), both values.
/** @param {Matrix} X @param {Matrix} K @param {Sliding} settings @param {number} i @param {number} j */
export function terms(X, K, { padding, stride, dilation }, i, j) {
  const list = [];
  for (let a = 0; a < K.rows; a++) {
    for (let b = 0; b < K.columns; b++) {
      const row = i * stride[0] + a * dilation[0] - padding[0][0];
      const column = j * stride[1] + b * dilation[1] - padding[1][0];
      const inside = row >= 0 && row < X.rows && column >= 0 && column < X.columns;
      const x = inside ? X.data[row * X.columns + column] : 0;
      list.push({ a, b, row, column, inside, x, k: K.data[a * K.columns + b] });
    }
  }
  return list;
}
