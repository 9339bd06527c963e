// What the page knows of a run: it grows by the worker's snapshots. And what its numbers mean.

import { initialValues } from "./start.js";

export const CHANCE = Math.log(10); // the loss of ten equal probabilities
const KERNEL_CELLS = 25;
const RECENT = 20; // steps

export function newProgress(id, settings) {
  const { seed, initialisation, activation, learning_rate: rate } = settings;
  const kernels = initialValues(seed, initialisation, activation).subarray(0, 6 * KERNEL_CELLS);
  const counts = { steps: 0, epoch: 0, position: 0, images: 0, seconds: 0, pace: 0 };
  const lists = { losses: [], accuracies: [], sizes: [], guesses: [] };
  const now = { id, rate, batch: settings.batch_size, busy: false, diverged: false };
  return { ...now, ...counts, ...lists, kernels, first: kernels };
}

// Take in a snapshot; what it holds of the run's history is added.
export function withSnapshot(progress, snapshot) {
  const { losses, accuracies, images, seconds, ...now } = snapshot;
  const known = [...progress.losses, ...losses];
  const history = { losses: known, accuracies: [...progress.accuracies, ...accuracies] };
  const sums = { images: progress.images + images, seconds: progress.seconds + seconds };
  const pace = seconds ? smoothed(progress.pace, images / seconds) : progress.pace;
  return { ...progress, ...now, ...history, ...sums, pace };
}

function smoothed(before, value) {
  return before ? 0.8 * before + 0.2 * value : value;
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
  const [from, to] = [n * KERNEL_CELLS, (n + 1) * KERNEL_CELLS];
  const data = Array.from(kernels.slice(from, to));
  if (change) data.forEach((value, cell) => (data[cell] = value - first[from + cell]));
  return data;
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
