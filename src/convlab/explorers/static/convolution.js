// The stage of ConvolutionExplorer: input, kernel and output side by side, computed in the page.

import { SETTINGS, edited, reconcile, refusal, resolved } from "./convolution-settings.js";
import { createPanels } from "./convolution-panels.js";
import { corr2d } from "./kernels.js";
import { fill } from "./dom.js";
import { readSettings, writeSettings } from "./settings.js";
import { readPicture } from "./upload.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  let settings = readSettings(model, SETTINGS);
  const own = { own: settings.image };
  const library = { inputs: { ...own, ...model.get("inputs") }, kernels: model.get("kernels") };
  let state = null;
  let waiting = false;

  const panels = createPanels(words, life.signal, {
    editInput: (i, j, value) => change({ image: edited(settings.image, i, j, value) }),
    editKernel: (i, j, value) => change({ kernel: edited(settings.kernel, i, j, value) }),
    refuse: (where, i, j, text) => panels.refuse(fill(words.not_a_number, { where, i, j, text })),
    open: (file) =>
      readPicture(file, 128).then(
        (image) => {
          library.inputs.own = image;
          change({ source: "own", image });
        },
        () => panels.refuse(fill(words.not_a_picture, { name: file.name })),
      ),
    reset: () => {
      const fresh = { image: library.inputs[settings.source] ?? settings.image };
      const kernel = library.kernels[settings.kernel_name];
      change(kernel ? { ...fresh, kernel, kernel_name: settings.kernel_name } : fresh);
    },
  });
  el.dataset.explorer = "convolution";
  el.dataset.lmSuppressShortcuts = "true";
  el.classList.add("convlab-stage");
  el.append(panels.element);
  Object.defineProperty(el, "output", {
    configurable: true,
    get: () => ({ shape: [state.Y.rows, state.Y.columns], data: Array.from(state.Y.data) }),
  });

  function change(patch) {
    writeSettings(model, patch);
    refresh();
  }

  // Take the model's settings; if they do not go together, say so and put the last good ones back.
  function refresh() {
    waiting = false;
    const wanted = reconcile(settings, readSettings(model, SETTINGS), library);
    const sentence = refusal(wanted, words);
    if (!sentence) settings = wanted;
    writeSettings(model, settings);
    model.save_changes();
    panels.refuse(sentence);
    if (!sentence || !state) draw();
  }

  function draw() {
    const parts = resolved(settings);
    state = { ...parts, settings, Y: corr2d(parts.X, parts.sliding, parts) };
    el.closest(".convlab-explorer")?.classList.toggle("axes-apart", settings.axes === "apart");
    panels.draw(state);
  }

  // One drawing for all the settings that one action changes, before the next frame. It must wait for
  // the links between widgets to finish, since they ignore what is changed under their hands.
  function soon() {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => waiting && !life.signal.aborted && refresh());
  }

  for (const name of SETTINGS) model.on(`change:${name}`, soon);
  life.signal.addEventListener("abort", () => {
    for (const name of SETTINGS) model.off(`change:${name}`, soon);
  });
  refresh();
  return () => life.abort();
}
