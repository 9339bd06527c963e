// The stage of PoolingExplorer: an input, what pooling leaves of it, and where a gradient would go back to.

import { pool2d, poolGradient } from "../../pooling.js";
import { openStage } from "../core/stage.js";
import { reconcile, refusal, resolved } from "./settings.js";
import { createView } from "./view.js";

export function render(context) {
  return openStage(context, {
    name: "pooling",
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
  const Y = pool2d(parts.X, parts);
  const G = settings.view === "gradient" ? poolGradient(parts.X, Y, parts) : null;
  return { ...parts, Y, G };
}
