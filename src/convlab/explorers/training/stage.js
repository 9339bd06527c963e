// The stage of TrainingLab: what the reader sets goes to a worker that trains, and what comes of it is drawn.

import { openStage } from "../core/stage.js";
import { reconcile } from "./settings.js";
import { createTraining } from "./training.js";
import { createView } from "./view.js";

export function render(context) {
  let training = null;
  return openStage(context, {
    name: "training",
    reconcile,
    compute: (settings) => training.follow(settings),
    output: ({ progress }) => ({ shape: [6, 5, 5], data: progress.kernels }),
    view(stage) {
      training = createTraining(stage, (state) => view.draw(state));
      const view = createView(stage, training);
      return view;
    },
  });
}
