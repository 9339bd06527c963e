// The stage of PoolingExplorer: an input, what pooling leaves of it, and where a gradient would go back to.

import { pool2d, poolGradient } from "../../pooling.js";
import { edited, readInputs } from "../core/settings.js";
import { keepSettings, openStage } from "../core/stage.js";
import { fill } from "../ui/dom.js";
import { readPicture } from "../ui/upload.js";
import { SETTINGS, reconcile, refusal, resolved } from "./settings.js";
import { createPanels } from "./view.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  const inputs = { own: model.get("image"), ...readInputs(model) };
  let Y = null;

  const panels = createPanels(words, life.signal, {
    editInput: (i, j, value) => edit({ image: edited(now().image, i, j, value) }),
    refuse: (where, i, j, text) => panels.refuse(fill(words.not_a_number, { where, i, j, text })),
    open: (file) =>
      readPicture(file, 128).then(
        (image) => {
          inputs.own = image;
          change({ source: "own", image });
        },
        () => panels.refuse(fill(words.not_a_picture, { name: file.name })),
      ),
    reset: () => edit(origin()),
  });
  openStage(el, { name: "pooling", content: panels.element, output: () => Y, signal: life.signal });

  const { now, change, edit, origin, start } = keepSettings(model, SETTINGS, life.signal, {
    numbers: [["image", "source"]],
    reconcile: (before, after) => reconcile(before, after, inputs),
    refusal: (settings) => refusal(settings, words),
    refuse: panels.refuse,
    show: ({ axes, view, ...settings }) => {
      const parts = resolved(settings);
      Y = pool2d(parts.X, parts);
      const G = view === "gradient" ? poolGradient(parts.X, Y, parts) : null;
      panels.draw({ ...parts, Y, G, axes });
    },
  });
  start();
  return () => life.abort();
}
