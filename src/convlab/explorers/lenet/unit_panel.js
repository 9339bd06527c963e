// Where a unit's number comes from: window, kernel and products as numbers, or all weights as pictures, and the sum.

import { createCanvas } from "../ui/canvas.js";
import { scaleFor } from "../ui/colours.js";
import { button, element, fill, long, short, sign } from "../ui/dom.js";
import { createTitledGrid } from "../ui/panel.js";
import { createLayer, pictureOf } from "./layer.js";
import { unitTitle, workText } from "./sentences.js";
import { layerBelow, layerOf } from "./unit.js";

export function createUnitPanel(words, signal) {
  const heading = element("p", { class: "unit-title" });
  const sentence = element("p", { class: "arithmetic" });
  const [window, kernel, products] = ["window", "kernel", "products"].map((name) =>
    createTitledGrid({ label: words[name], title: words[`${name}_title`], signal }),
  );
  const times = sign("×");
  const parts = createParts(words, signal, (n) => {
    chosen = n;
    drawParts();
  });
  const dense = createDense(words);
  const sum = element("div", { class: "sum" }, window.element, times, kernel.element);
  sum.append(products.element, sentence);
  const root = element("div", { class: "work" }, heading, parts.element, dense.element, sum);
  let shown = null;
  let chosen = 0; // the map below whose window is written out

  // field: what fieldOf says. fresh: another unit than before, whose strongest part is shown.
  function draw(unit, work, field, state, fresh) {
    shown = { unit, work };
    if (fresh && work.kind === "conv") chosen = strongest(work.parts);
    heading.replaceChildren(...unitTitle(unit, work, field, words));
    sentence.replaceChildren(...workText(unit, work, state, words));
    window.element.hidden = work.kind === "dense";
    dense.element.hidden = work.kind !== "dense";
    parts.element.hidden = work.parts === undefined || work.parts.length === 1;
    for (const one of [times, kernel.element, products.element]) one.hidden = work.kind !== "conv";
    if (work.kind === "dense") dense.draw(unit, work);
    else if (work.kind === "pool") drawWindow(work.window, unit.map);
    else drawParts();
  }

  function drawParts() {
    const { unit, work } = shown;
    const part = work.parts[chosen];
    if (!parts.element.hidden) parts.draw(work.parts, chosen);
    drawWindow(part.window, chosen);
    const title = { map: unit.map, part: chosen, sum: long(part.sum) };
    show(kernel, part.kernel, "signed", title);
    show(products, part.products, "signed", title);
  }

  function drawWindow(data, map) {
    const layer = layerBelow(shown.unit.layer);
    const source = layer === "input" ? words.input : fill(words.place_flat, { layer, map });
    show(window, data, "range", { source });
    const { winner = -1 } = shown.work;
    const cells = winner < 0 ? [] : [[winner >> 1, winner % 2]];
    window.mark([{ class: "cursor", cells }]);
  }

  return { element: root, draw };
}

function strongest(parts) {
  const sizes = parts.map(({ sum }) => Math.abs(sum));
  return sizes.indexOf(Math.max(...sizes));
}

// Show the numbers of a square under a title.
function show(grid, data, kind, title) {
  const side = Math.sqrt(data.length);
  grid.update({ rows: side, columns: side, data }, { scale: scaleFor(data, { kind }) }, title);
}

// One button for each map below a unit of conv2, with what its window and kernel sum to; choose(n) where one is pressed.
function createParts(words, signal, choose) {
  const made = Array.from({ length: layerOf("conv2").in }, (_, n) => {
    const pair = ["window", "kernel"].map((name) => createCanvas(words[name], 5, 5));
    const text = element("span");
    const part = button("", signal, () => choose(n));
    part.append(...pair.map((one) => one.element), text);
    return { part, text, pair };
  });
  const root = element("div", { class: "tools parts" }, ...made.map(({ part }) => part));

  // The windows share one scale, and so do the kernels.
  function draw(parts, chosen) {
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

// The weights of a dense unit, and the weights times what they meet, laid out as the layer below.
function createDense(words) {
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
