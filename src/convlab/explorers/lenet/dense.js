// The weights of a dense unit, and the weights times what they meet, laid out as the layer below.

import { scaleBar, scaleFor } from "../ui/colours.js";
import { element, fill, short } from "../ui/dom.js";
import { createMaps } from "./maps.js";
import { FED_BY } from "./unit.js";

const LAYOUT = {
  dense1: { shape: [16, 5, 5], columns: 8, gap: 1, pixel: 6 },
  dense2: { shape: [120], columns: 30, gap: 0, pixel: 8 },
  dense3: { shape: [84], columns: 28, gap: 0, pixel: 8 },
};

export function createDense(words, signal) {
  const root = element("div", { class: "board" });
  const made = {}; // by layer: its two pictures

  function add(layer) {
    const { shape, columns, gap, pixel } = LAYOUT[layer];
    made[layer] = ["weights", "weighted"].map((name) => {
      const label = words[name];
      const maps = createMaps({ label, shape, signal });
      maps.arrange(columns, gap, pixel);
      const title = fill(words[`${name}_title`], { layer: FED_BY[layer] });
      const legend = element("span", { class: "legend", "aria-hidden": "true" });
      const heading = element("p", { class: "panel-title" }, title, legend);
      return { maps, legend, panel: element("div", { class: "layer" }, heading, maps.element) };
    });
  }

  function draw({ layer }, { weights, terms }) {
    if (!made[layer]) add(layer);
    const panels = made[layer].map(({ panel }) => panel);
    if (root.firstChild !== panels[0]) root.replaceChildren(...panels);
    [weights, terms].forEach((data, n) => {
      const scale = scaleFor(data, { kind: "signed" });
      made[layer][n].maps.draw(data, scale);
      scaleBar(made[layer][n].legend, scale, short);
    });
  }

  return { element: root, draw };
}
