// The stage of ConvolutionExplorer: input, kernel and output side by side, computed in the page.

import { corr2d } from "../../ops.js";
import { edited, readInputs } from "../core/legacy_settings.js";
import { keepSettings, openStage } from "../core/legacy_stage.js";
import { fill } from "../ui/dom.js";
import { readPicture } from "../ui/upload.js";
import { SETTINGS, reconcile, refusal, resolved } from "./settings.js";
import { createPanels } from "./view.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  const own = { own: model.get("image") };
  const library = { inputs: { ...own, ...readInputs(model) }, kernels: model.get("kernels") };
  let Y = null;

  const panels = createPanels(words, life.signal, {
    editInput: (i, j, value) => edit({ image: edited(now().image, i, j, value) }),
    editKernel: (i, j, value) => edit({ kernel: edited(now().kernel, i, j, value) }),
    refuse: (where, i, j, text) => panels.refuse(fill(words.not_a_number, { where, i, j, text })),
    open: (file) =>
      readPicture(file, 128).then(
        (image) => {
          library.inputs.own = image;
          change({ source: "own", image });
        },
        () => panels.refuse(fill(words.not_a_picture, { name: file.name })),
      ),
    reset: () => edit(origin()),
  });
  openStage(el, {
    name: "convolution",
    content: panels.element,
    output: () => Y,
    signal: life.signal,
  });

  const { now, change, edit, origin, start } = keepSettings(model, SETTINGS, life.signal, {
    numbers: [
      ["image", "source"],
      ["kernel", "kernel_name"],
    ],
    reconcile: (before, after) => reconcile(before, after, library),
    refusal: (settings) => refusal(settings, words),
    refuse: panels.refuse,
    show: (settings) => {
      const parts = resolved(settings);
      Y = corr2d(parts.X, parts.sliding, parts);
      panels.draw({ ...parts, settings, Y });
    },
  });
  start();
  return () => life.abort();
}
