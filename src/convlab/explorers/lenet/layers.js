// All layers from the first convolution to the last hidden numbers, and what a unit sees in them.

import { scaleFor } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";
import { createLayer } from "./layer.js";
import { shapeText } from "./sentences.js";
import { layerOf, shownLayer } from "./unit.js";

// How tiles lie: so many in a line, and the gap between them in pixels of the map.
const TILES = {
  conv1: { columns: 6, gap: 4 },
  pool1: { columns: 6, gap: 2 },
  conv2: { columns: 8, gap: 2 },
  pool2: { columns: 8, gap: 1 },
  dense1: { columns: 40 },
  dense2: { columns: 42 },
};

// What a layer's picture looks like, wherever it is shown.
export function pictureOf(name) {
  return { name, shape: layerOf(name).shape, ...TILES[name] };
}

// hands: as a layer takes them.
export function createLayers(words, hands) {
  const layers = Object.keys(TILES).map((name) => {
    return { name, ...createLayer({ ...pictureOf(name), label: name }, hands) };
  });
  const root = element("div", { class: "layers" }, ...layers.map((one) => one.element));

  // Show the maps of a state, after the activation or before it.
  function draw({ maps, network, settings }) {
    const activation = words[network.variant.activation];
    for (const { name, draw: show } of layers) {
      const source = shownLayer(name, settings.view);
      const { shape, data } = maps[source];
      const signed = source === name && layerOf(name).kind !== "pool";
      const title = source === name ? words.layer_title : words.then;
      const text = fill(title, { name, activation, shape: shapeText(shape) });
      show(data, scaleFor(data, { kind: signed ? "signed" : "range" }), text);
    }
  }

  // Outline a unit, its window and its receptive field.
  function mark(unit, { boxes, below }) {
    for (const { name, mark: outline, element: layer } of layers) {
      outline(name === unit.layer ? unit : null, boxes[name]);
      layer.classList.toggle("seen", below.includes(name));
    }
  }

  return { element: root, draw, mark };
}
