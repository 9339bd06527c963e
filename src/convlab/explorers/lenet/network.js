// From the levels of the pad to ten probabilities: everything that the stage shows.

import { cutOut, reduceDrawing, resize, transformDrawing } from "../../drawings.js";
import { forward, newMaps, parametersFrom, softmax } from "../../lenet.js";
import { float16 } from "../core/bytes.js";
import { inkOf, isBlank } from "./ink.js";

// What the networks of the model see: see(levels, settings) is all that is shown of a drawing, in maps that every
// pass writes over, so that nothing is made anew while a stroke is drawn; answer(reduced, settings) is only what a
// network says of 8×8 shares of ink.
export function createNetworks(model) {
  const networks = readNetworks(model.get("networks"));
  const [maps, others] = [newMaps(), newMaps()];

  function pass(reduced, settings, room) {
    const network = networks[settings.network];
    const image = transformDrawing(resize(reduced), movesOf(settings));
    forward(network.parameters, network.variant, image, room);
    const probabilities = softmax(room.dense3.data);
    const answer = probabilities.indexOf(Math.max(...probabilities));
    return { reduced, image, maps: room, network, probabilities, answer };
  }

  function see(levels, settings) {
    const ink = inkOf(levels);
    const fit = settings.fit === "on";
    const cut = fit ? cutOut(ink) : null; // the part of the pad that is stretched
    const reduced = reduceDrawing(ink, fit, cut);
    return { ...pass(reduced, settings, maps), cut, blank: isBlank(levels), settings };
  }

  return { see, answer: (reduced, settings) => pass(reduced, settings, others).answer };
}

// By name: { parameters, variant }.
function readNetworks(networks) {
  const entries = Object.entries(networks).map(([name, { weights, activation, pooling }]) => {
    const parameters = parametersFrom(float16(weights));
    return [name, { parameters, variant: { activation, pooling } }];
  });
  return Object.fromEntries(entries);
}

// How the image is moved, in the words of drawings.js.
function movesOf({ shift_rows, shift_columns, turn, thicker }) {
  return { down: shift_rows, right: shift_columns, turn, thicker };
}
