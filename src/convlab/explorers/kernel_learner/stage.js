// The stage of KernelLearner: gradient descent on one kernel, the whole run computed in the page.

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
import { pad } from "../../ops.js";
import { matrixOf } from "../core/settings.js";
import { openStage } from "../core/stage.js";
import { apart } from "./sentences.js";
import { refusal } from "./settings.js";
import { createView } from "./view.js";

export function render(context) {
  let run = null;
  const get = () => Array.from(run.losses);
  Object.defineProperty(context.el, "losses", { configurable: true, get });
  return openStage(context, {
    name: "kernel-learner",
    refusal,
    compute: (settings, { model }) => (run = learned(settings, model.get("streams"))),
    output: ({ size, kernels }) => ({ shape: [...size], data: kernels.at(-1) }),
    view: createView,
  });
}

// Everything that follows from the settings: the run, what decides how it ends, and where it ends.
function learned(settings, streams) {
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
  const truth = enlarged(K, ...size);
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

// The weights of K in a kernel of a size, zeros added below and at the right; null where it is too large.
function enlarged(K, rows, columns) {
  const [below, right] = [rows - K.rows, columns - K.columns];
  if (below < 0 || right < 0) return null;
  return pad(K, [
    [0, below],
    [0, right],
  ]).data;
}
