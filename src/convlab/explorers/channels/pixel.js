// A 1×1 kernel as what it is: a matrix that acts on the vector of one pixel's channels.

import { pixelMatrix } from "../../channels.js";
import { scaleFor } from "../ui/colours.js";
import { element, fill, long } from "../ui/dom.js";
import { createGrid } from "../ui/grid.js";
import { columnOf } from "./sets.js";

const NAMES = ["matrix", "pixel", "added", "result"];
const SIGNS = ["·", "+", "="];

export function createPixelView(words, signal) {
  const parts = NAMES.map((name, n) => {
    const grid = createGrid({ label: words[name], signal });
    const title = element("p", { class: "panel-title" });
    const panel = element("div", { class: "panel" }, title, grid.element);
    const sign = element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[n] ?? "");
    return { name, grid, title, elements: n < SIGNS.length ? [panel, sign] : [panel] };
  });
  const equation = element("div", { class: "equation" }, ...parts.flatMap((part) => part.elements));
  const says = element("p", {});
  const root = element("div", { class: "pixel-view", hidden: true }, equation, says);

  // Show what happens at a pixel, whose products are one for each input channel.
  function update({ K, bias, selected }, products) {
    const vector = products.map(({ x }) => x);
    const { row: i, column: j } = products[0];
    const matrix = pixelMatrix(K);
    const sums = bias.map((b, o) =>
      vector.reduce((sum, x, c) => sum + matrix.data[o * matrix.columns + c] * x, b),
    );
    const shown = [matrix, ...[vector, bias, sums].map(columnOf)];
    parts.forEach(({ name, grid, title }, n) => {
      const { rows, columns } = shown[n];
      title.textContent = fill(words[`${name}_title`], { shape: `${rows}×${columns}` });
      const kind = name === "pixel" ? "grey" : "signed";
      grid.update(shown[n], { scale: scaleFor(shown[n].data, { kind, high: 1 }) });
      const row = Array.from({ length: columns }, (_, c) => [selected, c]);
      grid.mark(name === "pixel" ? [] : [{ class: "window", cells: row }]);
    });
    const cell = fill(words.pixel_cell, { i, j });
    const list = fill(words.vector, { list: vector.map((x) => long(x)).join(words.and) });
    says.textContent = fill(words.dense, { cell, vector: list });
  }

  return { element: root, update };
}
