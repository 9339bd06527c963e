// The stage of ShiftLab: a picture is moved, and what a map makes of it is compared and measured.

import { keepSettings, openStage } from "../core/legacy_stage.js";
import { clamp, fill } from "../ui/dom.js";
import { readPicture } from "../ui/upload.js";
import { FARTHEST, SETTINGS, measured, reconcile, refusal } from "./settings.js";
import { createPanels } from "./view.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  const inputs = { own: model.get("image"), ...model.get("inputs") };
  let state = null;

  const within = (d) => clamp(d, -FARTHEST, FARTHEST);
  const moveTo = (rows, columns) => {
    const to = { shift_rows: within(rows), shift_columns: within(columns) };
    const { shift_rows, shift_columns } = now();
    if (to.shift_rows !== shift_rows || to.shift_columns !== shift_columns) change(to);
  };
  const panels = createPanels(words, life.signal, {
    moveTo,
    moveBy: (rows, columns) => {
      const { shift_rows, shift_columns } = now();
      moveTo(shift_rows + rows, shift_columns + columns);
    },
    open: (file) =>
      readPicture(file, 64).then(
        (image) => {
          inputs.own = image;
          change({ source: "own", image });
        },
        () => panels.refuse(fill(words.not_a_picture, { name: file.name })),
      ),
  });
  openStage(el, {
    name: "shift-lab",
    content: panels.element,
    output: () => state.output,
    signal: life.signal,
  });
  Object.defineProperty(el, "errors", {
    configurable: true,
    get: () => ({ equivariance: state.equivariance, invariance: state.invariance }),
  });

  const { now, change, start } = keepSettings(model, SETTINGS, life.signal, {
    reconcile: (before, after) => reconcile(before, after, inputs),
    refusal: (settings) => refusal(settings, words),
    refuse: panels.refuse,
    show: (settings) => {
      state = measured(settings, model.get("kernel"));
      panels.draw(state);
    },
  });
  start();
  return () => life.abort();
}
