// What a unit's number comes from, in small: of a convolution the window and kernel of each map below, of a dense
// unit its weights, and the weights times what they meet, laid out as the layer below.

import { createCanvas } from "../ui/canvas.js";
import { scaleBar, scaleFor } from "../ui/colours.js";
import { element, fill, short } from "../ui/dom.js";
import { createMaps } from "./maps.js";
import { FED_BY } from "./unit.js";

const SIDE = 5;
const GAP = 1;
const LAYOUT = {
  dense1: { shape: [16, 5, 5], columns: 8, gap: 1, pixel: 6 },
  dense2: { shape: [120], columns: 30, gap: 0, pixel: 8 },
  dense3: { shape: [84], columns: 28, gap: 0, pixel: 8 },
};

// One button for each map below, with what its window and kernel sum to; choose(n) where one is pressed.
export function createParts(words, signal, choose) {
  const root = element("div", { class: "parts" });
  const made = [];
  const place = (left) =>
    Int32Array.from({ length: SIDE * SIDE }, (_, n) => {
      return Math.floor(n / SIDE) * (2 * SIDE + GAP) + left + (n % SIDE);
    });
  const [windowAt, kernelAt] = [place(0), place(SIDE + GAP)];

  function add(n) {
    const { canvas, paint } = createCanvas(words.pair, SIDE, 2 * SIDE + GAP);
    const text = element("span", {});
    const button = element("button", { type: "button", class: "part" }, canvas, text);
    button.addEventListener("click", () => choose(n), { signal });
    root.append(button);
    made.push({ button, text, paint });
  }

  // The windows share one scale, and so do the kernels.
  function draw(parts, chosen) {
    while (made.length < parts.length) add(made.length);
    const all = (name) => parts.flatMap((part) => Array.from(part[name]));
    const inputs = scaleFor(all("window"), { kind: "range" });
    const weights = scaleFor(all("kernel"), { kind: "signed" });
    parts.forEach(({ window, kernel, sum }, n) => {
      const { button, text, paint } = made[n];
      paint(window, inputs, windowAt);
      paint(kernel, weights, kernelAt);
      text.textContent = short(sum);
      button.setAttribute("aria-label", fill(words.part, { part: n, sum: short(sum) }));
      button.setAttribute("aria-pressed", String(n === chosen));
    });
  }

  return { element: root, draw };
}

export function createDense(words, signal) {
  const root = element("div", { class: "board" });
  const made = {}; // by layer: its two pictures

  function add(layer) {
    const { shape, columns, gap, pixel } = LAYOUT[layer];
    made[layer] = ["weights", "weighted"].map((name) => {
      const maps = createMaps({ label: words[name], shape, signal });
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
