// The table of a stack: each layer's size, jump, receptive field and weights.

import { element, fill } from "../ui/dom.js";
import { layerText } from "./sentences.js";

const square = (side) => `${side}×${side}`;

export function createTable(words) {
  const heads = [words.head_layer, words.head_size, words.head_jump, words.head_field];
  const cells = [...heads, words.head_weights].map((head) => element("th", { scope: "col" }, head));
  const body = element("tbody");
  const head = element("thead", {}, element("tr", {}, ...cells));
  const root = element("table", { class: "fields" }, head, body);

  const row = (name, ...values) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      ...values.map((value) => element("td", {}, value)),
    );

  function draw({ layers, sizes, fields }) {
    const rows = layers.map((layer, n) => {
      const { size, jump } = fields[n];
      const name = fill(words.numbered, { n: n + 1, layer: layerText(layer, words) });
      const weights = layer.kind === "conv" ? layer.kernel ** 2 : 0;
      return row(name, square(sizes[n + 1]), String(jump), square(size), String(weights));
    });
    const weights = layers.reduce(
      (sum, { kind, kernel }) => sum + (kind === "conv" ? kernel ** 2 : 0),
      0,
    );
    const total = row(words.together, "", "", square(fields.at(-1).size), String(weights));
    body.replaceChildren(row(words.input, square(sizes[0]), "1", square(1), ""), ...rows, total);
  }

  // Mark the row of the unit's layer.
  function mark(layer) {
    [...body.children].forEach((made, n) => made.classList.toggle("here", n === layer));
  }

  return { element: root, draw, mark };
}
