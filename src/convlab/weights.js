// A dense layer between images, its weights by pixel and by offset: the mirror of weights.py.
// An n×n image is flattened row by row, so the layer is an n²×n² matrix: a row for each output.

import { fromEach } from "./ops.js";

// The first numbers from −1 to 1 of a stream, a hash of their own index.
/** @param {number} count @param {number} [seed] */
export function noiseStream(count, seed = 0) {
  const stream = new Float64Array(count);
  for (let n = 0; n < count; n++) {
    let x = n + seed * 65536 + 1;
    x = Math.imul((x >>> 16) ^ x, 0x45d9f3b);
    x = Math.imul((x >>> 16) ^ x, 0x45d9f3b);
    stream[n] = (((x >>> 16) ^ x) >>> 0) / 2 ** 31 - 1;
  }
  return stream;
}

// The weights of the offsets from −delta to delta: the middle of a matrix of weights by offset.
/** @param {Matrix} V @param {number} delta */
export function centreOf(V, delta) {
  const side = 2 * delta + 1;
  const from = (V.rows - side) / 2;
  return fromEach(side, side, (i, j) => V.data[(from + i) * V.columns + from + j]);
}

// Every output reads its surroundings with the same V; an offset that V does not reach has weight zero.
/** @param {Matrix} V @param {number} n */
export function sharedWeights(V, n) {
  const reach = (V.rows - 1) / 2;
  const W = { rows: n * n, columns: n * n, data: new Float64Array(n ** 4) };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = Math.max(0, i - reach); k <= Math.min(n - 1, i + reach); k++) {
        for (let l = Math.max(0, j - reach); l <= Math.min(n - 1, j + reach); l++) {
          const weight = V.data[(k - i + reach) * V.columns + l - j + reach];
          W.data[(i * n + j) * n * n + k * n + l] = weight;
        }
      }
    }
  }
  return W;
}

// The sum of two matrices of one shape.
/** @param {Matrix} A @param {Matrix} B */
export function plus(A, B) {
  return { ...A, data: A.data.map((value, n) => value + B.data[n]) };
}

// A matrix times the flattened image, as an image of `rows` rows.
/** @param {Matrix} W @param {Matrix} X @param {number} rows */
export function timesImage(W, X, rows) {
  const data = new Float64Array(W.rows);
  for (let r = 0; r < W.rows; r++) {
    let sum = 0;
    for (let c = 0; c < W.columns; c++) sum += W.data[r * W.columns + c] * X.data[c];
    data[r] = sum;
  }
  return { rows, columns: W.rows / rows, data };
}

/** @param {number} n @param {number} delta */
export function parameterCounts(n, delta) {
  return { dense: n ** 4, shared: (2 * n - 1) ** 2, local: (2 * delta + 1) ** 2 };
}

// The places [row, column] of the matrix whose pixel lies at offset (a, b) of its output.
/** @param {number} a @param {number} b @param {number} n */
export function placesOf(a, b, n) {
  const places = [];
  for (let i = Math.max(0, -a); i < Math.min(n, n - a); i++) {
    for (let j = Math.max(0, -b); j < Math.min(n, n - b); j++) {
      places.push([i * n + j, (i + a) * n + j + b]);
    }
  }
  return places;
}
