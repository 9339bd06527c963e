// Where a unit's number comes from: window, kernel and products as numbers, or all weights as pictures, and the sum.

import { scaleFor } from "../ui/colours.js";
import { element, fill, long, sign } from "../ui/dom.js";
import { createTitledGrid } from "../ui/panel.js";
import { unitTitle, workText } from "./sentences.js";
import { createDense, createParts } from "./sources.js";
import { FED_BY } from "./unit.js";

export function createUnitPanel(words, signal) {
  const heading = element("p", { class: "unit-title" });
  const sentence = element("p", { class: "arithmetic" });
  const titled = (name) => {
    const title = words[`${name}_title`];
    return createTitledGrid({ name: "panel", label: words[name], title, signal });
  };
  const grids = {
    window: titled("window"),
    kernel: titled("kernel"),
    products: titled("products"),
  };
  const [times, equals] = [sign("×"), sign("=")];
  const result = element("div", { class: "result" }, equals, grids.products.element);
  const board = element("div", { class: "board" }, grids.window.element, times);
  board.append(grids.kernel.element, result, sentence);
  const parts = createParts(words, signal, (n) => {
    chosen = n;
    if (shown) drawParts();
  });
  const dense = createDense(words, signal);
  const root = element("div", { class: "work" }, heading, parts.element, dense.element, board);
  let shown = null;
  let chosen = 0; // the map below whose window is written out

  // field: what fieldOf says. fresh: another unit than before, whose strongest part is shown.
  function draw(unit, work, field, state, fresh) {
    shown = { unit, work };
    if (fresh && work.kind === "conv") chosen = strongest(work.parts);
    heading.replaceChildren(...unitTitle(unit, work, field, words));
    sentence.replaceChildren(...workText(unit, work, state, words));
    grids.window.element.hidden = work.kind === "dense";
    parts.element.hidden = work.kind !== "conv" || work.parts.length === 1;
    dense.element.hidden = work.kind !== "dense";
    for (const part of [times, grids.kernel.element, result]) part.hidden = work.kind !== "conv";
    if (work.kind === "dense") dense.draw(unit, work);
    else if (work.kind === "pool") drawWindow(work.window, unit.map);
    else drawParts();
  }

  function drawParts() {
    const { unit, work } = shown;
    if (!parts.element.hidden) parts.draw(work.parts, chosen);
    const { window, kernel, products, sum } = work.parts[Math.min(chosen, work.parts.length - 1)];
    drawWindow(window, chosen);
    const title = { map: unit.map, part: chosen, sum: long(sum) };
    show(grids.kernel, kernel, "signed", title);
    show(grids.products, products, "signed", title);
  }

  function drawWindow(window, map) {
    const layer = FED_BY[shown.unit.layer];
    const source = layer === "input" ? words.input : fill(words.place_flat, { layer, map });
    show(grids.window, window, "range", { source });
    const { winner = -1 } = shown.work;
    const cells = winner < 0 ? [] : [[winner >> 1, winner % 2]];
    grids.window.mark([{ class: "winner", cells }]);
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
