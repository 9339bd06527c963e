// The stage of KernelLearner: gradient descent on one kernel, the whole run computed in the page.

import { openStage } from "../core/stage.js";
import { learned } from "./run.js";
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
