// The stage of LocalityExplorer: a dense layer between images, shared, then cut to a kernel.

import { edited } from "../core/legacy_settings.js";
import { keepSettings, openStage } from "../core/legacy_stage.js";
import { fill } from "../ui/dom.js";
import { SETTINGS, reconcile, refusal, resolved, sized, withKernel } from "./settings.js";
import { createPanels } from "./view.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  const inputs = model.get("inputs");
  let state = null;

  const panels = createPanels(words, life.signal, {
    editInput: (i, j, value) => edit({ image: edited(now().image, i, j, value) }),
    editKernel: (i, j, value) => {
      const { shared, delta } = now();
      edit({ shared: withKernel(shared, delta, i, j, value) });
    },
    refuse: (where, i, j, text) => panels.refuse(fill(words.not_a_number, { where, i, j, text })),
    reset: () => {
      const before = origin();
      edit({ ...before, image: sized(before, now().size, inputs) });
    },
  });
  openStage(el, {
    name: "locality",
    content: panels.element,
    output: () => state.H,
    signal: life.signal,
  });

  const { now, edit, origin, start } = keepSettings(model, SETTINGS, life.signal, {
    numbers: [["image", "source"], ["shared"]],
    reconcile: (before, after) => reconcile(before, after, inputs),
    refusal: (settings) => refusal(settings, words),
    refuse: panels.refuse,
    show: (settings) => {
      state = resolved(settings);
      panels.draw(state);
    },
  });
  start();
  return () => life.abort();
}
