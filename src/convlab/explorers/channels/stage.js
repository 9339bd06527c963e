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
    output: ({ Y }) => ({
      shape: [Y.length, Y[0].rows, Y[0].columns],
      data: Y.flatMap(({ data }) => Array.from(data)),
    }),
    view: createView,
  });
}

// Partial sums P of every output channel and the outputs Y, computed again only for other numbers.
function createSums() {
  let [summed, P, Y] = [{}, [], []];
  return (settings) => {
    const parts = resolved(settings);
    if (SUMMED.some((name) => settings[name] !== summed[name])) {
      P = partialSums(parts.X, parts.K, parts);
      Y = P.map((partials, o) => totalOf(partials, parts.bias[o]));
    }
    summed = settings;
    return { ...parts, P, Y };
  };
}
