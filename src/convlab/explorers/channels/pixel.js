// A 1×1 kernel as what it is: a matrix that acts on the vector of one pixel's channels.

import { pixelMatrix } from "../../channels.js";
import { scaleFor } from "../ui/colours.js";
import { element, fill, long, sign, subscripted } from "../ui/dom.js";
import { createTitledGrid } from "../ui/panel.js";
import { columnOf } from "./sets.js";

const SIGNS = { matrix: "·", pixel: "+", added: "=", result: "" }; // what stands behind each grid

export function createPixelView({ words, signal }) {
  const equation = element("div", { class: "equation" });
  const grids = Object.entries(SIGNS).map(([name, text]) => {
    const title = words[`${name}_title`];
    const grid = createTitledGrid({ name: "panel", label: words[name], title, signal });
    equation.append(grid.element, sign(text));
    return grid;
  });
  const says = element("p", {});
  const root = element("div", { class: "pixel-view" }, equation, says);

  // Show what happens at the pixel whose products, one for each input channel, make a cell of each output.
  function update({ kernels, bias, outputs, channel }, { cursor, terms }) {
    const vector = terms.map(({ x }) => x);
    const sums = outputs.map(({ data, columns }) => data[cursor.i * columns + cursor.j]);
    const pixel = columnOf(vector);
    const shown = [pixelMatrix(kernels), pixel, columnOf(bias), columnOf(sums)];
    grids.forEach((grid, n) => {
      const { data, columns } = shown[n];
      const kind = shown[n] === pixel ? "grey" : "signed";
      grid.update(shown[n], { scale: scaleFor(data, { kind, high: 1 }) });
      const row = Array.from({ length: columns }, (_, c) => [channel, c]);
      grid.mark([{ class: "window", cells: shown[n] === pixel ? [] : row }]);
    });
    const cell = fill(words.pixel_cell, { i: terms[0].row, j: terms[0].column });
    const list = fill(words.vector, { list: vector.map(long).join(words.comma) });
    says.replaceChildren(...subscripted(fill(words.dense, { cell, vector: list })));
  }

  return { element: root, update };
}
