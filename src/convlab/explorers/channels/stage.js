// The stage of ChannelsExplorer: from input channels by kernels and partial sums to output channels.

import { partialSums, totalOf } from "../../channels.js";
import { edited } from "../core/legacy_settings.js";
import { keepSettings, openStage } from "../core/legacy_stage.js";
import { fill } from "../ui/dom.js";
import { readColours } from "../ui/upload.js";
import { SETTINGS, kernelFor, reconcile, refusal, resolved } from "./settings.js";
import { createPanels } from "./view.js";

const SUMMED = ["image", "kernel", "bias", "padding", "stride"]; // what the sums depend on

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  const own = { own: model.get("image") };
  const library = { inputs: { ...own, ...model.get("inputs") }, kernels: model.get("kernels") };
  let [summed, P, Y] = [{}, [], []]; // the settings that the sums were computed for

  const panels = createPanels(words, life.signal, {
    editInput: (c, i, j, value) => {
      edit({ image: now().image.with(c, edited(now().image[c], i, j, value)) });
    },
    editKernel: (o, i, a, b, value) => {
      const row = now().kernel[o];
      edit({ kernel: now().kernel.with(o, row.with(i, edited(row[i], a, b, value))) });
    },
    editBias: (o, value) => edit({ bias: now().bias.with(o, value) }),
    select: (selected) => change({ selected }),
    refuse: (where, i, j, text) => panels.refuse(fill(words.not_a_number, { where, i, j, text })),
    open: (file) =>
      readColours(file, 64).then(
        (image) => {
          library.inputs.own = image;
          const kernel = kernelFor({ ...now(), image }, library.kernels);
          change({ source: "own", image, kernel });
        },
        () => panels.refuse(fill(words.not_a_picture, { name: file.name })),
      ),
    reset: () => {
      const before = origin();
      edit({ ...before, kernel: kernelFor(before, library.kernels) });
    },
  });
  const output = () => {
    const data = Y.flatMap((channel) => Array.from(channel.data));
    return { shape: [Y.length, Y[0].rows, Y[0].columns], data };
  };
  openStage(el, { name: "channels", content: panels.element, output, signal: life.signal });

  const { now, change, edit, origin, start } = keepSettings(model, SETTINGS, life.signal, {
    numbers: [["image", "source"], ["kernel", "kernel_name"], ["bias"]],
    reconcile: (before, after) => reconcile(before, after, library),
    refusal: (settings) => refusal(settings, words),
    refuse: panels.refuse,
    show: (settings) => {
      const parts = resolved(settings);
      if (SUMMED.some((name) => settings[name] !== summed[name])) {
        P = partialSums(parts.X, parts.K, parts);
        Y = P.map((partials, o) => totalOf(partials, parts.bias[o]));
      }
      summed = settings;
      panels.draw({ ...parts, P, Y });
    },
  });
  start();
  return () => life.abort();
}
