// What the page knows of a run, which the worker's snapshots renew, and what its numbers mean.

import { initialValues } from "./start.js";

export const CHANCE = Math.log(10); // the loss of ten equal probabilities
const KERNEL_CELLS = 25;
const RECENT = 20; // steps

// A run of which the worker has said nothing yet.
export function newProgress(id, settings) {
  const { seed, initialisation, activation, learning_rate: rate, batch_size: batch } = settings;
  const first = initialValues(seed, initialisation, activation).subarray(0, 6 * KERNEL_CELLS);
  const start = { steps: 0, epoch: 0, position: 0, busy: false, diverged: false };
  const lists = { losses: [], accuracies: [], sizes: [], guesses: [] };
  return { id, rate, batch, ...start, ...lists, kernels: first, first };
}

// The mean loss of the last steps.
export function recentLoss({ losses }) {
  const last = losses.slice(-RECENT);
  return last.reduce((sum, loss) => sum + loss, 0) / last.length;
}

export function bestAccuracy({ accuracies }) {
  return accuracies.reduce((best, one) => (one.test > best.test ? one : best), accuracies[0]);
}

// The layers whose weights get no gradient at all.
export function silentLayers({ sizes }) {
  return sizes.filter(({ size }) => size === 0).map(({ name }) => name);
}

export function kernelsEqual({ kernels }) {
  return kernels.every((value, n) => value === kernels[n % KERNEL_CELLS]);
}

// The outcome so far: the name of a sentence.
export function outcome(progress) {
  if (progress.diverged) return "diverged";
  const silent = silentLayers(progress).length;
  if (silent && silent === progress.sizes.length && progress.first.some(Boolean)) return "dead";
  if (silent) return "silent";
  if (progress.steps > 0 && kernelsEqual(progress)) return "equal";
  if (!progress.steps) return "fresh";
  const loss = recentLoss(progress);
  if (loss > 1.3 * CHANCE && progress.steps >= RECENT) return "worse";
  if (loss > 0.95 * CHANCE) return "guessing";
  return progress.accuracies.length > 1 ? "learns" : "begins";
}

// Kernel n of conv1, or its change since the start.
export function kernelOf({ kernels, first }, n, change) {
  const cells = Array.from({ length: KERNEL_CELLS }, (_, cell) => n * KERNEL_CELLS + cell);
  return cells.map((cell) => kernels[cell] - (change ? first[cell] : 0));
}

// A list of values as at most `most` points [place, mean of a stretch], the first value being at `from`.
export function thinned(values, most, from = 0) {
  const each = Math.max(1, Math.ceil(values.length / most));
  const count = Math.ceil(values.length / each);
  return Array.from({ length: count }, (_, n) => {
    const part = values.slice(n * each, (n + 1) * each);
    return [from + n * each + (part.length - 1) / 2, part.reduce((a, b) => a + b) / part.length];
  });
}

// The epoch that the last step was in, counted from 1, how many steps it has, and which of them that was.
export function placeInEpoch({ epoch, position, batch }, training) {
  const per = Math.ceil(training / batch);
  if (position === 0) return { epoch, per, within: per };
  return { epoch: epoch + 1, per, within: Math.ceil(position / batch) };
}
