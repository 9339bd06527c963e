// The stage of LocalityExplorer: a dense layer between images, shared, then cut to a kernel.

import { openStage } from "../core/stage.js";
import { reconcile, refusal, resolved } from "./settings.js";
import { createView } from "./view.js";

export function render(context) {
  return openStage(context, {
    name: "locality",
    reconcile,
    refusal,
    compute: resolved,
    output: ({ H }) => H,
    view: createView,
  });
}
