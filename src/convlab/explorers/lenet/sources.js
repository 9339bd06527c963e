// What a unit's number comes from, in small: of a convolution the window and kernel of each map below, of a dense
// unit its weights, and the weights times what they meet, laid out as the layer below.

import { createCanvas } from "../ui/canvas.js";
import { scaleFor } from "../ui/colours.js";
import { button, element, fill, short } from "../ui/dom.js";
import { createLayer } from "./layer.js";
import { pictureOf } from "./layers.js";
import { layerBelow } from "./unit.js";

// One button for each map below, with what its window and kernel sum to; choose(n) where one is pressed.
export function createParts(words, signal, choose) {
  const root = element("div", { class: "tools parts" });
  const made = [];

  function add(n) {
    const pair = ["window", "kernel"].map((name) => createCanvas(words[name], 5, 5));
    const text = element("span");
    const part = button("", signal, () => choose(n));
    part.append(...pair.map((one) => one.element), text);
    root.append(part);
    made.push({ part, text, pair });
  }

  // The windows share one scale, and so do the kernels.
  function draw(parts, chosen) {
    while (made.length < parts.length) add(made.length);
    const all = (name) => parts.flatMap((part) => Array.from(part[name]));
    const inputs = scaleFor(all("window"), { kind: "range" });
    const weights = scaleFor(all("kernel"), { kind: "signed" });
    parts.forEach(({ window, kernel, sum }, n) => {
      const { part, text, pair } = made[n];
      pair[0].paint(window, inputs);
      pair[1].paint(kernel, weights);
      text.textContent = short(sum);
      part.setAttribute("aria-label", fill(words.part, { part: n, sum: short(sum) }));
      part.setAttribute("aria-pressed", n === chosen);
    });
  }

  return { element: root, draw };
}

export function createDense(words) {
  const root = element("div", { class: "dense" });
  const made = {}; // by layer: its two pictures

  function draw({ layer }, { weights, terms }) {
    const below = layerBelow(layer);
    made[layer] ??= [words.weights, words.weighted].map((label) =>
      createLayer({ ...pictureOf(below), label }),
    );
    const [of, times] = made[layer];
    if (root.firstChild !== of.element) root.replaceChildren(of.element, times.element);
    const signed = (data) => scaleFor(data, { kind: "signed" });
    of.draw(weights, signed(weights), fill(words.weights_title, { layer: below }));
    times.draw(terms, signed(terms), words.weighted_title);
  }

  return { element: root, draw };
}
