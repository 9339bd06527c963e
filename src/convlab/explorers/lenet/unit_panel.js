// Where a unit's number comes from: window, kernel and products as numbers, or all weights as pictures, and the sum.

import { scaleFor } from "../ui/colours.js";
import { element, fill, long, sign } from "../ui/dom.js";
import { createTitledGrid } from "../ui/panel.js";
import { unitTitle, workText } from "./sentences.js";
import { createDense, createParts } from "./sources.js";
import { layerBelow } from "./unit.js";

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
