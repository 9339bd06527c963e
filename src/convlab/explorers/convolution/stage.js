// The stage of ConvolutionExplorer: input, kernel and output side by side, computed in the page.

import { corr2d } from "../../ops.js";
import { openStage } from "../core/stage.js";
import { reconcile, refusal, resolved } from "./settings.js";
import { createView } from "./view.js";

export function render(context) {
  return openStage(context, {
    name: "convolution",
    fits: true,
    reconcile,
    refusal,
    compute,
    output: ({ Y }) => Y,
    view: createView,
  });
}

function compute(settings) {
  const parts = resolved(settings);
  const { operation, view } = settings;
  return { ...parts, operation, view, Y: corr2d(parts.X, parts.sliding, parts) };
}
