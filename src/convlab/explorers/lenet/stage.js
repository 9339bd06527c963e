// The stage of LeNetExplorer: a drawing, its way through a trained network, and one unit of it looked at closely.

import { cutOut, reduceDrawing, resize, transformDrawing } from "../../drawings.js";
import { forward, newMaps, parametersFrom, softmax } from "../../lenet.js";
import { bytesOf, float16 } from "../core/bytes.js";
import { openStage } from "../core/stage.js";
import { inkOf, isBlank, readDigits } from "./ink.js";
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

// What the networks of the model see: see(levels, settings) is all that is shown of a drawing, in maps that every
// pass writes over, so that nothing is made anew while a stroke is drawn; answer(reduced, settings) is only what a
// network says of 8×8 shares of ink.
function createNetworks(model) {
  const read = ([name, { weights, ...variant }]) => {
    return [name, { variant, parameters: parametersFrom(float16(weights)) }];
  };
  const networks = Object.fromEntries(Object.entries(model.get("networks")).map(read));
  const [maps, others] = [newMaps(), newMaps()];

  function pass(reduced, settings, room) {
    const { shift_rows: down, shift_columns: right, turn, thicker } = settings;
    const network = networks[settings.network];
    const image = transformDrawing(resize(reduced), { down, right, turn, thicker });
    forward(network.parameters, network.variant, image, room);
    const probabilities = softmax(room.dense3.data);
    const answer = probabilities.indexOf(Math.max(...probabilities));
    return { reduced, image, maps: room, network, probabilities, answer };
  }

  function see(levels, settings) {
    const ink = inkOf(levels);
    const cut = settings.fit ? cutOut(ink) : null; // the part of the pad that is stretched
    const reduced = reduceDrawing(ink, settings.fit, cut);
    return { ...pass(reduced, settings, maps), cut, blank: isBlank(levels), settings };
  }

  return { see, answer: (reduced, settings) => pass(reduced, settings, others).answer };
}
