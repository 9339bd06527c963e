// The settings of the kernel learner: what follows from a change, and what does not go together.

import {
  commonRegion,
  learnKernel,
  learningTarget,
  limitKernel,
  lossWindows,
  residuals,
  sumOfSquares,
} from "../../learning.js";
import { curvaturesOf, determined } from "../../learning_directions.js";
import { matrixOf, same } from "../core/legacy_settings.js";
import { fill } from "../ui/dom.js";

export const SETTINGS = [
  "source",
  "image",
  "kernel_name",
  "true_kernel",
  "height",
  "width",
  "learning_rate",
  "steps",
  "seed",
];

const LARGEST_PIXEL = 1e100; // in size; the curvatures are sums of its square
const BOUNDS = [
  ["height", 1, 4],
  ["width", 1, 4],
  ["steps", 1, 200],
  ["seed", 0, 9],
];

// From the settings before and after a change, the settings that the reader meant: a preset brings its
// numbers, edited numbers are the reader's own and are kept for when "your own" is chosen again.
export function reconcile(before, after, { inputs, kernels }) {
  const now = { ...after };
  const pairs = [
    ["source", "image", inputs],
    ["kernel_name", "true_kernel", kernels],
  ];
  for (const [name, numbers, library] of pairs) {
    const named = now[name] !== before[name];
    const edited = !same(now[numbers], before[numbers]);
    if (named && !edited && library[now[name]]) now[numbers] = library[now[name]];
    if (edited && !named) now[name] = "own";
    if (now[name] === "own") library.own = now[numbers];
  }
  return now;
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  for (const [name, least, most] of BOUNDS) {
    const got = settings[name];
    if (!Number.isInteger(got) || got < least || got > most) {
      return fill(words.out_of_range, { what: words[name], least, most, got });
    }
  }
  const rate = settings.learning_rate;
  if (!(rate > 0 && Number.isFinite(rate))) return fill(words.no_rate, { got: rate });
  const [X, K] = [matrixOf(settings.image), matrixOf(settings.true_kernel)];
  const sizeOf = (most, value) => Math.max(most, Math.abs(value));
  const largest = X.data.reduce(sizeOf, 0);
  if (largest > LARGEST_PIXEL) return fill(words.no_pixel, { most: LARGEST_PIXEL, got: largest });
  const sizes = [
    [words.true_kernel, K.rows, K.columns],
    [words.learned_kernel, settings.height, settings.width],
  ];
  for (const [what, rows, columns] of sizes) {
    if (rows > X.rows || columns > X.columns) {
      const [kernel, input] = [`${rows}×${columns}`, `${X.rows}×${X.columns}`];
      return fill(words.no_fit, { what, kernel, input });
    }
  }
  return null;
}

// Everything that follows from the settings: the run, what decides how it ends, and where it ends.
export function learned(settings, streams) {
  const [X, K] = [matrixOf(settings.image), matrixOf(settings.true_kernel)];
  const size = [settings.height, settings.width];
  const region = commonRegion(X, size, [K.rows, K.columns]);
  const { A, curvature, open } = toldBy(X, size, region);
  const y = learningTarget(X, K, region);
  const count = size[0] * size[1];
  const start = streams[settings.seed].slice(0, count).map((value) => value / Math.sqrt(count));
  const run = learnKernel(A, y, start, settings.learning_rate, settings.steps);
  const limit = limitKernel(A, y, start, curvature);
  const least = sumOfSquares(residuals(A, limit, y));
  const exact = least <= 1e-12 * Math.max(1, sumOfSquares(y));
  const truth = enlarged(K, size);
  const found = truth !== null && apart(limit, truth) <= 1e-7 * Math.max(1, ...truth.map(Math.abs));
  const ends = { limit, least, exact, truth, found };
  return {
    ...settings,
    X,
    K,
    size,
    region,
    ...run,
    ...curvature,
    ...open,
    ...ends,
  };
}

const known = new WeakMap(); // by input: the latest answer of toldBy

// The loss's windows, its curvatures, and what they leave open: all that does not depend on the run.
function toldBy(X, size, region) {
  const key = String([size, region]);
  if (known.get(X)?.key !== key) {
    const A = lossWindows(X, size, region);
    const curvature = curvaturesOf(A);
    known.set(X, { key, A, curvature, open: determined(curvature) });
  }
  return known.get(X);
}

// The largest difference between two kernels of one size.
export function apart(a, b) {
  return a.reduce((most, value, n) => Math.max(most, Math.abs(value - b[n])), 0);
}

// The weights of K in a kernel of a size, zeros added below and at the right; null where it is too large.
function enlarged(K, [rows, columns]) {
  if (K.rows > rows || K.columns > columns) return null;
  const inside = (i, j) => (i < K.rows && j < K.columns ? K.data[i * K.columns + j] : 0);
  return Array.from({ length: rows * columns }, (_, n) =>
    inside(Math.floor(n / columns), n % columns),
  );
}
