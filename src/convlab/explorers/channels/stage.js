// The stage of ChannelsExplorer: from input channels by kernels and partial sums to output channels.

import { partialSums, totalOf } from "../../channels.js";
import { openStage } from "../core/stage.js";
import { reconcile, refusal, resolved } from "./settings.js";
import { createView } from "./view.js";

const SUMMED = ["image", "kernel", "bias", "padding", "stride"]; // what the sums depend on

export function render(context) {
  return openStage(context, {
    name: "channels",
    fits: true,
    reconcile,
    refusal,
    compute: createSums(),
    output: ({ Y, outputs }) => ({
      shape: [outputs.length, Y.rows, Y.columns],
      data: outputs.flatMap(({ data }) => Array.from(data)),
    }),
    view: createView,
  });
}

// The partial sums of every output channel and the outputs, computed again only for other numbers.
function createSums() {
  let [summed, partials, outputs] = [{}, [], []];
  return (settings) => {
    const parts = resolved(settings);
    if (SUMMED.some((name) => settings[name] !== summed[name])) {
      partials = partialSums(parts.inputs, parts.kernels, parts);
      outputs = partials.map((sums, o) => totalOf(sums, parts.bias[o]));
    }
    summed = settings;
    return { ...parts, partials, outputs, Y: outputs[0] };
  };
}
