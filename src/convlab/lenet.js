// LeNet for one image, the mirror of lenet.py: its layers, its forward pass, and what goes in and comes out.
// Arrays are flat, in torch's order; a parameter has the name that it has in the state_dict.

import { activate, convolve, dense, poolAverage, poolLargest } from "./lenet_layers.js";

/** @type {Layer[]} */
export const LAYERS = [
  { name: "conv1", kind: "conv", in: 1, out: 6, kernel: 5, padding: 2, shape: [6, 28, 28] },
  { name: "act1", kind: "activation", shape: [6, 28, 28] },
  { name: "pool1", kind: "pool", kernel: 2, stride: 2, shape: [6, 14, 14] },
  { name: "conv2", kind: "conv", in: 6, out: 16, kernel: 5, padding: 0, shape: [16, 10, 10] },
  { name: "act2", kind: "activation", shape: [16, 10, 10] },
  { name: "pool2", kind: "pool", kernel: 2, stride: 2, shape: [16, 5, 5] },
  { name: "dense1", kind: "dense", in: 400, out: 120, shape: [120] },
  { name: "act3", kind: "activation", shape: [120] },
  { name: "dense2", kind: "dense", in: 120, out: 84, shape: [84] },
  { name: "act4", kind: "activation", shape: [84] },
  { name: "dense3", kind: "dense", in: 84, out: 10, shape: [10] },
];

const SIDE = 28; // of an image
const PADDED = 32; // with the zeros that conv1 puts around it

// Where each parameter lies in the flat array: { name, shape, from, to }.
export const PARAMETERS = placeParameters();

export const PARAMETER_COUNT = PARAMETERS.at(-1).to; // 61,706

function placeParameters() {
  const places = [];
  let from = 0;
  const add = (name, shape) => {
    const to = from + sizeOf(shape);
    places.push({ name, shape, from, to });
    from = to;
  };
  for (const { name, in: inputs, out, kernel } of LAYERS.filter((layer) => layer.out)) {
    add(`${name}.weight`, kernel ? [out, inputs, kernel, kernel] : [out, inputs]);
    add(`${name}.bias`, [out]);
  }
  return places;
}

/** @param {number[]} shape */
export function sizeOf(shape) {
  return shape.reduce((product, size) => product * size, 1);
}

// The parameters by name, from all of them in one flat array in the order of torch's state_dict. Of a typed
// array they are views: what is written into one is written into the other.
/** @param {Numbers} values @returns {Record<string, Float64Array>} */
export function parametersFrom(values) {
  const flat = ArrayBuffer.isView(values) ? values : Float64Array.from(values);
  if (flat.length !== PARAMETER_COUNT) {
    throw new RangeError(`expected ${PARAMETER_COUNT} parameters, got ${flat.length}`);
  }
  return Object.fromEntries(
    PARAMETERS.map(({ name, from, to }) => [name, flat.subarray(from, to)]),
  );
}

// Arrays for the padded image and for the output of every layer, by its name: { shape, data }, and winners where
// pooling can choose.
/** @returns {Record<string, FeatureMap>} */
export function newMaps() {
  /** @param {{ name: string, kind?: string, shape: number[] }} layer */
  const room = ({ name, kind, shape }) => {
    const data = new Float64Array(sizeOf(shape));
    const winners = kind === "pool" ? { winners: new Int32Array(data.length) } : {};
    return [name, { shape, data, ...winners }];
  };
  const padded = { name: "padded", shape: [1, PADDED, PADDED] };
  return Object.fromEntries([padded, ...LAYERS].map(room));
}

// The sizes that the loops of a convolution need.
/** @param {Layer} layer */
export function convolutionSizes({ in: inputs, out: outputs, kernel, shape }) {
  return { inputs, outputs, side: shape[1], wide: shape[1] + kernel - 1 };
}

// What every layer makes of an image (28×28, paper 0, ink 1): { [layer name]: { shape, data } }, the logits as
// dense3, and for max pooling `winners`, the index of each largest element. Variant: { activation: "sigmoid" or
// "relu", pooling: "avg" or "max" }. Maps of an earlier pass can be given to be written over.
/**
 * @param {Record<string, Float64Array>} parameters @param {Variant} variant @param {Float64Array} image
 * @param {Record<string, FeatureMap>} [maps]
 */
export function forward(parameters, { activation, pooling }, image, maps = newMaps()) {
  const edge = (PADDED - SIDE) / 2;
  let X = maps.padded.data;
  for (let i = 0; i < SIDE; i++) {
    X.set(image.slice(i * SIDE, (i + 1) * SIDE), (i + edge) * PADDED + edge);
  }
  for (const layer of LAYERS) {
    const { data: Y, winners } = maps[layer.name];
    const [W, bias] = [parameters[`${layer.name}.weight`], parameters[`${layer.name}.bias`]];
    if (layer.kind === "conv") convolve(Y, X, W, bias, convolutionSizes(layer));
    else if (layer.kind === "activation") activate(Y, X, activation);
    else if (layer.kind === "dense") dense(Y, X, W, bias);
    else if (pooling === "max") poolLargest(Y, winners, X, 2 * layer.shape[2]);
    else poolAverage(Y, X, 2 * layer.shape[2]);
    X = Y;
  }
  return maps;
}

// Probabilities, without overflow for logits of any size.
/** @param {Numbers} logits */
export function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
