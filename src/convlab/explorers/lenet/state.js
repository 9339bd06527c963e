// From the levels of the pad to ten probabilities: everything that the stage shows.

import { cutOut, reduceDrawing, transformDrawing } from "../../drawings.js";
import { LAYERS, forward, newMaps, parametersFrom, softmax } from "../../lenet.js";
import { float16, resize } from "../core/bytes.js";
import { inkOf, isBlank } from "./ink.js";

// The networks of the model by name: { parameters, variant }.
export function readNetworks(model) {
  const entries = Object.entries(model.get("networks"));
  return Object.fromEntries(
    entries.map(([name, { weights, activation, pooling }]) => {
      const parameters = parametersFrom(float16(weights));
      return [name, { parameters, variant: { activation, pooling } }];
    }),
  );
}

// How the image is moved, in the words of drawings.js.
export function movesOf({ shift_rows, shift_columns, turn, thicker }) {
  return { down: shift_rows, right: shift_columns, turn, thicker };
}

// Maps that every pass writes over: nothing is made anew while a stroke is drawn.
export function createState() {
  const maps = newMaps();
  // What the network makes of 8×8 shares of ink: { reduced, image, maps, network, probabilities, answer }.
  function see(reduced, network, settings) {
    const image = transformDrawing(resize(reduced), movesOf(settings));
    forward(network.parameters, network.variant, image, maps);
    const probabilities = softmax(maps.dense3.data);
    const answer = probabilities.indexOf(Math.max(...probabilities));
    return { reduced, image, maps, network, probabilities, answer };
  }
  return {
    see,
    draw(levels, network, settings) {
      const ink = inkOf(levels);
      const fit = settings.fit === "on";
      const cut = fit ? cutOut(ink) : null; // the part of the pad that is stretched
      const reduced = reduceDrawing(ink, fit, cut);
      return { ...see(reduced, network, settings), cut, blank: isBlank(levels) };
    },
  };
}

// The layer whose output stands for a layer with weights: its activation's, or its own.
export function shownLayer(name, view) {
  const next = LAYERS[LAYERS.findIndex((layer) => layer.name === name) + 1];
  return view === "after" && next?.kind === "activation" ? next.name : name;
}
