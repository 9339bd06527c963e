// One run of training, without a page: its state, a step, and what can be said about it.

import { resize } from "../../drawings.js";
import { PARAMETERS, forward, newMaps, parametersFrom, softmax } from "../../lenet.js";
import { backward } from "../../lenet_gradients.js";
import { bytesOf } from "../core/bytes.js";
import { epochOrder, initialValues } from "./start.js";

const LARGEST = 2 ** 128; // beyond it, float32, torch's usual type, knows no numbers
const SIDE = 8; // of the digits that travel, in levels of 1/16
const WEIGHTS = PARAMETERS.filter(({ name }) => name.endsWith(".weight"));

// The digits, enlarged when they are first needed; the first `training` of them are for training.
export function readDigits({ images, labels, ...facts }) {
  const bytes = bytesOf(images);
  const small = (n) => bytes.subarray(n * SIDE ** 2, (n + 1) * SIDE ** 2);
  const large = [];
  const image = (n) => (large[n] ??= resize(Array.from(small(n), (level) => level / 16)));
  return { ...facts, image, label: (n) => Number(labels[n]), count: labels.length };
}

// A run before its first step. Its settings have the schedule: [[from which step, learning rate, batch size], …].
export function newRun(digits, settings) {
  const { activation, initialisation, seed } = settings;
  const values = initialValues(seed, initialisation, activation);
  const [sums, velocities, before] = [1, 2, 3].map(() => new Float64Array(values.length));
  const views = { parameters: parametersFrom(values), gradients: parametersFrom(sums) };
  const arrays = { values, sums, velocities, before, ...views, maps: newMaps() };
  const start = { steps: 0, epoch: 0, position: 0, diverged: false, losses: [], accuracies: [] };
  return { ...settings, digits, ...arrays, ...start, order: null, batch: [] };
}

// The learning rate and the batch size at the run's present step.
export function present({ schedule, steps }) {
  const [, rate, batch] = schedule.findLast(([from]) => from <= steps);
  return { rate, batch };
}

// The schedule with another learning rate or batch size from a step on: what it said for later is dropped.
export function revised(schedule, steps, rate, batch) {
  const kept = schedule.filter(([from]) => from < steps);
  const [, lastRate, lastBatch] = kept.at(-1) ?? [];
  if (rate === lastRate && batch === lastBatch) return kept;
  return [...kept, [kept.length ? steps : 0, rate, batch]];
}

// The digits of the next step, in the order of the epoch; the last batch of an epoch may be smaller.
function nextBatch(run) {
  const { digits, seed, epoch, position } = run;
  if (run.order?.epoch !== epoch) {
    run.order = { epoch, digits: epochOrder(seed, epoch, digits.training) };
  }
  return run.order.digits.slice(position, position + present(run).batch);
}

// Sum the gradients of the next batch into run.sums; returns its mean loss.
export function addGradients(run) {
  const { digits, parameters, maps, gradients } = run;
  run.batch = nextBatch(run);
  run.sums.fill(0);
  let total = 0;
  for (const n of run.batch) {
    forward(parameters, run, digits.image(n), maps);
    total += backward(parameters, run, maps, digits.label(n), gradients);
  }
  return total / run.batch.length;
}

// Stochastic gradient descent with momentum, as torch.optim.SGD does it: v = momentum·v + g and w −= rate·v, for flat
// arrays; the gradients are divided by `count`, the images of the batch that they were summed over.
export function descend(values, gradients, velocities, { rate, momentum, count }) {
  for (let n = 0; n < values.length; n++) {
    velocities[n] = momentum * velocities[n] + gradients[n] / count;
    values[n] -= rate * velocities[n];
  }
}

// One step, and the mean loss of its batch before it. Where the loss or a weight would be too large for float32, or no
// number, nothing is changed, and the run has diverged.
export function trainStep(run) {
  const loss = addGradients(run);
  run.before.set(run.values);
  const options = { ...present(run), momentum: run.momentum, count: run.batch.length };
  descend(run.values, run.sums, run.velocities, options);
  if (!isSound(loss) || !run.values.every(isSound)) {
    run.values.set(run.before);
    run.diverged = true;
    return;
  }
  run.losses.push(loss);
  run.steps += 1;
  run.position += run.batch.length;
  if (run.position === run.digits.training) {
    run.epoch += 1;
    run.position = 0;
  }
}

function isSound(value) {
  return Math.abs(value) < LARGEST; // no number is not
}

// The gradient of the last batch in the weights of each layer: its root mean square.
export function gradientSizes({ sums, batch }) {
  return WEIGHTS.map(({ name, from, to }) => {
    let squares = 0;
    for (let n = from; n < to; n++) squares += (sums[n] / batch.length) ** 2;
    return { name: name.split(".")[0], size: Math.sqrt(squares / (to - from)) };
  });
}

// What the network says of a digit: { label, guess, share }, the share being the guess's probability.
export function guessOf(run, n) {
  const image = run.digits.image(n);
  const chances = softmax(forward(run.parameters, run, image, run.maps).dense3.data);
  const share = Math.max(...chances);
  return { label: run.digits.label(n), guess: chances.indexOf(share), share };
}

// The accuracy on digits from one index to another, from 0 to 1.
export function accuracyOf(run, from, to) {
  let right = 0;
  for (let n = from; n < to; n++) {
    const { label, guess } = guessOf(run, n);
    if (label === guess) right += 1;
  }
  return right / (to - from);
}
