// The maps of ShiftLab: what each makes of a picture, and how its outputs lie over it.

import { corr2d, pad } from "../../ops.js";
import { pool2d } from "../../pooling.js";
import { NO_PADDING } from "../../shapes.js";
import { noiseStream, timesImage } from "../../weights.js";

const AVERAGES = 16; // rows and columns, at most, that the dense layer reads

// The map of a name for pictures of X's size: { f(M), window, step, padding }; a window of 0 is the whole
// picture.
export function mapFor(name, X, K) {
  const slides = (window, step, padding) => ({ window, step, padding });
  const sides = (count) => [
    [count, count],
    [count, count],
  ];
  const slide = (M, padding, step) =>
    corr2d(M, K, { padding, stride: [step, step], dilation: [1, 1] });
  const pool = (mode, window) => (M) => {
    return pool2d(M, { window, mode, padding: NO_PADDING, stride: window });
  };
  const factor = Math.ceil(Math.max(X.rows, X.columns) / AVERAGES);
  const averages = pool("avg", [factor, factor]);
  const maps = {
    dense: { f: (M) => dense(averages(M)), ...slides(0, factor, 0) },
    "conv zero": { f: (M) => slide(M, sides(1), 1), ...slides(3, 1, 1) },
    "conv circular": { f: (M) => slide(surrounded(M), NO_PADDING, 1), ...slides(3, 1, 1) },
    "conv stride 2": { f: (M) => slide(M, sides(1), 2), ...slides(3, 2, 1) },
    "max pool": { f: pool("max", [2, 2]), ...slides(2, 2, 0) },
    "avg pool": { f: pool("avg", [2, 2]), ...slides(2, 2, 0) },
    "global avg": { f: pool("avg", [X.rows, X.columns]), ...slides(0, 1, 0) },
    "global max": { f: pool("max", [X.rows, X.columns]), ...slides(0, 1, 0) },
  };
  return maps[name];
}

// Circular padding of one: beyond each edge follows the opposite edge.
function surrounded(M) {
  const P = pad(M, [
    [1, 1],
    [1, 1],
  ]);
  for (let i = 0; i < P.rows; i++) {
    for (let j = 0; j < P.columns; j++) {
      const row = (i - 1 + M.rows) % M.rows;
      P.data[i * P.columns + j] = M.data[row * M.columns + ((j - 1 + M.columns) % M.columns)];
    }
  }
  return P;
}

const layers = new Map(); // by n: the weights of a dense layer from n pixels to n outputs

// The weights are uniform with variance 1/n.
function dense(M) {
  const n = M.data.length;
  if (!layers.has(n)) {
    const data = noiseStream(n * n, 4).map((weight) => weight * Math.sqrt(3 / n));
    layers.set(n, { rows: n, columns: n, data });
  }
  return timesImage(layers.get(n), M, M.rows);
}
