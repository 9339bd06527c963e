// The stage of KernelLearner: gradient descent on one kernel, the whole run computed in the page.

import { edited } from "../core/legacy_settings.js";
import { keepSettings, openStage } from "../core/legacy_stage.js";
import { fill } from "../ui/dom.js";
import { SETTINGS, learned, reconcile, refusal } from "./settings.js";
import { createPanels } from "./view.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  const library = {
    inputs: { own: model.get("image"), ...model.get("inputs") },
    kernels: { own: model.get("true_kernel"), ...model.get("kernels") },
  };
  let run = null;

  const panels = createPanels(words, life.signal, {
    editInput: (i, j, value) => change({ image: edited(now().image, i, j, value) }),
    editKernel: (i, j, value) => change({ true_kernel: edited(now().true_kernel, i, j, value) }),
    setRate: (rate) => change({ learning_rate: rate }),
    refuse: (where, i, j, text) => panels.refuse(fill(words.not_a_number, { where, i, j, text })),
  });
  const output = () => ({ shape: [...run.size], data: run.kernels.at(-1) });
  openStage(el, { name: "kernel-learner", content: panels.element, output, signal: life.signal });
  Object.defineProperty(el, "losses", { configurable: true, get: () => Array.from(run.losses) });

  const { now, change, start } = keepSettings(model, SETTINGS, life.signal, {
    reconcile: (before, after) => reconcile(before, after, library),
    refusal: (settings) => refusal(settings, words),
    refuse: panels.refuse,
    show: (settings) => {
      run = learned(settings, model.get("streams"));
      panels.draw(run);
    },
  });
  start();
  return () => life.abort();
}
