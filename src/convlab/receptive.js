// The arithmetic of receptive fields, the mirror of receptive.py: along one axis, since layers are square here.
// A layer is { kernel, stride, padding, dilation }.

import { fromEach } from "./ops.js";
import { outputSize } from "./shapes.js";

// For each layer what its units see: unit i sees the elements from start + i·jump on, as many as size says.
/** @param {StackLayer[]} layers */
export function receptiveFields(layers) {
  let [size, jump, start] = [1, 1, 0];
  return layers.map(({ kernel, stride, padding, dilation }) => {
    size += dilation * (kernel - 1) * jump;
    start -= padding * jump;
    jump *= stride;
    return { size, jump, start };
  });
}

// The sizes of all maps, from the input on; 0 or less where a kernel does not fit.
/** @param {number} n @param {StackLayer[]} layers */
export function mapSizes(n, layers) {
  const sizes = [n];
  for (const { kernel, stride, padding, dilation } of layers) {
    sizes.push(outputSize(sizes.at(-1), kernel, [padding, padding], stride, dilation));
  }
  return sizes;
}

// How many paths lead along one axis from each element of each map to the unit `index` of the last layer:
// one list for the input and each layer. Paths that leave a map, into the padding, end there.
/** @param {number} index @param {StackLayer[]} layers @param {number[]} sizes */
export function pathCounts(index, layers, sizes) {
  const all = [new Float64Array(sizes[layers.length])];
  all[0][index] = 1;
  for (let m = layers.length - 1; m >= 0; m--) {
    const { kernel, stride, padding, dilation } = layers[m];
    const below = new Float64Array(sizes[m]);
    all[0].forEach((count, i) => {
      for (let a = 0; count && a < kernel; a++) {
        const at = i * stride - padding + a * dilation;
        if (at >= 0 && at < below.length) below[at] += count;
      }
    });
    all.unshift(below);
  }
  return all;
}

// The first and last index that any path comes from, or null where there is none.
/** @param {Float64Array} counts */
export function reach(counts) {
  const first = counts.findIndex((count) => count > 0);
  return first < 0 ? null : [first, counts.findLastIndex((count) => count > 0)];
}

// The influence of every element of a map on a unit: its paths' share of all, by rows and by columns.
/** @param {Float64Array} rows @param {Float64Array} columns @param {number} total */
export function influence(rows, columns, total) {
  return fromEach(rows.length, columns.length, (i, j) => (rows[i] * columns[j]) / total);
}

// All paths to a unit through layers, those from the padding too.
/** @param {StackLayer[]} layers */
export function pathTotal(layers) {
  return layers.reduce((total, { kernel }) => total * kernel * kernel, 1);
}
