// The stage of ShiftLab: a picture is moved, and what a map makes of it is compared and measured.

import { openStage } from "../core/stage.js";
import { measured } from "./measure.js";
import { createView } from "./view.js";

export function render(context) {
  return openStage(context, {
    name: "shift-lab",
    compute: (settings, { model }) => measured(settings, model.get("kernel")),
    output: ({ output }) => output,
    view: createView,
  });
}
