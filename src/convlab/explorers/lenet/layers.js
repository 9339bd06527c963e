// All layers from the first convolution to the last hidden numbers, one canvas each, and what a unit sees in them.

import { LAYERS } from "../../lenet.js";
import { scaleBar, scaleFor } from "../ui/colours.js";
import { clamp, element, fill, setText, short } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { createMaps } from "./maps.js";
import { shapeText } from "./sentences.js";
import { shownLayer } from "./network.js";

// How tiles lie: so many in a line where there is room, or on a phone; the gap between them in pixels of the map;
// how wide its pixels are, where those of conv1 are 1, so that all lines are about equally long.
const LINES = {
  conv1: { wide: 6, narrow: 3, gap: 4, pixel: 1 },
  pool1: { wide: 6, narrow: 3, gap: 2, pixel: 1.5 },
  conv2: { wide: 8, narrow: 8, gap: 2, pixel: 1.5, narrowPixel: 1 },
  pool2: { wide: 8, narrow: 8, gap: 1, pixel: 3, narrowPixel: 2 },
  dense1: { wide: 40, narrow: 30, gap: 0, pixel: 4.5, narrowPixel: 3 },
  dense2: { wide: 42, narrow: 28, gap: 0, pixel: 4.5, narrowPixel: 3 },
};
const WIDE = 188; // pixels of conv1's line, its six maps with their gaps
const NARROW = 94;

// actions: point(layer, place) or (layer, null), pick(layer, place), for a layer's own name: "conv1", not "act1".
export function createLayers(words, signal, { point, pick }) {
  const root = element("div", { class: "layers" });
  const panels = Object.keys(LINES).map((name) => createPanelOf(name));
  root.append(...panels.map((panel) => panel.element));
  layOut(2 * WIDE);
  onWidth(root, signal, layOut);

  function createPanelOf(name) {
    const { shape } = LAYERS.find((layer) => layer.name === name);
    const actions = {
      onPoint: (place) => point(name, place),
      onPick: (place) => pick(name, place),
    };
    const maps = createMaps({ label: name, shape, signal, ...actions });
    const title = element("span", {});
    const legend = element("span", { class: "legend", "aria-hidden": "true" });
    const heading = element("p", { class: "panel-title" }, title, legend);
    const panel = element("div", { class: "layer" }, heading, maps.element);
    return { name, shape, maps, title, legend, element: panel, data: null, scale: null };
  }

  function layOut(width) {
    const wide = width >= 2 * WIDE;
    const base = clamp(Math.floor(width / (wide ? WIDE : NARROW)), 1, 4);
    for (const { name, maps, data, scale } of panels) {
      const { pixel, narrowPixel = pixel, gap, ...columns } = LINES[name];
      const size = Math.floor(base * (wide ? pixel : narrowPixel));
      maps.arrange(columns[wide ? "wide" : "narrow"], gap, size);
      if (data) maps.draw(data, scale);
    }
  }

  // Show the maps of a state, after the activation or before it.
  function draw(state) {
    const activation = words[state.network.variant.activation];
    for (const panel of panels) {
      const { name, shape } = panel;
      const source = shownLayer(name, state.settings.view);
      panel.data = state.maps[source].data;
      const signed = source === name && !name.startsWith("pool");
      panel.scale = scaleFor(panel.data, { kind: signed ? "signed" : "range" });
      panel.maps.draw(panel.data, panel.scale);
      scaleBar(panel.legend, panel.scale, short);
      const template = source === name ? words.layer_title : words.then;
      const text = fill(template, { name, activation, shape: shapeText(shape) });
      setText(panel.title, text);
    }
  }

  // Outline a unit, its window and its receptive field.
  function mark(unit, { boxes, below }) {
    for (const { name, maps } of panels) {
      const { map, i, j } = unit;
      const marks = [];
      if (name === unit.layer) {
        marks.push({ class: "unit", map, i, j, rows: 1, columns: 1 });
        maps.point({ map, i, j });
      }
      if (boxes[name])
        marks.push({ ...boxes[name], class: boxes[name].nearest ? "window" : "field" });
      maps.mark(marks);
      maps.element.classList.toggle("seen", below.includes(name));
    }
  }

  return { element: root, draw, mark };
}
