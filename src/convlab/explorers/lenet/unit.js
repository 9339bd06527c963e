// One unit of the network: what it is computed from, and what it sees. A unit is { layer, map, i, j }, with the
// layer's own name ("conv1", not "act1"); single numbers have i = j = 0.

import { LAYERS } from "../../lenet.js";
import { pathCounts, reach, receptiveFields } from "../../receptive.js";

const layerOf = (name) => LAYERS.find((layer) => layer.name === name);
const SLIDING = ["conv1", "pool1", "conv2", "pool2"].map(layerOf);
const GEOMETRY = SLIDING.map(({ kernel, stride = 1, padding = 0 }) => {
  return { kernel, stride, padding, dilation: 1 };
});
const INPUT = "input";
const SIZES = [28, ...SLIDING.map(({ shape }) => shape[1])];
export const FED_BY = {
  conv1: INPUT,
  pool1: "conv1",
  conv2: "pool1",
  pool2: "conv2",
  dense1: "pool2",
  dense2: "dense1",
  dense3: "dense2",
};

// The numbers that a layer reads: what the activation, if there is one, has made of the layer below.
function inputsOf(name, { image, maps }) {
  const n = LAYERS.findIndex((layer) => layer.name === name);
  if (n === 0) return { shape: [1, 28, 28], data: image };
  return maps[LAYERS[n - 1].name];
}

// How a unit gets its number. Convolution: { parts: [{ window, kernel, products, sum, inside }], bias, sum, value },
// a part for each map below. Pooling: { window, winner, value }. Dense: { inputs, weights, terms, bias, sum, value }.
// The value is what the activation makes of the sum, or the sum itself where there is none.
export function workOf(unit, state) {
  const { layer: name, map } = unit;
  const layer = layerOf(name);
  const inputs = inputsOf(name, state);
  if (layer.kind === "pool") return poolWork(unit, inputs, state);
  const { parameters } = state.network;
  const bias = parameters[`${name}.bias`][map];
  const after = LAYERS[LAYERS.indexOf(layer) + 1];
  const [rows = 1, columns = 1] = layer.shape.slice(1);
  const n = (map * rows + unit.i) * columns + unit.j;
  const sum = state.maps[name].data[n];
  const value = after ? state.maps[after.name].data[n] : sum;
  const weights = parameters[`${name}.weight`];
  const common = { kind: layer.kind, bias, sum, value, activated: Boolean(after) };
  if (layer.kind === "conv") return { ...common, parts: partsOf(unit, layer, inputs, weights) };
  const own = weights.subarray(map * layer.in, (map + 1) * layer.in);
  const terms = Float64Array.from(own, (weight, k) => weight * inputs.data[k]);
  return { ...common, inputs, weights: own, terms };
}

function partsOf({ map, i, j }, layer, { shape, data }, weights) {
  const { in: count, kernel: k, padding } = layer;
  const [, rows, columns] = shape;
  return Array.from({ length: count }, (_, c) => {
    const from = (map * count + c) * k * k;
    const kernel = weights.subarray(from, from + k * k);
    const inside = (a, b) => a >= 0 && b >= 0 && a < rows && b < columns;
    const window = Float64Array.from({ length: k * k }, (_, n) => {
      const [a, b] = [i - padding + Math.floor(n / k), j - padding + (n % k)];
      return inside(a, b) ? data[(c * rows + a) * columns + b] : 0;
    });
    const products = window.map((x, n) => x * kernel[n]);
    return { window, kernel, products, sum: products.reduce((total, one) => total + one, 0) };
  });
}

function poolWork({ layer, map, i, j }, { shape, data }, { maps, network }) {
  const [, rows, columns] = shape;
  const at = (n) => (map * rows + 2 * i + (n >> 1)) * columns + 2 * j + (n % 2);
  const window = Float64Array.from({ length: 4 }, (_, n) => data[at(n)]);
  const { data: Y, winners, shape: own } = maps[layer];
  const n = (map * own[1] + i) * own[2] + j;
  const mode = network.variant.pooling;
  const winner = mode === "max" ? [0, 1, 2, 3].find((k) => at(k) === winners[n]) : -1;
  return { kind: "pool", mode, window, winner, value: Y[n] };
}

// The unit of a layer of maps with the largest value after the activation.
export function mostActive(layer, { maps }) {
  const { shape, data } = maps[LAYERS[LAYERS.findIndex(({ name }) => name === layer) + 1].name];
  const n = data.indexOf(Math.max(...data));
  const [, rows, columns] = shape;
  const within = n % (rows * columns);
  const place = { i: Math.floor(within / columns), j: within % columns };
  return { layer, map: Math.floor(n / (rows * columns)), ...place };
}

// What a unit sees in each layer below it, down to the input: { [layer]: { i, j, rows, columns, map, nearest } }, map
// null for all maps; and the size of its receptive field without what the padding cuts off. A dense unit sees all.
export function fieldOf({ layer, map, i, j }) {
  const depth = SLIDING.findIndex(({ name }) => name === layer) + 1;
  if (!depth) return { size: SIZES[0], boxes: {}, below: layersBelow(layer) };
  const stack = GEOMETRY.slice(0, depth);
  const [down, across] = [i, j].map((index) => pathCounts(index, stack, SIZES).map(reach));
  const boxes = {};
  for (let m = 0; m < depth; m++) {
    const [top, left] = [down[m][0], across[m][0]];
    boxes[m ? SLIDING[m - 1].name : INPUT] = {
      i: top,
      j: left,
      rows: down[m][1] - top + 1,
      columns: across[m][1] - left + 1,
      map: m === depth - 1 && SLIDING[m].kind === "pool" ? map : null,
      nearest: m === depth - 1,
    };
  }
  return { size: receptiveFields(stack).at(-1).size, boxes, below: [] };
}

function layersBelow(layer) {
  const list = [];
  for (let name = FED_BY[layer]; name; name = FED_BY[name]) list.push(name);
  return list;
}
