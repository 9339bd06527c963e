// One unit of the network: what it is computed from, and what it sees. A unit is { layer, map, i, j }, with the
// layer's own name ("conv1", not "act1"); single numbers have i = j = 0.

import { LAYERS } from "../../lenet.js";
import { receptiveFields } from "../../receptive.js";
import { inside } from "../../shapes.js";

const INPUT = { name: "input", shape: [1, 28, 28] };
const OWN = LAYERS.filter(({ kind }) => kind !== "activation");
const NAMES = [INPUT, ...OWN].map(({ name }) => name);
const SLIDING = OWN.filter(({ kind }) => kind !== "dense");
const GEOMETRY = SLIDING.map(({ kernel, stride = 1, padding = 0 }) => {
  return { kernel, stride, padding, dilation: 1 };
});

export const layerOf = (name) => LAYERS.find((layer) => layer.name === name);
const layersBelow = (name) => NAMES.slice(0, NAMES.indexOf(name));
export const layerBelow = (name) => layersBelow(name).at(-1);

// The layer whose output stands for a layer with weights: its activation's, or its own.
export function shownLayer(name, view = "after") {
  const next = LAYERS[LAYERS.indexOf(layerOf(name)) + 1];
  return view === "after" && next?.kind === "activation" ? next.name : name;
}

// Where number n of a layer stands, whose maps have so many rows and columns; and back.
export function placeOf(n, side = 1) {
  return { map: Math.floor(n / side ** 2), i: Math.floor(n / side) % side, j: n % side };
}

export function indexOf({ map, i, j }, side = 1) {
  return (map * side + i) * side + j;
}

// How a unit gets its number. Convolution: { parts: [{ window, kernel, products, sum }], bias, sum, value }, a part for
// each map below. Pooling: { mode, window, winner, value }. Dense: { weights, products, terms, bias, sum, value }. The
// value is what the activation makes of the sum, or the sum itself where there is none.
export function workOf(unit, { image, maps, network }) {
  const { layer: name, map, i, j } = unit;
  const { kind, in: count, kernel: size, padding, shape } = layerOf(name);
  const from = layerBelow(name);
  const inputs = from === INPUT.name ? { ...INPUT, data: image } : maps[shownLayer(from)];
  const n = indexOf(unit, shape[1]);
  const value = maps[shownLayer(name)].data[n];
  if (kind === "pool") {
    const mode = network.variant.pooling;
    const window = windowOf(inputs, map, [2 * i, 2 * j], 2);
    const winner = mode === "max" ? window.indexOf(Math.max(...window)) : -1;
    return { kind, mode, window, winner, value };
  }
  const own = network.parameters[`${name}.weight`];
  const bias = network.parameters[`${name}.bias`][map];
  const common = { kind, bias, sum: maps[name].data[n], value };
  if (kind === "dense") {
    const weights = own.subarray(map * count, (map + 1) * count);
    const products = Array.from(weights, (k, c) => ({ x: inputs.data[c], k, inside: true }));
    return { ...common, weights, products, terms: products.map(({ x, k }) => x * k) };
  }
  const parts = Array.from({ length: count }, (_, c) => {
    const first = (map * count + c) * size * size;
    const kernel = own.subarray(first, first + size * size);
    const window = windowOf(inputs, c, [i - padding, j - padding], size);
    const products = window.map((x, a) => x * kernel[a]);
    return { window, kernel, products, sum: products.reduce((total, one) => total + one, 0) };
  });
  return { ...common, parts };
}

// The numbers of a map in a square window from [top, left] on; zeros beyond its edge.
function windowOf({ shape: [, side], data }, map, [top, left], size) {
  return Float64Array.from({ length: size * size }, (_, n) => {
    const [i, j] = [top + Math.floor(n / size), left + (n % size)];
    const beyond = i < 0 || j < 0 || i >= side || j >= side;
    return beyond ? 0 : data[indexOf({ map, i, j }, side)];
  });
}

// The unit of conv2 with the largest value after the activation.
export function mostActive({ maps: { act2 } }) {
  const n = act2.data.indexOf(Math.max(...act2.data));
  return { layer: "conv2", ...placeOf(n, act2.shape[1]) };
}

// What a unit sees in each layer below it, down to the input: { [layer]: { i, j, rows, columns, map, nearest } }, map
// null for all maps; and the size of its receptive field without what the padding cuts off. A dense unit sees all.
export function fieldOf({ layer, map, i, j }) {
  const depth = SLIDING.findIndex(({ name }) => name === layer) + 1;
  if (!depth) return { size: INPUT.shape[1], boxes: {}, below: layersBelow(layer) };
  const { size } = receptiveFields(GEOMETRY)[depth - 1];
  const boxes = {};
  [INPUT, ...SLIDING].slice(0, depth).forEach(({ name, shape: [, side] }, m) => {
    const field = receptiveFields(GEOMETRY.slice(m, depth)).at(-1);
    const [top, left] = [i, j].map((at) => field.start + at * field.jump);
    const all = { i: top, j: left, rows: field.size, columns: field.size };
    const nearest = m === depth - 1;
    const own = nearest && SLIDING[m].kind === "pool" ? map : null;
    boxes[name] = { ...inside(all, { rows: side, columns: side }), map: own, nearest };
  });
  return { size, boxes, below: [] };
}
