// The stage of LeNetExplorer: a drawing, its way through a trained network, and one unit of it looked at closely.

import { bytesOf } from "../core/bytes.js";
import { openStage } from "../core/stage.js";
import { readDigits } from "./ink.js";
import { createNetworks } from "./network.js";
import { reconcile, refusal } from "./settings.js";
import { createView } from "./view.js";

export function render(context) {
  const { model, el } = context;
  const digits = readDigits(model);
  const networks = createNetworks(model);
  return openStage(context, {
    name: "lenet",
    reconcile: (now, change) => reconcile(now, { ...change, digits }),
    refusal,
    compute: (settings) => networks.see(bytesOf(settings.pad), settings),
    output: ({ maps }) => maps.dense3,
    view: (stage) => createView(stage, el, digits, networks),
  });
}
