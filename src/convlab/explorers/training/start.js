// Where a run starts and in which order it sees the digits, the mirror of start.py. Both come from one stream
// of numbers for each seed: first one number for every parameter, then one for every digit of every epoch.

import { PARAMETERS, PARAMETER_COUNT } from "../../lenet.js";

const STRIDE = 0x6d2b79f5;

// Number n, from 0 to 1, of a seed's stream: mulberry32, whose state after n steps is seed + n·STRIDE.
export function streamNumber(seed, n) {
  const a = (seed + Math.imul(n + 1, STRIDE)) | 0;
  let t = Math.imul(a ^ (a >>> 15), 1 | a);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

// What an activation asks of Xavier's bound so that a signal keeps its size: a sigmoid's slope at 0 is 1/4, a ReLU
// passes half of its inputs on.
const GAINS = { sigmoid: 4, relu: Math.sqrt(2) };

// All parameters in one array: uniform within ±bound, which depends on the layer's inputs and outputs.
// xavier: √(6 / (inputs + outputs)), gain: the same times the activation's gain, both with biases 0;
// torch: 1 / √inputs, biases too; zeros: 0.
export function initialValues(seed, initialisation, activation) {
  const values = new Float64Array(PARAMETER_COUNT);
  let bound = 0;
  for (const { shape, from, to } of PARAMETERS) {
    const isBias = shape.length === 1;
    if (!isBias)
      bound = boundOf(shape, initialisation, activation); // a bias follows its weight
    else if (initialisation !== "torch") continue;
    for (let n = from; n < to; n++) values[n] = (2 * streamNumber(seed, n) - 1) * bound;
  }
  return values;
}

function boundOf([outputs, inputs, rows = 1, columns = 1], initialisation, activation) {
  const area = rows * columns;
  const xavier = Math.sqrt(6 / (area * inputs + area * outputs));
  const gain = GAINS[activation] * xavier;
  return { zeros: 0, torch: 1 / Math.sqrt(area * inputs), xavier, gain }[initialisation];
}

// The digits of an epoch, 0 to count − 1, sorted by their numbers in the stream.
export function epochOrder(seed, epoch, count) {
  const first = PARAMETER_COUNT + epoch * count;
  const keys = Float64Array.from({ length: count }, (_, n) => streamNumber(seed, first + n));
  return Array.from(keys, (_, n) => n).sort((a, b) => keys[a] - keys[b]);
}
