// The maps of ShiftLab: what each makes of a picture, and how its outputs lie over it.

import { corr2d } from "../../ops.js";
import { pool2d } from "../../pooling.js";
import { NO_PADDING } from "../../shapes.js";
import { noiseStream, timesImage } from "../../weights.js";

const AVERAGES = 16; // rows and columns, at most, that the dense layer reads

// The map of a name for pictures of X's size: { f(M), window, step, padding }; a window of 0 is the whole picture.
export function mapFor(name, X, K) {
  const block = Math.ceil(Math.max(X.rows, X.columns) / AVERAGES);
  const whole = [X.rows, X.columns];
  const maps = {
    dense: [(M) => dense(pool(M, "avg", [block, block])), 0, block, 0],
    "conv zero": [(M) => slide(M, K, 1, 1), 3, 1, 1],
    "conv circular": [(M) => slide(surrounded(M), K, 0, 1), 3, 1, 1],
    "conv stride 2": [(M) => slide(M, K, 1, 2), 3, 2, 1],
    "max pool": [(M) => pool(M, "max", [2, 2]), 2, 2, 0],
    "avg pool": [(M) => pool(M, "avg", [2, 2]), 2, 2, 0],
    "global avg": [(M) => pool(M, "avg", whole), 0, 1, 0],
    "global max": [(M) => pool(M, "max", whole), 0, 1, 0],
  };
  const [f, window, step, padding] = maps[name];
  return { f, window, step, padding };
}

function slide(M, K, side, step) {
  const sides = [side, side];
  return corr2d(M, K, { padding: [sides, sides], stride: [step, step], dilation: [1, 1] });
}

function pool(M, mode, window) {
  return pool2d(M, { window, mode, padding: NO_PADDING, stride: window });
}

// Circular padding of one: beyond each edge follows the opposite edge.
function surrounded({ rows, columns, data }) {
  const wide = columns + 2;
  const P = { rows: rows + 2, columns: wide, data: new Float64Array((rows + 2) * wide) };
  for (let i = 0; i < P.rows; i++) {
    const from = ((i + rows - 1) % rows) * columns;
    const line = data.subarray(from, from + columns);
    P.data.set(line, i * wide + 1);
    P.data[i * wide] = line.at(-1);
    P.data[(i + 1) * wide - 1] = line[0];
  }
  return P;
}

const layers = {}; // by n: the weights of a dense layer from n pixels to n outputs

// The weights are uniform with variance 1/n.
function dense(M) {
  const n = M.data.length;
  const weights = () => noiseStream(n * n, 4).map((weight) => weight * Math.sqrt(3 / n));
  layers[n] ??= { rows: n, columns: n, data: weights() };
  return timesImage(layers[n], M, M.rows);
}
