// Everything that follows from the settings of the kernel learner: the run, what decides how it ends, and where it ends.

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
import { matrixOf } from "../core/settings.js";

export function learned(settings, streams) {
  const [X, K] = [matrixOf(settings.image), matrixOf(settings.true_kernel)];
  const size = [settings.size_rows, settings.size_columns];
  const region = commonRegion(X, size, [K.rows, K.columns]);
  const { A, curvature, open } = lossOn(X, size, region);
  const y = learningTarget(X, K, region);
  const count = size[0] * size[1];
  const start = streams[settings.seed].slice(0, count).map((value) => value / Math.sqrt(count));
  const { learning_rate, steps } = settings;
  const run = learnKernel(A, y, start, learning_rate, steps);
  const limit = limitKernel(A, y, start, curvature);
  const least = sumOfSquares(residuals(A, limit, y));
  const exact = least <= 1e-12 * Math.max(1, sumOfSquares(y));
  const truth = enlarged(K, size[0], size[1]);
  const found = truth !== null && apart(limit, truth) <= 1e-7 * Math.max(1, ...truth.map(Math.abs));
  const ends = { limit, least, exact, truth, found };
  return { learning_rate, steps, X, K, size, region, ...run, ...curvature, ...open, ...ends };
}

const latest = new WeakMap(); // by input: the latest answer of lossOn

// The loss's windows, its curvatures, and what they leave open: all that does not depend on the run.
function lossOn(X, size, region) {
  const key = String([size, region]);
  if (latest.get(X)?.key !== key) {
    const A = lossWindows(X, size, region);
    const curvature = curvaturesOf(A);
    latest.set(X, { key, A, curvature, open: determined(curvature) });
  }
  return latest.get(X);
}

// The largest difference between two kernels of one size.
export function apart(a, b) {
  return a.reduce((most, value, n) => Math.max(most, Math.abs(value - b[n])), 0);
}

// The weights of K in a kernel of a size, zeros added below and at the right; null where it is too large.
function enlarged(K, rows, columns) {
  if (K.rows > rows || K.columns > columns) return null;
  const inside = (i, j) => (i < K.rows && j < K.columns ? K.data[i * K.columns + j] : 0);
  return Array.from({ length: rows * columns }, (_, n) =>
    inside(Math.floor(n / columns), n % columns),
  );
}
