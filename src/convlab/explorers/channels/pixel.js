// A 1×1 kernel as what it is: a matrix that acts on the vector of one pixel's channels.

import { pixelMatrix } from "../../channels.js";
import { scaleFor } from "../ui/colours.js";
import { element, fill, long, sign, subscripted } from "../ui/dom.js";
import { createTitledGrid } from "../ui/panel.js";
import { columnOf } from "./sets.js";

const NAMES = ["matrix", "pixel", "added", "result"];
const SIGNS = ["·", "+", "="];

export function createPixelView(words, signal) {
  const grids = NAMES.map((name) => {
    const title = words[`${name}_title`];
    return createTitledGrid({ name: "panel", label: words[name], title, signal });
  });
  const equation = element("div", { class: "equation" });
  grids.forEach((grid, n) => equation.append(grid.element, ...(SIGNS[n] ? [sign(SIGNS[n])] : [])));
  const says = element("p", {});
  const root = element("div", { class: "pixel-view", hidden: true }, equation, says);

  // Show what happens at a pixel, whose products are one for each input channel.
  function update({ K, bias, channel }, products) {
    const vector = products.map(({ x }) => x);
    const { row: i, column: j } = products[0];
    const matrix = pixelMatrix(K);
    const sums = bias.map((b, o) =>
      vector.reduce((sum, x, c) => sum + matrix.data[o * matrix.columns + c] * x, b),
    );
    const shown = [matrix, ...[vector, bias, sums].map(columnOf)];
    grids.forEach((grid, n) => {
      const pixel = NAMES[n] === "pixel";
      const kind = pixel ? "grey" : "signed";
      grid.update(shown[n], { scale: scaleFor(shown[n].data, { kind, high: 1 }) });
      const row = Array.from({ length: shown[n].columns }, (_, c) => [channel, c]);
      grid.mark(pixel ? [] : [{ class: "window", cells: row }]);
    });
    const cell = fill(words.pixel_cell, { i, j });
    const list = fill(words.vector, { list: vector.map((x) => long(x)).join(words.comma) });
    says.replaceChildren(...subscripted(fill(words.dense, { cell, vector: list })));
  }

  return { element: root, update };
}
